-- Visits fall due: sets say which need tags make which visits owed how often, duties are made from them, and a visit is entered
-- once for all that is owed to a household.

-- A rule: whoever has one of these tags in the area ('' is everywhere) is owed a visit every so many months or weeks.
create table duty_set (
  id int generated always as identity primary key,
  name text not null check (length(name) between 1 and 40),
  area_code text collate "C" not null,
  tags text[] not null check (cardinality(tags) > 0
    and tags <@ array['living_alone', 'disabled', 'hardship', 'newcomer', 'veteran_member', 'support']),
  period text not null check (period in ('month', 'week')),
  every int not null check (every between 1 and 12),
  -- Of months the day, where the month has it, else its last; of weeks the day, 1 is Monday.
  due_day int not null check (due_day between 1 and case period when 'month' then 31 else 7 end),
  starts_on date not null,
  -- The first day on which nothing falls due by it any more.
  ends_on date,
  version int not null default 1,
  unique (area_code, name)
);
insert into duty_set (name, area_code, tags, period, every, due_day, starts_on) values
  ('六必访', '', '{hardship,living_alone,disabled,newcomer,veteran_member,support}', 'month', 1, 31, '2020-01-01');
select class_columns('duty_set', 'internal', 'id name area_code tags period every due_day starts_on ends_on version');

alter table visit_duty add column set_id int references duty_set,
  add column made_at timestamptz not null default now(),
  -- The first day on which a visit counts for it; null: that of its month.
  add column opens_on date,
  -- The first day on which it is owed no more, for the tag that it rests on is over; null: it rests on none.
  add column ends_on date,
  -- Nobody opened so many times; and after a refusal nobody calls before this day.
  add column try_count int not null default 0,
  add column next_try_on date,
  add column cancelled_at timestamptz,
  add column cancelled_reason text check (cancelled_reason in ('expired', 'moved', 'set_ended')),
  add check ((cancelled_at is null) = (cancelled_reason is null));
select class_columns('visit_duty', 'internal', 'set_id made_at');
select class_columns('visit_duty', 'personal', 'opens_on ends_on try_count next_try_on cancelled_at cancelled_reason');
-- What is open: counts by grid and duty are answered from the first alone, lists in order of the day from the second.
drop index visit_duty_owed;
create index visit_duty_owed on visit_duty (area_code, duty, due_on) include (ends_on, household_id)
  where visit_id is null and cancelled_at is null;
create index visit_duty_soonest on visit_duty (due_on, household_id)
  where visit_id is null and cancelled_at is null;
create index visit_duty_set on visit_duty (set_id) where set_id is not null;

alter table visit add column key uuid unique,
  add column account_id int references account,
  add column channel text not null default 'door' check (channel in ('door', 'phone')),
  -- Of a closed catalogue (data/codes/visit-question.json): {question: choice}.
  add column answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  add column reason text check (reason in ('busy', 'unwell', 'not_needed', 'unwilling')),
  -- Where the household stood then, whatever became of the grid since.
  add column area_code_then text collate "C",
  add constraint visit_reason check (reason is null or outcome = 'refused');
update visit set area_code_then = area_code;
select class_columns('visit', 'internal', 'key account_id channel area_code_then');
select class_columns('visit', 'personal', 'answers reason');
create index visit_then on visit (area_code_then, visited_at);
create index visit_answered on visit (household_id, visited_at) where answers <> '{}';

create function visit_area_code_then() returns trigger language plpgsql as $$
begin
  new.area_code_then := case when tg_op = 'INSERT' then new.area_code else old.area_code_then end;
  return new;
end $$;
-- After visit_area_code, which knows where the household stands.
create trigger visit_area_code_then before insert or update of area_code_then on visit
  for each row execute function visit_area_code_then();

-- What is open rests on the tag that lasts longest: ended, it is owed no more by the day alone; renewed, it goes on.
create function need_tag_duties() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  home constant int := case when tg_op = 'DELETE' then old.household_id else new.household_id end;
  need constant text := case when tg_op = 'DELETE' then old.tag else new.tag end;
begin
  update visit_duty d set ends_on = coalesce(
      (select max(expires_on) from need_tag where household_id = home and tag = need), current_date)
  where d.household_id = home and d.duty = need and d.visit_id is null and d.cancelled_at is null;
  return null;
end $$;
create trigger need_tag_duties after insert or delete or update of expires_on on need_tag
  for each row execute function need_tag_duties();
update visit_duty d set ends_on = t.until
from (select household_id, tag, max(expires_on) as until from need_tag group by 1, 2) t
where t.household_id = d.household_id and t.tag = d.duty and d.visit_id is null;

-- Whoever edits there enters visits, and says what became of what was owed.
grant insert (household_id, visited_at, outcome, key, account_id, channel, answers, reason) on visit to jingwei_api;
create policy visit_entered on visit for insert to jingwei_api
  with check (account_id = (select current_account()) and coalesce(area_code, '') ^@ any ((select scope_of('edit'))::text[]));
grant update (visit_id, try_count, next_try_on, cancelled_at, cancelled_reason) on visit_duty to jingwei_api;
create policy visit_duty_kept on visit_duty for update to jingwei_api
  using (coalesce(area_code, '') ^@ any ((select scope_of('edit'))::text[]));

-- Sets are shown to whoever may see their area, or a part of it; kept by whoever arranges all of it.
alter table duty_set enable row level security;
grant select, insert, update (name, tags, period, every, due_day, starts_on, ends_on, version) on duty_set to jingwei_api;
create policy duty_set_seen on duty_set for select to jingwei_api
  using (area_code ^@ any ((select scope_of('map'))::text[])
    or exists (select from unnest((select scope_of('map'))::text[]) as own (code) where starts_with(own.code, area_code)));
create policy duty_set_made on duty_set for insert to jingwei_api
  with check (area_code ^@ any ((select scope_of('arrange'))::text[]));
create policy duty_set_kept on duty_set for update to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange'))::text[]));

-- Which nights duties were made, so that of several servers one makes them.
create table duty_run (
  night date primary key,
  started_at timestamptz not null default now(),
  made_count int,
  cancelled_count int
);
select class_columns('duty_run', 'internal', 'night started_at made_count cancelled_count');

update retention_rule set overdue = '(visit_id is not null or cancelled_at is not null) and due_on < $1::date'
where rule = 'visit_duty';
