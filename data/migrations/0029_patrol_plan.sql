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
  add column updated_at timestamptz not null default now(),
  -- Since when it is no more; its shifts and walks stay.
  add column ended_at timestamptz;
create index squad_area on squad (area_code, id) where ended_at is null;
select class_columns('squad', 'internal', 'mode start_at end_at ends_anywhere version updated_at ended_at');

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

-- Points that were deleted in the last 30 days: one that is brought back is the same again, with its number and what its sign says.
create table patrol_point_gone (like patrol_point, gone_at timestamptz not null default now(), primary key (id));
alter table patrol_point_gone enable row level security;
select class_columns('patrol_point_gone', 'internal', 'id area_code squad_id kind name address window_start window_end dwell_min wanted_visits');
select class_columns('patrol_point_gone', 'internal', 'geometry source source_id updated_at priority optional gap_min people code version gone_at');
create function keep_gone_point() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from patrol_point_gone where id = old.id or gone_at < now() - interval '30 days';
  insert into patrol_point_gone select old.*, now();
  return null;
end $$;
create trigger patrol_point_kept after delete on patrol_point for each row execute function keep_gone_point();
revoke execute on function keep_gone_point from public;

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
create index patrol_street_geometry on patrol_street using gist (geometry);
create index patrol_street_squad on patrol_street (squad_id);
create trigger patrol_street_area_code before insert or update of geometry on patrol_street
  for each row execute function assign_area_code();
select class_columns('patrol_street', 'internal', 'id area_code squad_id name sides window_start window_end priority optional people geometry');
select class_columns('patrol_street', 'internal', 'version source source_id updated_at');

-- One squad on duty once: the roster.
create table patrol_shift (
  id int generated always as identity primary key,
  squad_id int not null references squad on delete cascade,
  -- The squad's; one that moves takes along what is still to come.
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
  check ((purpose = 'routine') = (purpose_reason is null)),
  check (length(purpose_reason) between 1 and 200 and length(note) between 1 and 500),
  -- A squad is in one place at a time.
  exclude using gist (int4range(squad_id, squad_id, '[]') with &&,
    tsrange(day + starts_at, day + ends_at + case when ends_at <= starts_at then interval '1 day' else interval '0' end) with &&)
);
create index patrol_shift_day on patrol_shift (day, starts_at, id);
create index patrol_shift_squad on patrol_shift (squad_id, day);
select class_columns('patrol_shift', 'internal', 'id squad_id area_code day starts_at ends_at people purpose declared_by version updated_at');
select class_columns('patrol_shift', 'personal', 'purpose_reason note');

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
  -- What a list shows of them, so that it reads neither.
  squad_count int generated always as (coalesce(jsonb_array_length(input -> 'squads'), 0)) stored,
  wanted_count int generated always as ((result ->> 'wanted_count')::int) stored,
  served_count int generated always as ((result ->> 'served_count')::int) stored,
  length_m float8 generated always as ((result ->> 'length_m')::float8) stored,
  -- What was copied into it, and in which versions; whether its own parts changed since it was planned.
  taken jsonb not null default '{"all_points": false, "all_streets": false, "versions": {}}',
  stale boolean not null default false,
  created_by int references account on delete set null,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  issued_at timestamptz
);
create index patrol_plan_area on patrol_plan (area_code, day, id);
select class_columns('patrol_plan', 'internal', 'id area_code name day state from_plan_id input result taken stale created_by version updated_at');
select class_columns('patrol_plan', 'internal', 'issued_at squad_count wanted_count served_count length_m');

create index patrol_plan_from on patrol_plan (from_plan_id);

-- What one squad does of an issued plan; its pass stands on the printed sheet.
create table patrol_walk (
  id int generated always as identity primary key,
  plan_id int not null references patrol_plan on delete cascade,
  squad_id int not null references squad on delete cascade,
  shift_id int references patrol_shift on delete set null,
  area_code text collate "C" not null,
  -- SHA-256 of the pass, and the pass sealed, so that the sheet can be printed again: no request reads either (data/views/10_patrol.sql).
  pass_digest bytea unique,
  pass_sealed bytea,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- PlannedRoute.
  route jsonb not null,
  version int not null default 1,
  unique (plan_id, squad_id)
);
create index patrol_walk_time on patrol_walk (area_code, starts_at);
create index patrol_walk_squad on patrol_walk (squad_id);
create index patrol_walk_shift on patrol_walk (shift_id);
select class_columns('patrol_walk', 'internal', 'id plan_id squad_id shift_id area_code starts_at ends_at route version');
select class_columns('patrol_walk', 'sensitive', 'pass_digest pass_sealed');

-- A squad was at a point, or passed a street. No person stands in it. It outlives the point: where that was, the plan knows.
create table patrol_check_in (
  id bigint generated always as identity primary key,
  key uuid not null unique,
  walk_id int not null references patrol_walk on delete cascade,
  area_code text collate "C",
  point_id int,
  street_id int,
  visit int not null check (visit between 1 and 48),
  at timestamptz not null,
  received_at timestamptz not null default now(),
  way text not null check (way in ('button', 'code')),
  check ((point_id is null) <> (street_id is null))
);
create index patrol_check_in_walk on patrol_check_in (walk_id, at);
create index patrol_check_in_point on patrol_check_in (point_id, at);
create index patrol_check_in_area on patrol_check_in (area_code, at);
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

-- Everybody in service sees points, streets and squads, as places; who has the right `plan` over the area keeps them.
-- Plans, walks, shifts and check-ins are for who has the right `patrol`; tracks and what shifts hand over for `plan` only.
do $$
declare
  kept text;
  place boolean;
  reader text;
begin
  for kept, place, reader in select * from (values ('squad', true, null), ('patrol_point', true, null), ('patrol_street', true, null),
    ('patrol_shift', false, 'patrol'), ('patrol_handover', false, 'plan'), ('patrol_plan', false, 'patrol'),
    ('patrol_walk', false, 'patrol'), ('patrol_check_in', false, 'patrol'), ('patrol_track', false, 'plan')) given (t, p, r)
  loop
    execute format('alter table %I enable row level security', kept);
    if kept <> 'patrol_walk' then
      execute format('grant select on %I to jingwei_api', kept);
    end if;
    execute format('create policy %1$s_seen on %1$I for select to jingwei_api using (%2$s)', kept, case when place then 'true'
      else format('coalesce(area_code, %L) ^@ any ((select scope_of(%L))::text[])', '', reader) end);
    -- What squads did, they send themselves: by the functions of the pass (data/views/10_patrol.sql).
    if kept not in ('patrol_check_in', 'patrol_track') then
      execute format('create policy %1$s_made on %1$I for insert to jingwei_api
        with check (coalesce(area_code, %2$L) ^@ any ((select scope_of(%3$L))::text[]))', kept, '', 'plan');
      execute format('create policy %1$s_kept on %1$I for update to jingwei_api
        using (coalesce(area_code, %2$L) ^@ any ((select scope_of(%3$L))::text[]))', kept, '', 'plan');
      execute format('create policy %1$s_gone on %1$I for delete to jingwei_api
        using (coalesce(area_code, %2$L) ^@ any ((select scope_of(%3$L))::text[]))', kept, '', 'plan');
    end if;
  end loop;
end $$;
grant insert (area_code, kind, name, member_count, mode, start_at, end_at, ends_anywhere) on squad to jingwei_api;
grant update (area_code, kind, name, member_count, mode, start_at, end_at, ends_anywhere, version, updated_at, ended_at) on squad to jingwei_api;
grant insert (squad_id, name, address, window_start, window_end, dwell_min, wanted_visits, priority, optional, gap_min, people, geometry),
  update (squad_id, name, address, window_start, window_end, dwell_min, wanted_visits, priority, optional, gap_min, people, geometry,
    version, updated_at), delete on patrol_point to jingwei_api;
grant insert (squad_id, name, sides, window_start, window_end, priority, optional, people, geometry),
  update (squad_id, name, sides, window_start, window_end, priority, optional, people, geometry, version, updated_at),
  delete on patrol_street to jingwei_api;
grant insert (squad_id, day, starts_at, ends_at, people, purpose, purpose_reason, note),
  update (day, starts_at, ends_at, people, purpose, purpose_reason, note, version, updated_at), delete on patrol_shift to jingwei_api;
grant insert (shift_id, body) on patrol_handover to jingwei_api;
grant insert (area_code, name, day, from_plan_id, input, result, taken, stale, created_by),
  update (name, day, state, input, result, taken, stale, version, updated_at, issued_at), delete on patrol_plan to jingwei_api;
grant select (id, plan_id, squad_id, shift_id, area_code, starts_at, ends_at, route, version),
  insert (plan_id, squad_id, shift_id, area_code, pass_digest, pass_sealed, starts_at, ends_at, route),
  update (plan_id, shift_id, area_code, starts_at, ends_at, route, version), delete on patrol_walk to jingwei_api;

-- A shift stands where its squad stands; who declared it, nobody writes for another. One that is ordinary again loses its tracks.
create function complete_shift() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    select area_code into new.area_code from squad where id = new.squad_id;
  end if;
  if tg_op = 'INSERT' or (new.purpose, new.purpose_reason) is distinct from (old.purpose, old.purpose_reason) then
    new.declared_by := case when new.purpose <> 'routine' then current_account() end;
  end if;
  if tg_op = 'UPDATE' and new.purpose = 'routine' then
    delete from patrol_track where walk_id in (select id from patrol_walk where shift_id = new.id);
  end if;
  return new;
end $$;
create trigger patrol_shift_complete before insert or update on patrol_shift for each row execute function complete_shift();
create function complete_handover() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select area_code into new.area_code from patrol_shift where id = new.shift_id;
  new.account_id := current_account();
  return new;
end $$;
create trigger patrol_handover_complete before insert on patrol_handover for each row execute function complete_handover();
-- A squad that moves takes along the shifts to come; one that is no more lets go of what it had to do.
create function follow_squad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.ended_at is not null and old.ended_at is null then
    update patrol_point set squad_id = null where squad_id = new.id;
    update patrol_street set squad_id = null where squad_id = new.id;
    delete from patrol_route where squad_id = new.id;
  elsif new.area_code <> old.area_code then
    update patrol_shift set area_code = new.area_code where squad_id = new.id and day >= current_date;
  end if;
  return null;
end $$;
create trigger squad_followed after update of ended_at, area_code on squad for each row execute function follow_squad();
-- No track but of a shift that was declared, and only from its beginning to its end.
create function refuse_track() returns trigger language plpgsql as $$
begin
  if not exists (select from patrol_walk w join patrol_shift s on s.id = w.shift_id
      where w.id = new.walk_id and s.purpose <> 'routine' and new.recorded_at between w.starts_at and w.ends_at) then
    raise exception 'there is no track but of a declared shift while it lasts' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger patrol_track_declared before insert or update on patrol_track for each row execute function refuse_track();
revoke execute on function complete_shift, complete_handover, follow_squad, refuse_track from public;

-- Requests write points and squads now: the layers of tiles move on with the owner's rights.
alter function follow_tile_rows() security definer set search_path = public, pg_temp;
alter function reload_tile_layers() security definer set search_path = public, pg_temp;
revoke execute on function record_tile_change from public;

-- Every screen that shows patrols asks anew; what happened is not told here.
alter table outbox drop constraint outbox_topic_check,
  add constraint outbox_topic_check check (topic in ('change', 'wall', 'emergency', 'patrol'));
create function tell_walk(of_walk int) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into outbox (topic, area_code, body)
  select 'patrol', area_code, jsonb_build_object('walk_id', id, 'version', version) from patrol_walk where id = of_walk
$$;
create function tell_patrol() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_walk(case when tg_table_name = 'patrol_walk' then (to_jsonb(new) ->> 'id')::int else (to_jsonb(new) ->> 'walk_id')::int end);
  return null;
end $$;
create trigger patrol_walk_feed after insert or update of version on patrol_walk for each row execute function tell_patrol();
create trigger patrol_check_in_feed after insert on patrol_check_in for each row execute function tell_patrol();
revoke execute on function tell_walk, tell_patrol from public;

-- Areas that change give must-pass streets another code, too.
create or replace function reassign_area_codes() returns bigint language plpgsql as $$
declare
  moved bigint := reassign_map_area_codes();
  step bigint;
begin
  update emergency_resource set geometry = geometry where grid_at(geometry) is distinct from area_code;
  get diagnostics step = row_count;
  moved := moved + step;
  update patrol_street set geometry = geometry
    where grid_at(ST_LineInterpolatePoint(geometry, 0.5)) is distinct from area_code;
  get diagnostics step = row_count;
  return moved + step;
end $$;

insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous) values
  (140, 'patrol_track', 'patrol_track', 30, 'recorded_at < $1', null),
  (141, 'patrol_handover', 'patrol_handover', 365, 'written_at < $1', null),
  (142, 'patrol_shift', 'patrol_shift', 365, $$day < $1::date and (note is not null or purpose_reason <> '（已清除）')$$,
    $$note = null, purpose_reason = case when purpose = 'routine' then null else '（已清除）' end$$),
  (143, 'patrol_check_in', 'patrol_check_in', 1095, 'at < $1', null),
  -- It opens something until 72 hours after the walk.
  (144, 'patrol_pass', 'patrol_walk', 7, $$ends_at + interval '72 hours' < $1 and pass_digest is not null$$, 'pass_digest = null, pass_sealed = null');
