import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanBody } from '../../../server/api/area-changes/bodies.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { applyReorganisation } from '../../../server/areas/applying.ts';
import type { AreaLimits } from '../../../server/areas/limits.ts';
import { listNeighbours } from '../../../server/areas/sql.ts';
import type { Database } from '../../../server/db/open.ts';
import type { AppError } from '../../../server/errors.ts';
import { undone } from '../../helpers/database.ts';
import { ownTestDatabase } from '../../helpers/own-test-database.ts';
import { insertSquareTown, squareTown } from './square-town.ts';

const limits: AreaLimits = { household_min: 1, sliver_m2: 50, snap_m: 1, parts_max: 9 };
/** The database in a process of its own takes a while for each. */
const wanted = process.env.TEST_ENGINE === 'postgis' ? 1000 : 40;

const today = async (sql: Database) => (await sql<[{ day: string }]>`select current_date::text as day`)[0].day;
/** What must hold after every reorganisation; all zero. */
async function wrong(sql: Database): Promise<Record<string, number>> {
  const [row] = await sql<[Record<string, number>]>`
    with grid as (select area_code, geometry from area where parent_code = ${squareTown.community}),
    home as (select h.id, h.area_code, b.area_code as of_building, ST_PointOnSurface(b.geometry) as at
      from household h join building b on b.id = h.building_id where h.area_code ^@ ${squareTown.community}),
    edge as (select geometry from area where area_code = ${squareTown.community})
    select (select 200 - count(*) from home)::int as households_missing,
      (select count(*) from home where (select count(*) from grid where grid.area_code = home.area_code) <> 1)::int as in_no_grid,
      (select count(*) from home where area_code <> of_building)::int as not_with_building,
      (select count(*) from home join grid using (area_code) where ST_Distance(grid.geometry, home.at) > 1e-7)::int as elsewhere,
      (select count(*) from home join resident r on r.household_id = home.id where r.area_code <> home.area_code)::int as residents,
      (select count(*) from home join visit v on v.household_id = home.id where v.area_code <> home.area_code)::int as visits,
      (select count(*) from home join visit_duty d on d.household_id = home.id where d.area_code <> home.area_code)::int as duties,
      (select count(*) from incident i where i.area_code ^@ ${squareTown.community}
        and not exists (select from grid where grid.area_code = i.area_code))::int as incidents,
      (select count(*) from (select area_code from squad union all select area_code from duty_holder
          union all select area_code from account_grant) answering
        where area_code ^@ ${squareTown.community} and not exists (select from grid where grid.area_code = answering.area_code))::int as answering,
      (select count(*) from area_tally t full join (select area_code, count(*) as n from home group by 1) c using (area_code)
        where (t.area_code ^@ ${squareTown.community} or t.area_code is null) and coalesce(t.household_count, 0) <> coalesce(c.n, 0))::int as tallies,
      (select round(ground_m2(ST_SymDifference(edge.geometry, (select ST_Union(geometry) from grid)))) from edge)::int as uncovered,
      (select round((select sum(ground_m2(geometry)) from grid) - ground_m2(edge.geometry)) from edge)::int as covered_twice`;
  return row;
}
const nothing = {
  ...{ households_missing: 0, in_no_grid: 0, not_with_building: 0, elsewhere: 0, residents: 0, visits: 0, duties: 0 },
  ...{ incidents: 0, answering: 0, tallies: 0, uncovered: 0, covered_twice: 0 },
};

/** Everything that a reorganisation touches, as one text. */
async function stateOf(sql: Database): Promise<string> {
  const [row] = await sql<[{ state: string }]>`
    select string_agg(line, e'\n' order by line) as state from (
      select 'area ' || area_code || ' ' || name || ' ' || geometry::text || source_id as line from area where area_code ^@ ${squareTown.street}
      ${[
        'building',
        'household',
        'resident',
        'visit',
        'visit_duty',
        'incident',
        'squad',
        'duty_holder',
        'account_grant',
      ].map(
        (table) =>
          sql`union all select ${table} || id || ' ' || area_code from ${sql(table)} where area_code ^@ ${squareTown.street}`,
      )}
      union all select 'tally ' || area_code || ' ' || household_count || ' ' || resident_count || ' ' || building_count
        from area_tally where area_code ^@ ${squareTown.street} and household_count > 0) lines`;
  return row.state;
}

/** Counts by the boundaries of their day: no reorganisation changes them. */
async function thenCounts(sql: Database) {
  return sql`
    select area_code_then as code, count(*)::int as visits from visit where area_code_then ^@ ${squareTown.community} group by 1
    union all select reported_in, count(*)::int from incident where reported_in ^@ ${squareTown.community} group by 1 order by 1, 2`;
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.record({
  kind: fc.constantFrom('split', 'split', 'merge', 'merge', 'redraw', 'rename'),
  one: fraction,
  other: fraction,
  at: fraction,
  angle: fraction,
  undone: fc.constantFrom(true, false, false, false),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A step as a request on the town as it is now. */
async function requestOf(sql: Database, { kind, one, other, at, angle }: Step): Promise<PlanBody> {
  const grids = await sql<{ area_code: string; x: number; y: number }[]>`
    select area_code, ST_X(ST_Centroid(geometry)) as x, ST_Y(ST_Centroid(geometry)) as y from area
    where parent_code = ${squareTown.community} order by area_code`;
  const grid = grids[Math.floor(one * 0.999 * grids.length)]!;
  const near = await listNeighbours(sql, grid.area_code);
  const neighbour = near[Math.floor(other * 0.999 * near.length)];
  const common = { given: {}, shared: [] };
  const wish = grids.length > 14 ? 'merge' : grids.length < 4 ? 'split' : kind;
  if (wish === 'merge' && neighbour)
    return { kind: 'merge', area_codes: [grid.area_code, neighbour.area_code], ...common };
  if (wish === 'redraw' && neighbour) {
    const line = [...neighbour.line];
    const middle = line[Math.floor(line.length / 2)]!;
    line.splice(Math.ceil(line.length / 2), 0, [middle[0] + (at - 0.5) * 1e-4, middle[1] + (angle - 0.5) * 1e-4]);
    return { kind: 'redraw', area_codes: [grid.area_code, neighbour.area_code], border: line, ...common };
  }
  if (wish === 'rename') return { kind: 'rename', area_code: grid.area_code, name: `改${at.toFixed(6)}`, ...common };
  const [dx, dy] = [Math.cos(angle * Math.PI) * 0.05, Math.sin(angle * Math.PI) * 0.05];
  const middle: LonLat = [grid.x + (at - 0.5) * 0.002, grid.y + (other - 0.5) * 0.0015];
  const line: LonLat[] = [
    [middle[0] - dx, middle[1] - dy],
    [middle[0] + dx / 1000, middle[1] - dy / 2000],
    [middle[0] + dx, middle[1] + dy],
  ];
  return { kind: 'split', area_code: grid.area_code, lines: [line], names: [], ...common };
}

describe('areas reorganised', () => {
  it(`at random, ${wanted} times: no household lost, none counted twice, and undoing restores exactly`, {
    timeout: 600_000,
  }, async () => {
    const done: Record<string, number> = {};
    const count = (kind: string) => {
      done[kind] = (done[kind] ?? 0) + 1;
    };
    let applied = 0;
    // What is undone a thousand times leaves dead rows behind, by which the plans of other tests would be judged.
    const database = await ownTestDatabase();
    // A fresh town every now and then, as one transaction holds on to every row that it replaced.
    for (let seed = 1; applied < wanted; seed += 1) {
      expect(seed).toBeLessThan(wanted);
      await undone(database.sql, async (sql) => {
        await insertSquareTown(sql);
        const then = await thenCounts(sql);
        const options = { limits, today: await today(sql) };
        for (const random of fc.sample(step, { numRuns: 40, seed })) {
          const body = await requestOf(sql, random);
          const before = random.undone ? await stateOf(sql) : '';
          const made = await applyReorganisation(sql, body, options).catch((error: AppError) => {
            if (error.code === 'bad_input') return undefined;
            throw error;
          });
          if (!made) continue;
          applied += 1;
          count(body.kind);
          expect(await wrong(sql)).toEqual(nothing);
          if (!random.undone) continue;
          count('undo');
          await sql`select undo_reorganisation(${made.id}, null)`;
          expect(await stateOf(sql)).toBe(before);
        }
        expect(await thenCounts(sql)).toEqual(then);
      });
    }
    await database.release();
    expect(Object.keys(done).sort()).toEqual(['merge', 'redraw', 'rename', 'split', 'undo']);
  });
});
