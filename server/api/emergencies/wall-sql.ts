import type { Database } from '../../db/open.ts';
import type { WallEmergency } from '../wall/schema.ts';
import { resourcesNear } from './sql.ts';

/** Entries of a log that a wall shows. */
const LOG_ENTRIES = 12;

/**
 * Emergencies that last over an area, a part of it or what holds it, for a display: the gravest first, then the oldest. Not a word
 * that anybody typed, no reason, no person: read from views that have none.
 * @param area_code '' for the whole deployment.
 */
export function listWallEmergencies(sql: Database, area_code: string): Promise<WallEmergency[]> {
  return sql<WallEmergency[]>`
    select e.id, e.plan, e.grade, e.area_code, coalesce(a.name, e.area_code) as area_name,
      coalesce(bounds_of(a.geometry), '{-180,-90,180,90}') as bounds, iso_time(e.declared_at) as declared_at,
      coalesce((select json_agg(json_build_object('id', o.id, 'task', o.task, 'department', o.department,
          'area_name', ${areaName(sql)}, 'issued_at', iso_time(o.issued_at), 'due_at', iso_time(o.due_at),
          'acknowledged_at', iso_time(o.acknowledged_at), 'done_at', iso_time(o.done_at)) order by o.id)
        from wall_emergency_order o left join area t on t.area_code = o.area_code
        where o.emergency_id = e.id and o.cancelled_at is null), '[]') as orders,
      coalesce((select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'quantity', r.quantity,
          'free', r.free, 'centre', lon_lat(r.geometry)) order by r.place)
        from (${resourcesNear(sql)}) r), '[]') as resources,
      (select json_agg(json_build_object('at', iso_time(v.happened_at), 'kind', v.kind, 'task', o.task,
          'to_name', coalesce(${areaName(sql)}, o.department)) order by v.version desc)
        from (select * from wall_emergency_event where emergency_id = e.id order by version desc limit ${LOG_ENTRIES}) v
          left join wall_emergency_order o on o.id = v.order_id left join area t on t.area_code = o.area_code) as log
    from wall_emergency e left join area a using (area_code)
    where touches_scope(e.area_code, array[${area_code}])
    order by e.grade, e.declared_at, e.id`;
}

/** Name of the area that an order goes to; null where it goes to a department. */
const areaName = (sql: Database) => sql`coalesce(t.name, o.area_code)`;
