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

-- A scene that differs from the product's of the same name, or stands beside those.
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
  name text,
  taken_at timestamptz
);
create index screen_pairing_code on screen_pairing (code_digest);
select class_columns('screen_pairing', 'internal', 'id secret_digest code_digest expires_at approved_by wall_id part name taken_at');

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
revoke execute on function tell_wall, tell_scene from public;

-- Whether any right of the caller's lies over an area, within it, or over what holds it.
create function touches_area(code text) returns boolean language sql stable parallel safe as $$
  select exists (
    select from jsonb_each(current_caller() -> 'rights') held, jsonb_array_elements_text(held.value) own (code)
    where touches_area.code ^@ own.code or own.code ^@ touches_area.code)
$$;
-- Whether the caller may steer a wall: by right, or by the code that it showed, while a duty of theirs touches its area.
create function steers_wall(code text, number int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select code ^@ any (scope_of('wall')) or touches_area(code) and exists (
    select from wall_remote r where r.wall_id = number and r.account_id = current_account() and r.expires_at > now())
$$;
revoke execute on function steers_wall from public;
grant execute on function steers_wall to jingwei_api;

alter table wall enable row level security;
alter table wall_scene enable row level security;
alter table wall_screen enable row level security;
alter table screen_pairing enable row level security;
alter table wall_remote enable row level security;
grant select on wall, wall_scene, wall_screen to jingwei_api;
grant insert, delete on wall, wall_scene to jingwei_api;
grant update (name, column_count, row_count, plan, state, version, updated_at) on wall to jingwei_api;
grant update (definition, updated_at) on wall_scene to jingwei_api;
create policy wall_seen on wall for select to jingwei_api using (touches_area(area_code));
create policy wall_made on wall for insert to jingwei_api with check (area_code ^@ any ((select scope_of('wall'))::text[]));
create policy wall_steered on wall for update to jingwei_api using (steers_wall(area_code, id));
create policy wall_removed on wall for delete to jingwei_api using (area_code ^@ any ((select scope_of('wall'))::text[]));
-- Scenes are the whole deployment's.
create policy wall_scene_seen on wall_scene for select to jingwei_api using (true);
create policy wall_scene_made on wall_scene for insert to jingwei_api with check ('' = any ((select scope_of('wall'))::text[]));
create policy wall_scene_kept on wall_scene for update to jingwei_api using ('' = any ((select scope_of('wall'))::text[]));
create policy wall_scene_removed on wall_scene for delete to jingwei_api using ('' = any ((select scope_of('wall'))::text[]));
-- Who looks after a wall sees its screens and shuts them out, whoever let them in.
create policy wall_screen_seen on wall_screen for select to jingwei_api
  using (exists (select from wall w where w.id = wall_id and w.area_code ^@ any ((select scope_of('wall'))::text[])));
create policy token_screen on token for select to jingwei_api
  using (kind = 'display' and area_code ^@ any ((select scope_of('wall'))::text[]));
create policy token_shut_out on token for update to jingwei_api
  using (kind = 'display' and area_code ^@ any ((select scope_of('wall'))::text[]));

-- The wall and part that a display token shows; no row for any other credential.
create function screen_of(credential_digest bytea) returns table (token_id int, wall_id int, part int, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.wall_id, t.part, t.expires_at from token t
  where t.digest = credential_digest and t.kind = 'display' and t.revoked_at is null and t.expires_at > now()
$$;
-- What a screen says of itself.
create function note_screen(credential_digest bytea, said jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into wall_screen (token_id, wall_id, seen_at, report)
  select s.token_id, s.wall_id, now(), said from screen_of(credential_digest) s
  on conflict (token_id) do update set seen_at = now(), report = excluded.report
$$;

-- A screen without a token begins to wait, for ten minutes. False: another waits with this code, or 200 wait already; so many
-- keep a mistyped code from being that of a screen somewhere else.
create function begin_pairing(secret bytea, code bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One after the other, so that no two wait with the same code. Any number that nothing else locks.
  perform pg_advisory_xact_lock(4720260126);
  delete from screen_pairing where expires_at < now() - interval '1 hour';
  if (select count(*) >= 200 or bool_or(p.code_digest = code) from screen_pairing p
      where p.expires_at > now() and p.approved_by is null) then return false; end if;
  insert into screen_pairing (secret_digest, code_digest, expires_at) values (secret, code, now() + interval '10 minutes');
  return true;
end $$;
-- Lets the screen in that shows a code, to a wall in the caller's care; false where no screen waits with it. It has a minute left
-- to take its token at the least.
create function let_screen_in(code bytea, number int, place int, title text) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with let_in as (
    update screen_pairing p set approved_by = current_account(), wall_id = number, part = place, name = title,
      expires_at = greatest(p.expires_at, now() + interval '1 minute')
    where p.code_digest = code and p.expires_at > now() and p.approved_by is null and current_account() is not null
      and exists (select from wall w where w.id = number and w.area_code ^@ any (scope_of('wall')))
    returning 1)
  select exists (select from let_in)
$$;
-- A screen asks with its secret whether it was let in, and gets its token then, once: null where it is over, else whether.
create function claim_screen(secret bytea, token_digest bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held screen_pairing;
begin
  select * into held from screen_pairing p
    where p.secret_digest = secret and p.expires_at > now() and p.taken_at is null for update;
  if not found then return null; end if;
  if held.approved_by is null then return false; end if;
  insert into token (digest, kind, name, account_id, area_code, rights, expires_at, wall_id, part)
  select token_digest, 'display', held.name, held.approved_by, w.area_code,
    array(select right_name from role_right where role = 'wall' order by right_name), now() + interval '365 days', w.id, held.part
  from wall w where w.id = held.wall_id;
  update screen_pairing set taken_at = now() where id = held.id;
  return true;
end $$;

-- Remembers that the caller typed the code of a wall that a duty of theirs touches; the code itself was checked.
create function take_remote(number int, hours int) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from wall_remote where expires_at < now();
  insert into wall_remote (wall_id, account_id, expires_at)
  select w.id, current_account(), now() + make_interval(hours => take_remote.hours) from wall w
  where w.id = number and current_account() is not null and touches_area(w.area_code)
  on conflict (wall_id, account_id) do update set expires_at = excluded.expires_at
$$;
revoke execute on function screen_of, note_screen, begin_pairing, let_screen_in, claim_screen, take_remote from public;
grant execute on function screen_of, note_screen, begin_pairing, let_screen_in, claim_screen, take_remote to jingwei_api;
