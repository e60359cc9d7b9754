create table squad (
  id int generated always as identity primary key,
  area_code text collate "C" not null,
  kind text not null check (kind in ('full_time', 'volunteer', 'enterprise')),
  name text not null,
  member_count int not null check (member_count > 0),
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  unique (source, source_id)
);
create table patrol_point (
  id int generated always as identity primary key,
  area_code text collate "C",
  squad_id int references squad on delete set null,
  kind text not null default 'point',
  name text not null,
  address text,
  -- A check-in counts within the window; one that ends before it starts runs over midnight.
  window_start time not null default '18:00',
  window_end time not null default '06:00',
  dwell_min int not null default 5 check (dwell_min between 0 and 600),
  wanted_visits int not null default 1 check (wanted_visits between 1 and 48),
  geometry geometry(Point, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index patrol_point_squad on patrol_point (squad_id);
create table patrol_route (
  id int generated always as identity primary key,
  area_code text collate "C",
  squad_id int not null references squad on delete cascade,
  name text not null,
  shift text not null,
  starts_at time not null,
  ends_at time not null,
  -- Points in the order in which they are visited.
  patrol_point_ids int[] not null default '{}',
  length_m float8 not null check (length_m >= 0),
  geometry geometry(LineString, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index patrol_route_squad on patrol_route (squad_id);
