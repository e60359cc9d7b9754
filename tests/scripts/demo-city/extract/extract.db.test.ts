import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutAreas } from '../../../../scripts/demo-city/extract/cut-areas.ts';
import { importExtract } from '../../../../scripts/demo-city/extract/files.ts';
import { makeDemoCity } from '../../../../scripts/demo-city/index.ts';
import { clearDemo } from '../../../../scripts/demo-city/rows.ts';
import type { Database } from '../../../../server/db/open.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { emptyTown, writeLatticeExtract } from '../lattice.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-extract-'));
  // 8 by 8 blocks of 6 slabs with 36 doors: 216 households a block, 13,824 in the town.
  writeLatticeExtract(path.join(folder, 'town'), 8, 8, 6);
  // 2 by 2 blocks of slabs with 102 doors: 612 households a block, more than one grid may hold.
  writeLatticeExtract(path.join(folder, 'towers'), 2, 2, 17);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cut(sql: Database, name: string) {
  await emptyTown(sql);
  await importExtract(sql, path.join(folder, name), name, () => {});
  return cutAreas(sql, '格子示范区');
}

interface Fit {
  level: string;
  parts: number;
  own_m2: number;
  children_m2: number;
  joined_m2: number;
}

/** Areas with the sum of their children's ground and the ground of their union; equal where nothing overlaps or is left out. */
function fits(sql: Database): Promise<Fit[]> {
  return sql<Fit[]>`
    select p.level, ST_NumGeometries(p.geometry)::int as parts, p.area_m2 as own_m2, sum(c.area_m2)::float8 as children_m2,
      ST_Area(ST_Union(c.geometry)::geography)::float8 as joined_m2
    from area p join area c on c.parent_code = p.area_code
    group by p.area_code order by p.area_code`;
}

describe('areas cut on an extract', () => {
  it('leave no gap and no overlap at any level and share their vertices', async () => {
    await rolledBack(async (sql) => {
      const report = await cut(sql, 'town');
      expect(report).toMatchObject({ streets: 1, communities: 4, households: 13_824 });
      const found = await fits(sql);
      expect(found).toHaveLength(1 + 1 + 4);
      for (const { own_m2, children_m2, joined_m2, parts } of found) {
        expect(parts).toBe(1);
        expect(Math.abs(children_m2 - own_m2)).toBeLessThan(0.5);
        expect(Math.abs(joined_m2 - own_m2)).toBeLessThan(0.5);
      }
      const [strangers] = await sql<{ count: number }[]>`
        with vertex as (select a.level, (ST_DumpPoints(a.geometry)).geom as at from area a)
        select count(*)::int from (select at from vertex where level <> 'grid') upper
        where not exists (select from vertex v where v.level = 'grid' and v.at = upper.at)`;
      expect(strangers!.count).toBe(0);
    });
  });

  it('hold 200 to 470 households a grid and 3,000 to 4,500 a community, and every dwelling has a grid', async () => {
    await rolledBack(async (sql) => {
      await cut(sql, 'town');
      const sizes = await sql<{ level: string; least: number; most: number }[]>`
        with held as (select b.area_code, count(*)::int * 36 as n from building b group by 1),
          sized as (select a.level, a.area_code, sum(h.n)::int as n from area a
            join held h on h.area_code like a.area_code || '%' group by 1, 2)
        select level, min(n) as least, max(n) as most from sized group by level`;
      const of = (level: string) => sizes.find((size) => size.level === level)!;
      expect(of('grid').least).toBeGreaterThanOrEqual(200);
      expect(of('grid').most).toBeLessThanOrEqual(470);
      expect(of('community').least).toBeGreaterThanOrEqual(3_000);
      expect(of('community').most).toBeLessThanOrEqual(4_500);
      expect(await sql`select id from building where area_code is null`).toHaveLength(0);
    });
  });

  it('cut a block that holds too many households between its buildings', async () => {
    await rolledBack(async (sql) => {
      const report = await cut(sql, 'towers');
      expect(report.households).toBe(2_448);
      expect(report.grids).toBeGreaterThanOrEqual(8);
      const crossed = await sql`
        select b.id from building b join area a on a.level = 'grid' and ST_Intersects(b.geometry, ST_Boundary(a.geometry))`;
      expect(crossed).toHaveLength(0);
    });
  });

  it('are numbered without gaps, parents before children, and named once each', async () => {
    await rolledBack(async (sql) => {
      await cut(sql, 'town');
      const areas = await sql<{ area_code: string; parent_code: string | null; name: string; level: string }[]>`
        select area_code, parent_code, name, level from area order by area_code`;
      for (const parent of areas) {
        const children = areas.filter(({ parent_code }) => parent_code === parent.area_code);
        const serials = children.map(({ area_code }) => Number(area_code.slice(-3)));
        expect(serials).toEqual(children.map((_, index) => index + 1));
      }
      const communities = areas.filter(({ level }) => level === 'community').map(({ name }) => name);
      expect(new Set(communities).size).toBe(communities.length);
      for (const name of communities) expect(name).toMatch(/^(清河\d路|文昌\d街|第.+)社区$/);
    });
  });

  it('come out the same every time', async () => {
    const shapes: string[] = [];
    for (let run = 0; run < 2; run++) {
      await rolledBack(async (sql) => {
        await cut(sql, 'towers');
        const rows = await sql<
          { text: string }[]
        >`select area_code || name || ST_AsText(geometry, 7) as text from area order by area_code`;
        shapes.push(rows.map(({ text }) => text).join('\n'));
      });
    }
    expect(shapes[1]).toBe(shapes[0]);
  });
});

describe('a demo city on an extract', () => {
  const request = {
    sealer: testSealer,
    seed: 'test',
    timeZone: 'Asia/Shanghai',
    now: new Date('2026-11-21T04:00:00Z'),
  };

  it('is imported, cut and lived in, says that it is a demo, and is replaced only when asked', async () => {
    await rolledBack(async (sql) => {
      await emptyTown(sql);
      const on = path.join(folder, 'towers');
      const stages = new Set<string>();
      const report = await makeDemoCity(sql, {
        ...request,
        on,
        language: 'en',
        onProgress: (stage) => stages.add(stage),
      });
      expect(report).toMatchObject({ building: 24, household: 2_448, boundary: 0, patrol_point: 6 });
      expect(stages).toContain('Cutting the grids');
      expect(stages).toContain('Two years of incidents');
      const [deployment] = await sql`select demo, demo_seed, city_name from deployment`;
      expect(deployment).toEqual({ demo: true, demo_seed: 'test', city_name: '格子镇' });
      await expect(makeDemoCity(sql, { ...request, on })).rejects.toThrow(/already holds a demo city/);
      const again = await makeDemoCity(sql, { ...request, on, replace: true });
      expect(again).toEqual(report);
    });
  });

  it('keeps the duties of accounts when it is replaced, but those in buildings that go and openings', async () => {
    await rolledBack(async (sql) => {
      await sql`update deployment set demo = true`;
      await sql`insert into opening (household_id, account_id, role, purpose, expires_at)
        values (41, 301, 'street_leader', 'visit', now() + interval '5 minutes')`;
      const kept = await sql`select * from account_grant where building_id is null order by id`;
      await clearDemo(sql, true);
      expect(await sql`select * from account_grant order by id`).toEqual(kept);
      expect(kept).toHaveLength(9);
      expect(await sql`select 1 from opening`).toHaveLength(0);
      const [next] = await sql`insert into account_grant (account_id, role, area_code, starts_on)
        values (310, 'grid_worker', '990106', '2026-01-01') returning id`;
      expect(next).toEqual({ id: 310 });
    });
  });

  it('does not touch data that are not a demo’s, even when told to replace', async () => {
    await rolledBack(async (sql) => {
      await sql`update deployment set demo = false`;
      const [before] = await sql`select count(*)::int from household`;
      await expect(makeDemoCity(sql, { ...request, replace: true })).rejects.toThrow(/not a demo’s/);
      expect(await sql`select count(*)::int from household`).toEqual([before]);
    });
  });

  it('leaves everything as it was when the extract is missing or has no dwellings', async () => {
    await rolledBack(async (sql) => {
      await emptyTown(sql);
      await expect(makeDemoCity(sql, { ...request, on: path.join(folder, 'nowhere') })).rejects.toThrow(
        /no extract at/,
      );
      expect(await sql`select 1 from building`).toHaveLength(0);
    });
  });
});
