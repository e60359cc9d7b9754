-- The living map: compounds, buildings, organisations, facilities, devices, each with the day it was last confirmed.
create table compound (
  id int generated always as identity primary key,
  area_code text collate "C",
  kind text not null default 'walled' check (kind in ('walled', 'open')),
  name text not null,
  address text,
  -- Null: no property company looks after it (无物业小区).
  property_company text,
  owners_committee boolean not null default false,
  confirmed_on date,
  geometry geometry(MultiPolygon, 4326) not null check (ST_IsValid(geometry)),
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create table building (
  id int generated always as identity primary key,
  area_code text collate "C",
  compound_id int references compound on delete set null,
  -- OpenStreetMap's building value: residential, apartments, commercial, school …
  kind text not null default 'yes',
  name text,
  address text,
  floor_count int check (floor_count between 1 and 200),
  basement_count int not null default 0 check (basement_count between 0 and 20),
  height_m float8 check (height_m > 0 and height_m < 1000),
  built_year int check (built_year between 1000 and 2100),
  confirmed_on date,
  geometry geometry(MultiPolygon, 4326) not null check (ST_IsValid(geometry)),
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index building_compound on building (compound_id);
create table organisation (
  id int generated always as identity primary key,
  area_code text collate "C",
  building_id int references building on delete set null,
  kind text not null,
  name text not null,
  address text,
  staff_count int check (staff_count >= 0),
  confirmed_on date,
  geometry geometry(Point, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index organisation_building on organisation (building_id);
create table facility (
  id int generated always as identity primary key,
  area_code text collate "C",
  kind text not null,
  name text not null,
  address text,
  operator text,
  confirmed_on date,
  geometry geometry(Point, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
-- A device is an asset: where it stands, who runs it, what for, whether the sign is up. Never what it sees.
create table device (
  id int generated always as identity primary key,
  area_code text collate "C",
  kind text not null,
  name text not null,
  address text,
  operator text,
  purpose text,
  sign_up boolean not null default false,
  retention_days int check (retention_days between 0 and 3650),
  status text not null default 'working' check (status in ('working', 'faulty', 'off')),
  confirmed_on date,
  geometry geometry(Point, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index compound_name_trigram on compound using gin (name gin_trgm_ops);
create index building_name_trigram on building using gin (name gin_trgm_ops);
create index building_address_trigram on building using gin (address gin_trgm_ops);
create index organisation_name_trigram on organisation using gin (name gin_trgm_ops);
create index facility_name_trigram on facility using gin (name gin_trgm_ops);
