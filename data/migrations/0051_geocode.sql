-- Addresses that the geocoder could not place for sure, for a person to decide; and what people call a road, compound or place, as
-- somebody who decided has taught it.
create table geocode_synonym (
  id int generated always as identity primary key,
  -- Where it was taught.
  area_code text collate "C" not null,
  text text not null check (length(text) between 2 and 40),
  kind text not null check (kind in ('area', 'compound', 'road', 'poi')),
  -- Name of what is meant: it goes on meaning that when a row is made anew.
  name text not null check (length(name) between 2 and 100),
  taught_by int references account,
  taught_at timestamptz not null default now(),
  unique (text, kind, name)
);
create sequence geocode_review_turn;
create table geocode_review (
  id int generated always as identity primary key,
  -- Whose leaders decide, and who imports.
  area_code text collate "C" not null check (area_code ~ '^[0-9]+$'),
  -- As it was typed; it may name somebody.
  text text not null check (length(text) between 1 and 200),
  -- Of that moment, the likeliest first.
  candidates jsonb not null default '[]',
  -- The import that it came with.
  batch_id bigint,
  asked_by int references account,
  asked_at timestamptz not null default now(),
  -- Those still open are shown by it; what is skipped goes to the end.
  turn bigint not null default nextval('geocode_review_turn'),
  decision text check (decision in ('accepted', 'placed', 'no_place')),
  -- The candidate that was accepted, or the other place.
  chosen jsonb,
  decided_by int references account,
  decided_at timestamptz,
  synonym_id int references geocode_synonym on delete set null,
  check ((decision is null) = (decided_at is null)),
  check ((chosen is not null) = (decision in ('accepted', 'placed')) or decision is null and chosen is null)
);
create index geocode_review_open on geocode_review (turn) where decision is null;
create index geocode_review_decided on geocode_review (id) where decision is not null;
create index geocode_review_batch on geocode_review (batch_id, text) where batch_id is not null;
create index geocode_review_synonym on geocode_review (synonym_id) where synonym_id is not null;

select class_columns('geocode_synonym', 'internal', 'id area_code text kind name taught_by taught_at');
select class_columns('geocode_review', 'internal',
  'id area_code candidates batch_id asked_by asked_at turn decision chosen decided_by decided_at synonym_id');
select class_columns('geocode_review', 'personal', 'text');

alter table geocode_review enable row level security;
grant select, insert on geocode_review to jingwei_api;
-- Candidates are looked for anew when a name was taught.
grant update (turn, candidates, decision, chosen, decided_by, decided_at, synonym_id) on geocode_review to jingwei_api;
grant usage on sequence geocode_review_turn to jingwei_api;
create policy geocode_review_seen on geocode_review for select to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]));
create policy geocode_review_asked on geocode_review for insert to jingwei_api
  with check (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]) and decision is null);
create policy geocode_review_decided on geocode_review for update to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]));

-- What an import asked about addresses is of no use once it was taken out or thrown away; what was decided stays known.
create function drop_import_questions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from geocode_review where batch_id = new.id and decision is null;
  return null;
end
$$;
create trigger import_batch_questions after update of state on import_batch for each row
  when (new.state in ('undone', 'discarded')) execute function drop_import_questions();

-- What places are called is no secret; who decides teaches it.
alter table geocode_synonym enable row level security;
grant select, insert, delete on geocode_synonym to jingwei_api;
create policy geocode_synonym_seen on geocode_synonym for select to jingwei_api using (true);
create policy geocode_synonym_taught on geocode_synonym for insert to jingwei_api
  with check (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]) and taught_by is not distinct from (select current_account()));
create policy geocode_synonym_let_go on geocode_synonym for delete to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]));

insert into retention_rule (position, rule, table_name, keep_days, overdue)
select (select max(position) from retention_rule) + 1, 'geocode_review', 'geocode_review', 365, 'coalesce(decided_at, asked_at) < $1';
