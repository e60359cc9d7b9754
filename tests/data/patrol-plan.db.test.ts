import { describe, expect, it } from 'vitest';
import { digestOf } from '../../server/access/credential.ts';
import { enter } from '../../server/access/enter.ts';
import { applyRules } from '../../server/access/retention.ts';
import type { Database } from '../../server/db/open.ts';
import { townArea, townId } from '../fixtures/town.ts';
import { secretOfTown, type TownLogin } from '../fixtures/town-accounts.ts';
import { refused, rolledBack } from '../helpers/database.ts';

const { gate, square } = townId.patrolPoint;
const moment = '2026-05-01T13:00:00Z';
const pass = Buffer.alloc(32, 7);

/** A walk (1) of the volunteers on the first of May from 20:00 to 23:00 in Shanghai, in a shift (1), to the gate and along a street (9). */
async function insertWalk(sql: Database, purpose: 'routine' | 'safety'): Promise<void> {
  await sql`insert into patrol_street (id, name, geometry) overriding system value
    values (9, '清河路', 'SRID=4326;LINESTRING(112.1005 32.0055, 112.1035 32.0055)')`;
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people, purpose, purpose_reason) overriding system value
    values (1, ${townId.squad.volunteer}, '2026-05-01', '20:00', '23:00', 6, ${purpose}, ${purpose === 'routine' ? null : '灯会安保'})`;
  const input = { points: [{ id: gate, area_code: townArea.northWest }], streets: [{ id: 9 }], squads: [] };
  await sql`insert into patrol_plan (id, area_code, name, day, state, input) overriding system value
    values (1, ${townArea.north}, '今夜', '2026-05-01', 'issued', ${sql.json(input)})`;
  await sql`insert into patrol_walk (id, plan_id, squad_id, shift_id, area_code, pass_digest, starts_at, ends_at, route) overriding system value
    values (1, 1, ${townId.squad.volunteer}, 1, ${townArea.north}, ${pass}, '2026-05-01T12:00:00Z', '2026-05-01T15:00:00Z', '{}')`;
}

/** Does something as a request without an account. */
function asNobody<Result>(sql: Database, work: (inside: Database) => Promise<Result>): Promise<Result> {
  return enter(sql, { digest: undefined, today: '2026-05-01', readOnly: false }, (inside) => work(inside));
}

const checkIn = (key: number, kind: string, id: number, visit = 1) => ({
  ...{ key: `00000000-0000-4000-8000-00000000000${key}`, kind, id, visit, at: moment, way: 'button' },
});
const fix = (time: string) => ({
  recorded_at: `2026-05-01T${time}Z`,
  longitude: 112.1018,
  latitude: 32.004,
  accuracy_m: 8,
});

describe('the pass of a walk', () => {
  it.each([
    ['2026-04-30T23:59:59Z', 0],
    ['2026-05-01T00:00:00Z', 1],
    ['2026-05-04T15:00:00Z', 1],
    ['2026-05-04T15:00:01Z', 0],
  ])('opens it at %s: %i', async (at, count) => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'routine');
      const found = await asNobody(
        sql,
        (inside) => inside`select id, plan_name, squad_name, people, declared from walk_of_pass(${pass}, ${at})`,
      );
      expect([...found]).toEqual(
        [{ id: 1, plan_name: '今夜', squad_name: '红袖章队', people: 6, declared: false }].slice(0, count),
      );
      const other = await asNobody(sql, (inside) => inside`select id from walk_of_pass(${Buffer.alloc(32, 8)}, ${at})`);
      expect([...other]).toEqual([]);
    });
  });

  it('is read on sheets alone, by who plans there', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'routine');
      await sql`update patrol_walk set pass_sealed = ${pass}`;
      const passesFor = (login: TownLogin) =>
        enter(sql, { digest: digestOf(secretOfTown(login)), today: '2026-05-01', readOnly: true }, async (inside) => [
          ...(await inside`select walk_id, pass_sealed from passes_of_plan(1)`),
        ]);
      expect(await passesFor('patrol')).toEqual([{ walk_id: 1, pass_sealed: pass }]);
      for (const login of ['officer', 'district', 'worker'] as const) expect(await passesFor(login)).toEqual([]);
    });
  });

  it('opens no table', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'safety');
      for (const table of [
        'patrol_walk',
        'patrol_plan',
        'patrol_shift',
        'patrol_check_in',
        'patrol_track',
        'patrol_handover',
      ]) {
        expect([...(await asNobody(sql, (inside) => inside`select 1 from ${inside(table)}`))]).toEqual([]);
      }
    });
    expect(
      await refused((sql) =>
        asNobody(sql, async (inside) => {
          await inside`insert into patrol_check_in (key, walk_id, visit, at, way, point_id)
            values (gen_random_uuid(), 1, 1, now(), 'button', 1)`;
        }),
      ),
    ).toMatch(/permission denied/);
  });

  it('takes each check-in once, at places of the plan, and tells every screen', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'routine');
      await sql`delete from outbox`;
      const send = (items: object[]) =>
        asNobody(sql, async (inside) => [
          ...(await inside<
            { key: string }[]
          >`select check_in_by_pass as key from check_in_by_pass(${pass}, ${moment}, ${inside.json(items as never)})`),
        ]);
      const items = [
        checkIn(1, 'point', gate),
        checkIn(2, 'street', 9),
        checkIn(3, 'point', square),
        checkIn(4, 'squad', 1),
      ];
      expect((await send(items)).map(({ key }) => key)).toEqual([items[0]!.key, items[1]!.key]);
      expect(await send(items)).toEqual([]);
      expect(await sql`select point_id, street_id, area_code from patrol_check_in order by id`).toEqual([
        { point_id: gate, street_id: null, area_code: townArea.northWest },
        { point_id: null, street_id: 9, area_code: townArea.northWest },
      ]);
      expect(await sql`select topic, area_code, body from outbox`).toEqual(
        Array(2).fill({ topic: 'patrol', area_code: townArea.north, body: { walk_id: 1, version: 1 } }),
      );
      const done = await asNobody(sql, (inside) => inside`select key from check_ins_of_pass(${pass}, ${moment})`);
      expect(done).toHaveLength(2);
      // A street that is no more was passed all the same, where the squad walks.
      await sql`delete from patrol_street where id = 9`;
      expect(await send([checkIn(5, 'street', 9, 2)])).toHaveLength(1);
      expect([...(await sql`select area_code from patrol_check_in where visit = 2`)]).toEqual([
        { area_code: townArea.north },
      ]);
    });
  });
});

describe('a track', () => {
  const send = (sql: Database, items: object[]) =>
    asNobody(sql, async (inside) => [
      ...(await inside`select track_by_pass(${pass}, ${moment}, ${inside.json(items as never)}) as count`),
    ]);
  const fixes = [fix('11:59:59'), fix('12:00:00'), fix('14:00:00'), fix('15:00:01')];

  it('is taken in a declared shift while it lasts, each place once', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'safety');
      expect(await send(sql, fixes)).toEqual([{ count: 2 }]);
      expect(await send(sql, fixes)).toEqual([{ count: 0 }]);
    });
  });

  it('ends when its plan is withdrawn; what was recorded before still comes in', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'safety');
      await sql`update patrol_plan set state = 'withdrawn', updated_at = ${moment}`;
      expect(await send(sql, fixes)).toEqual([{ count: 1 }]);
      expect([...(await sql`select recorded_at from patrol_track`)]).toEqual([
        { recorded_at: new Date('2026-05-01T12:00:00Z') },
      ]);
    });
  });

  it('has an end: whoever found a sheet fills no disk', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'safety');
      await sql`insert into patrol_track (walk_id, area_code, recorded_at, geometry)
        select 1, ${townArea.north}, '2026-05-01T12:30:00Z'::timestamptz + n * interval '1 millisecond', 'SRID=4326;POINT(112.1 32)'
        from generate_series(1, 20000) n`;
      expect(await send(sql, fixes)).toEqual([{ count: 0 }]);
    });
  });

  it('is not taken in any other shift', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'routine');
      expect(await send(sql, fixes)).toEqual([{ count: 0 }]);
    });
  });

  it('is refused by the table itself, whoever writes it', async () => {
    const sentence = await refused(async (sql) => {
      await insertWalk(sql, 'routine');
      await sql`insert into patrol_track (walk_id, area_code, recorded_at, geometry)
        values (1, ${townArea.north}, ${moment}, 'SRID=4326;POINT(112.1 32)')`;
    });
    expect(sentence).toBe('there is no track but of a declared shift while it lasts');
  });

  it('is gone after 30 days, what shifts hand over after a year, check-ins after three', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, 'safety');
      await send(sql, [fix('13:00:00')]);
      await sql`insert into patrol_handover (shift_id, body, written_at) values (1, '北门灯不亮', ${moment})`;
      await sql`insert into patrol_check_in (key, walk_id, point_id, visit, at, way) values (gen_random_uuid(), 1, ${gate}, 1, ${moment}, 'code')`;
      const left = async (day: string) => {
        await applyRules(sql, new Date(`${day}T13:30:00Z`));
        const [row] =
          await sql`select (select count(*)::int from patrol_track) as tracks, (select count(*)::int from patrol_handover) as notes,
          (select count(*)::int from patrol_check_in) as check_ins, (select purpose_reason from patrol_shift) as reason`;
        return Object.values(row!);
      };
      expect(await left('2026-05-31')).toEqual([0, 1, 1, '灯会安保']);
      expect(await left('2027-04-30')).toEqual([0, 1, 1, '灯会安保']);
      expect(await left('2027-05-02')).toEqual([0, 0, 1, '（已清除）']);
      expect(await left('2029-05-01')).toEqual([0, 0, 0, '（已清除）']);
    });
  });
});
