-- What a wall shows: kinds, places no finer than a building, counts. Not a word of what anybody wrote, nobody's name. These read with
-- their owner's rights and keep to the caller's scope.

-- A building as a wall names it: compound and name, or its address. Homes of few households, and what is neither many homes nor known
-- to be nobody's home, are not named: null.
create or replace function shown_building(wanted int) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  home_count constant int := (select count(*) from household h where h.building_id = wanted);
begin
  return (select case when b.name is null then b.address else coalesce(c.name, '') || b.name end
    from building b left join compound c on c.id = b.compound_id
    where b.id = wanted and (home_count >= (select small_count_below from deployment)
      or home_count = 0 and b.kind in ('civic', 'commercial', 'construction', 'garage', 'government', 'hospital', 'hotel', 'industrial',
        'kindergarten', 'office', 'pavilion', 'public', 'retail', 'school', 'supermarket', 'train_station', 'university', 'warehouse')));
end $$;

-- Where an incident lies, in words: its areas from the street down, and its building where that may be named.
create or replace function shown_place(code text, category text, point geometry) returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$ begin
  return array(select a.name from area a join area_level l using (level)
      where a.area_code = any (array(select left(code, code_digits) collate "C" from area_level))
        and l.position >= coalesce((select position from area_level where level = 'street'), 2)
      order by l.position)
    || array_remove(array[case when not is_about_home(category) then shown_building(building_at(point)) end], null);
end $$;

-- Incidents as a wall shows single ones.
drop view if exists incident_spot;
create view incident_spot as
select id, area_code, category, item, severity, status, reported_at, due_at, lon_lat(coarse) as centre,
  shown_place(area_code, category, geometry) as place
from incident where coalesce(area_code, '') ^@ any ((select scope_of('places'))::text[]);

-- What happened to incidents, but for what is said among colleagues or done by nobody; status: as it left the incident. Asked for some
-- hours: each event looks for its incident, as an area has many more incidents than a day has events.
drop view if exists incident_move;
create view incident_move as
select e.id, e.incident_id, e.kind, e.happened_at, e.to_status as status, i.area_code
from incident_event e cross join lateral (select area_code from incident where id = e.incident_id offset 0) i
where e.kind in ('reported', 'dispatched', 'accepted', 'handling', 'resolved', 'evaluated', 'closed', 'returned', 'reopened', 'escalated',
    'suspended', 'resumed', 'merged', 'whistled', 'arrived')
  and coalesce(i.area_code, '') ^@ any ((select scope_of('places'))::text[]);

-- Statuses that incidents left, when, and which they came to; asked for some hours, too.
drop view if exists incident_passing;
create view incident_passing as
select s.incident_id, i.area_code, s.status, s.left_at,
  (select n.status from incident_step n where n.incident_id = s.incident_id and n.position > s.position order by n.position limit 1) as next_status
from incident_step s cross join lateral (select area_code from incident where id = s.incident_id offset 0) i
where s.left_at is not null and coalesce(i.area_code, '') ^@ any ((select scope_of('places'))::text[]);

grant select on incident_spot, incident_move, incident_passing to jingwei_api;
revoke execute on function shown_building, shown_place from public;
grant execute on function shown_building, shown_place to jingwei_api;
