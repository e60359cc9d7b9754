-- What is kept how long. The nightly job applies the rules with the owner's rights; who has the right `register` changes
-- the days and asks for a run, and sees what every run removed.
create table retention_rule (
  rule text primary key,
  table_name text not null,
  keep_days int not null check (keep_days between 1 and 36500),
  -- Condition of the rows that are over it; $1 is the moment before which they were over.
  overdue text not null,
  -- What is set in such rows; null: they are deleted.
  made_anonymous text,
  position int not null
);
insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous)
select row_number() over (), given.* from (values
  ('session', 'session', 30, 'least(revoked_at, expires_at, last_used_at + make_interval(secs => idle_s)) < $1', null),
  ('token', 'token', 365, 'least(revoked_at, expires_at) < $1', null),
  ('need_tag', 'need_tag', 365, 'expires_on < $1::date', null),
  -- Before the visits that did them: a visit that is still named stays, or its duty would be owed again.
  ('visit_duty', 'visit_duty', 730, 'visit_id is not null and due_on < $1::date', null),
  ('visit', 'visit', 1825,
    'visited_at < $1 and not exists (select from visit_duty d where d.visit_id = visit.id)', null),
  ('diary_entry', 'diary_entry', 730, 'written_at < $1', null),
  ('duty_holder', 'duty_holder', 365, 'ends_on < $1::date and phone is not null', 'phone = null'),
  ('incident', 'incident', 1825,
    -- Nothing is closed before it was reported, and reports are indexed by their time.
    $$reported_at < $1 and closed_at < $1 and (title <> '（已匿名）' or description is not null or address is not null)$$,
    $$title = '（已匿名）', description = null, address = null$$),
  ('opening', 'opening', 1095, 'expires_at < $1', null),
  ('access_alert', 'access_alert', 1095, 'handled_at < $1', null),
  ('audit_event', 'audit_event', 1095, 'happened_at < $1', null),
  ('account_grant', 'account_grant', 1825, 'ends_on < $1::date', null),
  ('hand_over', 'hand_over', 1825, 'effective_on < $1::date', null),
  ('retention_run', 'retention_run', 1095, 'ran_at < $1', null)
) given (rule, table_name, keep_days, overdue, made_anonymous);

create table retention_run (
  id int generated always as identity primary key,
  -- The night that it is for, by which two servers agree who runs; null: asked for.
  night date unique,
  asked_by int references account,
  asked_at timestamptz not null default now(),
  started_at timestamptz,
  -- Null while it waits or runs.
  ran_at timestamptz,
  removed jsonb not null default '[]',
  error text,
  check ((night is null) <> (asked_by is null))
);
-- One waits at a time.
create unique index retention_run_waiting on retention_run ((true)) where started_at is null;
-- Deleting a visit looks for its duty.
create index visit_duty_visit on visit_duty (visit_id) where visit_id is not null;

-- Rows that are over a rule at a moment, for the report.
create function retention_due(wanted_rule text, at timestamptz) returns int
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  given retention_rule;
  found_count int;
begin
  if cardinality(scope_of('register')) = 0 then return null; end if;
  select * into strict given from retention_rule where rule = wanted_rule;
  execute format('select count(*) from %I where %s', given.table_name, given.overdue)
    into found_count using at - given.keep_days * interval '1 day';
  return found_count;
end $$;
-- Removes or makes anonymous up to so many rows that are over a rule; only the owner runs it. Returns how many.
create function apply_retention(wanted_rule text, at timestamptz, at_most int) returns int
language plpgsql as $$
declare
  given retention_rule;
  changed int;
begin
  select * into strict given from retention_rule where rule = wanted_rule;
  execute format('with over as (select id from %1$I where %2$s limit $2) ', given.table_name, given.overdue)
    || case when given.made_anonymous is null
      then format('delete from %1$I where id in (select id from over)', given.table_name)
      else format('update %1$I set %2$s where id in (select id from over)', given.table_name, given.made_anonymous) end
    using at - given.keep_days * interval '1 day', at_most;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke execute on function retention_due, apply_retention from public;
grant execute on function retention_due to jingwei_api;

alter table retention_rule enable row level security;
alter table retention_run enable row level security;
grant select on retention_rule, retention_run to jingwei_api;
grant update (keep_days) on retention_rule to jingwei_api;
grant insert (asked_by) on retention_run to jingwei_api;
create policy retention_rule_seen on retention_rule for select to jingwei_api
  using (cardinality((select scope_of('register'))) > 0);
create policy retention_rule_kept on retention_rule for update to jingwei_api
  using (cardinality((select scope_of('register'))) > 0);
create policy retention_run_seen on retention_run for select to jingwei_api
  using (cardinality((select scope_of('register'))) > 0);
create policy retention_run_asked on retention_run for insert to jingwei_api
  with check (cardinality((select scope_of('register'))) > 0 and asked_by = (select current_account()));

-- The rights of a person recorded: to know, to have corrected, to have erased. The registrar opens the file for that.
-- Who bears this name and one more thing that only they and we know; sealed, for the application to compare the rest.
create function find_residents(name_digests bytea[], phone_digests bytea[], born_in int)
returns table (id int, household_id int, name bytea, phone bytea, birth_date bytea, birth_year int, address text, area_code text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.household_id, r.name, r.phone, r.birth_date, r.birth_year,
    concat(coalesce(b.address, b.name), u.name, h.door), h.area_code
  from resident r join household h on h.id = r.household_id join unit u on u.id = h.unit_id
    join building b on b.id = h.building_id
  where r.name_digest = any (name_digests) and h.area_code ^@ any (scope_of('register'))
    and (phone_digests is null or r.phone_digest = any (phone_digests)) and (born_in is null or r.birth_year = born_in)
  order by r.id limit 1000
$$;
-- Households whose files the caller has open at this moment for the person's own request.
create function subject_households() returns int[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(household_id), '{}') from opening
  where account_id = current_account() and purpose = 'subject_request' and closed_at is null and expires_at > now()
    and area_code ^@ any (scope_of('register'))
$$;
revoke execute on function find_residents, subject_households from public;
grant execute on function find_residents, subject_households to jingwei_api;
grant update (name, name_digest, phone, phone_digest, birth_date, birth_year, sex, relation), delete on resident to jingwei_api;
grant delete on need_tag to jingwei_api;
create policy resident_corrected on resident for update to jingwei_api
  using (household_id = any ((select subject_households())::int[]));
create policy resident_erased on resident for delete to jingwei_api
  using (household_id = any ((select subject_households())::int[]));
create policy need_tag_erased on need_tag for delete to jingwei_api
  using (household_id = any ((select subject_households())::int[]));
-- Counts are kept for whoever may change the rows.
alter function tally_rows() security definer set search_path = public, pg_temp;

-- The reasons for which a visit is owed are these and no others; data/codes/need-tag.json has their words.
alter table need_tag add constraint need_tag_known
  check (tag in ('living_alone', 'disabled', 'hardship', 'newcomer', 'veteran_member', 'support'));
alter table visit_duty add constraint visit_duty_known
  check (duty in ('living_alone', 'disabled', 'hardship', 'newcomer', 'veteran_member', 'support'));

select class_columns('retention_rule', 'internal', 'rule table_name keep_days overdue made_anonymous position');
select class_columns('retention_run', 'internal', 'id night asked_by asked_at started_at ran_at removed error');
