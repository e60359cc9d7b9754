import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../server/api/changes/schema.ts';
import {
  type ApartItem,
  type Completeness,
  type FreshnessSigns,
  type HistoryEntry,
  type Register,
  type RegisterItem,
  type RegisterRow,
  registers,
  type Written,
} from '../../../../server/api/registers/schema.ts';
import { townSecrets } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask, send } from '../../../helpers/fakes.ts';

type App = Parameters<typeof send>[0];
const read = async (app: App, register: Register, id: number) =>
  (await ask(app, `/api/registers/${register}/${id}`)).body as RegisterRow;
const patch = (app: App, register: Register, row: RegisterRow, fields: object, more: object = {}) =>
  send(app, 'PATCH', `/api/registers/${register}/${row.id}`, { version: row.version, fields, ...more });
const historyOf = async (app: App, register: Register, id: number) =>
  ((await ask(app, `/api/registers/${register}/${id}/history`)).body as { items: HistoryEntry[] }).items;
const openFile = (app: App, household: number) =>
  send(app, 'POST', `/api/households/${household}/openings`, { purpose: 'visit' });

/** A row of each register in the north community, and a change of one field. */
const edits: Record<Register, { id: number; field: string; value: string | number }> = {
  compound: { id: 11, field: 'property_company', value: '新物业' },
  building: { id: 21, field: 'floor_count', value: 4 },
  unit: { id: 31, field: 'name', value: '东单元' },
  household: { id: 41, field: 'door_state', value: 'empty' },
  resident: { id: 51, field: 'relation', value: 'parent' },
  organisation: { id: 93, field: 'staff_count', value: 7 },
  facility: { id: 101, field: 'operator', value: '街道' },
  device: { id: 111, field: 'status', value: 'faulty' },
};

describe('editing a register', () => {
  it.each(registers)('keeps a field of a %s with who, when, old, new and source, and is undone', async (register) => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const { id, field, value } = edits[register];
      if (register === 'resident') await openFile(app, 41);
      const before = await read(app, register, id);
      const about = { source: '上门核对', true_from: '2026-01-05' };
      const done = (await patch(app, register, before, { [field]: value }, about)) as { status: number; body: Written };
      expect([done.status, done.body.row?.values[field], done.body.row?.version]).toEqual([
        200,
        value,
        before.version + 1,
      ]);
      expect((await historyOf(app, register, id))[0]).toMatchObject({
        ...{ field, old: before.values[field], new: value, source: '上门核对' },
        ...{ made_by: '测试secretary', kind: 'edit', true_from: '2026-01-05', change_id: done.body.change_id },
      });
      const undone = await send(app, 'POST', `/api/changes/${done.body.change_id}/undo`, {});
      expect([undone.status, (await read(app, register, id)).values]).toEqual([200, before.values]);
      const again = await send(app, 'POST', `/api/changes/${done.body.change_id}/undo`, {});
      expect(again).toMatchObject({ status: 409 });
    });
  });

  it('merges what only one touched, and shows both where both did', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const other = await townApp(sql, 'street');
      const base = await read(app, 'facility', 101);
      expect((await patch(other, 'facility', base, { operator: '街道', address: '清河路22号' })).status).toBe(200);
      const merged = await patch(app, 'facility', base, { name: '清河中心' });
      expect(merged).toMatchObject({ status: 200, body: { row: { values: { operator: '街道', name: '清河中心' } } } });
      const conflict = await patch(app, 'facility', base, { operator: '社区', address: '清河路22号' });
      expect(conflict).toMatchObject({
        status: 409,
        body: {
          error: { code: 'conflict', field: 'operator' },
          version: base.version + 2,
          conflicts: [{ field: 'operator', before: '清河社区', theirs: '街道', mine: '社区' }],
        },
      });
      const decided = { ...base, version: (conflict.body as { version: number }).version };
      expect((await patch(app, 'facility', decided, { operator: '社区' })).status).toBe(200);
    });
  });

  it('loses nothing silently, whatever two people change at once', async () => {
    await rolledBack(async (sql) => {
      const [one, two] = [await townApp(sql, 'secretary'), await townApp(sql, 'street')];
      const names = ['name', 'address', 'operator'];
      let seed = 7;
      const pick = (count: number) => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return Math.floor((seed / 2147483648) * count);
      };
      const some = () => Object.fromEntries(names.filter(() => pick(2)).map((field) => [field, `值${pick(3)}`]));
      for (let round = 0; round < 40; round++) {
        const base = await read(one, 'facility', 101);
        const [first, second]: [Record<string, string>, Record<string, string>] = [some(), some()];
        await patch(one, 'facility', base, first);
        const answer = await patch(two, 'facility', base, second);
        const now = (await read(one, 'facility', 101)).values;
        const both = names.filter(
          (field) =>
            field in first && field in second && first[field] !== base.values[field] && second[field] !== first[field],
        );
        if (answer.status === 409) {
          const told = (answer.body as { conflicts: { field: string }[] }).conflicts.map(({ field }) => field);
          expect(told.sort()).toEqual(both.sort());
          expect(now).toMatchObject(first);
        } else {
          expect([answer.status, both]).toEqual([200, []]);
          const kept = names.filter((field) => field in first && !(field in second));
          expect(now).toMatchObject({ ...Object.fromEntries(kept.map((field) => [field, first[field]])), ...second });
        }
      }
    });
  });

  it('names the field at fault', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const row = await read(app, 'device', 111);
      const fault = async (fields: object, more: object = {}) =>
        ((await patch(app, 'device', row, fields, more)).body as { error: { field: string } }).error.field;
      expect(await fault({ name: '' })).toBe('name');
      expect(await fault({ retention_days: 4000 })).toBe('retention_days');
      expect(await fault({ kind: 'spaceship' })).toBe('kind');
      expect(await fault({ faces: 'none' })).toBe('faces');
      expect(await fault({ name: '门' }, { true_from: '2199-01-01' })).toBe('true_from');
      expect(await fault({ place: [112.1016, 32.0014] })).toBe('place');
    });
  });

  it('is for whose duty the place is', async () => {
    await rolledBack(async (sql) => {
      for (const [login, status] of [
        ['patrol', 403],
        ['officer', 403],
        ['head', 403],
        ['district', 403],
        ['worker', 200],
      ] as const) {
        const app = await townApp(sql, login);
        const row = { id: 111, version: 1 } as RegisterRow;
        expect([login, (await patch(app, 'device', row, { purpose: `用途${login}` })).status]).toEqual([login, status]);
      }
      const worker = await townApp(sql, 'worker');
      const elsewhere = await read(worker, 'facility', 102);
      expect((await patch(worker, 'facility', elsewhere, { operator: '街道' })).status).toBe(403);
    });
  });
});

describe('people of a household', () => {
  it('are nobody’s without an open file, and masked where the purpose does not need them', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      expect((await ask(app, '/api/registers/resident/51')).status).toBe(404);
      expect((await patch(app, 'resident', { id: 51, version: 1 } as RegisterRow, { relation: 'x' })).status).toBe(404);
      await openFile(app, 41);
      const row = await read(app, 'resident', 51);
      const secrets = townSecrets.filter((secret) => row.masked.some((name) => row.values[name] === secret));
      expect(secrets).toEqual([]);
      const added = await send(app, 'POST', '/api/registers/resident', {
        fields: {
          ...{ household_id: 41, name: '王小明', relation: 'child', sex: 'male', birth_date: '2015-06-01' },
          ...{ registered_here: true, lives_here: false },
        },
      });
      expect(added.status).toBe(201);
      const [stored] = await sql`select name, birth_year from resident where id = ${(added.body as Written).row.id}`;
      expect(Buffer.isBuffer(stored!.name) && stored!.birth_year).toBe(2015);
    });
  });
});

describe('adding and removing', () => {
  it('adds where the caller edits, and removes what holds nothing', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const fields = { name: '新告示栏', kind: 'notice_board', place: [112.1016, 32.0052] };
      const { status, body } = await send(app, 'POST', '/api/registers/facility', { fields });
      const { row, change_id } = body as Written;
      expect([status, row.area_code, row.values.place]).toEqual([201, '990106001001001', [112.1016, 32.0052]]);
      expect((await send(app, 'DELETE', '/api/registers/building/21', { version: 1 })).status).toBe(409);
      expect((await send(app, 'DELETE', `/api/registers/facility/${row.id}`, { version: 1 })).status).toBe(200);
      const outside = { ...fields, place: [112.1016, 32.0014] };
      expect((await send(app, 'POST', '/api/registers/facility', { fields: outside })).status).toBe(403);
      const since = await send(app, 'POST', `/api/changes/${change_id}/undo`, {});
      expect(since).toMatchObject({
        status: 409,
        body: { error: { message: expect.stringContaining(`设施 ${row.id}`) } },
      });
    });
  });
});

describe('what is stale, and how complete a grid is', () => {
  it('lists the oldest first by page, and confirming takes a row off', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const address = '/api/registers/household?area_code=990106001001&stale=true';
      const stale = (await allPages(app, `${address}&limit=2`, 2)) as RegisterItem[];
      expect(stale.length).toBeGreaterThan(2);
      const days = stale.map(({ confirmed_on }) => confirmed_on ?? '');
      expect(days).toEqual([...days].sort());
      const { id } = stale[0]!;
      expect((await send(app, 'POST', `/api/registers/household/${id}/confirm`, {})).status).toBe(200);
      const left = (await allPages(app, `${address}&limit=50`, 50)) as RegisterItem[];
      expect(left.map((item) => item.id)).toEqual(stale.slice(1).map((item) => item.id));
    });
  });

  it('gives grids and houses the sign that their rows in the lists come to', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const grid = '990106001001001';
      const signs = async () => (await ask(app, `/api/registers/freshness?area_code=${grid}`)).body as FreshnessSigns;
      const rows = async (more: string) => {
        const books = ['compound', 'building', 'household', 'organisation', 'facility', 'device'];
        const each = books.map((book) => allPages(app, `/api/registers/${book}?area_code=${grid}&limit=50${more}`, 50));
        return (await Promise.all(each)).flat() as RegisterItem[];
      };
      const [all, stale] = [await rows(''), await rows('&stale=true')];
      expect(stale.length * 4).toBeGreaterThan(all.length);
      const before = await signs();
      expect(before.grids).toEqual({ area_code: [grid], sign: ['stale'] });
      expect(before.buildings.id.length).toBeGreaterThan(0);
      for (const book of ['compound', 'building', 'household', 'organisation', 'facility', 'device'] as const)
        for (const { id } of (await allPages(
          app,
          `/api/registers/${book}?area_code=${grid}&limit=50`,
          50,
        )) as RegisterItem[])
          await send(app, 'POST', `/api/registers/${book}/${id}/confirm`, {});
      expect(await rows('&stale=true')).toEqual([]);
      const after = await signs();
      expect(after.grids.sign).toEqual(['fresh']);
      expect(new Set(after.buildings.sign)).toEqual(new Set(['fresh']));
      const today = (await read(app, 'building', after.buildings.id[0]!)).confirmed_on!;
      await sql`update household set confirmed_on = ${today}::date - 80 where area_code = ${grid}`;
      expect((await signs()).grids.sign).toEqual(['soon']);
    });
  });

  it('counts doors known against doors counted, for who sees the doors', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const gauges = async () =>
        ((await ask(app, '/api/registers/completeness?area_code=990106001001')).body as { items: Completeness[] })
          .items;
      const before = (await gauges())[0]!;
      const [row] = await sql<{ id: number }[]>`select id from household where area_code = '990106001001001'
        and confirmed_on is null order by id limit 1`;
      const door = await read(app, 'household', row!.id);
      await patch(app, 'household', door, { door_state: 'occupied' }, { confirm: true });
      const after = (await gauges())[0]!;
      expect([after.doors_known, after.doors_counted]).toEqual([before.doors_known + 1, before.doors_counted]);
      expect(
        (await ask(await townApp(sql, 'patrol'), '/api/registers/completeness?area_code=990106001001')).status,
      ).toBe(403);
    });
  });
});

describe('changes of an area', () => {
  it('lists households by who lives elsewhere and who is registered elsewhere, as many as the gauges count', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      await openFile(app, 41);
      const before = await read(app, 'resident', 51);
      await patch(app, 'resident', before, { registered_here: true, lives_here: false });
      const people = async (way: string) => {
        const listed = (await allPages(
          app,
          `/api/registers/apart?area_code=990106001&way=${way}&limit=1`,
          1,
        )) as ApartItem[];
        return { ids: listed.map(({ id }) => id), count: listed.reduce((sum, { count }) => sum + count, 0) };
      };
      const { body } = await ask(app, '/api/registers/completeness?area_code=990106001');
      const grids = (body as { items: Completeness[] }).items;
      const [away, unregistered] = [await people('away'), await people('unregistered')];
      expect(away.ids).toContain(41);
      expect(away.count).toBe(grids.reduce((sum, grid) => sum + grid.registered_away, 0));
      expect(unregistered.count).toBe(grids.reduce((sum, grid) => sum + grid.living_unregistered, 0));
      expect((await ask(app, '/api/registers/apart?area_code=990106001&way=both')).status).toBe(400);
      expect(
        (await ask(await townApp(sql, 'patrol'), '/api/registers/apart?area_code=990106001&way=away')).status,
      ).toBe(403);
    });
  });

  it('lists who did what to how many rows, and lets its arranger take back what another did', async () => {
    await rolledBack(async (sql) => {
      const worker = await townApp(sql, 'worker');
      const row = await read(worker, 'device', 111);
      const { body } = await patch(worker, 'device', row, { status: 'off' });
      const secretary = await townApp(sql, 'secretary');
      const listed = (await ask(secretary, '/api/changes?area_code=990106001001')).body as { items: Change[] };
      expect(listed.items[0]).toMatchObject({
        made_by: '测试worker',
        rows: { device: 1 },
        kind: 'edit',
        undone: false,
      });
      const id = (body as Written).change_id;
      const ids = async (more: string) =>
        ((await allPages(secretary, `/api/changes?area_code=990106001001${more}&limit=1`, 1)) as Change[]).map(
          (change) => change.id,
        );
      const made = new Date(listed.items[0]!.made_at);
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(made);
      expect(await ids(`&kind=edit&day=${day}`)).toContain(id);
      expect(await ids('&kind=visit')).not.toContain(id);
      expect(await ids('&day=2001-01-01')).toEqual([]);
      await sql`update change set account_id = 305 where id = ${id}`;
      expect((await send(worker, 'POST', `/api/changes/${id}/undo`, {})).status).toBe(403);
      expect((await send(secretary, 'POST', `/api/changes/${id}/undo`, {})).status).toBe(200);
      const events = await sql`select kind, detail from audit_event where kind = 'change_undone'`;
      expect(events.map(({ detail }) => detail)).toEqual([{ change_id: id }]);
    });
  });
});
