-- A matter to be handled. Its loop: reported, dispatched, handling, resolved, closed (the full loop is a later migration).
create table incident (
  id int generated always as identity primary key,
  incident_code text not null unique,
  area_code text collate "C",
  category text not null,
  title text not null,
  description text,
  address text,
  severity text not null default 'normal' check (severity in ('low', 'normal', 'high', 'urgent')),
  status text not null default 'reported' check (status in ('reported', 'dispatched', 'handling', 'resolved', 'closed')),
  -- How it came in: worker, public, patrol, device, hotline, import.
  channel text not null default 'import',
  reported_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  -- The level at which it was settled; null while it is open.
  settled_at text references area_level (level),
  geometry geometry(Point, 4326) not null,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id),
  check (closed_at is null or status in ('resolved', 'closed'))
);
-- Newest first within an area, by keyset (reported_at, id).
create index incident_time on incident (reported_at desc, id desc);
create index incident_area_time on incident (area_code, reported_at desc, id desc);
create index incident_open on incident (area_code, due_at) where status in ('reported', 'dispatched', 'handling');
create index incident_title_trigram on incident using gin (title gin_trgm_ops);
