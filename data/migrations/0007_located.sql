-- What every located table has: its geometry indexed, its area_code assigned on write and indexed with the id for
-- paging, and its tile layer's version moved on.
do $$
declare
  located text;
begin
  foreach located in array array['land', 'waterway', 'road', 'place', 'boundary', 'compound', 'building',
    'organisation', 'facility', 'device', 'patrol_point', 'patrol_route', 'incident']
  loop
    execute format('create index %1$s_geometry on %1$s using gist (geometry)', located);
    execute format('create index %1$s_area on %1$s (area_code, id)', located);
    execute format('create trigger %1$s_area_code before insert or update of geometry on %1$s
      for each row execute function assign_area_code()', located);
    if located <> 'incident' then
      execute format('create trigger %1$s_tiles after insert or update or delete or truncate on %1$s
        for each statement execute function bump_tile_layer(%1$L)', located);
    end if;
  end loop;
end $$;
create trigger squad_tiles after insert or update or delete or truncate on squad
  for each statement execute function bump_tile_layer('patrol_point');

-- Gives every located row the grid that it lies in now; called after areas have changed. Returns how many rows moved.
create function reassign_area_codes() returns bigint language plpgsql as $$
declare
  located text;
  moved bigint := 0;
  step bigint;
begin
  foreach located in array array['land', 'waterway', 'road', 'place', 'boundary', 'compound', 'building',
    'organisation', 'facility', 'device', 'patrol_point', 'patrol_route', 'incident']
  loop
    execute format('update %1$s t set area_code = now_in.area_code
      from (select o.id, grid_at(case ST_Dimension(o.geometry)
              when 0 then o.geometry
              when 1 then ST_LineInterpolatePoint(ST_GeometryN(o.geometry, 1), 0.5)
              else ST_PointOnSurface(o.geometry) end) as area_code
            from %1$s o) now_in
      where now_in.id = t.id and now_in.area_code is distinct from t.area_code', located);
    get diagnostics step = row_count;
    moved := moved + step;
  end loop;
  update household h set area_code = b.area_code from building b
    where b.id = h.building_id and b.area_code is distinct from h.area_code;
  update visit v set area_code = h.area_code from household h
    where h.id = v.household_id and h.area_code is distinct from v.area_code;
  update visit_duty d set area_code = h.area_code from household h
    where h.id = d.household_id and h.area_code is distinct from d.area_code;
  return moved;
end $$;

-- What the deployment says of itself on the screen: is it a demonstration, whose data is it.
create table deployment (
  only_row boolean primary key default true check (only_row),
  demo boolean not null default false,
  demo_seed text,
  city_name text,
  generated_at timestamptz
);
insert into deployment default values;
-- Credit that the sources of imported data ask for, shown on the map.
create table attribution (
  source text primary key,
  text text not null
);
