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
import { insertSquareTown, squareTown, townEdge } from './square-town.ts';

const limits: AreaLimits = { household_min: 1, sliver_m2: 50, snap_m: 1, parts_max: 9 };
/** The database in a process of its own takes a while for each. */
const wanted = process.env.TEST_ENGINE === 'postgis' ? 150 : 20;
/** The codes of all streets that come of the square town's, as no code is used twice. */
const town = squareTown.street.slice(0, 7);

/** What must hold after every reorganisation; all zero. */
async function wrong(sql: Database): Promise<Record<string, number>> {
  const [row] = await sql<[Record<string, number>]>`
    with own as (select * from area where area_code ^@ ${town}),
    grid as (select * from own where level = 'grid'),
    home as (select h.id, h.area_code, b.area_code as of_building, ST_PointOnSurface(b.geometry) as at
      from household h join building b on b.id = h.building_id where h.area_code ^@ ${town}),
    above as (select p.geometry, (select ST_Union(c.geometry) from own c where c.parent_code = p.area_code) as below,
      (select sum(ground_m2(c.geometry)) from own c where c.parent_code = p.area_code) as below_m2 from own p where p.level <> 'grid')
    select (select 200 - count(*) from home)::int as households_missing,
      (select count(*) from home where (select count(*) from grid where grid.area_code = home.area_code) <> 1)::int as in_no_grid,
      (select count(*) from home where area_code <> of_building)::int as not_with_building,
      (select count(*) from home join grid using (area_code) where ST_Distance(grid.geometry, home.at) > 1e-7)::int as elsewhere,
      (select count(*) from home join resident r on r.household_id = home.id where r.area_code <> home.area_code)::int as residents,
      (select count(*) from home join visit v on v.household_id = home.id where v.area_code <> home.area_code)::int as visits,
      (select count(*) from home join visit_duty d on d.household_id = home.id where d.area_code <> home.area_code)::int as duties,
      (select count(*) from incident i where i.area_code ^@ ${town}
        and not exists (select from grid where grid.area_code = i.area_code))::int as incidents,
      (select count(*) from incident i where i.holder_code ^@ ${town} and not i.area_code ^@ i.holder_code)::int as holders,
      (select count(*) from (select area_code from squad union all select area_code from duty_holder
          union all select area_code from account_grant) answering
        where area_code ^@ ${town} and not exists (select from own where own.area_code = answering.area_code))::int as answering,
      (select count(*) from (select area_code, household_count from area_tally where area_code ^@ ${town}) t
        full join (select area_code, count(*) as n from home group by 1) c using (area_code)
        where coalesce(t.household_count, 0) <> coalesce(c.n, 0))::int as tallies,
      (select count(*) from own where level <> 'street' and not exists (select from own p where p.area_code = own.parent_code))::int as orphans,
      (select coalesce(max(round(ground_m2(ST_SymDifference(geometry, below)))), 0) from above)::int as outlines,
      (select coalesce(max(round(below_m2 - ground_m2(geometry))), 0) from above)::int as covered_twice`;
  return row;
}
const nothing = {
  ...{ households_missing: 0, in_no_grid: 0, not_with_building: 0, elsewhere: 0, residents: 0, visits: 0, duties: 0 },
  ...{ incidents: 0, holders: 0, answering: 0, tallies: 0, orphans: 0, outlines: 0, covered_twice: 0 },
};

/** Everything that a reorganisation touches, as one text. */
async function stateOf(sql: Database): Promise<string> {
  const [row] = await sql<[{ state: string }]>`
    select string_agg(line, e'\n' order by line) as state from (
      select 'area ' || area_code || ' ' || name || ' ' || geometry::text || source_id as line from area where area_code ^@ ${town}
      union all select 'holder ' || id || ' ' || holder_code from incident where holder_code ^@ ${town}
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
        'account',
      ].map(
        (table) =>
          sql`union all select ${table} || id || ' ' || area_code from ${sql(table)} where area_code ^@ ${town}`,
      )}
      union all select 'until ' || id || ' ' || ends_on from account_grant where area_code ^@ ${town}
      union all select 'until ' || id || ' ' || ends_on from duty_holder where area_code ^@ ${town}
      union all select 'tally ' || area_code || ' ' || household_count || ' ' || resident_count || ' ' || building_count
        from area_tally where area_code ^@ ${town} and household_count > 0) lines`;
  return row.state;
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.record({
  level: fc.constantFrom('community', 'community', 'street', 'grid'),
  kind: fc.constantFrom('split', 'split', 'merge', 'redraw', 'rename'),
  one: fraction,
  other: fraction,
  at: fraction,
  undone: fc.constantFrom(true, false, false, false),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Children of areas, those in the west first. */
const childrenOf = (sql: Database, codes: readonly string[]) =>
  sql<{ area_code: string }[]>`
    select area_code from area where parent_code = any (${codes as string[]})
    order by ST_X(label_point) + 0.1 * ST_Y(label_point), area_code`;

/** A line through the middle of a grid. */
async function cutOf(sql: Database, code: string): Promise<LonLat[][]> {
  const [row] = await sql<[{ x: number }]>`select ST_X(ST_Centroid(geometry)) as x from area where area_code = ${code}`;
  return [
    [
      [row.x, townEdge[1] - 0.001],
      [row.x, townEdge[3] + 0.001],
    ],
  ];
}

/** A step as a request on the town as it is now; undefined where there is nothing to do it to. */
async function requestOf(sql: Database, { level, kind, one, other, at }: Step): Promise<PlanBody | undefined> {
  const areas = await sql<{ area_code: string }[]>`
    select area_code from area where level = ${level} and area_code ^@ ${town} order by area_code`;
  const { area_code } = areas[Math.floor(one * 0.999 * areas.length)]!;
  const near = await listNeighbours(sql, area_code);
  const beside = near[Math.floor(other * 0.999 * near.length)]?.area_code;
  const common = { given: {}, shared: [] };
  if (kind === 'rename') return { kind, area_code, name: `改${at.toFixed(6)}`, ...common };
  if (kind === 'merge') return beside ? { kind, area_codes: [area_code, beside], ...common } : undefined;
  if (level === 'grid')
    return kind === 'split' ? { kind, area_code, lines: await cutOf(sql, area_code), names: [], ...common } : undefined;
  if (kind === 'split') {
    const children = (await childrenOf(sql, [area_code])).map((child) => child.area_code);
    const cut = Math.ceil(at * (children.length - 1));
    return { kind, area_code, parts: [children.slice(0, cut), children.slice(cut)], names: [], ...common };
  }
  if (!beside) return undefined;
  const children = await childrenOf(sql, [area_code, beside]);
  const cut = 1 + Math.floor(at * 0.999 * (children.length - 1));
  const parts = [children.slice(0, cut), children.slice(cut)].map((part) => part.map((child) => child.area_code));
  return { kind: 'redraw', area_codes: [area_code, beside], parts, ...common };
}

describe('communities and streets reorganised', () => {
  it(`at random, ${wanted} times: no household lost, none counted twice, outlines follow, and undoing restores exactly`, {
    timeout: 600_000,
  }, async () => {
    const done = new Set<string>();
    let applied = 0;
    const database = await ownTestDatabase();
    for (let seed = 1; applied < wanted; seed += 1) {
      expect(seed).toBeLessThan(wanted);
      await undone(database.sql, async (sql) => {
        await insertSquareTown(sql);
        await sql`update incident set holder_code = left(area_code, 9 + 3 * (id % 3)) where area_code ^@ ${town}`;
        const [{ today }] = await sql<[{ today: string }]>`select current_date::text as today`;
        for (const random of fc.sample(step, { numRuns: 40, seed })) {
          const body = await requestOf(sql, random);
          if (!body) continue;
          const before = random.undone ? await stateOf(sql) : '';
          const made = await applyReorganisation(sql, body, { limits, today }).catch((error: AppError) => {
            if (error.code === 'bad_input') return undefined;
            throw error;
          });
          if (!made) continue;
          applied += 1;
          done.add(`${body.kind} ${random.level}`);
          expect(await wrong(sql)).toEqual(nothing);
          const sum = (areas: { household_count: number | null }[]) =>
            areas.reduce((total, area) => total + area.household_count!, 0);
          expect(sum(made.plan.after)).toBe(sum(made.plan.before));
          for (const area of body.kind === 'rename' ? [] : made.plan.after)
            expect(
              await sql`select 1 from household where area_code ^@ ${area.area_code}`.then((rows) => rows.length),
            ).toBe(area.household_count);
          if (!random.undone) continue;
          done.add('undo');
          await sql`select undo_reorganisation(${made.id}, null)`;
          expect(await stateOf(sql)).toBe(before);
        }
      });
    }
    await database.release();
    for (const kind of ['split', 'merge', 'redraw'])
      for (const level of ['community', 'street'])
        if (wanted > 100 || level === 'community') expect([...done]).toContain(`${kind} ${level}`);
    expect([...done]).toContain('undo');
  });
});
