-- The loop of an incident. incident_event is the truth: it is only ever added to. A row of incident is what its events
-- say, taken together, and is written by the functions below alone (an import writes rows; a trigger makes events of them).

-- report: say what was found. dispatch: decide who handles it, verify, merge. handle: work on it for an area. serve: work on
-- it for a department. mediate: mediation cases.
insert into role_right (role, right_name)
select role, unnest(string_to_array(rights, ' ')) from (values
  ('district_leader', 'report dispatch handle'),
  ('street_leader', 'report dispatch handle mediate'),
  ('community_secretary', 'report dispatch handle mediate'),
  ('grid_worker', 'report handle'),
  ('patrol_coordinator', 'report'),
  ('department_officer', 'report serve')) given (role, rights);

-- The department that an officer works for; data/codes/department.json has its words. Without one they serve none.
alter table account_grant add column department text, add check (department is null or role = 'department_officer');
alter table hand_over add column department text;
select class_columns('account_grant', 'internal', 'department'), class_columns('hand_over', 'internal', 'department');
-- Which departments the caller works for, where. A definer's, as one's own grants are few and asked for often.
create function departments_of_caller() returns table (department text, area_code text)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.department, g.area_code from account_grant g where g.account_id = current_account() and g.department is not null
    and g.starts_on <= current_date + 1 and (g.ends_on is null or g.ends_on > current_date)
$$;
-- The departments whose officers answer for a place: those that a grid may call there.
create function departments_at(place text) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct g.department order by g.department), '{}') from account_grant g
  where g.department is not null and place ^@ g.area_code
    and g.starts_on <= current_date + 1 and (g.ends_on is null or g.ends_on > current_date)
$$;
revoke execute on function departments_of_caller, departments_at from public;
grant execute on function departments_of_caller, departments_at to jingwei_api;

alter table incident
  drop constraint incident_status_check,
  drop constraint incident_check,
  -- Null while the clock is stopped.
  alter column due_at drop not null,
  -- An item of data/codes/matter.json and the version of that catalogue; null: outside the catalogue.
  add column item text,
  add column catalogue_version text,
  add column found_at timestamptz,
  -- Number of the last event; whoever acts says which one they saw.
  add column version int not null default 1,
  add column last_kind text not null default 'imported',
  -- Whose hands it is in: the area of that code, at its level, or a department serving it. Null: nobody's yet.
  add column holder_code text collate "C",
  add column department text,
  -- Hands that it passed through.
  add column hand_count int not null default 0,
  -- Working time left while the clock is stopped, min.
  add column clock_left_min int,
  -- When the holder is reminded, and when it goes a level up by itself; null: not, or not again.
  add column remind_at timestamptz,
  add column escalate_at timestamptz,
  add column rating int check (rating between 1 and 5),
  add column merged_into int references incident on delete set null,
  -- What whoever reported it took it for the same as; nothing follows until somebody merges.
  add column suspected_of int references incident on delete set null,
  -- Reports that were merged into this one.
  add column joined_count int not null default 0,
  add column reporter_account_id int references account,
  -- Made by the sender, so that a report that is sent twice is one.
  add column report_key uuid unique,
  -- SHA-256 of the code by which somebody without an account follows it.
  add column follow_digest bytea unique,
  -- Sealed; only if they gave one.
  add column reporter_contact bytea,
  add constraint incident_status_check check (status in ('found', 'reported', 'returned', 'dispatched', 'accepted',
    'handling', 'suspended', 'resolved', 'verified', 'evaluated', 'closed', 'merged', 'withdrawn')),
  -- closed_at is when it stopped being open.
  add constraint incident_closed_check check (closed_at is null
    or status in ('resolved', 'verified', 'evaluated', 'closed', 'merged', 'withdrawn'));
drop index incident_open;
create index incident_open on incident (area_code, due_at)
  where status in ('found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended');
create index incident_remind on incident (remind_at) where remind_at is not null;
create index incident_escalate on incident (escalate_at) where escalate_at is not null;
create index incident_closed on incident (closed_at) where closed_at is not null;
create index incident_reporter on incident (reporter_account_id, id) where reporter_account_id is not null;
create index incident_merged on incident (merged_into) where merged_into is not null;
create index incident_suspected on incident (suspected_of) where suspected_of is not null;
select class_columns('incident', 'internal', 'item catalogue_version found_at version last_kind holder_code department hand_count clock_left_min remind_at escalate_at rating merged_into suspected_of joined_count reporter_account_id report_key');
select class_columns('incident', 'sensitive', 'follow_digest reporter_contact');

create table incident_event (
  id bigint generated always as identity primary key,
  incident_id int not null references incident on delete cascade,
  -- 1, 2, 3 …: of two who act on the same version, one comes too late.
  version int not null check (version > 0),
  kind text not null check (kind in ('found', 'reported', 'dispatched', 'accepted', 'handling', 'resolved', 'verified',
    'evaluated', 'closed', 'returned', 'merged', 'reopened', 'escalated', 'suspended', 'resumed', 'withdrawn', 'noted',
    'corrected', 'whistled', 'arrived', 'reminded', 'joined', 'imported')),
  -- By the server's clock, and what the device's said.
  happened_at timestamptz not null default now(),
  device_at timestamptz,
  -- Somebody with an account, whoever reported it without one, a rule of the product, the demo's simulator, an import.
  actor text not null check (actor in ('account', 'reporter', 'rule', 'simulator', 'import')),
  account_id int references account,
  from_status text,
  to_status text not null,
  -- An area code, followed by ' department' where it is one's.
  from_holder text,
  to_holder text,
  text text check (length(text) <= 2000),
  -- Names of photos.
  photos text[] not null default '{}',
  -- Columns of the incident that this event sets; all of them in order of version make the incident's row.
  changes jsonb not null default '{}',
  unique (incident_id, version),
  check ((actor = 'account') = (account_id is not null))
);
create index incident_event_time on incident_event (happened_at, id);
create index incident_event_photos on incident_event using gin (photos) where photos <> '{}';
select class_columns('incident_event', 'internal', 'id incident_id version kind happened_at device_at actor account_id from_status to_status from_holder to_holder changes');
select class_columns('incident_event', 'personal', 'text photos');

-- How long an incident stood in each status: a row for every time it came into one.
create table incident_step (
  incident_id int not null references incident on delete cascade,
  position int not null,
  status text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  primary key (incident_id, position)
);
create index incident_step_left on incident_step (left_at) where left_at is not null;
select class_columns('incident_step', 'internal', 'incident_id position status entered_at left_at');

-- A department that a grid called to an incident, and when it came.
create table whistle (
  incident_id int not null references incident on delete cascade,
  department text not null,
  called_at timestamptz not null,
  called_by int references account,
  arrive_by timestamptz not null,
  arrived_at timestamptz,
  arrived_account_id int references account,
  primary key (incident_id, department)
);
create index whistle_waiting on whistle (arrive_by) where arrived_at is null;
select class_columns('whistle', 'internal', 'incident_id department called_at called_by arrive_by arrived_at arrived_account_id');

-- A photo as it is kept: drawn anew, without anything that the camera wrote into it. The file bears the name.
create table photo (
  -- SHA-256 of the kept bytes, hexadecimal.
  name text primary key check (name ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  byte_count int not null,
  width_px int not null,
  height_px int not null,
  stored_at timestamptz not null default now(),
  account_id int references account
);
select class_columns('photo', 'internal', 'name media_type byte_count width_px height_px stored_at account_id');

-- Questions and answers for everybody to read: what somebody decided to publish, without names.
create table reply (
  incident_id int primary key references incident on delete cascade,
  -- The community.
  area_code text collate "C" not null,
  category text not null,
  question text not null check (length(question) between 1 and 500),
  answer text not null check (length(answer) between 1 and 1000),
  asked_on date not null,
  published_at timestamptz not null default now(),
  published_by int references account,
  rating int,
  hidden_at timestamptz
);
create index reply_newest on reply (published_at desc, incident_id desc) where hidden_at is null;
select class_columns('reply', 'public', 'incident_id area_code category question answer asked_on published_at rating');
select class_columns('reply', 'internal', 'published_by hidden_at');

alter table incident_event enable row level security;
alter table incident_step enable row level security;
alter table whistle enable row level security;
alter table photo enable row level security;
alter table reply enable row level security;
grant select on incident_event, incident_step, whistle, photo, reply to jingwei_api;
grant insert on reply to jingwei_api;
grant update (question, answer, hidden_at, published_at, published_by, rating) on reply to jingwei_api;
-- Whoever sees the incident sees what happened to it; whoever reported it sees their own.
create policy incident_own on incident for select to jingwei_api using (reporter_account_id = (select current_account()));
create policy incident_event_seen on incident_event for select to jingwei_api
  using (exists (select from incident i where i.id = incident_id));
create policy incident_step_seen on incident_step for select to jingwei_api
  using (exists (select from incident i where i.id = incident_id));
create policy whistle_seen on whistle for select to jingwei_api
  using (exists (select from incident i where i.id = incident_id));
create policy photo_seen on photo for select to jingwei_api using (account_id = (select current_account())
  or exists (select from incident_event e where e.photos @> array[photo.name] and e.photos <> '{}'));
create policy reply_seen on reply for select to jingwei_api
  using (hidden_at is null or area_code ^@ any ((select scope_of('dispatch'))::text[]));
create policy reply_made on reply for insert to jingwei_api with check (published_by = (select current_account())
  and area_code ^@ any ((select scope_of('dispatch'))::text[]));
create policy reply_kept on reply for update to jingwei_api using (area_code ^@ any ((select scope_of('dispatch'))::text[]));

-- Nothing that happened is changed; only its words and photos go when their time is over.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{text,photos}'::text[] <> to_jsonb(old) - '{text,photos}'::text[] or new.text is not null or new.photos <> '{}' then
    raise exception 'incident_event is only added to' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger incident_event_kept before update on incident_event for each row execute function refuse_rewriting();

-- What an event does beside the incident's row: its step, and who was called and came.
create function follow_incident_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.from_status is distinct from new.to_status then
    if new.from_status is not null then
      update incident_step set left_at = new.happened_at where incident_id = new.incident_id and left_at is null;
    end if;
    insert into incident_step (incident_id, position, status, entered_at)
      values (new.incident_id, new.version, new.to_status, new.happened_at);
  end if;
  if new.kind = 'whistled' then
    insert into whistle (incident_id, department, called_at, called_by, arrive_by)
      select new.incident_id, called, new.happened_at, new.account_id, (new.changes ->> 'arrive_by')::timestamptz
      from jsonb_array_elements_text(new.changes -> 'departments') called
      on conflict (incident_id, department) do update set called_at = excluded.called_at, called_by = excluded.called_by,
        arrive_by = excluded.arrive_by, arrived_at = null, arrived_account_id = null;
  elsif new.kind = 'arrived' then
    update whistle set arrived_at = new.happened_at, arrived_account_id = new.account_id
      where incident_id = new.incident_id and department = new.changes ->> 'arrived' and arrived_at is null;
  end if;
  return null;
end $$;
create trigger incident_event_followed after insert on incident_event for each row when (new.kind <> 'imported')
  execute function follow_incident_event();

-- An incident's holder as events name it.
create function holder_name(i incident) returns text language sql immutable as $$
  select i.holder_code || coalesce(' ' || i.department, '')
$$;

-- A row as it is after one event. Given: kind, happened_at, device_at, actor, text, photos, changes.
create function incident_after(held incident, given jsonb) returns incident language plpgsql stable as $$
declare
  made incident := jsonb_populate_record(held, coalesce(given -> 'changes', '{}') - '{id,version,geometry,area_code}'::text[]);
begin
  if given -> 'changes' ? 'centre' then
    made.geometry := ST_SetSRID(ST_MakePoint((given -> 'changes' -> 'centre' ->> 0)::float8, (given -> 'changes' -> 'centre' ->> 1)::float8), 4326);
  end if;
  made.version := held.version + 1;
  made.last_kind := given ->> 'kind';
  return made;
end $$;
-- A row before its events and after each of them.
create function incident_through(held incident, events jsonb) returns incident[] language plpgsql stable as $$
declare
  rows incident[] := array[held];
  step jsonb;
begin
  for step in select value from jsonb_array_elements(events) loop
    held := incident_after(held, step);
    rows := rows || held;
  end loop;
  return rows;
end $$;
-- Writes down the events that made these rows one of the other.
create function add_incident_events(rows incident[], events jsonb, by_account int) returns void language plpgsql as $$
begin
  insert into incident_event (incident_id, version, kind, happened_at, device_at, actor, account_id, from_status, to_status,
    from_holder, to_holder, text, photos, changes)
  select (rows[e.number + 1]).id, (rows[e.number + 1]).version, (rows[e.number + 1]).last_kind,
    coalesce((e.given ->> 'happened_at')::timestamptz, now()), (e.given ->> 'device_at')::timestamptz, e.given ->> 'actor',
    case when e.given ->> 'actor' = 'account' then by_account end, case when (rows[e.number]).version > 0 then (rows[e.number]).status end,
    (rows[e.number + 1]).status, holder_name(rows[e.number]), holder_name(rows[e.number + 1]), e.given ->> 'text',
    array(select jsonb_array_elements_text(e.given -> 'photos')), coalesce(e.given -> 'changes', '{}')
  from (select given, number::int from jsonb_array_elements(events) with ordinality listed (given, number) order by number) e;
end $$;

-- Makes an incident of its first columns and its first events, all in one. Answers id, incident_code, area_code and again: that is
-- true where report_key was used before, and nothing was made.
create function insert_incident(given jsonb, events jsonb, by_account int) returns jsonb language plpgsql as $$
declare
  made incident := jsonb_populate_record(null::incident, given - '{centre,follow_digest,reporter_contact}'::text[]);
  rows incident[];
begin
  made.id := nextval(pg_get_serial_sequence('incident', 'id'));
  made.version := 0;
  made.status := 'found';
  made.hand_count := 0;
  made.joined_count := 0;
  made.severity := coalesce(made.severity, 'normal');
  made.reported_at := coalesce(made.reported_at, now());
  made.source := coalesce(made.source, 'report');
  made.source_id := coalesce(made.source_id, gen_random_uuid()::text);
  made.reporter_account_id := by_account;
  made.follow_digest := decode(given ->> 'follow_digest', 'hex');
  made.reporter_contact := decode(given ->> 'reporter_contact', 'hex');
  made.geometry := ST_SetSRID(ST_MakePoint((given -> 'centre' ->> 0)::float8, (given -> 'centre' ->> 1)::float8), 4326);
  -- SJ, the day, and a number that no other incident has.
  made.incident_code := coalesce(made.incident_code, 'SJ' || to_char(made.reported_at at time zone coalesce(given ->> 'time_zone', 'UTC'), 'YYYYMMDD') || '-' || made.id);
  rows := incident_through(made, events);
  made := rows[cardinality(rows)];
  insert into incident (
    id, incident_code, category, item, catalogue_version, title, description, address, severity, channel, status,
    reported_at, found_at, due_at, closed_at, settled_at, geometry, source, source_id, version, last_kind,
    holder_code, department, hand_count, clock_left_min, remind_at, escalate_at, rating, merged_into, suspected_of,
    joined_count, reporter_account_id, report_key, follow_digest, reporter_contact)
  overriding system value values (
    made.id, made.incident_code, made.category, made.item, made.catalogue_version, made.title, made.description,
    made.address, made.severity, made.channel, made.status, made.reported_at, made.found_at, made.due_at, made.closed_at,
    made.settled_at, made.geometry, made.source, made.source_id, made.version, made.last_kind, made.holder_code,
    made.department, made.hand_count, made.clock_left_min, made.remind_at, made.escalate_at, made.rating,
    made.merged_into, made.suspected_of, made.joined_count, made.reporter_account_id, made.report_key, made.follow_digest,
    made.reporter_contact)
  on conflict (report_key) do nothing returning * into made;
  if made.id is null then
    return (select jsonb_build_object('id', id, 'again', true, 'area_code', area_code, 'incident_code', incident_code)
      from incident where report_key = (given ->> 'report_key')::uuid);
  end if;
  perform add_incident_events(rows, events, by_account);
  return jsonb_build_object('id', made.id, 'again', false, 'area_code', made.area_code, 'incident_code', made.incident_code);
end $$;

-- Writes what events may change of an incident.
create function keep_incident(made incident) returns void language sql as $$
  update incident set incident_code = made.incident_code, category = made.category, item = made.item, catalogue_version = made.catalogue_version,
    severity = made.severity, status = made.status, channel = made.channel, due_at = made.due_at, closed_at = made.closed_at, settled_at = made.settled_at,
    version = made.version, last_kind = made.last_kind, holder_code = made.holder_code, department = made.department,
    hand_count = made.hand_count, clock_left_min = made.clock_left_min, remind_at = made.remind_at, escalate_at = made.escalate_at,
    rating = made.rating, merged_into = made.merged_into, suspected_of = made.suspected_of, joined_count = made.joined_count, updated_at = now(),
    geometry = made.geometry
  where id = made.id
$$;

-- Adds events to an incident whose last event is the one that the writer saw. Answers the new version; null: somebody was
-- quicker, or there is no such incident.
create function write_incident_events(of_incident int, seen_version int, events jsonb, by_account int) returns int language plpgsql as $$
declare
  held incident;
  rows incident[];
begin
  select * into held from incident where id = of_incident for update;
  if held.id is null or held.version <> seen_version then return null; end if;
  rows := incident_through(held, events);
  perform add_incident_events(rows, events, by_account);
  perform keep_incident(rows[cardinality(rows)]);
  return (rows[cardinality(rows)]).version;
end $$;

-- For requests. What is legal, the server has looked up in its table of moves; here it is made sure once more that whoever
-- asks has anything to do with the incident, and acts as nobody else.
create function report_incident(given jsonb, events jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place text := grid_at(ST_SetSRID(ST_MakePoint((given -> 'centre' ->> 0)::float8, (given -> 'centre' ->> 1)::float8), 4326));
  made jsonb;
begin
  if exists (select from jsonb_array_elements(events) e where e ->> 'actor' is distinct from
      case when current_account() is null then 'reporter' else 'account' end
    or e ? 'happened_at' and e ->> 'kind' <> 'found')
    or current_account() is null and (given ->> 'channel' is distinct from 'public' or jsonb_array_length(events) <> 2) then
    raise exception 'nobody reports in the name of another' using errcode = 'insufficient_privilege';
  end if;
  -- Outside every grid, or outside the caller's area: nothing is made.
  if place is null or current_account() is not null and not place ^@ any (scope_of('report')) then
    return jsonb_build_object('id', null, 'again', false, 'area_code', place);
  end if;
  made := insert_incident(given - '{source,source_id,incident_code,reported_at}'::text[], events, current_account());
  -- Whoever sends a key that another report has is told no more of it.
  if made ->> 'again' = 'true' and not exists (select from incident where id = (made ->> 'id')::int
      and reporter_account_id is not distinct from current_account()) then
    return jsonb_build_object('id', null, 'again', true);
  end if;
  return made;
end $$;
create function act_on_incident(of_incident int, seen_version int, events jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place text;
begin
  select coalesce(area_code, '') into place from incident where id = of_incident
    and (reporter_account_id = current_account() or coalesce(area_code, '') ^@ any (scope_of('dispatch') || scope_of('handle') || scope_of('serve')));
  if place is null or current_account() is null
    or exists (select from jsonb_array_elements(events) e where e ? 'happened_at' or e ->> 'actor' not in ('account', 'rule')) then
    raise exception 'the caller has nothing to do with this incident' using errcode = 'insufficient_privilege';
  end if;
  return write_incident_events(of_incident, seen_version, events, current_account());
end $$;
-- Whoever reported without an account, by their code: how it stands, and what they may add.
create function incident_followed(digest bytea) returns int
language sql stable security definer set search_path = public, pg_temp as $$ select id from incident where follow_digest = digest $$;
create function act_as_reporter(digest bytea, seen_version int, events jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_incident int := incident_followed(digest);
begin
  if of_incident is null or exists (select from jsonb_array_elements(events) e where e ? 'happened_at'
    or e ->> 'actor' not in ('reporter', 'rule')
    or e ->> 'kind' not in ('noted', 'verified', 'evaluated', 'closed', 'returned', 'reopened', 'withdrawn')) then
    raise exception 'a reporter notes, rates, reopens or withdraws' using errcode = 'insufficient_privilege';
  end if;
  return write_incident_events(of_incident, seen_version, events, null);
end $$;
revoke execute on function incident_after, incident_through, add_incident_events, insert_incident, keep_incident, write_incident_events, report_incident, act_on_incident,
  incident_followed, act_as_reporter, follow_incident_event, refuse_rewriting from public;
grant execute on function report_incident, act_on_incident, incident_followed, act_as_reporter, holder_name to jingwei_api;

-- Rows that came another way than through events (an import) become events, so that the record has everything.
create function snapshot_of(i incident) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('status', i.status, 'category', i.category, 'item', i.item, 'severity', i.severity,
    'due_at', i.due_at, 'closed_at', i.closed_at, 'settled_at', i.settled_at, 'holder_code', i.holder_code,
    'department', i.department, 'hand_count', nullif(i.hand_count, 0), 'rating', i.rating))
$$;
create function record_imported() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, changes)
    select n.id, 1, 'imported', least(n.reported_at, now()), 'import', n.status, snapshot_of(n::incident) from new_rows n
    where n.version = 1 and n.last_kind = 'imported';
  return null;
end $$;
create function record_reimported() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from new_rows n join old_rows o using (id) where n.version = o.version
    and snapshot_of(n::incident) is distinct from snapshot_of(o::incident)) then
    return null;
  end if;
  with changed as (
    select n.id, n.version + 1 as version, o.status as from_status, n.status as to_status, snapshot_of(n::incident) as changes
    from new_rows n join old_rows o using (id) where n.version = o.version
      and snapshot_of(n::incident) is distinct from snapshot_of(o::incident)),
  said as (
    insert into incident_event (incident_id, version, kind, actor, from_status, to_status, changes)
      select id, version, 'imported', 'import', from_status, to_status, changes from changed)
  update incident i set version = c.version, last_kind = 'imported' from changed c where c.id = i.id;
  return null;
end $$;
create trigger incident_recorded_insert after insert on incident referencing new table as new_rows
  for each statement execute function record_imported();
create trigger incident_recorded_update after update on incident referencing new table as new_rows old table as old_rows
  for each statement execute function record_reimported();
insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, changes)
  select i.id, 1, 'imported', least(i.reported_at, now()), 'import', i.status, snapshot_of(i) from incident i;

-- What changed, for every open screen: written in the transaction that changes it, in no order that others could rely on.
-- One process at a time moves it on into feed, whose numbers follow the order of moving: whoever has read up to a number
-- has everything before it. Neither holds a word of what an incident says.
create table outbox (
  id bigint generated always as identity primary key,
  incident_id int,
  area_code text collate "C",
  -- Where it was before, if elsewhere.
  was_area_code text collate "C",
  -- Null: so much changed at once that screens ask anew.
  body jsonb
);
create table feed (
  seq bigint generated always as identity primary key,
  happened_at timestamptz not null default now(),
  incident_id int,
  area_code text collate "C",
  was_area_code text collate "C",
  body jsonb
);
create index feed_time on feed (happened_at);
select class_columns('outbox', 'internal', 'id incident_id area_code was_area_code body');
select class_columns('feed', 'internal', 'seq happened_at incident_id area_code was_area_code body');
alter table outbox enable row level security;
alter table feed enable row level security;

-- Not in SQL, which would look for the views' functions before they are made.
create function feed_body(i incident) returns jsonb language plpgsql stable as $$ begin
  return jsonb_build_object('id', i.id, 'kind', i.last_kind, 'version', i.version, 'area_code', i.area_code, 'category', i.category,
    'item', i.item, 'severity', i.severity, 'status', i.status, 'channel', i.channel, 'department', i.department,
    'holder_code', i.holder_code, 'settled_at', i.settled_at, 'hand_count', i.hand_count,
    'reported_at', iso_time(i.reported_at), 'due_at', iso_time(i.due_at), 'closed_at', iso_time(i.closed_at), 'centre', lon_lat(i.geometry));
end $$;
create function tell_incidents() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from (select from changed_rows limit 1001) counted) > 1000 then
    insert into outbox default values;
  elsif tg_op = 'DELETE' then
    insert into outbox (incident_id, area_code, body)
      select c.id, c.area_code, jsonb_build_object('id', c.id, 'kind', 'gone') from changed_rows c;
  elsif tg_op = 'INSERT' then
    insert into outbox (incident_id, area_code, body)
      select c.id, c.area_code, feed_body(c::incident) from changed_rows c;
  else
    insert into outbox (incident_id, area_code, was_area_code, body)
      select c.id, c.area_code, nullif(o.area_code, c.area_code), feed_body(c::incident)
      from changed_rows c join old_rows o using (id)
      where feed_body(c::incident) is distinct from feed_body(o::incident);
  end if;
  return null;
end $$;
create trigger incident_feed_insert after insert on incident referencing new table as changed_rows
  for each statement execute function tell_incidents();
create trigger incident_feed_update after update on incident referencing new table as changed_rows old table as old_rows
  for each statement execute function tell_incidents();
create trigger incident_feed_delete after delete on incident referencing old table as changed_rows
  for each statement execute function tell_incidents();
create function tell_emptied() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outbox default values;
  return null;
end $$;
create trigger incident_feed_truncate after truncate on incident for each statement execute function tell_emptied();

insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous)
select 100 + row_number() over (), given.* from (values
  ('incident_event', 'incident_event', 1825,
    $$happened_at < $1 and (text is not null or photos <> '{}') and exists (select from incident i where i.id = incident_id and i.closed_at < $1)$$,
    $$text = null, photos = '{}'$$),
  ('reporter_contact', 'incident', 90, $$closed_at < $1 and reporter_contact is not null$$, 'reporter_contact = null')
) given (rule, table_name, keep_days, overdue, made_anonymous);
