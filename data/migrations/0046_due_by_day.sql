-- What is open by day: the soonest of a county or a province are read from the front, however many there are.
create index visit_duty_day on visit_duty (due_on, household_id) include (area_code, ends_on)
  where visit_id is null and cancelled_at is null;

-- What households had alike when they became one is kept as long as what it was, and then what it said goes.
alter table joined_record add column id bigint generated always as identity,
  add column joined_at timestamptz not null default now();
select class_columns('joined_record', 'internal', 'id joined_at');
insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous)
select (select max(position) from retention_rule) + 1, 'joined_record', 'joined_record', 730, 'joined_at < $1 and was is not null', 'was = null';
