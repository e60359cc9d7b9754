import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QualityFault } from '../../../server/api/quality/schema.ts';
import { applyReorganisation } from '../../../server/areas/applying.ts';
import type { AreaLimits } from '../../../server/areas/limits.ts';
import type { Database } from '../../../server/db/open.ts';
import type { AppError } from '../../../server/errors.ts';
import { listFaults } from '../../../server/quality/ground-sql.ts';
import { rectangle } from '../../fixtures/town-rows.ts';
import { undone } from '../../helpers/database.ts';
import { ownTestDatabase } from '../../helpers/own-test-database.ts';
import { corner, gridCode, insertSquareTown, squareTown, townEdge } from '../areas/square-town.ts';

const limits: AreaLimits = { household_min: 0, sliver_m2: 50, snap_m: 1, parts_max: 9 };
const wanted = process.env.TEST_ENGINE === 'postgis' ? 120 : 12;

const today = async (sql: Database) => (await sql<[{ day: string }]>`select current_date::text as day`)[0].day;
const faultsOf = async (sql: Database, area_code: string = squareTown.street): Promise<QualityFault[]> =>
  listFaults(sql, { area_code, today: await today(sql) }, { deep: true, least_m2: limits.sliver_m2, most: 200 });

async function repair(sql: Database, fault: QualityFault): Promise<number> {
  const { area_codes, mend } = fault.repair!;
  const body = { kind: 'redraw' as const, area_codes, mends: [mend], given: {}, shared: [] };
  return (await applyReorganisation(sql, body, { limits, today: await today(sql) })).id;
}

/** Puts right what is proposed, until nothing more is. @returns how many repairs that took. */
async function repairAll(sql: Database): Promise<number> {
  for (let made = 0; made < 100; made += 1) {
    const next = (await faultsOf(sql)).find((fault) => fault.repair !== null);
    if (!next) return made;
    await repair(sql, next);
  }
  throw new Error('repairs go on and on');
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
/** A star of corners around a place, 10 to 90 m from it. */
const bite = fc.record({
  way: fc.constantFrom('loses', 'loses', 'gains', 'all lose'),
  grid: fc.integer({ min: 1, max: 8 }),
  edge: fraction,
  reach: fc.array(fraction, { minLength: 3, maxLength: 9 }),
});
type Bite = typeof bite extends fc.Arbitrary<infer Value> ? Value : never;

/** Cuts a bite out of a grid at its border, lets the grid have more, or cuts it out of the grids and the community. */
async function cut(sql: Database, { way, grid, edge, reach }: Bite): Promise<void> {
  const code = gridCode(grid);
  const [row] = await sql<[{ x: number; y: number }]>`
    select ST_X(p) as x, ST_Y(p) as y from (select ST_LineInterpolatePoint(ST_ExteriorRing(ST_GeometryN(geometry, 1)), ${edge}) as p
      from area where area_code = ${code}) at`;
  const ring = reach.map((share, at) => {
    const [angle, away] = [(2 * Math.PI * at) / reach.length, 0.0001 + share * 0.0008];
    return [row.x + Math.cos(angle) * away, row.y + Math.sin(angle) * away];
  });
  const star = sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] })}), 4326)`;
  const less = sql`ST_Multi(ST_CollectionExtract(ST_Difference(geometry, ${star}), 3))`;
  if (way === 'gains')
    await sql`update area set geometry = ST_Multi(ST_Union(geometry, ${star})) where area_code = ${code}`;
  else if (way === 'loses') await sql`update area set geometry = ${less} where area_code = ${code}`;
  else await sql`update area set geometry = ${less} where area_code ^@ ${squareTown.community}`;
}

/** What is not covered, is covered twice, or lies beyond, in m², at each level; and what stands in no grid. */
async function wrong(sql: Database): Promise<Record<string, number>> {
  const [row] = await sql<[Record<string, number>]>`
    with street as (select geometry as g from area where area_code = ${squareTown.street}),
    community as (select geometry as g from area where area_code = ${squareTown.community}),
    grid as (select geometry as g from area where parent_code = ${squareTown.community})
    select round((select ground_m2(ST_SymDifference(street.g, community.g, 1e-9)) from street, community))::int as community,
      round((select ground_m2(ST_SymDifference(community.g, (select ST_Union(g, 1e-9) from grid), 1e-9)) from community))::int as grids,
      round((select sum(ground_m2(g)) from grid) - (select ground_m2(g) from community))::int as twice,
      (select count(*) from building b where ST_Within(b.geometry, ${rectangle(...townEdge)}) and b.area_code is null)::int as buildings,
      (select count(*) from household h join building b on b.id = h.building_id
        where ST_Within(b.geometry, ${rectangle(...townEdge)}) and h.area_code is distinct from b.area_code)::int as households,
      (select count(*) from incident i where ST_Within(i.geometry, ${rectangle(...townEdge)}) and i.area_code is null)::int as incidents`;
  return row;
}
const nothing = { community: 0, grids: 0, twice: 0, buildings: 0, households: 0, incidents: 0 };

describe('faults of the ground', () => {
  it(`cut at random into invented areas, ${wanted} times: each is found, and what is proposed closes it`, {
    timeout: 600_000,
  }, async () => {
    const database = await ownTestDatabase();
    let [repairs, by_hand] = [0, 0];
    for (let seed = 1; seed <= wanted; seed += 1) {
      await undone(database.sql, async (sql) => {
        await insertSquareTown(sql);
        expect(await faultsOf(sql)).toEqual([]);
        const [first] = fc.sample(bite, { numRuns: 1, seed });
        await cut(sql, first!);
        await sql`select reassign_area_codes()`;
        expect(await faultsOf(sql), JSON.stringify(first)).not.toEqual([]);
        repairs += await repairAll(sql);
        const left = await faultsOf(sql);
        by_hand += left.length;
        expect({ left, ...(await wrong(sql)) }, JSON.stringify(first)).toEqual({ left: [], ...nothing });
      });
    }
    await database.release();
    expect(repairs).toBeGreaterThanOrEqual(wanted);
    expect(by_hand).toBe(0);
  });

  it('takes a repair back as it was, with what stood in no grid', async () => {
    const database = await ownTestDatabase();
    await undone(database.sql, async (sql) => {
      await insertSquareTown(sql);
      await sql`update area set geometry = ${rectangle(corner[0], corner[1], corner[0] + 0.004, corner[1] + 0.001)} where area_code = ${gridCode(1)}`;
      await sql`select reassign_area_codes()`;
      const state = () => sql`
        select 'area' as what, area_code as key, geometry::text as value from area where area_code ^@ ${squareTown.street}
        union all select 'building', id::text, area_code from building where ST_Within(geometry, ${rectangle(...townEdge)})
        union all select 'household', h.id::text, h.area_code from household h join building b on b.id = h.building_id
          where ST_Within(b.geometry, ${rectangle(...townEdge)})
        union all select 'incident', id::text, area_code from incident where ST_Within(geometry, ${rectangle(...townEdge)}) order by 1, 2`;
      const before = await state();
      expect(before.filter(({ value }) => value === null).length).toBeGreaterThan(2);
      const [gap] = await faultsOf(sql);
      expect(gap).toMatchObject({ kind: 'gap', area_code: squareTown.community, areas: [{ area_code: gridCode(1) }] });
      const change = await repair(sql, gap!);
      expect(await wrong(sql)).toEqual(nothing);
      await sql`select undo_reorganisation(${change}, null)`;
      expect(await state()).toEqual(before);
    });
    await database.release();
  });

  it('refuses a repair of what is not there any more', async () => {
    const database = await ownTestDatabase();
    await undone(database.sql, async (sql) => {
      await insertSquareTown(sql);
      await sql`update area set geometry = ${rectangle(corner[0], corner[1], corner[0] + 0.004, corner[1] + 0.002)} where area_code = ${gridCode(1)}`;
      const [gap] = await faultsOf(sql);
      await repair(sql, gap!);
      const again = await repair(sql, gap!).catch((error: AppError) => error);
      expect(again).toMatchObject({ code: 'bad_input', message: expect.stringContaining('mends.0') });
    });
    await database.release();
  });

  it('cuts an overlap from the larger of two, or from the smaller where the larger would be torn', async () => {
    const database = await ownTestDatabase();
    await undone(database.sql, async (sql) => {
      await insertSquareTown(sql);
      await sql`update area set geometry = ${rectangle(corner[0], corner[1], corner[0] + 0.005, corner[1] + 0.003)} where area_code = ${gridCode(1)}`;
      const [overlap] = await faultsOf(sql);
      expect(overlap).toMatchObject({ kind: 'overlap', repair: { mend: { to: gridCode(2) } } });
      // A strip through the middle of the second, which is larger than the first with it.
      const [x, y] = corner;
      await sql`update area set geometry = ${rectangle(x + 0.0035, y, x + 0.0085, y + 0.003)} where area_code = ${gridCode(2)}`;
      await sql`update area set geometry = ST_Multi(ST_Union(${rectangle(x, y, x + 0.0035, y + 0.003)}::geometry, ${rectangle(x, y + 0.001, x + 0.0085, y + 0.0011)}::geometry))
        where area_code = ${gridCode(1)}`;
      const found = (await faultsOf(sql)).find(
        ({ kind, areas }) =>
          kind === 'overlap' && areas.map(({ area_code }) => area_code).join() === [gridCode(1), gridCode(2)].join(),
      );
      expect(found!.repair!.mend.to).toBe(gridCode(2));
    });
    await database.release();
  });
});
