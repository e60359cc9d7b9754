-- The past as the present: in schema `past`, every register under its own name, as it was on the day `jingwei.as_of` by what was
-- known at the moment `jingwei.as_known` (unset: today, and all that is known). A request that asks for a day looks there first
-- (search_path), so that a query is written once. The views have the rights of whoever asks.
drop schema if exists past cascade;
create schema past;
grant usage on schema past to jingwei_api;

create or replace function past_on() returns date language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('jingwei.as_of', true), '')::date, current_date)
$$;
create or replace function past_known() returns timestamptz language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('jingwei.as_known', true), '')::timestamptz, '9999-12-31')
$$;

-- The last moment of the day that is looked at, in the town's zone; now where none is.
create or replace function past_at() returns timestamptz language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('jingwei.as_at', true), '')::timestamptz, now())
$$;

do $$
declare
  kept text;
  columns text;
begin
  for kept in select left(relname, -5) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like '%\_past' order by 1
  loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
      where attrelid = ('public.' || kept)::regclass and attnum > 0 and not attisdropped;
    execute format('create view past.%1$I with (security_invoker = true) as
      select %2$s from public.%1$I where true_from <= (select public.past_on()) and known_from <= (select public.past_known())
      union all
      select %2$s from public.%3$I where true_from <= (select public.past_on()) and known_from <= (select public.past_known())
        and (select public.past_known()) < withdrawn_at and ((select public.past_known()) < known_to or (select public.past_on()) < true_to)',
      kept, columns, kept || '_past');
    execute format('grant select on past.%I to jingwei_api', kept);
  end loop;
end $$;

-- What follows from the registers, under its own name, too.
create view past.area_summary with (security_invoker = true) as
select a.area_code, a.level, l.position, a.name, a.parent_code, lon_lat(a.label_point) as centre, bounds_of(a.geometry) as bounds,
  (select count(*)::int from past.area child where child.parent_code = a.area_code) as child_count
from past.area a join area_level l using (level);

-- Counted and not kept: so few ask for the past. Patrol points keep none.
create view past.area_tally with (security_invoker = true) as
select area_code, sum(household)::int as household_count, sum(resident)::int as resident_count, sum(building)::int as building_count,
  sum(compound)::int as compound_count, sum(organisation)::int as organisation_count, sum(facility)::int as facility_count,
  sum(device)::int as device_count, sum(patrol_point)::int as patrol_point_count
from (
  select area_code, 1 as household, 0 as resident, 0 as building, 0 as compound, 0 as organisation, 0 as facility, 0 as device,
    0 as patrol_point from past.household
  union all select area_code, 0, 1, 0, 0, 0, 0, 0, 0 from past.resident where lives_here
  union all select area_code, 0, 0, 1, 0, 0, 0, 0, 0 from past.building
  union all select area_code, 0, 0, 0, 1, 0, 0, 0, 0 from past.compound
  union all select area_code, 0, 0, 0, 0, 1, 0, 0, 0 from past.organisation
  union all select area_code, 0, 0, 0, 0, 0, 1, 0, 0 from past.facility
  union all select area_code, 0, 0, 0, 0, 0, 0, 1, 0 from past.device
  union all select area_code, 0, 0, 0, 0, 0, 0, 0, patrol_point_count from public.area_tally
) counted
where area_code is not null group by area_code;
-- The places alone, for those who may see the area counted.
create view past.place_tally as
select area_code, sum(building)::int as building_count, sum(compound)::int as compound_count,
  sum(organisation)::int as organisation_count, sum(facility)::int as facility_count, sum(device)::int as device_count,
  sum(patrol_point)::int as patrol_point_count
from (
  select area_code, 1 as building, 0 as compound, 0 as organisation, 0 as facility, 0 as device, 0 as patrol_point from past.building
  union all select area_code, 0, 1, 0, 0, 0, 0 from past.compound
  union all select area_code, 0, 0, 1, 0, 0, 0 from past.organisation
  union all select area_code, 0, 0, 0, 1, 0, 0 from past.facility
  union all select area_code, 0, 0, 0, 0, 1, 0 from past.device
  union all select area_code, 0, 0, 0, 0, 0, patrol_point_count from public.area_tally
) counted
where area_code ^@ any ((select scope_of('counts') || scope_of('doors'))::text[]) group by area_code;

-- Those who live behind the doors that the caller sees, without anything that tells who they are: as public.resident_presence.
do $$
declare
  believed constant text := $held$(
      select %1$s from public.%2$I where true_from <= (select past_on()) and known_from <= (select past_known())
      union all
      select %1$s from public.%2$I_past where true_from <= (select past_on()) and known_from <= (select past_known())
        and (select past_known()) < withdrawn_at and ((select past_known()) < known_to or (select past_on()) < true_to))$held$;
begin
  execute format('create view past.resident_presence as
    select r.id, r.household_id, h.building_id, h.unit_id, r.area_code, r.registered_here, r.lives_here
    from %s r join %s h on h.id = r.household_id
    where h.area_code ^@ any ((select scope_of(%3$L))::text[]) or h.building_id = any ((select building_scope_of(%3$L))::int[])',
    format(believed, 'id, household_id, area_code, registered_here, lives_here', 'resident'),
    format(believed, 'id, area_code, building_id, unit_id', 'household'), 'doors');
end $$;

-- A duty was there since it was made, by what was known; it is done by a visit of that day or before, and ended once it was. When a
-- visit was, without whose: the visit itself may be hidden.
create view past.visit_moment as select id, visited_at from public.visit;
create view past.visit with (security_invoker = true) as select * from public.visit where visited_at <= (select past_at());
do $$
begin
  execute (select format('create view past.visit_duty with (security_invoker = true) as
    select %s, case when v.visited_at <= (select past_at()) then d.visit_id end as visit_id,
      case when d.cancelled_at <= (select past_at()) then d.cancelled_at end as cancelled_at,
      case when d.cancelled_at <= (select past_at()) then d.cancelled_reason end as cancelled_reason
    from public.visit_duty d left join past.visit_moment v on v.id = d.visit_id where d.made_at <= (select past_known())',
    string_agg('d.' || quote_ident(attname), ', ' order by attnum))
    from pg_attribute where attrelid = 'public.visit_duty'::regclass and attnum > 0 and not attisdropped
      and attname not in ('visit_id', 'cancelled_at', 'cancelled_reason'));
end $$;

-- Incidents as their events had made them by the end of the day.
create view past.incident_place as
select i.id, i.incident_code, i.area_code, i.category, i.item, i.severity, coalesce(e.to_status, i.status) as status, i.channel,
  i.reported_at,
  case when i.due_at is not null or i.closed_at is null or i.closed_at > (select past_at())
    then coalesce((select (given.changes ->> 'due_at')::timestamptz from incident_event given
      where given.incident_id = i.id and given.happened_at <= (select past_at()) and given.changes ? 'due_at'
      order by given.version desc limit 1), i.due_at) end as due_at,
  case when i.closed_at <= (select past_at()) then i.closed_at end as closed_at,
  case when i.closed_at <= (select past_at()) then i.settled_at end as settled_at,
  case when e.to_status is null then i.holder_code else split_part(e.to_holder, ' ', 1) collate "C" end as holder_code,
  case when e.to_status is null then i.department else nullif(split_part(e.to_holder, ' ', 2), '') end as department,
  case when e.version = i.version then i.hand_count else coalesce((select (given.changes ->> 'hand_count')::int
    from incident_event given where given.incident_id = i.id and given.happened_at <= (select past_at())
      and given.changes ? 'hand_count' order by given.version desc limit 1), 0) end as hand_count,
  coalesce(e.kind, i.last_kind) as last_kind, coalesce(e.version, i.version) as version,
  case when (select current_account()) is null then i.coarse else i.geometry end as geometry
from public.incident i left join lateral (
  select to_status, to_holder, kind, version from incident_event e
  where e.incident_id = i.id and e.happened_at <= (select past_at()) order by e.version desc limit 1) e on true
where i.reported_at <= (select past_at()) and coalesce(i.area_code, '') ^@ any ((select scope_of('places'))::text[]);

-- The row itself, for those who see the case: what events have changed since stands as it was before them.
do $$
declare
  columns text;
begin
  select string_agg(case
      when attname in ('category', 'severity', 'due_at', 'closed_at', 'settled_at', 'holder_code', 'department', 'hand_count',
          'clock_left_min', 'remind_at', 'escalate_at', 'rating', 'merged_into', 'joined_count', 'item', 'channel')
        then format('case when e.version is null or e.version = i.version then i.%1$I
          when e.given ? %1$L then (e.given ->> %1$L)::%2$s %3$s', attname, format_type(atttypid, atttypmod),
          case when attname in ('category', 'severity', 'item', 'channel') then format('else i.%I end', attname)
            when attname in ('hand_count', 'joined_count') then 'else 0 end' else 'end' end)
          || format(' as %I', attname)
      when attname = 'status' then 'coalesce(e.to_status, i.status) as status'
      when attname = 'last_kind' then 'coalesce(e.kind, i.last_kind) as last_kind'
      when attname = 'version' then 'coalesce(e.version, i.version) as version'
      else format('i.%I', attname) end, ', ' order by attnum)
    into columns from pg_attribute where attrelid = 'public.incident'::regclass and attnum > 0 and not attisdropped;
  execute format('create view past.incident with (security_invoker = true) as
    select %s from public.incident i left join lateral (
      select last.*, (select jsonb_object_agg(key, value order by told.version) from incident_event told, jsonb_each(told.changes)
        where told.incident_id = i.id and told.version <= last.version) as given
      from (select to_status, kind, version from incident_event e
        where e.incident_id = i.id and e.happened_at <= (select past_at()) order by e.version desc limit 1) last) e on true
    where i.reported_at <= (select past_at())', columns);
end $$;
-- Its words are taken over, so that the view of today can be made anew.
do $$
begin
  execute format('create view past.incident_history as select * from (%s) told where happened_at <= (select past_at())',
    rtrim(pg_get_viewdef('public.incident_history'::regclass), ';'));
end $$;

-- Counts of people by the same words as of today (04_released.sql), which look where the request looks: so they protect alike.
do $$
declare
  counted text;
begin
  foreach counted in array array['people_cells', 'people_small_mean'] loop
    execute replace(replace(pg_get_functiondef(('public.' || counted)::regproc), 'FUNCTION public.' || counted, 'FUNCTION past.' || counted),
      $path$SET search_path TO 'public', 'pg_temp'$path$, $path$SET search_path TO 'past', 'public', 'pg_temp'$path$);
    execute format('revoke all on function past.%I from public', counted);
    execute format('grant execute on function past.%I to jingwei_api', counted);
  end loop;
end $$;
grant select on all tables in schema past to jingwei_api;
revoke select on past.area_tally from jingwei_api;
