import type { Database } from '../../db/open.ts';
import type { CalledIncident } from './schema.ts';
import { isOpen } from './sql.ts';

/** More are not told apart on a map. */
const MOST_CALLED = 500;

/** Open incidents with their whistles, those whose departments were called last first. */
export function listCalled(sql: Database): Promise<CalledIncident[]> {
  return sql<CalledIncident[]>`
    select i.id, lon_lat(i.geometry) as centre, called.whistles
    from (select w.incident_id, max(w.called_at) as called_at, json_agg(json_build_object('department', w.department,
          'called_at', iso_time(w.called_at), 'arrive_by', iso_time(w.arrive_by), 'arrived_at', iso_time(w.arrived_at))
          order by w.called_at, w.department) as whistles
        from whistle w group by w.incident_id) called
      join incident i on i.id = called.incident_id and ${isOpen(sql)}
    order by called.called_at desc, i.id limit ${MOST_CALLED}`;
}
