-- The area tree: district, street, community, grid. A parent's code is the prefix of its children's, so scope, roll-up
-- and paging are range operations on one text index (collation "C", so that a prefix is a byte range).
create extension if not exists postgis;
create extension if not exists pg_trgm;

-- How deep the tree is, is data: a district with five levels adds a row here.
create table area_level (
  level text primary key,
  position int not null unique check (position > 0),
  code_digits int not null unique check (code_digits between 2 and 18)
);
insert into area_level (level, position, code_digits) values
  ('district', 1, 6), ('street', 2, 9), ('community', 3, 12), ('grid', 4, 15);

create table area (
  area_code text collate "C" primary key check (area_code ~ '^[0-9]+$'),
  level text not null references area_level,
  parent_code text collate "C" references area deferrable initially deferred,
  name text not null check (name <> ''),
  geometry geometry(MultiPolygon, 4326) not null check (ST_IsValid(geometry)),
  -- Where the name is written: inside the area, also when it is bent or has holes.
  label_point geometry(Point, 4326) not null,
  area_m2 float8 not null,
  source text not null default 'manual',
  source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(),
  unique (source, source_id)
);
create index area_geometry on area using gist (geometry);
create index area_level_code on area (level, area_code);
create index area_parent on area (parent_code);
create index area_name_trigram on area using gin (name gin_trgm_ops);

-- Fills what follows from code and geometry and refuses a code that does not fit its level.
create function area_complete() returns trigger language plpgsql as $$
declare
  digits int;
  parent_digits int;
begin
  select code_digits into digits from area_level where level = new.level;
  if length(new.area_code) <> digits then
    raise exception 'area_code % has % digits, but a % has %', new.area_code, length(new.area_code), new.level, digits
      using errcode = 'check_violation', column = 'area_code';
  end if;
  select max(code_digits) into parent_digits from area_level where code_digits < digits;
  new.parent_code := left(new.area_code, parent_digits);
  new.label_point := ST_PointOnSurface(new.geometry);
  new.area_m2 := ST_Area(new.geometry::geography);
  new.updated_at := now();
  return new;
end $$;
create trigger area_complete before insert or update of area_code, level, geometry, name on area
  for each row execute function area_complete();

-- The code of the grid (the deepest level) that holds a point; null outside every grid.
create function grid_at(point geometry) returns text language sql stable as $$
  select area_code from area
  where level = (select level from area_level order by position desc limit 1) and ST_Covers(geometry, point)
  order by area_code limit 1
$$;

-- Located rows call this before every write. A polygon or line counts where its inner point or middle lies.
create function assign_area_code() returns trigger language plpgsql as $$
begin
  new.area_code := grid_at(case ST_Dimension(new.geometry)
    when 0 then new.geometry
    when 1 then ST_LineInterpolatePoint(ST_GeometryN(new.geometry, 1), 0.5)
    else ST_PointOnSurface(new.geometry) end);
  new.updated_at := now();
  return new;
end $$;

-- Tiles are cut from memory: a layer's version tells when what is in memory is old. One statement, one step.
create table tile_layer_version (
  layer text primary key,
  version bigint not null default 1
);
create function bump_tile_layer() returns trigger language plpgsql as $$
begin
  insert into tile_layer_version (layer) values (tg_argv[0])
  on conflict (layer) do update set version = tile_layer_version.version + 1;
  return null;
end $$;
create trigger area_tiles after insert or update or delete or truncate on area
  for each statement execute function bump_tile_layer('area');
