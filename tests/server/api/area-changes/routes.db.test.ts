import { describe, expect, it } from 'vitest';
import type { AreaChange, AreaMonths } from '../../../../server/api/area-changes/schema.ts';
import type { ErrorBody, LonLat } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import { south, squareLat, squareLon, west } from '../../../fixtures/town-rows.ts';
import { signedIn, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { gridCode, insertSquareTown, squareTown, townEdge } from '../../areas/square-town.ts';
import { apply, get, post, preview } from './asking.ts';

const north = { kind: 'merge', area_codes: [townArea.northWest, townArea.northEast], name: '北格' };
const merged = `${townArea.north}003`;
const codesOf = async (sql: Database) =>
  (await sql<{ area_code: string }[]>`select area_code from area where parent_code = ${townArea.north} order by 1`).map(
    ({ area_code }) => area_code,
  );
const box = (w: number, s: number, e: number, n: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ] as LonLat[],
  ],
});

describe('a merge', () => {
  it('is previewed with what moves from where, and writes nothing', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const plan = await preview(app, north);
      expect(plan).toMatchObject({ kind: 'merge', area_code: townArea.north, problems: [] });
      expect(plan.before.map(({ area_code }) => area_code)).toEqual([townArea.northWest, townArea.northEast]);
      const [after] = plan.after;
      expect(after).toMatchObject({ area_code: merged, name: '北格' });
      const sum = plan.before.reduce((total, area) => total + area.household_count!, 0);
      expect(sum).toBeGreaterThan(0);
      expect(after!.household_count).toBe(sum);
      expect(after!.from.map(({ area_code }) => area_code)).toEqual([townArea.northWest, townArea.northEast]);
      expect(plan.answering.map(({ to_code }) => to_code)).toContain(merged);
      expect(await codesOf(sql)).toEqual([townArea.northWest, townArea.northEast]);
    });
  });

  it('moves everything to a new code, is told, and is taken back to exactly what was', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const plan = await preview(app, north);
      const change = await apply(app, { ...north, note: '人少并格' });
      expect(change).toMatchObject({ kind: 'merge', note: '人少并格', undone_at: null, latest: true });
      expect(change.steps).toMatchObject([
        { from_code: townArea.northWest, to_code: merged, household_share: 1 },
        { from_code: townArea.northEast, to_code: merged },
      ]);
      expect(await codesOf(sql)).toEqual([merged]);
      const [left] = await sql<[{ count: number }]>`
        select count(*)::int as count from (select area_code from household union all select area_code from incident
          union all select area_code from building union all select area_code from duty_holder union all select area_code from account_grant
          union all select area_code from visit union all select area_code from road) named
        where area_code in (${townArea.northWest}, ${townArea.northEast})`;
      expect(left.count).toBe(0);
      const [tally] = await sql<
        [{ household_count: number }]
      >`select household_count from area_tally where area_code = ${merged}`;
      expect(tally.household_count).toBe(plan.after[0]!.household_count);
      const listed = await get<{ items: AreaChange[] }>(app, `?area_code=${townArea.north}`);
      expect(listed.items.map(({ id }) => id)).toEqual([change.id]);
      const undone = await post<AreaChange>(app, `/${change.id}/undo`, {});
      expect(undone).toMatchObject({ status: 200, answer: { id: change.id, undone_at: expect.any(String) } });
      expect(await codesOf(sql)).toEqual([townArea.northWest, townArea.northEast]);
      const back = await preview(app, north);
      expect(back.before).toEqual(plan.before);
      // Its code is never used again.
      expect(back.after[0]!.area_code).toBe(`${townArea.north}004`);
      expect((await post<ErrorBody>(app, `/${change.id}/undo`, {})).status).toBe(409);
    });
  });

  it('is not done where something has changed since the preview', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const { seen } = await preview(app, north);
      await sql`update household set unit_id = unit_id, door = door || '甲' where area_code = ${townArea.northWest}`;
      expect((await post(app, '', { ...north, name: '另名', seen })).status).toBe(409);
      await sql`delete from visit_duty where area_code = ${townArea.northWest} and visit_id is null`;
      await sql`insert into duty_holder (area_code, role, name, starts_on) values (${townArea.northWest}, 'grid_worker', '新员', '2024-01-01')`;
      const { status, answer } = await post<ErrorBody>(app, '', { ...north, seen });
      expect([status, answer.error.field]).toEqual([409, 'seen']);
    });
  });

  it('stands once something depends on it, and says what', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const { id } = await apply(app, north);
      await sql`insert into incident (incident_code, category, title, reported_at, geometry)
        select 'NEW1', 'noise', '新', now() + interval '1 minute', label_point from area where area_code = ${merged}`;
      const { status, answer } = await post<ErrorBody>(app, `/${id}/undo`, {});
      expect(status).toBe(409);
      expect(answer.error.message).toContain('1 incidents reported');
    });
  });

  it('is refused of grids that do not touch, belong to two communities, or are the root', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      const apart = await preview(app, { kind: 'merge', area_codes: [gridCode(1), gridCode(3)] });
      expect(apart.problems).toMatchObject([{ kind: 'apart' }]);
      const other = await post<ErrorBody>(app, '/preview', {
        kind: 'merge',
        area_codes: [townArea.northWest, townArea.southWest],
      });
      expect([other.status, other.answer.error.field]).toEqual([400, 'area_codes']);
      const root = await post<ErrorBody>(app, '/preview', {
        kind: 'split',
        area_code: townArea.north.slice(0, 6),
        parts: [[townArea.north.slice(0, 9)], [squareTown.street]],
      });
      expect([root.status, root.answer.error.field]).toEqual([400, 'area_code']);
    });
  });
});

describe('a split', () => {
  const [w, s, , n] = townEdge;

  it('into parts with too few households is refused, and shows the place', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      const body = {
        kind: 'split',
        area_code: gridCode(1),
        lines: [
          [
            [w + 0.0012, s - 0.001],
            [w + 0.0012, n + 0.001],
          ],
        ],
      };
      const plan = await preview(app, body);
      expect(plan.after.map(({ area_code }) => area_code)).toEqual([gridCode(9), gridCode(10)]);
      expect(plan.problems.map(({ kind }) => kind)).toEqual(['few', 'few']);
      expect(plan.problems[0]!.place[0]).toBeLessThan(w + 0.0012);
      expect(plan.problems[0]!.shape?.type).toBe('MultiPolygon');
      const refused = await post<ErrorBody>(app, '', { ...body, seen: plan.seen });
      expect(refused.status).toBe(400);
      expect(refused.answer.error.message).toMatch(/too few households \(at 120\.000\d+, 30\.001\d+\)/);
      expect(await sql`select 1 from area where area_code = ${gridCode(9)}`).toHaveLength(0);
    });
  });

  it('gives each who answers the part that was said', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      // Four buildings more for each of a grid's fifty: enough for both parts.
      await insertSquareTown(sql);
      await sql`insert into household (building_id, unit_id, floor, door)
        select u.building_id, u.id, f, f || '02' from unit u join building b on b.id = u.building_id, generate_series(6, 40) f
        where b.area_code = ${gridCode(1)}`;
      const lines = [
        [
          [w + 0.0021, s - 0.001],
          [w + 0.0021, s + 0.004],
        ],
      ];
      const body = { kind: 'split', area_code: gridCode(1), lines, names: ['西格', '东格'] };
      const { answering, after, problems } = await preview(app, body);
      expect(problems).toEqual([]);
      expect(after.map(({ name }) => name)).toEqual(['西格', '东格']);
      const holder = answering.find(({ kind }) => kind === 'duty_holder')!;
      const other = after.find(({ area_code }) => area_code !== holder.to_code)!.area_code;
      await apply(app, { ...body, given: { [`duty_holder ${holder.id}`]: other } });
      const [row] = await sql<[{ area_code: string }]>`select area_code from duty_holder where id = ${holder.id}`;
      expect(row.area_code).toBe(other);
      const wrong = await post<ErrorBody>(app, '/preview', {
        ...body,
        area_code: gridCode(2),
        given: { 'squad 999999': gridCode(12) },
      });
      expect(wrong.status).toBe(400);
    });
  });

  it('by a line that does not go through says so', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      const lines = [
        [
          [w + 0.0012, s - 0.001],
          [w + 0.0012, s + 0.001],
        ],
      ];
      const plan = await preview(app, { kind: 'split', area_code: gridCode(1), lines });
      expect(plan.problems).toMatchObject([{ kind: 'uncut', shape: null }]);
    });
  });
});

describe('a redraw', () => {
  const [mid, top, middle] = [west + squareLon, south + 2 * squareLat, south + squareLat];
  const codes = [townArea.northWest, townArea.northEast];

  it('moves the border for both sides', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const { items } = await get<{ items: { area_code: string; line: LonLat[] }[] }>(
        app,
        `/neighbours?area_code=${townArea.northWest}`,
      );
      expect(items.map(({ area_code }) => area_code)).toEqual([townArea.northEast]);
      const [from, to] = items[0]!.line as [LonLat, LonLat];
      const border = [from, [mid + 0.0004, middle + 0.0018], to];
      const plan = await preview(app, { kind: 'redraw', area_codes: codes, border });
      expect(plan.problems).toEqual([]);
      expect(plan.after.map(({ area_code }) => area_code)).toEqual(codes);
      const total = (areas: { area_m2: number }[]) => areas.reduce((sum, { area_m2 }) => sum + area_m2, 0);
      expect(total(plan.after)).toBeCloseTo(total(plan.before), 0);
      expect(plan.after[0]!.area_m2).toBeGreaterThan(plan.before[0]!.area_m2 + 1000);
      const change = await apply(app, { kind: 'redraw', area_codes: codes, border });
      expect(await codesOf(sql)).toEqual(codes);
      await post(app, `/${change.id}/undo`, {});
      expect((await preview(app, { kind: 'redraw', area_codes: codes, border })).before).toEqual(plan.before);
    });
  });

  it.each([
    ['gap', box(west, middle, mid - 0.0005, top), box(mid, middle, mid + squareLon, top)],
    ['overlap', box(west, middle, mid + 0.0005, top), box(mid, middle, mid + squareLon, top)],
    ['beyond', box(west - 0.0005, middle, mid, top), box(mid, middle, mid + squareLon, top)],
  ])('that leaves a %s is refused, with the place', async (kind, one, other) => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const plan = await preview(app, { kind: 'redraw', area_codes: codes, shapes: [one, other] });
      expect(plan.problems[0]).toMatchObject({ kind, shape: { type: 'Polygon' } });
      const [longitude, latitude] = plan.problems[0]!.place;
      expect(Math.abs(longitude - (kind === 'beyond' ? west : mid))).toBeLessThan(0.0006);
      expect(latitude).toBeGreaterThan(middle);
    });
  });

  it('that puts one grid inside the other is refused as a hole', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const inner = [west + 0.001, middle + 0.001, west + 0.002, middle + 0.002] as const;
      const whole = box(west, middle, mid + squareLon, top);
      const outer = { ...whole, coordinates: [...whole.coordinates, box(...inner).coordinates[0]!] };
      const plan = await preview(app, { kind: 'redraw', area_codes: codes, shapes: [box(...inner), outer] });
      expect(plan.problems.map(({ kind }) => kind)).toContain('hole');
    });
  });

  it('takes shapes that differ from the old edge by less than two metres as being that edge', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const [one, other] = [box(west + 0.00001, middle, mid, top), box(mid, middle, mid + squareLon, top - 0.00001)];
      const plan = await preview(app, { kind: 'redraw', area_codes: codes, shapes: [one, other] });
      expect(plan.problems).toEqual([]);
    });
  });
});

describe('counts', () => {
  it('say by which boundaries they are, then or now', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const span = async (code: string, boundaries: string) => {
        const [row] = await sql<[{ from: string; to: string }]>`
          select (generated_at - interval '1 year')::date::text as from, generated_at::date::text as to from deployment`;
        const counts = await get<AreaMonths>(
          app,
          `/counts?area_code=${code}&from=${row.from}&to=${row.to}&boundaries=${boundaries}`,
        );
        expect(counts.boundaries).toBe(boundaries);
        return counts.months.reduce((sum, { incident_count }) => sum + incident_count!, 0);
      };
      const before = await span(townArea.northWest, 'then');
      expect(before).toBeGreaterThan(0);
      expect(await span(townArea.northWest, 'now')).toBe(before);
      await apply(app, north);
      expect(await span(townArea.northWest, 'then')).toBe(before);
      expect(await span(townArea.northWest, 'now')).toBe(0);
      expect(await span(merged, 'then')).toBe(0);
      expect(await span(merged, 'now')).toBeGreaterThan(before);
      expect(await span(townArea.north, 'then')).toBe(await span(townArea.north, 'now'));
    });
  });
});

describe('proposed cuts', () => {
  type Lines = { items: { line: LonLat[] }[] };

  it('run between houses wherever those stand, nearest to equal parts', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      const path = `/cuts?area_code=${gridCode(1)}&parts=2`;
      const even = await get<Lines>(app, path);
      expect(even.items).toHaveLength(1);
      // Most of the households in the last building of the row: equal parts there are none, but there is a cut before it.
      await sql`insert into household (building_id, unit_id, floor, door)
        select u.building_id, u.id, f, f || '03' from unit u join building b on b.id = u.building_id, generate_series(6, 200) f
        where b.id = (select id from building where area_code = ${gridCode(1)} order by ST_XMax(geometry) desc limit 1)`;
      const late = await get<Lines>(app, path);
      expect(late.items).toHaveLength(1);
      expect(late.items[0]!.line[0]![0]).toBeGreaterThan(even.items[0]!.line[0]![0]);
      const plan = await preview(app, { kind: 'split', area_code: gridCode(1), lines: [late.items[0]!.line] });
      expect(plan.after.map(({ household_count }) => household_count! > 0)).toEqual([true, true]);
    });
  });

  it('go the other way where the houses stand in one line, and through the middle where there is none', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      await sql`update building b set geometry = ST_Multi(ST_Expand(ST_SetSRID(ST_MakePoint(120.001, 30.0004 + 0.0004 * (b.id % 5)), 4326), 0.00005))
        where area_code = ${gridCode(1)}`;
      const [one] = (await get<Lines>(app, `/cuts?area_code=${gridCode(1)}&parts=2`)).items;
      expect(one!.line[0]![1]).toBe(one!.line[1]![1]);
      await sql`update building set geometry = ST_Translate(geometry, 0, 0.003) where area_code = ${gridCode(1)}`;
      const empty = (await get<Lines>(app, `/cuts?area_code=${gridCode(1)}&parts=3`)).items;
      expect(empty.map(({ line }) => Number(line[0]![0].toFixed(5)))).toEqual([120.00133, 120.00267]);
    });
  });
});

describe('who may not see doors', () => {
  it('gets households and people to the nearest ten', async () => {
    await rolledBack(async (sql) => {
      await insertSquareTown(sql);
      const app = signedIn(await townApp(sql), 'district');
      const plan = await preview(app, { kind: 'merge', area_codes: [gridCode(1), gridCode(2)] });
      expect(plan.after[0]).toMatchObject({ household_count: 50, resident_count: 50 });
      expect(squareTown.community).toBe(plan.area_code);
    });
  });
});
