-- Walls: displays of a command centre, each over one area, drawn by one browser or split over several. A wall's state says what
-- it shows as a function of the clock, so that all its screens agree without waiting for each other.

-- wall: scenes, plans, screens and the remote control of walls. emergency: declare one, give orders, end it.
insert into role_right (role, right_name)
select role, unnest(string_to_array(rights, ' ')) from (values
  ('district_leader', 'wall emergency'),
  ('street_leader', 'wall emergency'),
  ('community_secretary', 'wall'),
  ('registrar', 'wall')) given (role, rights);

create table wall (
  id int generated always as identity primary key,
  name text not null check (name <> '' and length(name) <= 60),
  area_code text collate "C" not null check (area_code ~ '^[0-9]*$'),
  -- Screens side by side and above each other.
  column_count int not null default 1 check (column_count between 1 and 8),
  row_count int not null default 1 check (row_count between 1 and 8),
  -- Which scenes when; null: the product's plan.
  plan jsonb,
  -- What somebody made it show; see WallState.
  state jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (column_count * row_count <= 8)
);
create index wall_area on wall (area_code, id);
select class_columns('wall', 'public', 'id name area_code column_count row_count plan state version created_at updated_at');

-- A scene that differs from the product's, or stands beside those; hidden ones are in no plan.
create table wall_scene (
  scene text primary key check (scene ~ '^[a-z][a-z0-9_]{0,39}$'),
  definition jsonb not null,
  updated_at timestamptz not null default now()
);
select class_columns('wall_scene', 'public', 'scene definition updated_at');

-- The wall that a display token shows, and which of its screens, counted from 1 at the top left.
alter table token
  add column wall_id int references wall on delete cascade,
  add column part int not null default 1 check (part between 1 and 8);
select class_columns('token', 'internal', 'wall_id part');
create index token_wall on token (wall_id) where wall_id is not null;
-- Each display token so far gets a wall of its own.
do $$
declare
  held record;
  made int;
begin
  for held in select id, name, area_code from token where kind = 'display' loop
    insert into wall (name, area_code) values (left(held.name, 60), held.area_code) returning id into made;
    update token set wall_id = made where id = held.id;
  end loop;
end $$;
alter table token add constraint token_wall_check check ((kind = 'display') = (wall_id is not null));

-- What a screen says of itself, so that somebody elsewhere sees whether it lives.
create table wall_screen (
  token_id int primary key references token on delete cascade,
  wall_id int not null references wall on delete cascade,
  seen_at timestamptz not null default now(),
  -- See ScreenReport.
  report jsonb not null default '{}'
);
create index wall_screen_wall on wall_screen (wall_id);
select class_columns('wall_screen', 'internal', 'token_id wall_id seen_at report');

-- A screen that waits for somebody to type the code that it shows.
create table screen_pairing (
  id int generated always as identity primary key,
  -- SHA-256 of the secret that the screen keeps, and a keyed digest of the code that it shows.
  secret_digest bytea not null unique,
  code_digest bytea not null,
  expires_at timestamptz not null,
  -- Who let it in, to what; the screen then takes its token, once.
  approved_by int references account on delete cascade,
  wall_id int references wall on delete cascade,
  part int,
  taken_at timestamptz
);
create index screen_pairing_code on screen_pairing (code_digest);
select class_columns('screen_pairing', 'internal', 'id secret_digest code_digest expires_at approved_by wall_id part taken_at');

-- Who typed the code that a wall shows and may steer it from a phone for some hours.
create table wall_remote (
  wall_id int not null references wall on delete cascade,
  account_id int not null references account on delete cascade,
  expires_at timestamptz not null,
  primary key (wall_id, account_id)
);
select class_columns('wall_remote', 'internal', 'wall_id account_id expires_at');

-- The feed carries more than incidents: a row's topic is the name of its event.
alter table outbox add column topic text not null default 'change' check (topic in ('change', 'wall', 'emergency'));
alter table feed add column topic text not null default 'change';
select class_columns('outbox', 'internal', 'topic');
select class_columns('feed', 'internal', 'topic');
create or replace function move_outbox(most int) returns int language plpgsql as $$
declare
  moved int;
  newest bigint;
begin
  -- Any 64-bit number; let go of when the move is committed.
  if not pg_try_advisory_xact_lock(4720260123) then return null; end if;
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit most)
    returning id, incident_id, area_code, was_area_code, body, topic),
  put as (
    insert into feed (incident_id, area_code, was_area_code, body, topic)
      select incident_id, area_code, was_area_code, body, topic from taken order by id
    returning seq)
  select count(*)::int, max(seq) into moved, newest from put;
  -- By whoever moves and not by whoever writes: transactions that notify are committed one after the other.
  if moved > 0 then perform pg_notify('jingwei_live', newest::text); end if;
  return moved;
end $$;
revoke execute on function move_outbox from public;

-- Tells every screen of a wall that it changed: the number and version only; who wants to know asks.
create function tell_wall() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outbox (topic, area_code, body)
  select 'wall', w.area_code, jsonb_build_object('wall_id', w.id, 'version', w.version)
  from (select (case when tg_op = 'DELETE' then old else new end).*) w;
  return null;
end $$;
create trigger wall_feed after insert or update or delete on wall for each row execute function tell_wall();
-- A scene is shown by every wall.
create function tell_scene() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update wall set version = version + 1, updated_at = now();
  return null;
end $$;
create trigger wall_scene_feed after insert or update or delete on wall_scene for each statement execute function tell_scene();
