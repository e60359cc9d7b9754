-- Walks of plans in force that go on at a moment, for console and wall: squads, places and times, never a person. Whoever has the right
-- `patrol` over an area, within it or over what holds it sees them whole, as a squad walks where others answer for. near: of plans over
-- this area, within it or over what holds it. points and streets: of the plan, those on the route; a place of an incident is as exact as
-- the caller may see it: `exact` tells a display's coarse one, to which the line of the route must not lead. One more than a screen lists (MOST_ACTIVE of server/api/patrol-walk/schema.ts), so that it knows
-- that there are more.
drop function if exists walks_under_way(timestamptz);
drop function if exists walks_under_way(timestamptz, text);
create function walks_under_way(moment timestamptz, near text)
returns table (walk_id int, plan_id int, day date, area_code text, squad_id int, squad_name text, kind text, starts_at timestamptz,
  ends_at timestamptz, route jsonb, points jsonb, streets jsonb, check_ins jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, p.id, p.day, w.area_code, s.id, s.name, s.kind, w.starts_at, w.ends_at, w.route,
    (select coalesce(jsonb_agg(case when (place ->> 'id')::int > 0 then place else place
          || jsonb_build_object('centre', (select lon_lat(i.geometry) from incident_place i where i.id = -(place ->> 'id')::int),
            'exact', (select current_account()) is not null) end), '[]')
      from jsonb_array_elements(p.input -> 'points') place
      where place -> 'id' in (select stop -> 'id' from jsonb_array_elements(w.route -> 'stops') stop where stop ->> 'kind' = 'point')),
    (select coalesce(jsonb_agg(place), '[]') from jsonb_array_elements(p.input -> 'streets') place
      where place -> 'id' in (select stop -> 'id' from jsonb_array_elements(w.route -> 'stops') stop where stop ->> 'kind' = 'street')),
    (select coalesce(jsonb_agg(distinct jsonb_build_object('kind', case when c.point_id is null then 'street' else 'point' end,
        'id', coalesce(c.point_id, c.street_id), 'visit', c.visit)), '[]') from patrol_check_in c where c.walk_id = w.id)
  from patrol_walk w join patrol_plan p on p.id = w.plan_id join squad s on s.id = w.squad_id
  where w.starts_at <= moment and w.ends_at >= moment and p.state = 'issued' and touches_scope(w.area_code, scope_of('patrol'))
    and touches_scope(p.area_code, array[near])
  order by w.starts_at, w.id limit 301
$$;
revoke execute on function walks_under_way from public;
grant execute on function walks_under_way to jingwei_api;
