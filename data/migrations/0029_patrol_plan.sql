-- Patrols planned: squads that have a start and a way of going, points with priorities, streets that must be passed, shifts, plans,
-- what was done of them, and, in declared shifts only, where a squad went.

-- plan: make plans, keep points, streets, squads and shifts. check_in exists without an account: by the pass of a walk.
insert into role_right (role, right_name)
select role, 'plan' from unnest(array['street_leader', 'community_secretary', 'patrol_coordinator', 'registrar']) as given (role);

alter table squad
  add column mode text not null default 'foot' check (mode in ('foot', 'bicycle', 'car')),
  -- Where it starts, and where it ends unless `ends_anywhere`; null: at the middle of its area.
  add column start_at geometry(Point, 4326),
  add column end_at geometry(Point, 4326),
  add column ends_anywhere boolean not null default false,
  add column version int not null default 1,
  add column updated_at timestamptz not null default now();
create index squad_area on squad (area_code, id);
select class_columns('squad', 'internal', 'mode start_at end_at ends_anywhere version updated_at');

alter table patrol_point
  -- 1 may wait, 5 comes first.
  add column priority int not null default 3 check (priority between 1 and 5),
  add column optional boolean not null default false,
  -- Least time between the beginnings of two visits.
  add column gap_min int not null default 60 check (gap_min between 0 and 720),
  -- People that a visit takes.
  add column people int not null default 1 check (people between 1 and 20),
  -- What its QR or NFC sign says.
  add column code text not null unique default upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)),
  add column version int not null default 1;
select class_columns('patrol_point', 'internal', 'priority optional gap_min people code version');

-- A street that must be passed.
create table patrol_street (
  id int generated always as identity primary key,
  area_code text collate "C",
  squad_id int references squad on delete set null,
  name text not null check (name <> '' and length(name) <= 80),
  -- 2: each side once.
  sides int not null default 1 check (sides in (1, 2)),
  window_start time not null default '18:00',
  window_end time not null default '06:00',
  priority int not null default 3 check (priority between 1 and 5),
  optional boolean not null default false,
  people int not null default 1 check (people between 1 and 20),
  geometry geometry(LineString, 4326) not null,
  version int not null default 1,
  source text not null default 'manual', source_id text not null default gen_random_uuid()::text,
  updated_at timestamptz not null default now(), unique (source, source_id)
);
create index patrol_street_area on patrol_street (area_code, id);
select class_columns('patrol_street', 'internal', 'id area_code squad_id name sides window_start window_end priority optional people
  geometry version source source_id updated_at');

-- One squad on duty once: the roster.
create table patrol_shift (
  id int generated always as identity primary key,
  squad_id int not null references squad on delete cascade,
  area_code text collate "C" not null,
  day date not null,
  starts_at time not null,
  -- At or before the start: on the next day.
  ends_at time not null,
  people int not null check (people between 1 and 200),
  -- Tracks exist only in a shift that somebody declared a safety or emergency shift, with a reason.
  purpose text not null default 'routine' check (purpose in ('routine', 'safety', 'emergency')),
  purpose_reason text,
  declared_by int references account on delete set null,
  note text,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  unique (squad_id, day, starts_at),
  check ((purpose = 'routine') = (purpose_reason is null))
);
create index patrol_shift_day on patrol_shift (day, area_code);
select class_columns('patrol_shift', 'internal', 'id squad_id area_code day starts_at ends_at people purpose purpose_reason declared_by note
  version updated_at');

-- What a shift hands to the next one.
create table patrol_handover (
  id int generated always as identity primary key,
  shift_id int not null references patrol_shift on delete cascade,
  area_code text collate "C" not null,
  account_id int references account on delete set null,
  body text not null check (body <> '' and length(body) <= 2000),
  written_at timestamptz not null default now()
);
create index patrol_handover_shift on patrol_handover (shift_id, id);
select class_columns('patrol_handover', 'internal', 'id shift_id area_code account_id written_at');
select class_columns('patrol_handover', 'personal', 'body');

create table patrol_plan (
  id int generated always as identity primary key,
  area_code text collate "C" not null,
  name text not null check (name <> '' and length(name) <= 80),
  day date not null,
  state text not null default 'draft' check (state in ('draft', 'issued', 'withdrawn')),
  from_plan_id int references patrol_plan on delete set null,
  -- PlanInput and PlanResult of server/api/patrol-plans/schema.ts.
  input jsonb not null,
  result jsonb,
  created_by int references account on delete set null,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  issued_at timestamptz
);
create index patrol_plan_area on patrol_plan (area_code, day, id);
select class_columns('patrol_plan', 'internal', 'id area_code name day state from_plan_id input result created_by version updated_at issued_at');

-- What one squad does of an issued plan; its pass stands on the printed sheet.
create table patrol_walk (
  id int generated always as identity primary key,
  plan_id int not null references patrol_plan on delete cascade,
  squad_id int not null references squad on delete cascade,
  shift_id int references patrol_shift on delete set null,
  area_code text collate "C" not null,
  -- SHA-256 of the pass, and the pass sealed, so that the sheet can be printed again.
  pass_digest bytea unique,
  pass_sealed text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- PlannedRoute.
  route jsonb not null,
  version int not null default 1,
  unique (plan_id, squad_id)
);
create index patrol_walk_time on patrol_walk (area_code, starts_at);
select class_columns('patrol_walk', 'internal', 'id plan_id squad_id shift_id area_code pass_digest pass_sealed starts_at ends_at route version');

-- A squad was at a point, or passed a street. No person stands in it.
create table patrol_check_in (
  id bigint generated always as identity primary key,
  key uuid not null unique,
  walk_id int not null references patrol_walk on delete cascade,
  area_code text collate "C",
  point_id int references patrol_point on delete cascade,
  street_id int references patrol_street on delete cascade,
  visit int not null check (visit between 1 and 48),
  at timestamptz not null,
  received_at timestamptz not null default now(),
  way text not null check (way in ('button', 'code')),
  check ((point_id is null) <> (street_id is null))
);
create index patrol_check_in_walk on patrol_check_in (walk_id, at);
create index patrol_check_in_point on patrol_check_in (point_id, at);
select class_columns('patrol_check_in', 'internal', 'id key walk_id area_code point_id street_id visit at received_at way');

-- Where a squad went in a declared shift: kept for a while, then deleted.
create table patrol_track (
  id bigint generated always as identity primary key,
  walk_id int not null references patrol_walk on delete cascade,
  area_code text collate "C" not null,
  recorded_at timestamptz not null,
  accuracy_m float8,
  geometry geometry(Point, 4326) not null,
  unique (walk_id, recorded_at)
);
select class_columns('patrol_track', 'personal', 'id walk_id area_code recorded_at accuracy_m geometry');
