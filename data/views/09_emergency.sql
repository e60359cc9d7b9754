-- What a wall may show of emergencies that last: no word that anybody typed, no reason, no person. These read with their
-- owner's rights and keep to areas that touch what the display may see the places of.
drop view if exists wall_emergency cascade;
create view wall_emergency as
select id, plan, grade, area_code, declared_at, version from emergency
where ended_at is null and touches_scope(area_code, (select scope_of('places')));

drop view if exists wall_emergency_order;
create view wall_emergency_order as
select o.id, o.emergency_id, o.task, o.department, o.area_code, o.issued_at, o.due_at, o.acknowledged_at, o.done_at, o.cancelled_at
from emergency_order o join wall_emergency e on e.id = o.emergency_id;

drop view if exists wall_emergency_event;
create view wall_emergency_event as
select v.emergency_id, v.version, v.kind, v.happened_at, v.order_id
from emergency_event v join wall_emergency e on e.id = v.emergency_id;

grant select on wall_emergency, wall_emergency_order, wall_emergency_event to jingwei_api;
