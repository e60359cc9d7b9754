-- Gives every located row the grid that it lies in now, as grid_at() would say it; called after areas have changed.
-- Returns how many rows moved. One join a table, from the grids to an index of the rows' points: a grid's shape is made
-- ready once for all its points, which takes a hundredth of asking for each row.
create or replace function reassign_area_codes() returns bigint language plpgsql as $$
declare
  located text;
  moved bigint := 0;
  step bigint;
begin
  foreach located in array array['land', 'waterway', 'road', 'place', 'boundary', 'compound', 'building',
    'organisation', 'facility', 'device', 'patrol_point', 'patrol_route', 'incident']
  loop
    -- The same points as in assign_area_code().
    execute format('create temp table reassigned_point as
      select id, area_code, case ST_Dimension(geometry)
        when 0 then geometry
        when 1 then ST_LineInterpolatePoint(ST_GeometryN(geometry, 1), 0.5)
        else ST_PointOnSurface(geometry) end as point
      from %I', located);
    create index on pg_temp.reassigned_point using gist (point);
    -- The grids are set apart so that the search goes from them to the points, never from each point to all areas.
    execute format('update %I t set area_code = now_in.area_code
      from (
        with grid as materialized (
          select area_code, geometry from area
          where level = (select level from area_level order by position desc limit 1)),
        found as (
          select p.id, min(g.area_code) as area_code
          from grid g join pg_temp.reassigned_point p on ST_Covers(g.geometry, p.point) group by p.id)
        select p.id, f.area_code from pg_temp.reassigned_point p left join found f using (id)
        where f.area_code is distinct from p.area_code) now_in
      where now_in.id = t.id', located);
    get diagnostics step = row_count;
    moved := moved + step;
    drop table pg_temp.reassigned_point;
  end loop;
  update household h set area_code = b.area_code from building b
    where b.id = h.building_id and b.area_code is distinct from h.area_code;
  update visit v set area_code = h.area_code from household h
    where h.id = v.household_id and h.area_code is distinct from v.area_code;
  update visit_duty d set area_code = h.area_code from household h
    where h.id = d.household_id and h.area_code is distinct from d.area_code;
  return moved;
end $$;
