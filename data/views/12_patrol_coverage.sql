-- What patrols pass over the caller's areas, also by plans of the areas above: places and times without a name or a pass. Read
-- with the owner's rights, to reckon which streets of the caller's own area are covered.
drop view if exists patrol_passing;
create view patrol_passing as
select w.id as walk_id, w.version, w.plan_id, p.area_code, s.mode, p.day, p.state = 'issued' as issued,
  jsonb_build_object('stops', w.route -> 'stops', 'legs', w.route -> 'legs') as route,
  -- What was done of it: [kind, id, visit, moment in minutes since 1970].
  (select coalesce(jsonb_agg(jsonb_build_array(case when c.point_id is null then 'street' else 'point' end,
      coalesce(c.point_id, c.street_id), c.visit, date_part('epoch', c.at) / 60) order by c.at, c.id), '[]')
    from patrol_check_in c where c.walk_id = w.id) as done
from patrol_walk w join patrol_plan p on p.id = w.plan_id join squad s on s.id = w.squad_id
where p.area_code ^@ any ((select scope_of('patrol'))::text[])
  or exists (select from unnest((select scope_of('patrol'))::text[]) as own (code) where starts_with(own.code, p.area_code));

drop view if exists patrol_plan_place;
create view patrol_plan_place as
select p.id as plan_id,
  (select coalesce(jsonb_agg(jsonb_build_object('id', place -> 'id', 'centre', place -> 'centre')), '[]')
    from jsonb_array_elements(p.input -> 'points') place) as points,
  (select coalesce(jsonb_agg(jsonb_build_object('id', place -> 'id', 'line', place -> 'line')), '[]')
    from jsonb_array_elements(p.input -> 'streets') place) as streets
from patrol_plan p
where p.area_code ^@ any ((select scope_of('patrol'))::text[])
  or exists (select from unnest((select scope_of('patrol'))::text[]) as own (code) where starts_with(own.code, p.area_code));

grant select on patrol_passing, patrol_plan_place to jingwei_api;
