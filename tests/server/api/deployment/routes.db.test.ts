import { describe, expect, inject, it } from 'vitest';
import type { Deployment, PublicDeployment } from '../../../../server/api/deployment/schema.ts';
import { createApp } from '../../../../server/app.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townDays } from '../../../fixtures/town-households.ts';
import { townSummary } from '../../../fixtures/town-summaries.ts';
import { signedIn, townApp } from '../../../helpers/app.ts';
import { rolledBack, testDatabase } from '../../../helpers/database.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

describe('GET /api/deployment', () => {
  it('tells what the page needs before it draws', async () => {
    const { sql } = await testDatabase();
    const { body } = await ask(await townApp(), '/api/deployment');
    const tiles = (set: string) => ({ url: `/api/tiles/${set}/v2/{z}/{x}/{y}`, minzoom: 0, maxzoom: 15 });
    expect(body).toEqual({
      demo: true,
      city_name: '清河区',
      time_zone: 'Asia/Shanghai',
      today: townDays(await townNow(sql)).today,
      latest_day: townDays(await townNow(sql)).today,
      root: townSummary.district,
      levels: (body as Deployment).levels,
      chunk_digits: 6,
      chunks: [{ area_code: townArea.district, bounds: townSummary.district.bounds }],
      bounds: townSummary.district.bounds,
      attributions: ['虚构数据'],
      map_approval_number: null,
      past_since: (body as Deployment).past_since,
      data_version: (body as Deployment).data_version,
      tiles: { ground: tiles('ground'), areas: tiles('areas'), living: tiles('living'), patrol: tiles('patrol') },
    } satisfies Deployment);
  });

  it('tells the levels of the tree and how wide their areas are', async () => {
    const { levels } = (await ask(await townApp(), '/api/deployment')).body as Deployment;
    const widths = levels.map(({ level, code_digits, typical_width_m }) => [
      level,
      code_digits,
      Math.round(typical_width_m!),
    ]);
    expect(widths).toEqual([
      ['district', 6, 1001],
      ['street', 9, 1001],
      ['community', 12, 708],
      ['grid', 15, 501],
    ]);
  });

  it('cuts a tree of more than 2,000 grids into chunks of its next level', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await sql`insert into area (area_code, level, name, geometry)
        select ${townArea.south} || lpad(n::text, 3, '0'), 'grid', n::text,
          ST_Multi(ST_MakeEnvelope(112.1, 32, 112.1001 + n * 1e-7, 32.0001, 4326)) from generate_series(3, 999) n`;
      const one = (await ask(app, '/api/deployment')).body as Deployment;
      expect([one.chunk_digits, one.chunks.map(({ area_code }) => area_code)]).toEqual([6, [townArea.district]]);
      await sql`insert into area (area_code, level, name, geometry)
        select left(area_code, 9) || '003', 'community', '3', geometry from area where area_code = ${townArea.south}`;
      await sql`insert into area (area_code, level, name, geometry)
        select ${townArea.street} || '003' || lpad(n::text, 3, '0'), 'grid', n::text,
          ST_Multi(ST_MakeEnvelope(112.1, 32, 112.1001 + n * 1e-7, 32.0001, 4326)) from generate_series(1, 999) n`;
      await sql`insert into area (area_code, level, name, geometry)
        select ${townArea.north} || lpad(n::text, 3, '0'), 'grid', n::text,
          ST_Multi(ST_MakeEnvelope(112.1, 32, 112.1001 + n * 1e-7, 32.0001, 4326)) from generate_series(3, 20) n`;
      const many = (await ask(app, '/api/deployment')).body as Deployment;
      expect(many.chunk_digits).toBe(12);
      expect(many.chunks.map(({ area_code }) => area_code)).toEqual([
        townArea.north,
        townArea.south,
        `${townArea.street}003`,
      ]);
      expect(many.chunks[0]!.bounds).toEqual(townSummary.north.bounds);
    });
  });

  it('has no levels and no chunks before there is an area', async () => {
    await rolledBack(async (sql) => {
      await sql`delete from area`;
      expect((await ask(await townApp(sql), '/api/deployment')).body).toMatchObject({
        root: null,
        levels: [],
        chunk_digits: null,
        chunks: [],
      });
    });
  });

  it('takes the day from the time zone and the approval number from the settings', async () => {
    const { sql } = await testDatabase();
    const config = { ...testConfig, timeZone: 'Pacific/Auckland', mapApprovalNumber: 'GS(2026)0001' };
    const now = () => new Date('2026-05-20T12:30:00Z');
    const { body } = await ask(
      signedIn(createApp({ sql, config, tiles: fakeTiles(), sealer: testSealer, now }), 'leader'),
      '/api/deployment',
    );
    expect(body).toMatchObject({
      time_zone: 'Pacific/Auckland',
      today: '2026-05-21',
      map_approval_number: 'GS(2026)0001',
    });
  });

  it('counts periods back from the last incident where that is over a year ago', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set reported_at = '2010-08-31T23:30:00Z' where id = 201`;
      await sql`delete from incident where id <> 201`;
      const { body } = await ask(await townApp(sql), '/api/deployment');
      expect(body).toMatchObject({ latest_day: '2010-09-01' });
    });
  });

  it('shows what was imported where there is no area yet', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await sql`delete from area`;
      await sql`delete from incident where id = 212`;
      expect((await ask(app, '/api/deployment')).body).toMatchObject({
        root: null,
        bounds: [112.101, 32.0012, 112.1064, 32.0048],
      });
      await sql`delete from road where id <> 121`;
      for (const table of ['building', 'incident', 'place', 'facility', 'patrol_point'])
        await sql`delete from ${sql(table)}`;
      expect((await ask(app, '/api/deployment')).body).toMatchObject({ bounds: [112.1, 32.0036, 112.1042, 32.0036] });
      await sql`delete from road`;
      expect((await ask(app, '/api/deployment')).body).toMatchObject({ root: null, bounds: null });
    });
  });
});

describe('the caller’s part of the tree', () => {
  it('begins at the lowest area that holds all of their duties', async () => {
    const rootFor = async (login: TownLogin) =>
      ((await ask(await townApp(undefined, login), '/api/deployment')).body as Deployment).root?.area_code;
    expect(await rootFor('leader')).toBe(townArea.district);
    expect(await rootFor('wall')).toBe(townArea.district);
    expect(await rootFor('secretary')).toBe(townArea.north);
    expect(await rootFor('worker')).toBe(townArea.northWest);
  });

  it('comes with its own bounds, levels and chunks', async () => {
    const { body } = await ask(await townApp(undefined, 'secretary'), '/api/deployment');
    const { bounds, levels, chunks } = body as Deployment;
    expect(bounds).toEqual([112.1, 32.0036, 112.1084, 32.0072]);
    expect(levels.map(({ level }) => level)).toEqual(['community', 'grid']);
    expect(chunks.map(({ area_code }) => area_code)).toEqual([townArea.north]);
  });
});

describe('GET /api/deployment/news', () => {
  it('is the part of the deployment that changes while a page is open', async () => {
    const app = await townApp();
    const { today, latest_day, tiles, data_version } = (await ask(app, '/api/deployment')).body as Deployment;
    expect((await ask(app, '/api/deployment/news')).body).toEqual({ today, latest_day, tiles, data_version });
  });

  it('tells that something was written', async () => {
    const { sql } = await testDatabase();
    const app = await townApp(sql);
    const version = async () => ((await ask(app, '/api/deployment/news')).body as Deployment).data_version;
    const before = await version();
    await sql`update deployment set demo = demo`;
    expect(await version()).not.toBe(before);
  });

  // The embedded database lets one transaction end before the next one begins.
  if (inject('database').databaseUrl) {
    it('tells of a writer that ends after a later one', async () => {
      const { sql } = await testDatabase();
      const app = await townApp(sql);
      const version = async () => ((await ask(app, '/api/deployment/news')).body as Deployment).data_version;
      let seen = '';
      await sql.begin(async (early) => {
        await early`update incident set title = title where id = 201`;
        await sql`update deployment set demo = demo`;
        seen = await version();
      });
      expect(await version()).not.toBe(seen);
    });
  }

  it('changes every five minutes, because matters become overdue by themselves', async () => {
    const { sql } = await testDatabase();
    const slot = async (time: string) => {
      const options = { sql, config: testConfig, tiles: fakeTiles(), sealer: testSealer };
      const app = signedIn(createApp({ ...options, now: () => new Date(time) }), 'leader');
      return ((await ask(app, '/api/deployment/news')).body as Deployment).data_version.split(' ')[1];
    };
    expect(await slot('2026-05-20T04:00:00Z')).toBe(await slot('2026-05-20T04:04:59Z'));
    expect(await slot('2026-05-20T04:05:00Z')).not.toBe(await slot('2026-05-20T04:04:59Z'));
  });
});

describe('GET /api/deployment/public', () => {
  it('tells anybody what reporting needs, and nothing that is not in the open tiles', async () => {
    const { sql } = await testDatabase();
    const now = await townNow(sql);
    const app = createApp({ sql, config: testConfig, tiles: fakeTiles(), sealer: testSealer, now: () => now });
    const { status, body } = await ask(app, '/api/deployment/public');
    const { catalogues, levels, ...rest } = body as PublicDeployment;
    const tiles = (set: string) => ({ url: `/api/tiles/${set}/v2/{z}/{x}/{y}`, minzoom: 0, maxzoom: 15 });
    expect([status, rest]).toEqual([
      200,
      {
        demo: true,
        city_name: '清河区',
        time_zone: 'Asia/Shanghai',
        today: townDays(now).today,
        root: townSummary.district,
        chunk_digits: 6,
        bounds: townSummary.district.bounds,
        attributions: ['虚构数据'],
        map_approval_number: null,
        tiles: { ground: tiles('ground'), areas: tiles('areas') },
        parts: [
          { area_code: townArea.north, name: townSummary.north.name },
          { area_code: townArea.south, name: townSummary.south.name },
        ],
      },
    ]);
    expect(levels.map(({ level }) => level)).toEqual(['district', 'street', 'community', 'grid']);
    expect(Object.keys(catalogues).sort()).toEqual([
      'department',
      'incident-category',
      'incident-channel',
      'incident-event',
      'incident-severity',
      'incident-status',
    ]);
    expect(catalogues['incident-category'][0]).toEqual({
      id: 'environment',
      zh: '环境卫生',
      en: 'Street cleanliness',
      icon: 'maki/waste-basket',
    });
  });
});
