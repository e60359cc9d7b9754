-- What of a guarded table more people may see than its rows. These read with their owner's rights and keep to the scope.

-- Where and what kind incidents are, without a word of what they say. Only people with an account get the exact place; a display,
-- which has none, gets the coarse one.
drop view if exists incident_place;
create view incident_place as
select id, incident_code, area_code, category, item, severity, status, channel, reported_at, due_at, closed_at, settled_at,
  holder_code, department, hand_count, last_kind, version,
  case when (select current_account()) is null then coarse else geometry end as geometry
from incident where coalesce(area_code, '') ^@ any ((select scope_of('places'))::text[]);
-- The same places in two parts, of which one is never read, so that what lies in a box is found in an index of each.
drop view if exists incident_shown;
create view incident_shown as
select id, geometry from incident
where (select current_account()) is not null and (coalesce(area_code, '') ^@ any ((select scope_of('places'))::text[])
  or reporter_account_id = (select current_account()))
union all
select id, coarse from incident
where (select current_account()) is null and coalesce(area_code, '') ^@ any ((select scope_of('places'))::text[]);

-- People without anything that tells who they are, for those who see the door.
drop view if exists resident_presence;
create view resident_presence as
select r.id, r.household_id, h.building_id, h.unit_id, r.area_code, r.registered_here, r.lives_here
from resident r join household h on h.id = r.household_id
where h.area_code ^@ any ((select scope_of('doors'))::text[]) or h.building_id = any ((select building_scope_of('doors'))::int[]);

-- Every category that an incident bears, in order, at most 200: one step in the index for each.
create or replace function incident_categories() returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive used as (
    (select category from incident order by category limit 1)
    union all
    select (select category from incident where category > used.category order by category limit 1)
    from used where used.category is not null
  )
  select coalesce(array_agg(category order by category), '{}') from (
    select category from used where category is not null limit 200) listed
$$;

grant select on incident_place, incident_shown, resident_presence, area_summary to jingwei_api;
