-- Report packs (日清点、周例会、月调度、季分析、年总结): what the figures of an area were when a period was over. A pack is frozen as it
-- is made: a later correction of the data does not change it, it makes another edition. Nothing in it is about a person:
-- counts of people are those that anybody may see, so that a pack can be handed round.
create table report_pack (
  id int generated always as identity primary key,
  area_code text collate "C" not null check (area_code ~ '^[0-9]+$'),
  cadence text not null check (cadence in ('day', 'week', 'month', 'quarter', 'year')),
  -- First and last day.
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  edition int not null check (edition > 0),
  -- False: made while the period was still going on.
  finished boolean not null,
  made_at timestamptz not null,
  -- Null: made by night.
  made_by int references account,
  -- What it was made by, and its digest: sentences, charts and figures are drawn from this, also when the catalogue has changed.
  definition jsonb not null,
  definition_sha256 text not null check (definition_sha256 ~ '^[0-9a-f]{64}$'),
  -- Number of the last change of the registers that it knows.
  known_change bigint,
  figures jsonb not null,
  withdrawn_at timestamptz,
  withdrawn_by int references account,
  withdrawn_reason text check (withdrawn_reason in ('wrong_data', 'wrong_period', 'not_needed')),
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  unique (area_code, cadence, period_from, edition)
);
select class_columns('report_pack', 'internal', 'id area_code cadence period_from period_to edition finished made_at made_by');
select class_columns('report_pack', 'internal', 'definition definition_sha256 known_change figures');
select class_columns('report_pack', 'internal', 'withdrawn_at withdrawn_by withdrawn_reason');

alter table report_pack enable row level security;
grant select, insert on report_pack to jingwei_api;
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on report_pack to jingwei_api;
create policy report_pack_seen on report_pack for select to jingwei_api
  using (area_code ^@ any ((select scope_of('counts'))::text[]));
create policy report_pack_made on report_pack for insert to jingwei_api
  with check (area_code ^@ any ((select scope_of('arrange'))::text[]));
create policy report_pack_withdrawn on report_pack for update to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange'))::text[]));

-- What is in a pack stays; it can only be withdrawn, once.
create function refuse_pack_rewriting() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null
    or to_jsonb(new) - array['withdrawn_at', 'withdrawn_by', 'withdrawn_reason']
      <> to_jsonb(old) - array['withdrawn_at', 'withdrawn_by', 'withdrawn_reason'] then
    raise exception 'a report pack is frozen' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger report_pack_frozen before update on report_pack for each row execute function refuse_pack_rewriting();
