-- Patrols for whoever has no account: the pass of a walk opens places and times of that walk, and takes what its squad did. Each
-- function does that one thing, with its owner's rights. Digests are SHA-256 of the pass; `moment` is the server's clock.

-- The walk of a pass: from 12 hours before it begins until 72 hours after it ends, so that what was done without a network still
-- comes in. declared: its shift is one of those in which there are tracks.
drop function if exists walk_of_pass(bytea, timestamptz);
create function walk_of_pass(digest bytea, moment timestamptz)
returns table (id int, plan_id int, plan_name text, plan_state text, day date, area_code text, squad_id int, squad_name text, mode text,
  people int, starts_at timestamptz, ends_at timestamptz, version int, declared boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, p.id, p.name, p.state, p.day, w.area_code, s.id, s.name, s.mode, coalesce(d.people, s.member_count), w.starts_at, w.ends_at,
    w.version, coalesce(d.purpose <> 'routine', false)
  from patrol_walk w join patrol_plan p on p.id = w.plan_id join squad s on s.id = w.squad_id left join patrol_shift d on d.id = w.shift_id
  where w.pass_digest = digest and moment between w.starts_at - interval '12 hours' and w.ends_at + interval '72 hours'
$$;

-- The route of a pass, with the points and streets of the plan to which it leads.
drop function if exists route_of_pass(bytea, timestamptz);
create function route_of_pass(digest bytea, moment timestamptz) returns table (route jsonb, points jsonb, streets jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.route,
    (select coalesce(jsonb_agg(place), '[]') from jsonb_array_elements(p.input -> 'points') place
      where place -> 'id' in (select stop -> 'id' from jsonb_array_elements(w.route -> 'stops') stop where stop ->> 'kind' = 'point')),
    (select coalesce(jsonb_agg(place), '[]') from jsonb_array_elements(p.input -> 'streets') place
      where place -> 'id' in (select stop -> 'id' from jsonb_array_elements(w.route -> 'stops') stop where stop ->> 'kind' = 'street'))
  from patrol_walk w join patrol_plan p on p.id = w.plan_id where w.id = (select o.id from walk_of_pass(digest, moment) o)
$$;

-- All points and streets of the plan of a pass, by number alone: there a check-in counts, whoever was to go.
drop function if exists planned_of_pass(bytea, timestamptz);
create function planned_of_pass(digest bytea, moment timestamptz) returns table (kind text, id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select each.kind, (place ->> 'id')::int
  from patrol_plan p cross join (values ('point', 'points'), ('street', 'streets')) as each (kind, list)
    cross join jsonb_array_elements(p.input -> each.list) place
  where p.id = (select o.plan_id from walk_of_pass(digest, moment) o)
$$;

-- What the squad of a pass did so far, oldest first.
drop function if exists check_ins_of_pass(bytea, timestamptz);
create function check_ins_of_pass(digest bytea, moment timestamptz)
returns table (key uuid, point_id int, street_id int, visit int, at timestamptz, way text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.key, c.point_id, c.street_id, c.visit, c.at, c.way from patrol_check_in c
  where c.walk_id = (select w.id from walk_of_pass(digest, moment) w) order by c.at, c.id
$$;

-- Takes check-ins [{key, kind, id, visit, at, way}] at points and streets of the plan; answers the keys that are new. What was sent
-- before is known by its key, whoever sent it.
drop function if exists check_in_by_pass(bytea, timestamptz, jsonb);
create function check_in_by_pass(digest bytea, moment timestamptz, items jsonb) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into patrol_check_in (key, walk_id, area_code, point_id, street_id, visit, at, way)
  -- A place outside every grid, and a street that is no more, count where the squad walks: else nobody saw that it was there.
  select i.key, w.id, coalesce(case i.kind when 'point' then planned.place ->> 'area_code'
      else (select s.area_code from patrol_street s where s.id = i.id) end, w.area_code),
    case i.kind when 'point' then i.id end, case i.kind when 'street' then i.id end, i.visit, i.at, i.way
  from walk_of_pass(digest, moment) w join patrol_plan p on p.id = w.plan_id
    cross join rows from (jsonb_to_recordset(items) as (key uuid, kind text, id int, visit int, at timestamptz, way text))
      with ordinality as i (key, kind, id, visit, at, way, position)
    cross join lateral (select place from jsonb_array_elements(p.input -> (i.kind || 's')) place
      where i.kind in ('point', 'street') and (place ->> 'id')::int = i.id limit 1) planned
  order by i.position
  on conflict (key) do nothing
  returning key
$$;

-- Takes where the squad of a pass was [{recorded_at, longitude, latitude, accuracy_m}]; answers how many are new. None but in a
-- declared shift while it lasts, and its plan is not withdrawn: the rest is left out, and the table itself refuses it. None, either,
-- once a walk has 20,000: that is a place every two seconds of a night, and as many as are ever matched to streets.
drop function if exists track_by_pass(bytea, timestamptz, jsonb);
create function track_by_pass(digest bytea, moment timestamptz, items jsonb) returns int
language sql security definer set search_path = public, pg_temp as $$
  with walk as materialized (
    select w.id, w.area_code, w.starts_at, case when p.state = 'issued' then w.ends_at else least(w.ends_at, p.updated_at) end as ends_at
    from walk_of_pass(digest, moment) w join patrol_plan p on p.id = w.plan_id
    where w.declared and (select count(*) from patrol_track t where t.walk_id = w.id) < 20000),
  taken as (
    insert into patrol_track (walk_id, area_code, recorded_at, accuracy_m, geometry)
    select w.id, w.area_code, i.recorded_at, i.accuracy_m, ST_SetSRID(ST_MakePoint(i.longitude, i.latitude), 4326)
    from walk w
      cross join jsonb_to_recordset(items) as i (recorded_at timestamptz, longitude float8, latitude float8, accuracy_m float8)
    where i.recorded_at between w.starts_at and w.ends_at
    on conflict (walk_id, recorded_at) do nothing
    returning 1)
  select count(*)::int from taken
$$;

-- The sealed passes of a plan's walks, for who plans there: they are printed on its sheets.
drop function if exists passes_of_plan(int);
create function passes_of_plan(of_plan int) returns table (walk_id int, pass_sealed bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.pass_sealed from patrol_walk w join patrol_plan p on p.id = w.plan_id
  where p.id = of_plan and w.pass_sealed is not null and p.area_code ^@ any (scope_of('plan'))
$$;

-- Which of some incidents are about persons at home by now, whatever they were when a squad was sent there: a walk opens without an
-- account and shows nothing of them.
drop function if exists incidents_at_home(int[]);
create function incidents_at_home(ids int[]) returns setof int
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id from incident i where i.id = any (ids) and is_about_home(i.category)
$$;

-- Brings a deleted point back as it was, for who plans there; tells whether there was one. A squad that is no more has nothing to do there.
drop function if exists restore_point(int);
create function restore_point(of_point int) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from patrol_point_gone g where g.id = of_point and g.gone_at >= now() - interval '30 days'
      and coalesce(g.area_code, '') ^@ any (scope_of('plan'))
      -- What an import has brought again is there already.
      and not exists (select from patrol_point p where (p.source, p.source_id) = (g.source, g.source_id))
    returning *),
  back as (
    insert into patrol_point (id, squad_id, kind, name, address, window_start, window_end, dwell_min, wanted_visits, geometry, source,
      source_id, updated_at, priority, optional, gap_min, people, code, version) overriding system value
    select id, (select s.id from squad s where s.id = gone.squad_id and s.ended_at is null), kind, name, address, window_start, window_end,
      dwell_min, wanted_visits, geometry, source, source_id, updated_at, priority, optional, gap_min, people, code, version
    from gone returning 1)
  select exists (select from back)
$$;

-- What shifts hand over, with the name of who wrote it: for who plans there.
drop function if exists handovers_of(int[]);
create function handovers_of(shifts int[]) returns table (id int, shift_id int, author text, body text, written_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.id, h.shift_id, a.display_name, h.body, h.written_at from patrol_handover h left join account a on a.id = h.account_id
  where h.shift_id = any (shifts) and h.area_code ^@ any (scope_of('plan'))
$$;

-- Walks in some shifts by plans in force, for who sees the shifts: a squad may walk by the plan of an area above, whose walks its own
-- area does not see.
drop function if exists walks_of_shifts(int[]);
create function walks_of_shifts(shifts int[]) returns table (id int, plan_id int, plan_name text, shift_id int, squad_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.plan_id, p.name, w.shift_id, s.name
  from patrol_walk w join patrol_plan p on p.id = w.plan_id join squad s on s.id = w.squad_id join patrol_shift d on d.id = w.shift_id
  where w.shift_id = any (shifts) and p.state = 'issued' and d.area_code ^@ any (scope_of('patrol'))
  order by w.id
$$;

-- The name of the plan in force by which a squad, or a squad in a shift, walks or is to walk at a moment, for who plans for the squad.
drop function if exists plan_in_force(int, int, timestamptz);
create function plan_in_force(of_squad int, of_shift int, moment timestamptz) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select p.name from patrol_walk w join patrol_plan p on p.id = w.plan_id join squad s on s.id = w.squad_id
  where (w.squad_id = of_squad or w.shift_id = of_shift) and p.state = 'issued' and w.ends_at > moment
    and s.area_code ^@ any (scope_of('plan'))
  order by w.starts_at, w.id limit 1
$$;

revoke execute on function walk_of_pass, route_of_pass, planned_of_pass, check_ins_of_pass, check_in_by_pass, track_by_pass, passes_of_plan,
  incidents_at_home, restore_point, handovers_of, walks_of_shifts, plan_in_force from public;
grant execute on function walk_of_pass, route_of_pass, planned_of_pass, check_ins_of_pass, check_in_by_pass, track_by_pass, passes_of_plan,
  incidents_at_home, restore_point, handovers_of, walks_of_shifts, plan_in_force to jingwei_api;
