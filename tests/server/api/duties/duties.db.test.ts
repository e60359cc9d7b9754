import { describe, expect, it } from 'vitest';
import type { DueHousehold, DutyRound } from '../../../../server/api/duties/schema.ts';
import type { VisitEntered, VisitQuestions } from '../../../../server/api/visits/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { generateDuties, runGeneration } from '../../../../server/duties/generation.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask, send } from '../../../helpers/fakes.ts';
import { inTown, lines, owed, type Town, visit } from './town-duties.ts';

/** A month in which the town is owed nothing yet: the year after. */
const later = ({ days }: Town) => {
  const month = `${Number(days.today.slice(0, 4)) + 1}${days.today.slice(4, 8)}01`;
  return { month, today: month };
};
describe('the generation of duties', () => {
  it(
    'makes one duty a valid tag and month, and nothing when made again',
    inTown(async (town) => {
      const { sql } = town;
      await sql`update need_tag set expires_on = ${later(town).month}::date + 400 where id in (61, 63)`;
      await sql`truncate visit_duty`;
      expect(await generateDuties(sql, later(town))).toEqual({ made_count: 2, cancelled_count: 0 });
      expect(await generateDuties(sql, later(town))).toEqual({ made_count: 0, cancelled_count: 0 });
      expect(await lines(owed(sql))).toEqual(['41 living_alone open', '45 living_alone open']);
      const [row] =
        await sql`select opens_on::text, due_on = (${later(town).month}::date + interval '1 month - 1 day') as last
        from visit_duty where household_id = 41`;
      expect(row).toEqual({ opens_on: later(town).month, last: true });
    }),
  );

  it(
    'owes no second visit where one was promised for another day of the month',
    inTown(async ({ sql, days }) => {
      const before = await lines(owed(sql, sql`household_id in (41, 45)`));
      await generateDuties(sql, { month: days.today, today: days.today });
      expect(await lines(owed(sql, sql`household_id in (41, 45)`))).toEqual(before);
    }),
  );

  it(
    'ends what rests on a tag that expired, and what was owed to an empty door',
    inTown(async (town) => {
      const { sql } = town;
      await sql`truncate visit_duty`;
      await sql`update need_tag set expires_on = ${later(town).month}::date + 9 where id in (61, 63)`;
      await generateDuties(sql, later(town));
      await sql`update household set door_state = 'empty' where id = 45`;
      const [{ day }] = await sql<[{ day: string }]>`select (${later(town).month}::date + 8)::text as day`;
      expect(await generateDuties(sql, { month: day, today: day })).toEqual({ made_count: 0, cancelled_count: 1 });
      expect(await lines(owed(sql))).toEqual(['41 living_alone open', '45 living_alone moved']);
      const [{ end }] = await sql<[{ end: string }]>`select (${later(town).month}::date + 9)::text as end`;
      await generateDuties(sql, { month: end, today: end });
      expect(await lines(owed(sql))).toEqual(['41 living_alone expired', '45 living_alone moved']);
    }),
  );

  it.each([
    ['month', 2, 15, '2026-01-20', '2026-02-10', [['2026-01-20', '2026-02-15']]],
    ['month', 2, 15, '2026-01-20', '2026-03-10', []],
    ['month', 1, 31, '2026-01-01', '2026-02-01', [['2026-02-01', '2026-02-28']]],
    [
      'week',
      2,
      5,
      '2026-01-05',
      '2026-02-01',
      [
        ['2026-02-02', '2026-02-13'],
        ['2026-02-16', '2026-02-27'],
      ],
    ],
  ])(
    '%s, every %i, due on day %i from %s: in the month of %s',
    async (period, every, due_day, starts_on, month, expected) => {
      await rolledBack(async (sql) => {
        await sql`insert into duty_set (name, area_code, tags, period, every, due_day, starts_on)
        values ('试', '', '{support}', ${period}, ${every}, ${due_day}, ${starts_on})`;
        const rows = await sql<{ opens_on: string; due_on: string }[]>`
        select p.opens_on::text, p.due_on::text from duty_set s, duty_periods(s, ${month}::date) p where s.name = '试' order by 2`;
        expect(rows.map((row) => [row.opens_on, row.due_on])).toEqual(expected);
      });
    },
  );

  it(
    'is made by one server a night, from four in the morning on',
    inTown(async ({ sql, now, days }) => {
      const begin = { begin: (step: (inner: Database) => unknown) => step(sql) } as unknown as Database;
      const atThree = new Date(now.getTime() - 9 * 3_600_000);
      expect(await runGeneration(begin, atThree, 'Asia/Shanghai')).toBeNull();
      expect(await runGeneration(begin, now, 'Asia/Shanghai')).not.toBeNull();
      expect(await runGeneration(begin, now, 'Asia/Shanghai')).toBeNull();
      expect([...(await sql`select night::text from duty_run`)]).toEqual([{ night: days.today }]);
    }),
  );

  it(
    'is asked for by whoever arranges, and reaches no further than they do',
    inTown(async ({ sql, days }) => {
      await sql`truncate visit_duty`;
      await sql`update need_tag set expires_on = ${days.inAYear}, starts_on = ${days.aYearAgo}`;
      await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
        select 48, 'support', purpose, basis, starts_on, expires_on from need_tag where id = 61`;
      expect((await send(await townApp(sql, 'worker'), 'POST', '/api/duties/generate', {})).status).toBe(403);
      const { status } = await send(await townApp(sql, 'secretary'), 'POST', '/api/duties/generate', {});
      expect(status).toBe(200);
      expect(await lines(owed(sql))).not.toContain('48 support open');
      await send(await townApp(sql, 'leader'), 'POST', '/api/duties/generate', {});
      expect(await lines(owed(sql))).toContain('48 support open');
    }),
  );
});

describe('what is due', () => {
  const due = async (sql: Database, login: TownLogin, query = '') =>
    (await ask(await townApp(sql, login), `/api/duties?area_code=990106${query}`)) as {
      status: number;
      body: Page<DueHousehold>;
    };
  const shown = ({ body }: { body: Page<DueHousehold> }) =>
    body.items.map(({ household_id, due_on, duties }) => [household_id, due_on, duties.length]);

  it(
    'is listed once a household, soonest first, overdue or not',
    inTown(async ({ sql, days }) => {
      const all = await due(sql, 'leader');
      expect(shown(all)).toEqual([
        [41, days.lastDayOfLastMonth, 2],
        [48, days.lastDayOfMonth, 1],
      ]);
      expect(all.body.items[0]).toMatchObject({
        address: '清河路18号1幢1单元101',
        overdue: true,
        area_code: townArea.northWest,
      });
      expect(shown(await due(sql, 'leader', '&state=overdue'))).toEqual([[41, days.lastDayOfLastMonth, 1]]);
      expect(shown(await due(sql, 'leader', '&state=due'))).toEqual([[48, days.lastDayOfMonth, 1]]);
      const pages = await allPages(await townApp(sql), '/api/duties?area_code=990106&limit=1', 1);
      expect(pages).toEqual(all.body.items);
    }),
  );

  it(
    'is for whoever sees the doors: their own, and nobody else',
    inTown(async ({ sql }) => {
      expect(shown(await due(sql, 'secretary')).map(([id]) => id)).toEqual([41]);
      for (const login of ['wall', 'district', 'officer', 'auditor'] as const)
        expect((await due(sql, login)).status).toBe(403);
      expect((await ask(await townApp(sql, 'worker'), '/api/duties?area_code=990106001002')).body).toMatchObject({
        items: [],
      });
    }),
  );

  it(
    'leaves by the day alone when the tag that it rests on is over',
    inTown(async ({ sql, days }) => {
      await sql`update visit_duty set ends_on = ${days.today} where household_id = 41`;
      expect(shown(await due(sql, 'leader')).map(([id]) => id)).toEqual([48]);
      const counts = await ask(await townApp(sql), '/api/people-counts?measure=visit_overdue&area_code=990106');
      expect(counts.body).toMatchObject({ count: [[0]] });
      const building = await ask(await townApp(sql), '/api/buildings/21');
      expect(building.body).toMatchObject({ building: { visit_due_count: 0 } });
    }),
  );

  it(
    'counts households of a building and not their duties',
    inTown(async ({ sql }) => {
      const { body } = await ask(await townApp(sql), '/api/buildings/21');
      expect(body).toMatchObject({
        building: { visit_due_count: 1 },
        units: [{ visit_due_count: 1 }, { visit_due_count: 0 }],
      });
    }),
  );
});

describe('a visit', () => {
  const enter = async (sql: Database, body: object, login: TownLogin = 'worker') =>
    (await send(await townApp(sql, login), 'POST', '/api/visits', body)) as { status: number; body: VisitEntered };

  it(
    'does all that is owed at once, and is taken once however often it is sent',
    inTown(async ({ sql, now, days }) => {
      const body = visit(now, 41, { outcome: 'met', answers: { help_wanted: 'meals' }, confirms: ['door_state'] });
      const first = await enter(sql, body);
      expect(first.status).toBe(201);
      expect(first.body.fulfilled.map(({ duty }) => duty).sort()).toEqual(['hardship', 'living_alone']);
      expect(first.body.owed).toEqual([]);
      const again = await enter(sql, body);
      expect([again.status, again.body.id, again.body.fulfilled]).toEqual([200, first.body.id, []]);
      const [row] =
        await sql`select account_id, channel, answers, area_code_then from visit where id = ${first.body.id}`;
      expect(row).toEqual({
        ...{ account_id: 309, channel: 'door', answers: { help_wanted: 'meals' }, area_code_then: townArea.northWest },
      });
      expect([
        ...(await sql`select h.confirmed_on::text, c.kind from household h join change c on c.id = h.change_id where h.id = 41`),
      ]).toEqual([{ confirmed_on: days.today, kind: 'visit' }]);
    }),
  );

  it(
    'keeps the grid where it was made, whatever becomes of the building',
    inTown(async ({ sql, now }) => {
      const { body } = await enter(sql, visit(now, 41, { outcome: 'no_answer' }));
      await sql`update visit set area_code = '990106001002001' where id = ${body.id}`;
      await sql`update visit set area_code_then = '990106001002001' where id = ${body.id}`;
      const [row] = await sql`select area_code, area_code_then from visit where id = ${body.id}`;
      expect(row).toEqual({ area_code: '990106001002001', area_code_then: townArea.northWest });
    }),
  );

  it(
    'without an answer leaves what is owed, and counts the tries',
    inTown(async ({ sql, now }) => {
      await enter(sql, visit(now, 41, { outcome: 'no_answer' }));
      const { body } = await enter(sql, visit(now, 41, { outcome: 'no_answer' }));
      expect(body.owed.map(({ try_count, next_try_on }) => [try_count, next_try_on])).toEqual([
        [2, null],
        [2, null],
      ]);
    }),
  );

  it(
    'that was refused needs a reason, and nobody calls for a week',
    inTown(async ({ sql, now, days }) => {
      expect(await enter(sql, visit(now, 41, { outcome: 'refused' }))).toMatchObject({
        status: 400,
        body: { error: { field: 'reason' } },
      });
      const { body } = await enter(sql, visit(now, 41, { outcome: 'refused', reason: 'busy' }));
      const nextWeek = new Date(Date.parse(days.today) + 7 * 86_400_000).toISOString().slice(0, 10);
      expect(body.owed.map(({ next_try_on }) => next_try_on)).toEqual([nextWeek, nextWeek]);
    }),
  );

  it(
    'to who moved ends what is owed and the tags, and empties the door',
    inTown(async ({ sql, now, days }) => {
      const { body } = await enter(sql, visit(now, 41, { outcome: 'moved', empties: true }));
      expect(body).toMatchObject({ owed: [], ended_tag_count: 1 });
      const [row] =
        await sql`select h.door_state, t.expires_on::text from household h, need_tag t where h.id = 41 and t.id = 61`;
      expect(row).toEqual({ door_state: 'empty', expires_on: days.today });
      expect(await lines(owed(sql, sql`household_id = 41`))).toEqual(['41 hardship moved', '41 living_alone moved']);
      await generateDuties(sql, { month: days.today, today: days.today });
      expect(await lines(owed(sql, sql`household_id = 41`))).toEqual(['41 hardship moved', '41 living_alone moved']);
    }),
  );

  it(
    'counts for what had begun to be owed by its day alone',
    inTown(async ({ sql, now, days }) => {
      await sql`update visit_duty set opens_on = ${days.firstDayOfNextMonth} where id = 71`;
      const { body } = await enter(sql, visit(now, 41, { outcome: 'met' }));
      expect(body.fulfilled.map(({ duty }) => duty)).toEqual(['hardship']);
    }),
  );

  it.each([
    [{ outcome: 'met', answers: { religion: 'none' } }, 'answers'],
    [{ outcome: 'met', answers: { help_wanted: 'much' } }, 'answers'],
    [{ outcome: 'no_answer', answers: { help_wanted: 'none' } }, 'answers'],
    [{ outcome: 'met', empties: true }, 'empties'],
    [{ outcome: 'met', note: '他说' }, 'note'],
    [{ outcome: 'met', visited_at: '2020-01-01T00:00:00Z' }, 'visited_at'],
    [{ outcome: 'met', visited_at: '2199-01-01T00:00:00Z' }, 'visited_at'],
  ])('refuses %j', async (body, field) => {
    await rolledBack(async (sql) => {
      const answer = await enter(sql, visit(await townNow(sql), 41, body));
      expect(answer).toMatchObject({ status: 400, body: { error: { field } } });
    });
  });

  it(
    'is entered by whoever edits there, and nobody else',
    inTown(async ({ sql, now }) => {
      const status = async (household: number, login: TownLogin) =>
        (await enter(sql, visit(now, household, { outcome: 'no_answer' }), login)).status;
      expect(await status(48, 'worker')).toBe(404);
      expect(await status(48, 'secretary')).toBe(404);
      for (const login of ['wall', 'district', 'head', 'officer', 'registrar'] as const)
        expect(await status(41, login)).toBe(403);
      const all = await sql`select from visit where key is not null`;
      expect(all.length).toBe(0);
    }),
  );

  it(
    'asks what is not known, and not again what was answered',
    inTown(async ({ sql, now, days }) => {
      const asked = async () =>
        (await ask(await townApp(sql, 'worker'), '/api/visits/questions?household_id=41')).body as VisitQuestions;
      const names = ({ questions, known }: VisitQuestions) => [
        questions.map(({ id }) => id),
        known.map(({ id }) => id),
      ];
      expect(names(await asked())).toEqual([
        ['help_wanted', 'home_safety', 'close_contact', 'smoke_alarm', 'relief', 'company'],
        [],
      ]);
      await enter(sql, visit(now, 41, { outcome: 'met', answers: { help_wanted: 'none', home_safety: 'safe' } }));
      await sql`update visit_duty set visit_id = null where household_id = 41`;
      const then = await asked();
      expect(names(then)).toEqual([
        ['help_wanted', 'close_contact', 'smoke_alarm', 'relief', 'company'],
        ['home_safety'],
      ]);
      expect(then.known[0]).toMatchObject({ id: 'home_safety', answered_on: days.today });
      expect(JSON.stringify(then)).not.toContain('"choice"');
    }),
  );
});

describe('a round', () => {
  const round = async (sql: Database, query = '') =>
    (await ask(await townApp(sql, 'leader'), `/api/duties/round?area_code=990106${query}`)).body as DutyRound;

  it(
    'begins with what is most urgent, or where the worker stands',
    inTown(async ({ sql }) => {
      const { stops, line, ...rest } = await round(sql);
      expect(stops.map(({ household_id }) => household_id)).toEqual([41, 48]);
      expect(rest).toEqual({
        length_m: rest.length_m,
        by_street: false,
        due_count: 2,
        overdue_count: 1,
        visited_count: 0,
      });
      // The works' gate is not on record: the last leg leads straight there.
      expect(line).toEqual([
        [112.1012, 32.0047],
        [112.1011, 32.0018],
      ]);
      expect(rest.length_m).toBeGreaterThan(100);
      // From the south, the other way round.
      const back = await round(sql, '&from=112.1011,32.001');
      expect(back.stops.map(({ household_id }) => household_id)).toEqual([48, 41]);
    }),
  );

  it(
    'leaves out who was visited today, refused lately, or is not owed yet',
    inTown(async ({ sql, now, days }) => {
      await send(await townApp(sql, 'leader'), 'POST', '/api/visits', visit(now, 41, { outcome: 'no_answer' }));
      expect(await round(sql)).toMatchObject({ stops: [{ household_id: 48 }], visited_count: 1, due_count: 2 });
      await sql`update visit_duty set next_try_on = ${days.inAYear} where household_id = 48`;
      expect(await round(sql)).toMatchObject({ stops: [], line: [], length_m: 0 });
    }),
  );
});
