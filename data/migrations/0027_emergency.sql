-- Emergencies (应急指挥). emergency_event is the truth: it is only ever added to. The rows of emergency and emergency_order are
-- what its events say, taken together, and requests write them through the functions below alone. What somebody typed is
-- kept apart from what a wall may show by the views of data/views/09_emergency.sql.
create table emergency (
  id int generated always as identity primary key,
  -- Id of a plan of data/codes/emergency-plan.json.
  plan text not null,
  -- 1 is the gravest.
  grade int not null check (grade between 1 and 4),
  area_code text collate "C" not null check (area_code ~ '^[0-9]+$'),
  reason text check (length(reason) <= 500),
  declared_at timestamptz not null default now(),
  -- Who it was; null: a demonstration's, whose people come later.
  declared_by int references account,
  ended_at timestamptz,
  ended_by int references account,
  summary text check (length(summary) <= 2000),
  -- Number of the last event.
  version int not null default 1
);
create index emergency_area on emergency (area_code, id);
-- Two commanders who declare the same at once declare it once.
create unique index emergency_open on emergency (plan, area_code) where ended_at is null;

create table emergency_order (
  id int generated always as identity primary key,
  emergency_id int not null references emergency on delete cascade,
  -- A task of the plan; null: in words of its own.
  task text,
  text text check (length(text) <= 200),
  -- To the officers of a department, or to those who answer for an area.
  department text,
  area_code text collate "C",
  issued_at timestamptz not null default now(),
  issued_by int references account,
  due_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by int references account,
  done_at timestamptz,
  done_by int references account,
  result text check (length(result) <= 1000),
  cancelled_at timestamptz,
  check ((department is null) <> (area_code is null))
);
create index emergency_order_emergency on emergency_order (emergency_id, id);

create table emergency_event (
  id bigint generated always as identity primary key,
  emergency_id int not null references emergency on delete cascade,
  version int not null check (version > 0),
  kind text not null check (kind in ('declared', 'regraded', 'ordered', 'acknowledged', 'done', 'cancelled', 'noted',
    'resource_changed', 'ended')),
  happened_at timestamptz not null default now(),
  account_id int references account,
  order_id int references emergency_order on delete cascade,
  text text check (length(text) <= 2000),
  -- What of it is not words: the grade, or at the end how many orders stood open and what incidents there were meanwhile.
  changes jsonb not null default '{}',
  unique (emergency_id, version)
);

-- What can be called upon: people on duty as a number, stores, vehicles, shelters.
create table emergency_resource (
  id int generated always as identity primary key,
  area_code text collate "C",
  kind text not null check (kind in ('people', 'store', 'vehicle', 'shelter')),
  name text not null check (name <> '' and length(name) <= 60),
  address text check (length(address) <= 100),
  department text,
  quantity int not null check (quantity >= 0),
  free int not null check (free between 0 and quantity),
  -- What it is counted in.
  unit text not null check (unit <> '' and length(unit) <= 10),
  geometry geometry(Point, 4326) not null,
  updated_at timestamptz not null default now()
);
create index emergency_resource_geometry on emergency_resource using gist (geometry);
create index emergency_resource_area on emergency_resource (area_code, id);
create trigger emergency_resource_area_code before insert or update of geometry on emergency_resource
  for each row execute function assign_area_code();

select class_columns('emergency', 'internal', 'id plan grade area_code declared_at declared_by ended_at ended_by version');
select class_columns('emergency', 'personal', 'reason summary');
select class_columns('emergency_order', 'internal', 'id emergency_id task department area_code issued_at issued_by due_at acknowledged_at acknowledged_by done_at done_by cancelled_at');
select class_columns('emergency_order', 'personal', 'text result');
select class_columns('emergency_event', 'internal', 'id emergency_id version kind happened_at account_id order_id changes');
select class_columns('emergency_event', 'personal', 'text');
select class_columns('emergency_resource', 'internal', 'id area_code kind name address department quantity free unit geometry updated_at');

-- Whether an area lies in one of some areas, is one of them, or holds one of them.
create function touches_scope(code text, scope text[]) returns boolean language sql immutable parallel safe as $$
  select code ^@ any (scope) or exists (select from unnest(scope) own (prefix) where starts_with(own.prefix, code))
$$;
grant execute on function touches_scope to jingwei_api;

alter table emergency enable row level security;
alter table emergency_order enable row level security;
alter table emergency_event enable row level security;
alter table emergency_resource enable row level security;
grant select on emergency, emergency_order, emergency_event, emergency_resource to jingwei_api;
grant insert (kind, name, address, department, quantity, free, unit, geometry), delete on emergency_resource to jingwei_api;
grant update (name, address, department, quantity, free, unit, updated_at) on emergency_resource to jingwei_api;
-- Everybody with a duty that touches the area, of whatever level, sees the whole of it: displays have no right `map`.
create policy emergency_seen on emergency for select to jingwei_api
  using (touches_scope(area_code, (select scope_of('map'))));
create policy emergency_order_seen on emergency_order for select to jingwei_api
  using (exists (select from emergency e where e.id = emergency_id));
create policy emergency_event_seen on emergency_event for select to jingwei_api
  using (exists (select from emergency e where e.id = emergency_id));
-- Resources are places, as facilities are; they are kept by those who answer for the place.
create policy emergency_resource_seen on emergency_resource for select to jingwei_api using (true);
create policy emergency_resource_made on emergency_resource for insert to jingwei_api
  with check (area_code ^@ any ((select scope_of('dispatch') || scope_of('emergency'))::text[]));
create policy emergency_resource_kept on emergency_resource for update to jingwei_api
  using (area_code ^@ any ((select scope_of('dispatch') || scope_of('emergency') || scope_of('handle') || scope_of('serve'))::text[]));
create policy emergency_resource_gone on emergency_resource for delete to jingwei_api
  using (area_code ^@ any ((select scope_of('dispatch') || scope_of('emergency'))::text[]));

-- Nothing that happened is changed; only its words go when their time is over.
create function refuse_emergency_rewriting() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'text' <> to_jsonb(old) - 'text' or new.text is not null then
    raise exception 'emergency_event is only added to' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger emergency_event_kept before update on emergency_event for each row execute function refuse_emergency_rewriting();

-- Every screen that shows it asks anew.
create function tell_emergency() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outbox (topic, area_code, body)
    values ('emergency', new.area_code, jsonb_build_object('emergency_id', new.id, 'version', new.version));
  return null;
end $$;
create trigger emergency_feed_declared after insert on emergency for each row execute function tell_emergency();
create trigger emergency_feed after update of version on emergency for each row
  when (old.version is distinct from new.version) execute function tell_emergency();

-- What of an emergency's area was reported while it lasted, by category, and how much of that was settled by its end.
create function emergency_incidents(of_area text, since timestamptz, until timestamptz) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('category', category, 'reported_count', reported_count, 'settled_count', settled_count)
    order by reported_count desc, category), '[]')
  from (select category, count(*)::int as reported_count, (count(*) filter (where closed_at <= until))::int as settled_count
    from incident where area_code >= of_area and area_code < of_area || ':' and reported_at between since and until
    group by category) counted
$$;

-- Adds events, oldest first, to an emergency whose row is locked. Each is {kind, text, order_id, changes}; those of kind
-- `ordered` have {task, text, department, area_code, due_min} as `order`. Answers the new version; null: an order is no longer what the
-- event takes it for.
create function add_emergency_events(of_emergency int, events jsonb, by_account int, at timestamptz) returns int
language plpgsql as $$
declare
  held emergency;
  step jsonb;
  of_order int;
  changed jsonb;
  said text;
begin
  select * into held from emergency where id = of_emergency;
  for step in select value from jsonb_array_elements(events) loop
    of_order := (step ->> 'order_id')::int;
    changed := coalesce(step -> 'changes', '{}');
    said := step ->> 'text';
    held.version := held.version + 1;
    case step ->> 'kind'
    when 'ordered' then
      insert into emergency_order (emergency_id, task, text, department, area_code, issued_at, issued_by, due_at)
        values (of_emergency, step -> 'order' ->> 'task', step -> 'order' ->> 'text', step -> 'order' ->> 'department',
          step -> 'order' ->> 'area_code', at, by_account, at + (step -> 'order' ->> 'due_min')::int * interval '1 minute')
        returning id into of_order;
    when 'acknowledged' then
      update emergency_order set acknowledged_at = at, acknowledged_by = by_account
        where id = of_order and emergency_id = of_emergency and acknowledged_at is null and done_at is null and cancelled_at is null;
      if not found then return null; end if;
    when 'done' then
      -- What is done was taken up.
      update emergency_order set done_at = at, done_by = by_account, result = said,
        acknowledged_at = coalesce(acknowledged_at, at), acknowledged_by = coalesce(acknowledged_by, by_account)
        where id = of_order and emergency_id = of_emergency and done_at is null and cancelled_at is null;
      if not found then return null; end if;
    when 'cancelled' then
      update emergency_order set cancelled_at = at
        where id = of_order and emergency_id = of_emergency and done_at is null and cancelled_at is null;
      if not found then return null; end if;
    when 'regraded' then
      held.grade := (changed ->> 'grade')::int;
    when 'ended' then
      held.ended_at := at;
      held.ended_by := by_account;
      held.summary := said;
      changed := changed || jsonb_build_object(
        'open_order_count', (select count(*) from emergency_order o where o.emergency_id = of_emergency
          and o.done_at is null and o.cancelled_at is null),
        'incidents', emergency_incidents(held.area_code, held.declared_at, at));
    else null;
    end case;
    insert into emergency_event (emergency_id, version, kind, happened_at, account_id, order_id, text, changes)
      values (of_emergency, held.version, step ->> 'kind', at, by_account, of_order, said, changed);
  end loop;
  update emergency set grade = held.grade, ended_at = held.ended_at, ended_by = held.ended_by, summary = held.summary,
    version = held.version where id = of_emergency;
  return held.version;
end $$;

-- For requests. What is legal, the server has looked up in its table of moves (server/emergencies/moves.ts); here it is made
-- sure once more that whoever asks has the duty, and acts as nobody else.
-- Given: plan, grade, area_code, reason; orders as events. Answers its number; null: that plan is under way there already.
create function declare_emergency(given jsonb, orders jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made int;
begin
  if current_account() is null or not (given ->> 'area_code') ^@ any (scope_of('emergency'))
    or not exists (select from area a where a.area_code = given ->> 'area_code')
    or exists (select from jsonb_array_elements(orders) e where e ->> 'kind' <> 'ordered') then
    raise exception 'an emergency is declared over an area of the caller''s' using errcode = 'insufficient_privilege';
  end if;
  insert into emergency (plan, grade, area_code, reason, declared_by)
    values (given ->> 'plan', (given ->> 'grade')::int, given ->> 'area_code', given ->> 'reason', current_account())
    on conflict (plan, area_code) where ended_at is null do nothing returning id into made;
  if made is null then return null; end if;
  insert into emergency_event (emergency_id, version, kind, account_id, text, changes)
    values (made, 1, 'declared', current_account(), given ->> 'reason', jsonb_build_object('grade', (given ->> 'grade')::int));
  perform add_emergency_events(made, orders, current_account(), now());
  return made;
end $$;

-- Departments with an officer whose area touches a place, and whether somebody who answers for an area has an account.
create function emergency_departments(place text) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct g.department), '{}') from account_grant g join account a on a.id = g.account_id
  where g.department is not null and touches_scope(place, array[g.area_code]) and a.disabled_at is null
    and g.starts_on <= current_date + 1 and (g.ends_on is null or g.ends_on > current_date)
$$;
create function area_attended(place text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from account_grant g join role_right r using (role) join account a on a.id = g.account_id
    where r.right_name = 'handle' and a.disabled_at is null
      and g.area_code = any (array(select left(place, code_digits) collate "C" from area_level) || ''::text)
      and g.starts_on <= current_date + 1 and (g.ends_on is null or g.ends_on > current_date))
$$;
-- Names of those who did something in an emergency that the caller sees.
create function emergency_people(of_emergency int) returns table (id int, display_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.display_name from account a
  where exists (select from emergency e where e.id = of_emergency and touches_scope(e.area_code, scope_of('map')))
    and a.id in (select v.account_id from emergency_event v where v.emergency_id = of_emergency)
$$;

-- Whether one lasts over an area, a part of it or what holds it: that much any screen may know.
create function emergency_meets(code text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from emergency e where e.ended_at is null and touches_scope(e.area_code, array[code]))
$$;

-- Adds events to an open emergency. seen_version: null, or the version since which nobody may have given a command. Answers the new
-- version; null: it has ended, somebody commanded meanwhile, or the order moved on.
create function act_on_emergency(of_emergency int, seen_version int, events jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held emergency;
  commands boolean;
begin
  select * into held from emergency e where e.id = of_emergency and touches_scope(e.area_code, scope_of('map')) for update;
  commands := held.area_code ^@ any (scope_of('emergency'));
  if held.id is null or current_account() is null or exists (select from jsonb_array_elements(events) step where case
      when step ->> 'kind' = 'noted' then false
      when step ->> 'kind' in ('regraded', 'ordered', 'cancelled', 'ended') then not commands
      when step ->> 'kind' in ('acknowledged', 'done') then not commands and not exists (
        select from emergency_order o where o.id = (step ->> 'order_id')::int and o.emergency_id = of_emergency
          and (o.area_code ^@ any (scope_of('handle')) or exists (
            select from departments_of_caller() d where d.department = o.department
              and touches_scope(held.area_code, array[d.area_code]) and touches_scope(held.area_code, scope_of('serve')))))
      else true end) then
    raise exception 'the caller may not do this in the emergency' using errcode = 'insufficient_privilege';
  end if;
  if held.ended_at is not null or exists (select from emergency_event v where v.emergency_id = of_emergency
      and v.version > seen_version and v.kind in ('declared', 'regraded', 'ordered', 'cancelled', 'ended')) then
    return null;
  end if;
  return add_emergency_events(of_emergency, events, current_account(), now());
end $$;

-- What may serve in an area: it lies there, or within about 2 km of it.
create function near_emergency(resource geometry, area geometry) returns boolean language sql immutable parallel safe as $$
  select resource && ST_Expand(area, 0.02)
$$;
grant execute on function near_emergency to jingwei_api;
-- What is left of a resource is part of the log of every emergency that it may serve.
create function record_resource_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_emergency int;
begin
  for of_emergency in
    select e.id from emergency e join area a using (area_code)
    where e.ended_at is null and near_emergency(new.geometry, a.geometry) order by e.id for update of e
  loop
    perform add_emergency_events(of_emergency, jsonb_build_array(jsonb_build_object('kind', 'resource_changed',
      'text', new.name || ' ' || old.free || ' → ' || new.free || ' ' || new.unit,
      'changes', jsonb_build_object('resource_id', new.id, 'free', new.free))), current_account(), now());
  end loop;
  return null;
end $$;
create trigger emergency_resource_logged after update of free on emergency_resource for each row
  when (old.free <> new.free) execute function record_resource_change();

-- Areas that change give resources another code, too.
alter function reassign_area_codes rename to reassign_map_area_codes;
create function reassign_area_codes() returns bigint language plpgsql as $$
declare
  moved bigint := reassign_map_area_codes();
  resources bigint;
begin
  update emergency_resource set geometry = geometry where grid_at(geometry) is distinct from area_code;
  get diagnostics resources = row_count;
  return moved + resources;
end $$;

revoke execute on function refuse_emergency_rewriting, tell_emergency, emergency_incidents, add_emergency_events,
  declare_emergency, emergency_departments, area_attended, emergency_people, emergency_meets, act_on_emergency, record_resource_change from public;
grant execute on function declare_emergency, emergency_departments, area_attended, emergency_people, emergency_meets, act_on_emergency to jingwei_api;

insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous) values
  (130, 'emergency', 'emergency', 1825, $$ended_at < $1 and (reason is not null or summary is not null)$$, 'reason = null, summary = null'),
  (131, 'emergency_order', 'emergency_order', 1825,
    $$(result is not null or task is null and text is not null) and exists (select from emergency e where e.id = emergency_id and e.ended_at < $1)$$,
    'result = null, text = case when task is null then null else text end'),
  (132, 'emergency_event', 'emergency_event', 1825,
    $$text is not null and exists (select from emergency e where e.id = emergency_id and e.ended_at < $1)$$, 'text = null');
