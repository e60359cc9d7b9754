import type { Database } from '../../../server/db/open.ts';
import type { Random } from '../../../server/simulator/random.ts';
import type { Point } from '../town/geometry.ts';
import { toEarth } from '../town/projection.ts';
import { cellMiddle, cellSize } from './cell.ts';

/** Plots on which a farm stands or does not, m. */
const PLOT_M = 130;
/** What stands on a plot: width and depth of one building, and how many side by side and one behind the other, m. */
const sorts = {
  house: { width_m: 11, depth_m: 9, columns: 6, rows: 5, gap_m: 9, height_m: 4.2 },
  greenhouse: { width_m: 42, depth_m: 8.5, columns: 2, rows: 7, gap_m: 5, height_m: 3.4 },
} as const;
type Sort = keyof typeof sorts;

/**
 * Farms in the fields around the town, so many houses of one door and greenhouses without, clear of roads and water.
 * Needs the table `field` of `growGrids`.
 * @throws Error when the fields have no room for them.
 */
export async function insertFarms(sql: Database, random: Random, wanted: Record<Sort, number>): Promise<void> {
  const candidates = plots(random).flatMap((plot, index) =>
    buildingsOn(plot, index % 4 === 0 ? 'house' : 'greenhouse'),
  );
  await sql.unsafe(
    `create temp table farm on commit drop as
      select number, sort, ST_GeomFromText(shape, 4326) as geometry
      from unnest($1::text[], $2::text[]) with ordinality as t (sort, shape, number)`,
    [candidates.map(({ sort }) => sort), candidates.map(({ shape }) => shape)],
  );
  for (const [sort, count] of Object.entries(wanted) as [Sort, number][]) {
    const inserted = await sql.unsafe(
      `insert into building (kind, floor_count, height_m, built_year, geometry, source, source_id)
        select $1, 1, ${sorts[sort].height_m}, 2004 + (f.number % 17)::int, f.geometry, 'demo', 'farm/' || f.number
        from farm f
        where f.sort = $1
          and exists (select from field where ST_Within(f.geometry, field.core))
          and not exists (select from road r where ST_DWithin(r.geometry, f.geometry, 0.00014))
          and not exists (select from land l where l.kind = 'water' and ST_DWithin(l.geometry, f.geometry, 0.0002))
        order by f.number limit $2`,
      [sort, count],
    );
    if (inserted.count < count) throw new Error(`the fields have room for ${inserted.count} of ${count} ${sort}s`);
  }
  await sql.unsafe('drop table farm');
}

/** South-west corners of all plots of the cell in plan metres, in random order. */
function plots(random: Random): Point[] {
  const [mx, my] = cellMiddle;
  const found: { at: Point; draw: number }[] = [];
  for (let x = mx - cellSize.width / 2; x < mx + cellSize.width / 2; x += PLOT_M)
    for (let y = my - cellSize.height / 2; y < my + cellSize.height / 2; y += PLOT_M)
      found.push({ at: [x, y], draw: random.next() });
  return found.sort((a, b) => a.draw - b.draw).map(({ at }) => at);
}

function buildingsOn([x, y]: Point, sort: Sort): { sort: Sort; shape: string }[] {
  const { width_m, depth_m, columns, rows, gap_m } = sorts[sort];
  return Array.from({ length: columns * rows }, (_, index) => {
    const west = x + 12 + (index % columns) * (width_m + gap_m);
    const south = y + 12 + Math.floor(index / columns) * (depth_m + gap_m);
    const corners: Point[] = [
      [west, south],
      [west + width_m, south],
      [west + width_m, south + depth_m],
      [west, south + depth_m],
      [west, south],
    ];
    return { sort, shape: `MULTIPOLYGON(((${corners.map((corner) => toEarth(corner).join(' ')).join(',')})))` };
  });
}
