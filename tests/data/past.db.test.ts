import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/open.ts';
import { refused, rolledBack, testDatabase } from '../helpers/database.ts';

/** Days that things are true from, in order; `before` is a day before all of them. */
const days = ['2026-01-10', '2026-02-10', '2026-03-10', '2026-04-10'] as const;
const looks = ['2026-01-01', '2026-01-20', '2026-02-20', '2026-03-20', '2026-04-20'] as const;

type Step = { act: 'write' | 'remove' | 'undo'; day: number; name: string };
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('write', 'write', 'write', 'remove', 'undo'),
  day: fc.integer({ min: 0, max: days.length - 1 }),
  name: fc.constantFrom('甲', '乙', '丙'),
});

const facility = 990_001;

/** What the views of the past say: the facility's name on each day of `looks` as known at a moment; null: there is none. */
async function said(sql: Database, known: string | null): Promise<(string | null)[]> {
  const names: (string | null)[] = [];
  for (const day of looks) {
    await sql`select set_config('jingwei.as_of', ${day}, true), set_config('jingwei.as_known', ${known ?? ''}, true)`;
    const rows = await sql<{ name: string }[]>`select name from past.facility where id = ${facility}`;
    expect(rows.length).toBeLessThanOrEqual(1);
    names.push(rows[0]?.name ?? null);
  }
  return names;
}

async function opened(sql: Database, day: string | null): Promise<number> {
  const [row] = await sql<[{ id: string }]>`select open_change('edit', '990106', '电话', null, ${day}::date) as id`;
  return Number(row.id);
}

/** Takes the steps, and after each tells the moment and what a plain model says of every day. */
async function take(sql: Database, steps: readonly Step[]) {
  const told: { known: string; names: (string | null)[] }[] = [];
  let timeline: (string | null)[] = looks.map(() => null);
  let present = false;
  /** Changes that can be taken back, the latest last, with what was said before them. */
  const stack: { id: number; timeline: (string | null)[]; present: boolean }[] = [];
  for (const { act, day, name } of steps) {
    if (act === 'undo') {
      const last = stack.pop();
      if (!last) continue;
      await sql`select undo_change(${last.id}, null)`;
      ({ timeline, present } = last);
    } else {
      if (act === 'remove' && !present) continue;
      const before = { timeline, present };
      const id = await opened(sql, days[day]!);
      if (act === 'remove') await sql`delete from facility where id = ${facility}`;
      else if (present) await sql`update facility set name = ${name} where id = ${facility}`;
      else
        await sql`insert into facility (id, kind, name, geometry) overriding system value
          values (${facility}, 'hydrant', ${name}, 'SRID=4326;POINT(112.1016 32.0052)')`;
      const [row] = await sql<[{ change_id: string | null }]>`
        select (select change_id from facility where id = ${facility}) as change_id`;
      // Saying what is said already is no change.
      if (act === 'write' && Number(row.change_id) !== id) continue;
      stack.push({ id, ...before });
      present = act === 'write';
      timeline = timeline.map((old, at) => (looks[at]! < days[day]! ? old : act === 'write' ? name : null));
    }
    const [row] = await sql<[{ at: string }]>`
      select max(made_at)::text as at from change`;
    told.push({ known: row.at, names: timeline });
  }
  return told;
}

describe('the past of a register', () => {
  it('says of every day what was known of it at every moment, whatever was written, removed and undone', async () => {
    await testDatabase();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        await rolledBack(async (sql) => {
          const told = await take(sql, steps);
          for (const { known, names } of told) expect(await said(sql, known)).toEqual(names);
          if (told.length > 0) expect(await said(sql, null)).toEqual(told.at(-1)!.names);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('numbers versions on, names the change of each, and tells nothing where nothing was changed', async () => {
    await rolledBack(async (sql) => {
      const first = await opened(sql, '2026-03-01');
      await sql`update building set name = '新塔楼', floor_count = 20 where id = 21`;
      const same = await opened(sql, '2026-03-02');
      await sql`update building set name = '新塔楼', updated_at = now() where id = 21`;
      const [row] = await sql`select version, change_id::int, true_from::text from building where id = 21`;
      expect(row).toEqual({ version: 2, change_id: first, true_from: '2026-03-01' });
      const past =
        await sql`select version, ended_by::int, true_to::text from building_past where id = 21 order by past_id`;
      expect(past).toEqual([{ version: 1, ended_by: first, true_to: '2026-03-01' }]);
      expect(same).toBeGreaterThan(first);
    });
  });

  it('takes a change of many rows back as one, with rows that it made and removed', async () => {
    await rolledBack(async (sql) => {
      const snapshot = () => sql`select id, unit_id, floor, door, door_state, area_code from household order by id`;
      const people = () => sql`select id, household_id, relation from resident order by id`;
      const [before, residents] = [await snapshot(), await people()];
      const change = await opened(sql, '2026-03-01');
      await sql`update household set door_state = 'empty'`;
      await sql`delete from household where id = 41`;
      await sql`insert into household (building_id, unit_id, floor, door) select building_id, unit_id, floor, 'X' || id from household`;
      await sql`select undo_change(${change}, '误操作')`;
      expect(await snapshot()).toEqual(before);
      expect(await people()).toEqual(residents);
      const [undo] = await sql`select kind, note, undoes::int from change order by id desc limit 1`;
      expect(undo).toEqual({ kind: 'undo', note: '误操作', undoes: change });
    });
  });

  it('does not undo what was changed since, and says what', async () => {
    const message = await refused(async (sql) => {
      const change = await opened(sql, null);
      await sql`update facility set name = '甲' where id in (101, 102)`;
      await opened(sql, null);
      await sql`update facility set name = '乙' where id = 102`;
      await sql`select undo_change(${change}, null)`.catch((error) => {
        expect(error.detail).toBe('facility 102');
        throw error;
      });
    });
    expect(message).toMatch(/was changed since/);
  });

  it('is not written while it rests, nor by hand', async () => {
    await rolledBack(async (sql) => {
      const past = () => sql`select past_id from facility_past where id in (101, 102) order by 1`;
      const before = await past();
      await sql`select set_config('jingwei.unrecorded', 'on', true)`;
      await sql`update facility set name = '甲' where id = 101`;
      await sql`delete from facility where id = 102`;
      expect(await past()).toEqual(before);
    });
    const message = await refused(async (sql) => {
      await sql`set local role jingwei_api`;
      await sql`insert into facility_past (id, true_to, known_to) values (1, now(), now())`;
    });
    expect(message).toMatch(/permission denied/);
  });

  it('keeps a household where it stood: what a building takes along is of one change', async () => {
    await rolledBack(async (sql) => {
      const change = await opened(sql, '2026-03-01');
      await sql`update building set geometry = ST_Translate(geometry, 0.0042, 0) where id = 21`;
      const areas = await sql`select distinct area_code from household where building_id = 21`;
      expect(areas).toHaveLength(1);
      const past = await sql`select distinct area_code, ended_by::int from household_past where building_id = 21`;
      expect(past).toHaveLength(1);
      expect(past[0]!.area_code).not.toBe(areas[0]!.area_code);
      expect(past[0]!.ended_by).toBe(change);
      for (const table of ['resident', 'visit', 'visit_duty'])
        expect(
          await sql`select count(*)::int as astray from ${sql(table)} t join household h on h.id = t.household_id
            where t.area_code is distinct from h.area_code`,
        ).toEqual([{ astray: 0 }]);
    });
  });
});
