-- What happened to an incident, with the names of those who did it: colleagues who see the case see who acted, though
-- accounts are otherwise only for those who look after them.
drop view if exists incident_history;
create view incident_history as
select e.incident_id, e.version, e.kind, e.happened_at, e.device_at, e.actor, e.account_id, a.display_name as actor_name,
  e.from_status, e.to_status, e.from_holder, e.to_holder, e.text, e.photos, e.changes
from incident_event e join incident i on i.id = e.incident_id left join account a on a.id = e.account_id
where coalesce(i.area_code, '') ^@ any ((select scope_of('cases'))::text[]) or i.reporter_account_id = (select current_account());
grant select on incident_history to jingwei_api;

-- The areas above and at a code, from the root down, as the loop needs them; empty for null.
create or replace function loop_places(code text) returns json language sql stable parallel safe as $$
  select coalesce(json_agg(json_build_object('area_code', a.area_code, 'level', a.level, 'name', a.name) order by a.area_code), '[]')
  from area a where a.area_code = any (array(select left(code, code_digits) collate "C" from area_level))
$$;
-- Who answers for a grid and its community, as posted at the gates: for somebody who found a matter that is not theirs to report.
create or replace function answering_for(place text) returns table (role text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.role, d.name from duty_holder d
  where place ^@ d.area_code and d.building_id is null and d.deputy_of is null and d.role in ('grid_head', 'grid_worker', 'community_secretary')
    and d.starts_on <= current_date + 1 and (d.ends_on is null or d.ends_on > current_date)
  order by length(d.area_code) desc, d.role desc, d.name limit 3
$$;
revoke execute on function answering_for from public;
grant execute on function answering_for to jingwei_api;
