-- Communities and streets reorganised: areas below them move whole, so nothing is cut, and what lies in them is counted by their codes.

-- What each new area gets from each old one, where the areas below (children) go to others (homes, in their order).
create or replace function count_carried(touched text[], children text[], homes text[])
returns table (from_code text, to_code text, building_count int, household_count int, resident_count int, visit_due_count int,
  incident_open_count int, patrol_point_count int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_reorganiser(touched || children);
  return query
  with child as (
    select given.code, given.home, t.code as was
    from unnest(children, homes) as given (code, home) join unnest(touched) as t (code) on given.code ^@ t.code),
  counted as (
    select c.was, c.home, t.building_count as building, t.household_count as household, t.resident_count as resident, 0 as due, 0 as matter,
      t.patrol_point_count as point from child c join area_tally t on t.area_code >= c.code and t.area_code < c.code || ':'
    union all select c.was, c.home, 0, 0, 0, count(*), 0, 0
      from child c join visit_duty d on d.area_code >= c.code and d.area_code < c.code || ':' and d.visit_id is null group by c.was, c.home
    union all select c.was, c.home, 0, 0, 0, 0, count(*), 0
      from child c join incident i on i.area_code >= c.code and i.area_code < c.code || ':'
        and i.status in ('reported', 'dispatched', 'handling') group by c.was, c.home)
  select n.was, n.home, sum(n.building)::int, sum(n.household)::int, sum(n.resident)::int, sum(n.due)::int, sum(n.matter)::int,
    sum(n.point)::int from counted n group by n.was, n.home order by n.was, n.home;
end $$;
revoke execute on function count_carried from public;
grant execute on function count_carried to jingwei_api;
