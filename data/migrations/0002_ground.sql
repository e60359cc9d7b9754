-- What the map is drawn from: land, water, roads, places, outside boundaries. Public data.
create table land (
  id int generated always as identity primary key,
  area_code text collate "C",
  kind text not null,
  name text,
  geometry geometry(MultiPolygon, 4326) not null check (ST_IsValid(geometry)),
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create table waterway (
  id int generated always as identity primary key,
  area_code text collate "C",
  kind text not null,
  name text,
  geometry geometry(MultiLineString, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create table road (
  id int generated always as identity primary key,
  area_code text collate "C",
  -- OpenStreetMap's highway classes (motorway … footway, steps), and rail, subway, light_rail, tram.
  kind text not null,
  name text,
  -- Along the drawn direction only; -1 in the source is turned round on import.
  oneway boolean not null default false,
  foot boolean not null default true,
  bicycle boolean not null default true,
  motor boolean not null default true,
  bridge boolean not null default false,
  tunnel boolean not null default false,
  lanes int check (lanes between 1 and 20),
  width_m float8 check (width_m > 0),
  geometry geometry(MultiLineString, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create table place (
  id int generated always as identity primary key,
  area_code text collate "C",
  -- City, suburb, neighbourhood, square, or OpenStreetMap's amenity, shop, office … value.
  kind text not null,
  name text not null,
  geometry geometry(Point, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create table boundary (
  id int generated always as identity primary key,
  area_code text collate "C",
  -- OpenStreetMap's admin_level: 6 district, 8 street, 10 community in China.
  admin_level int not null check (admin_level between 1 and 12),
  name text,
  geometry geometry(MultiPolygon, 4326) not null check (ST_IsValid(geometry)),
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index place_name_trigram on place using gin (name gin_trgm_ops);
create index road_name_trigram on road using gin (name gin_trgm_ops);
