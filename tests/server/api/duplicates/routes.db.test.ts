import { describe, expect, it } from 'vitest';
import type { Duplicate, MaskedResident, Merging, MergingHousehold } from '../../../../server/api/duplicates/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townSecrets } from '../../../fixtures/town-households.ts';
import { insertRows } from '../../../fixtures/town-rows.ts';
import { type AskedApp, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { testSealer } from '../../../helpers/sealer.ts';

/** Door 101 of stair 1 once more, written 0101室, with somebody of that door again, and one more with another phone. */
const again = { household: 541, zhang: 551, wang: 552 };

function resident(id: number, household_id: number, [name, phone, born]: [string, string | null, string]) {
  return {
    ...{ id, household_id, relation: 'other', sex: 'male', registered_here: true, lives_here: true },
    name: testSealer.seal('resident.name', name),
    name_digest: testSealer.digest('resident.name', name),
    phone: phone && testSealer.seal('resident.phone', phone),
    phone_digest: phone && testSealer.digest('resident.phone', phone),
    birth_date: testSealer.seal('resident.birth_date', born),
    birth_year: Number(born.slice(0, 4)),
  };
}

async function insertAgain(sql: Database): Promise<void> {
  await insertRows(sql, 'household', [
    {
      id: again.household,
      building_id: 21,
      unit_id: 31,
      floor: 1,
      door: '0101室',
      door_state: 'occupied',
      confirmed_on: null,
    },
    // Another door.
    { id: 542, building_id: 21, unit_id: 31, floor: 2, door: '202', door_state: 'occupied', confirmed_on: null },
  ]);
  await insertRows(sql, 'resident', [
    resident(again.zhang, again.household, ['张伟', '13811112222', '1955-03-02']),
    resident(again.wang, again.household, ['王强', '13700009999', '1961-01-30']),
    // The same name and year, another day and phone: another person.
    resident(553, 542, ['张伟', null, '1955-09-09']),
  ]);
  const basis = testSealer.seal('need_tag.basis', '本人申请');
  await sql`insert into need_tag (id, household_id, tag, purpose, basis, starts_on, expires_on) overriding system value
    select 561, ${again.household}, tag, purpose, ${basis}, starts_on, expires_on from need_tag where id = 61`;
  await sql`insert into visit (id, household_id, visited_at, outcome) overriding system value
    values (581, ${again.household}, now(), 'met')`;
  // One that both owe, and one that is the double's alone.
  await sql`insert into visit_duty (id, household_id, duty, due_on) overriding system value
    select 571, ${again.household}::int, duty, due_on from visit_duty where id = 71 union all
    values (572, ${again.household}::int, 'support', current_date)`;
}

async function openFiles(sql: Database, login: TownLogin, ids: number[]): Promise<void> {
  await sql`insert into opening (household_id, account_id, role, purpose, expires_at)
    select unnest(${ids}::int[]), a.id, 'community_secretary', 'check', now() + interval '10 minutes'
    from account a where a.login = ${login}`;
}

const north = `area_code=${townArea.north}`;
async function listed<Kind extends Duplicate['kind']>(app: AskedApp, kind: Kind, query = north) {
  const answer = await app.request(`/api/duplicates?kind=${kind}&${query}`);
  const text = await answer.text();
  expect(townSecrets.filter((secret) => text.includes(secret))).toEqual([]);
  return JSON.parse(text) as { items: Extract<Duplicate, { kind: Kind }>[]; next: string | null };
}
async function post(app: AskedApp, address: string, body: unknown) {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': 'zh-CN' };
  const answer = await app.request(`/api/duplicates${address}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() } as {
    status: number;
    body: { change_id: number; error: { message: string; field?: string } };
  };
}

/** Everything that merging touches, to be the same again after it was undone. */
const everything = (sql: Database) => sql`
  select 'household' as what, id, door as one, door_state as two from household
  union all select 'resident', id, household_id::text, encode(name_digest, 'hex') || registered_here || lives_here from resident
  union all select 'need_tag', id, household_id::text, tag from need_tag
  union all select 'visit', id, household_id::text, outcome from visit
  union all select 'visit_duty', id, household_id::text, duty || due_on || coalesce(visit_id, 0) from visit_duty order by 1, 2`;

describe('duplicates', () => {
  it('are doors written differently, and persons with one name and one phone or birth date; nobody is named in full', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      const app = await townApp(sql, 'secretary');
      const doors = (await listed(app, 'household')).items;
      expect(doors.map(({ one, other }) => [one.id, other.id])).toEqual([[41, again.household]]);
      expect(doors[0]!.one).toMatchObject({
        resident_count: 2,
        tag_count: 2,
        open: false,
      } satisfies Partial<MergingHousehold>);
      const people = (await listed(app, 'resident')).items;
      expect(people.map(({ one, other, reasons }) => [one.id, other.id, reasons])).toEqual([
        [51, again.zhang, ['birth_date', 'building']],
        // 54 is registered there and lives elsewhere, 552 is said to be registered too.
        [54, again.wang, ['phone', 'building']],
      ]);
      expect(people[0]!.one).toMatchObject({
        name: '张*',
        phone: '138****1234',
        birth_year: '1955',
      } satisfies Partial<MaskedResident>);
      const audited =
        await sql`select kind, area_code, detail from audit_event where kind = 'duplicates_listed' order by id`;
      expect(audited[1]).toEqual({
        ...{ kind: 'duplicates_listed', area_code: townArea.north, detail: { kind: 'resident', found: 2 } },
      });
    });
  });

  it('come page by page, each pair once', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      const app = await townApp(sql, 'secretary');
      const pairs: number[][] = [];
      for (let page = ''; ; ) {
        const { items, next } = await listed(app, 'resident', `${north}&limit=1${page}`);
        pairs.push(...items.map(({ one, other }) => [one.id, other.id]));
        if (!next) break;
        page = `&page=${next}`;
      }
      expect(pairs).toEqual([
        [51, again.zhang],
        [54, again.wang],
      ]);
    });
  });

  it('that are two are proposed no more, until somebody says otherwise', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      const app = await townApp(sql, 'secretary');
      const pair = { kind: 'household', kept_id: again.household, gone_id: 41 };
      expect((await post(app, '/dismissed', pair)).status).toBe(204);
      expect((await listed(app, 'household')).items).toEqual([]);
      expect((await post(app, '/proposed', pair)).status).toBe(204);
      expect((await listed(app, 'household')).items).toHaveLength(1);
    });
  });
});

describe('merging', () => {
  it('makes one door of two with everything behind both, and undoing makes it two again', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      const app = await townApp(sql, 'secretary');
      const before = await everything(sql);
      const [{ one, other }] = (await listed(app, 'household')).items as [Extract<Duplicate, { kind: 'household' }>];
      const body = {
        ...{ kind: 'household', kept_id: one.id, gone_id: other.id },
        ...{ kept_version: one.version, gone_version: other.version, note: '门牌写法不同' },
      };
      const closed = await post(app, '/merged', body);
      expect([closed.status, closed.body.error.field]).toEqual([403, 'kept_id']);
      expect(closed.body.error.message).toContain('101');
      await openFiles(sql, 'secretary', [41, again.household]);
      const { status, body: made } = await post(app, '/merged', body);
      expect(status).toBe(201);
      const residents = await sql`select id from resident where household_id = 41 order by id`;
      expect(residents.map(({ id }) => id)).toEqual([51, 52, again.zhang, again.wang]);
      expect(await sql`select id from household where id = ${again.household}`).toEqual([]);
      expect(await sql`select id from need_tag where household_id = 41 order by id`).toEqual([{ id: 61 }, { id: 62 }]);
      const duties = await sql`select id from visit_duty where household_id = 41 and id >= 571 order by id`;
      expect(duties).toEqual([{ id: 572 }]);
      const merged = (await (await app.request(`/api/duplicates/merged?${north}`)).json()) as { items: Merging[] };
      expect(merged.items).toMatchObject([{ change_id: made.change_id, kind: 'household', undone: false }]);

      const undone = await post(app, `/merged/${made.change_id}/undo`, {});
      expect(undone.status).toBe(200);
      expect(await everything(sql)).toEqual(before);
      expect((await post(app, `/merged/${made.change_id}/undo`, {})).status).toBe(409);
    });
  });

  it('makes one person of two with the fields that were chosen, and undoing makes them two again', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      await openFiles(sql, 'secretary', [43, again.household]);
      const app = await townApp(sql, 'secretary');
      const before = await everything(sql);
      const body = {
        ...{ kind: 'resident', kept_id: 54, gone_id: again.wang, kept_version: 1, gone_version: 1 },
        fields: { birth_date: 'gone', relation: 'gone' },
      };
      const { status, body: made } = await post(app, '/merged', body);
      expect(status).toBe(201);
      const [kept] = await sql`select * from resident where id = 54`;
      expect(testSealer.open('resident.birth_date', kept!.birth_date)).toBe('1961-01-30');
      expect(kept).toMatchObject({
        birth_year: 1961,
        relation: 'other',
        registered_here: true,
        lives_here: true,
        version: 2,
      });
      expect(await sql`select id from resident where id = ${again.wang}`).toEqual([]);
      expect((await post(app, `/merged/${made.change_id}/undo`, { note: '不是同一人' })).status).toBe(200);
      expect(await everything(sql)).toEqual(before);
      const [undo] = await sql`select kind, note from change order by id desc limit 1`;
      expect(undo).toEqual({ kind: 'undo', note: '不是同一人' });
    });
  });

  it('is refused where one was changed since, where two are one, and where what came of it was changed since', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      await openFiles(sql, 'secretary', [41, 43, again.household]);
      const app = await townApp(sql, 'secretary');
      const body = { kind: 'resident', kept_id: 51, gone_id: again.zhang, kept_version: 1, gone_version: 1 };
      const stale = await post(app, '/merged', { ...body, gone_version: 2 });
      expect([stale.status, stale.body.error.field]).toEqual([409, 'gone_version']);
      expect((await post(app, '/merged', { ...body, gone_id: 51 })).status).toBe(400);
      expect((await post(app, '/merged', { ...body, fields: { phone: 'both' } })).status).toBe(400);
      const { body: made } = await post(app, '/merged', { ...body, fields: { phone: 'gone' } });
      await sql`select open_change('edit', '', null, null, null)`;
      await sql`update resident set relation = 'parent' where id = 51`;
      expect((await post(app, `/merged/${made.change_id}/undo`, {})).status).toBe(409);
    });
  });

  it('is for who arranges the place and sees its doors', async () => {
    await rolledBack(async (sql) => {
      await insertAgain(sql);
      await openFiles(sql, 'worker', [41, again.household]);
      const body = { kind: 'household', kept_id: 41, gone_id: again.household, kept_version: 1, gone_version: 1 };
      for (const login of ['worker', 'head', 'registrar', 'officer'] as const)
        expect([login, (await post(await townApp(sql, login), '/merged', body)).status]).toEqual([login, 403]);
      // A district's leader arranges and sees no doors: to them there is nothing to merge.
      expect((await post(await townApp(sql, 'district'), '/merged', body)).status).toBe(404);
      expect((await listed(await townApp(sql, 'district'), 'household')).items).toEqual([]);
      expect((await listed(await townApp(sql, 'secretary'), 'household', `area_code=${townArea.south}`)).items).toEqual(
        [],
      );
    });
  });
});
