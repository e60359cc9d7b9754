import type { Database } from '../../db/open.ts';
import { restingState, type WallState } from '../walls/schema.ts';
import type { OwnWall } from './schema.ts';

/** The wall of a display token, which of its screens it is, and the wall's area; undefined for any other credential. */
export async function findOwnWall(
  sql: Database,
  digest: Buffer,
): Promise<Pick<OwnWall, 'wall' | 'part' | 'area'> | undefined> {
  const [row] = await sql<
    { wall: Omit<OwnWall['wall'], 'state'> & { state: Partial<WallState> }; part: number; area: OwnWall['area'] }[]
  >`
    select json_build_object('id', w.id, 'name', w.name, 'area_code', w.area_code, 'column_count', w.column_count,
        'row_count', w.row_count, 'plan', w.plan, 'state', w.state, 'version', w.version) as wall,
      least(s.part, w.column_count * w.row_count) as part,
      json_build_object('area_code', a.area_code, 'name', a.name, 'level', a.level, 'bounds', a.bounds) as area
    from screen_of(${digest}) s join wall w on w.id = s.wall_id join area_summary a using (area_code)`;
  return row && { ...row, wall: { ...row.wall, state: { ...restingState, ...row.wall.state } } };
}

/** Writes down what a screen says of itself. */
export async function noteScreen(sql: Database, digest: Buffer, report: Record<string, string | number | null>) {
  await sql`select note_screen(${digest}, ${sql.json(report)})`;
}
