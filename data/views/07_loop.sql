-- What happened to an incident, with the names of those who did it: colleagues who see the case see who acted, though
-- accounts are otherwise only for those who look after them.
drop view if exists incident_history;
create view incident_history as
select e.incident_id, e.version, e.kind, e.happened_at, e.device_at, e.actor, e.account_id, a.display_name as actor_name,
  e.from_status, e.to_status, e.from_holder, e.to_holder, e.text, e.photos, e.changes
from incident_event e join incident i on i.id = e.incident_id left join account a on a.id = e.account_id
where coalesce(i.area_code, '') ^@ any ((select scope_of('cases'))::text[]) or i.reporter_account_id = (select current_account());
grant select on incident_history to jingwei_api;
