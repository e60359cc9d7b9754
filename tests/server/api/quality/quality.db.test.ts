import { describe, expect, it } from 'vitest';
import type { AreaChange, AreaPlan } from '../../../../server/api/area-changes/schema.ts';
import type {
  QualityAnswer,
  QualityFaults,
  QualityFinding,
  QualityItem,
  QualityReport,
} from '../../../../server/api/quality/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { MOST_GRIDS_NOW, makeWideReports } from '../../../../server/quality/nightly.ts';
import { townArea, townId, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { insertRows, point, rectangle } from '../../../fixtures/town-rows.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const { district, north, northWest, southWest, southEast, south } = townArea;

async function reportAs(sql: Database, login: TownLogin, area_code: string, more = ''): Promise<QualityReport> {
  const { status, body } = await ask(await townApp(sql, login), `/api/quality?area_code=${area_code}${more}`);
  expect(status).toBe(200);
  return (body as QualityAnswer).report!;
}
async function itemsAs(sql: Database, login: TownLogin, query: string): Promise<QualityItem[]> {
  const { status, body } = await ask(await townApp(sql, login), `/api/quality/items?${query}`);
  expect(status).toBe(200);
  return (body as { items: QualityItem[] }).items;
}
const keyOf = ({ code, layer, field }: QualityFinding) => [code, layer, field].filter(Boolean).join(' ');
const found = ({ findings }: QualityReport, key: string) => findings.find((finding) => keyOf(finding) === key);

describe('GET /api/quality', () => {
  it('counts what is empty, unknown, never confirmed and without doors, with its share and place', async () => {
    await rolledBack(async (sql) => {
      await sql`update facility set operator = null, kind = 'kiosk_of_old' where id = ${townId.facility.hydrant}`;
      await sql`update facility set operator = '物业' where id <> ${townId.facility.hydrant}`;
      await sql`update household set floor = 60 where id = 48`;
      const [{ code }] = await sql<[{ code: string }]>`
        select left(area_code, 12) as code from facility where id = ${townId.facility.hydrant}`;
      const report = await reportAs(sql, 'leader', district);
      expect(report).toMatchObject({ area_code: district, kept: false, doors: true, sources: [] });
      expect(found(report, 'empty facility operator')).toMatchObject({
        ...{ group: 'fields', count: 1, whole: 2, gravity: 'medium' },
        areas: [{ area_code: code, count: 1 }],
      });
      expect(found(report, 'unknown_value facility kind')).toMatchObject({ count: 1, whole: 2 });
      expect(found(report, 'floor_above_roof household')).toMatchObject({ count: 1 });
      const [{ never }] = await sql<[{ never: number }]>`
        select count(*)::int as never from resident r join household h on h.id = r.household_id where h.confirmed_on is null`;
      expect(found(report, 'never_confirmed resident')?.count ?? 0).toBe(never);
    });
  });

  it('shows households and people to who sees their doors alone', async () => {
    await rolledBack(async (sql) => {
      await sql`update household set confirmed_on = null`;
      expect(found(await reportAs(sql, 'leader', district), 'never_confirmed household')).toBeDefined();
      const report = await reportAs(sql, 'registrar', district);
      expect(report.doors).toBe(false);
      expect(report.findings.filter(({ layer }) => ['unit', 'household', 'resident'].includes(layer!))).toEqual([]);
      const path = `/api/quality/items?area_code=${district}&code=never_confirmed&layer=household`;
      expect((await ask(await townApp(sql, 'registrar'), path)).status).toBe(403);
    });
  });

  it('keeps to the sources that are named', async () => {
    await rolledBack(async (sql) => {
      await insertRows(sql, 'facility', [
        {
          id: 901,
          kind: 'hydrant',
          name: '消火栓甲',
          geometry: point(112.101, 32.001),
          source: '消防.xlsx',
          source_id: '1',
        },
        {
          id: 902,
          kind: 'hydrant',
          name: '消火栓乙',
          geometry: point(121, 32.001),
          source: '消防.xlsx',
          source_id: '2',
        },
      ]);
      const report = await reportAs(sql, 'leader', district, '&source=消防.xlsx&source=没有.csv');
      expect(report.looked_at).toBe(1 + 2);
      expect(report.findings.map((finding) => [keyOf(finding), finding.count])).toEqual([
        ['far_outside facility', 1],
        ['empty facility address', 1],
        ['empty facility operator', 1],
        ['never_confirmed facility', 1],
      ]);
    });
  });

  it('says what lies outside, how far, and what may be wrong with its coordinates', async () => {
    await rolledBack(async (sql) => {
      const place = (id: number, longitude: number, latitude: number) => ({
        ...{ id, kind: 'hydrant', name: `栓${id}`, source: 'x', source_id: String(id) },
        geometry: point(longitude, latitude),
      });
      // Swapped, empty, ten kilometres and one kilometre away.
      await insertRows(sql, 'facility', [
        place(901, 32.001, 89.9),
        place(902, 0, 0),
        place(903, 112.101, 32.1),
        place(904, 112.101, 31.99),
      ]);
      await sql`update facility set geometry = ST_FlipCoordinates(ST_SetSRID(ST_MakePoint(112.101, 32.001), 4326)) where id = 901`;
      const far = await itemsAs(sql, 'leader', `area_code=${district}&code=far_outside&layer=facility`);
      expect(far.map(({ id, hint }) => [id, hint])).toEqual([
        [901, 'swapped'],
        [902, 'zero'],
        [903, null],
      ]);
      expect(far[2]!.distance_m).toBeGreaterThan(9_500);
      expect(far[2]!.distance_m).toBeLessThan(11_000);
      const near = await itemsAs(sql, 'leader', `area_code=${district}&code=outside&layer=facility`);
      expect(near.map(({ id }) => id)).toEqual([904]);
      const first = await itemsAs(sql, 'leader', `area_code=${district}&code=far_outside&limit=4`);
      // The town has an incident far away.
      expect(first.map(({ layer, id }) => `${layer} ${id}`)).toEqual([
        'facility 901',
        'facility 902',
        'facility 903',
        'incident 212',
      ]);
    });
  });

  it('finds what stands alone within a kilometre', async () => {
    await rolledBack(async (sql) => {
      // The district made to reach 5 km further east, with a lamp post far out.
      await sql`update area set geometry = ${rectangle(112.0, 31.99, 112.16, 32.01)} where area_code ^@ ${southEast}`;
      await insertRows(sql, 'facility', [
        { id: 903, kind: 'hydrant', name: '孤栓', geometry: point(112.15, 32.001), source: 'x', source_id: '3' },
      ]);
      const items = await itemsAs(sql, 'leader', `area_code=${district}&code=isolated`);
      expect(items.map(({ layer, id, name }) => [layer, id, name])).toEqual([['facility', 903, '孤栓']]);
      expect(found(await reportAs(sql, 'leader', district), 'isolated facility')).toMatchObject({
        count: 1,
        gravity: 'slight',
      });
    });
  });

  it('lists the rows of a finding, and refuses what is none', async () => {
    await rolledBack(async (sql) => {
      await sql`update building set address = null where id = ${townId.building.works}`;
      const items = await itemsAs(sql, 'leader', `area_code=${district}&code=empty&layer=building&field=address`);
      expect(items.map(({ id }) => id)).toContain(townId.building.works);
      const app = await townApp(sql);
      for (const query of ['code=empty&layer=building', 'code=duplicate_resident&layer=resident', 'code=gap'])
        expect((await ask(app, `/api/quality/items?area_code=${district}&${query}`)).status).toBe(400);
      expect((await ask(app, '/api/quality?area_code=990199')).status).toBe(404);
    });
  });
});

describe('faults and their repair', () => {
  const gapped = (sql: Database) =>
    sql`update area set geometry = ${rectangle(112.1, 32, 112.1042, 32.003)} where area_code = ${southWest}`;

  it('proposes what the reorganisation then does, in the same words for who may do it', async () => {
    await rolledBack(async (sql) => {
      await gapped(sql);
      await sql`select reassign_area_codes()`;
      const app = await townApp(sql);
      const { body } = await ask(app, `/api/quality/faults?area_code=${district}`);
      const gap = (body as QualityFaults).items.find(({ kind, area_code }) => kind === 'gap' && area_code === south)!;
      expect(gap.repair).toMatchObject({ area_codes: [gap.areas[0]!.area_code], mend: { kind: 'gap' } });
      const request = { kind: 'redraw', area_codes: gap.repair!.area_codes, mends: [gap.repair!.mend] };
      const plan = (await send(app, 'POST', '/api/area-changes/preview', request)).body as AreaPlan;
      expect(plan).toMatchObject({ kind: 'redraw', problems: [] });
      const done = await send(app, 'POST', '/api/area-changes', { ...request, seen: plan.seen });
      expect([done.status, (done.body as AreaChange).kind]).toEqual([201, 'redraw']);
      const after = (await ask(app, `/api/quality/faults?area_code=${south}`)).body as QualityFaults;
      expect(after.items).toEqual([]);
    });
  });

  it('is refused for ground that is not at fault, and for areas that are named wrongly', async () => {
    await rolledBack(async (sql) => {
      await gapped(sql);
      const app = await townApp(sql);
      const mend = { kind: 'gap', place: [112.101, 32.0032], to: southWest };
      const preview = (more: object) =>
        send(app, 'POST', '/api/area-changes/preview', {
          kind: 'redraw',
          area_codes: [southWest],
          mends: [mend],
          ...more,
        });
      expect((await preview({})).status).toBe(200);
      expect((await preview({ mends: [{ ...mend, place: [112.101, 32.001] }] })).status).toBe(400);
      expect((await preview({ mends: [{ ...mend, to: northWest }] })).status).toBe(400);
      expect((await preview({ mends: [{ ...mend, to: null }] })).status).toBe(400);
      expect(
        (
          await preview({
            mends: undefined,
            border: [
              [112.1, 32],
              [112.2, 32],
            ],
          })
        ).status,
      ).toBe(400);
    });
  });
});

describe('wide areas', () => {
  it('are looked through by night, once a day, and the report is kept', async () => {
    await rolledBack(async (sql) => {
      // So many more grids in the north that the street and the district are too wide.
      await sql`insert into area (area_code, level, name, geometry)
        select ${north} || lpad((n + 100)::text, 3, '0'), 'grid', '格' || n,
          ST_Translate(${rectangle(112.1, 32.0036, 112.10002, 32.0037)}::geometry, n * 0.00002, 0)
        from generate_series(1, ${MOST_GRIDS_NOW}) n`;
      const now = await townNow(sql);
      const path = `/api/quality?area_code=${district}`;
      expect(((await ask(await townApp(sql), path)).body as QualityAnswer).report).toBeNull();
      const made = await makeWideReports(sql, now, 'Asia/Shanghai');
      expect(made).toBe(3);
      expect(await makeWideReports(sql, now, 'Asia/Shanghai')).toBe(0);
      const kept = await reportAs(sql, 'leader', district);
      expect(kept).toMatchObject({ kept: true, doors: true, area_code: district });
      expect(found(kept, 'overlap')!.count).toBe(MOST_GRIDS_NOW);
      const registrars = await reportAs(sql, 'registrar', district);
      expect(registrars).toMatchObject({ kept: true, doors: false });
      expect(registrars.findings.filter(({ layer }) => ['unit', 'household', 'resident'].includes(layer!))).toEqual([]);
      expect(await makeWideReports(sql, new Date(now.getTime() + 86_400_000), 'Asia/Shanghai')).toBe(3);
    });
  });
});
