-- Duties are made of sets, tags and the calendar. Making them twice makes nothing new.

-- The periods of a set that fall due in a month: the first day on which a visit counts, and the day by which it is owed.
create or replace function duty_periods(of_set duty_set, month date)
returns table (opens_on date, due_on date) language sql stable as $$
  with span as (
    select date_trunc('month', month)::date as first_day, (date_trunc('month', month) + interval '1 month - 1 day')::date as last_day),
  given as (
    select (begun + make_interval(months => of_set.every - 1))::date as last_month, begun::date as opens_on
    from span, generate_series(date_trunc('month', of_set.starts_on), span.last_day, make_interval(months => of_set.every)) begun
    where of_set.period = 'month'),
  monthly as (
    select opens_on, least(last_month + of_set.due_day - 1, (last_month + interval '1 month - 1 day')::date) as due_on from given),
  weekly as (
    select begun::date as opens_on, begun::date + 7 * (of_set.every - 1) + of_set.due_day - 1 as due_on
    from span, generate_series(date_trunc('week', of_set.starts_on), span.last_day, make_interval(weeks => of_set.every)) begun
    where of_set.period = 'week')
  select greatest(p.opens_on, of_set.starts_on), p.due_on
  from (select * from monthly union all select * from weekly) p, span
  where p.due_on between span.first_day and span.last_day and p.due_on >= of_set.starts_on
    and p.due_on < coalesce(of_set.ends_on, 'infinity')
$$;

-- Makes what falls due in a month by the tags that are valid, and ends what is owed no more; below some codes, or of one
-- household alone. For the owner: the two functions below say who else.
create or replace function write_duties(month date, today date, prefixes text[], only_household int default null)
returns table (made_count int, cancelled_count int) language plpgsql as $$
begin
  -- All that a set makes falls due at a few days, and all that it could make is looked at once.
  with made as (
    insert into visit_duty (household_id, duty, due_on, set_id, opens_on, ends_on)
    select distinct on (n.household_id, n.tag, p.due_on) n.household_id, n.tag, p.due_on, s.id, p.opens_on, n.until
    from duty_set s cross join lateral duty_periods(s, month) p
      join (select household_id, tag, min(starts_on) as since, max(expires_on) as until from need_tag
        where expires_on > today and (only_household is null or household_id = only_household) group by 1, 2) n on n.tag = any (s.tags)
      join household h on h.id = n.household_id
    where n.since <= p.due_on and n.until > p.opens_on and h.door_state <> 'empty'
      and coalesce(h.area_code, '') ^@ s.area_code and coalesce(h.area_code, '') ^@ any (prefixes)
      and not exists (select from visit_duty d
        where d.household_id = n.household_id and d.duty = n.tag and d.due_on between p.opens_on and p.due_on
          and (d.set_id is null or d.set_id = s.id) and (d.cancelled_reason is null or d.cancelled_reason = 'moved'))
    order by n.household_id, n.tag, p.due_on, s.id
    on conflict (household_id, duty, due_on) do update
      set set_id = excluded.set_id, ends_on = excluded.ends_on, cancelled_at = null, cancelled_reason = null
      where visit_duty.visit_id is null and visit_duty.cancelled_reason in ('expired', 'set_ended')
    returning 1)
  select count(*)::int from made into made_count;
  with over as (
    update visit_duty d set cancelled_at = now(),
      cancelled_reason = case when d.ends_on <= today then 'expired' when h.door_state = 'empty' then 'moved' else 'set_ended' end
    from household h
    where h.id = d.household_id and d.visit_id is null and d.cancelled_at is null
      and coalesce(d.area_code, '') ^@ any (prefixes) and (only_household is null or d.household_id = only_household)
      and (d.ends_on <= today or h.door_state = 'empty' and d.set_id is not null
        or exists (select from duty_set s where s.id = d.set_id and (s.ends_on <= d.due_on or d.duty <> all (s.tags))))
    returning 1)
  select count(*)::int from over into cancelled_count;
  return next;
end $$;

-- For whoever arranges there; without a caller, for the nightly job, everywhere below a code.
create or replace function generate_duties(month date, today date, below text)
returns table (made_count int, cancelled_count int)
language sql security definer set search_path = public, pg_temp as $$
  select * from write_duties(month, today, case when current_caller() is null then array[below]
    else array(select greatest(own, below) from unnest(scope_of('arrange')) own
      where starts_with(own, below) or starts_with(below, own)) end)
$$;
-- For whoever edits a household, whose tags they changed.
create or replace function generate_household_duties(month date, today date, of_household int)
returns table (made_count int, cancelled_count int)
language sql security definer set search_path = public, pg_temp as $$
  select * from write_duties(month, today, scope_of('edit'), of_household)
$$;
-- Ends every tag of a household that moved away, whose file nobody need open for that; how many.
create or replace function end_tags_of(of_household int, today date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed int;
begin
  if not exists (select from household where id = of_household and coalesce(area_code, '') ^@ any (scope_of('edit'))) then
    return 0;
  end if;
  update need_tag set expires_on = greatest(today, starts_on + 1) where household_id = of_household and expires_on > today;
  get diagnostics changed = row_count;
  return changed;
end $$;
-- What of an area's register is owed is nobody's but theirs who edit or arrange it.
revoke execute on function duty_periods, write_duties, generate_duties, generate_household_duties, end_tags_of from public;
grant execute on function generate_duties, generate_household_duties, end_tags_of to jingwei_api;
