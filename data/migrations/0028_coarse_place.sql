-- Where a wall shows an incident: never finer than a building. A display gets this place and no other (data/views/03_access.sql,
-- server/live/feed.ts); the exact one stays with people who have an account.

-- The building that a point lies in, or within 3 m of, the nearest; null: there is none.
create function building_at(point geometry) returns int language plpgsql stable parallel safe as $$ begin
  return (select b.id from building b
    where b.geometry && ST_Expand(point, 3 / 111320.0 / greatest(cos(radians(ST_Y(point))), 0.1), 3 / 110574.0)
      and ST_DWithin(b.geometry::geography, point::geography, 3)
    order by ST_Distance(b.geometry::geography, point::geography), b.id limit 1);
end $$;

-- Categories about persons at home: their place is the grid, as reports_near() leaves them out altogether.
create function is_about_home(category text) returns boolean language sql immutable parallel safe as $$
  select category in ('dispute', 'welfare')
$$;

-- A point inside the building; without one, the nearest of a lattice of about 15 m. What is about persons at home lies at the grid's
-- label point, outside every grid on a lattice of half a kilometre.
create function coarse_place(point geometry, category text, area_code text) returns geometry language plpgsql stable parallel safe as $$ begin
  if is_about_home(category) then
    return coalesce((select a.label_point from area a where a.area_code = coarse_place.area_code), ST_SnapToGrid(point, 0.005));
  end if;
  return coalesce((select ST_PointOnSurface(b.geometry) from building b where b.id = building_at(point)),
    ST_SnapToGrid(point, 0, 0, 0.00016, 0.000135));
end $$;

alter table incident add column coarse geometry(Point, 4326);
-- Rewritten in one go: an update of each row would tell every screen and write every index twice.
alter table incident alter column coarse type geometry(Point, 4326) using coarse_place(geometry, category, area_code);
alter table incident alter column coarse set not null;
create index incident_coarse on incident using gist (coarse);
select class_columns('incident', 'internal', 'coarse');

-- Runs after incident_area_code, as triggers do in order of name. Most events of an incident move nothing.
create function assign_coarse() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.coarse is null
    or (new.geometry, new.category, new.area_code) is distinct from (old.geometry, old.category, old.area_code) then
    new.coarse := coarse_place(new.geometry, new.category, new.area_code);
  end if;
  return new;
end $$;
create trigger incident_coarse before insert or update of geometry, category, area_code on incident
  for each row execute function assign_coarse();

-- Gives every incident the coarse place that it has now; called after buildings or areas have changed. Returns how many moved.
create function recoarse_incidents() returns bigint language plpgsql as $$
declare
  moved bigint;
begin
  update incident i set coarse = now_at.place
  from (select id, coarse_place(geometry, category, area_code) as place from incident) now_at
  where now_at.id = i.id and now_at.place is distinct from i.coarse;
  get diagnostics moved = row_count;
  return moved;
end $$;

-- What is settled and waits for somebody to look at it or to rate it.
create index incident_settling on incident (area_code) where status in ('resolved', 'verified');

-- The coarse place travels with every change; server/live/feed.ts gives each reader one of the two.
create or replace function feed_body(i incident) returns jsonb language plpgsql stable as $$ begin
  return jsonb_build_object('id', i.id, 'kind', i.last_kind, 'version', i.version, 'area_code', i.area_code, 'category', i.category,
    'item', i.item, 'severity', i.severity, 'status', i.status, 'channel', i.channel, 'department', i.department,
    'holder_code', i.holder_code, 'settled_at', i.settled_at, 'hand_count', i.hand_count,
    'reported_at', iso_time(i.reported_at), 'due_at', iso_time(i.due_at), 'closed_at', iso_time(i.closed_at), 'centre', lon_lat(i.geometry),
    'coarse', lon_lat(i.coarse));
end $$;
-- What was written before lacks it: screens ask anew.
delete from feed;
delete from outbox;
insert into outbox default values;
