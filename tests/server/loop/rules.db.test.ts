import { describe, expect, inject, it } from 'vitest';
import { migrate } from '../../../server/db/migrate.ts';
import { type Database, openDatabase } from '../../../server/db/open.ts';
import { readLoop } from '../../../server/loop/catalogue.ts';
import { applyLoopRules, runRules } from '../../../server/loop/rules.ts';
import { townArea } from '../../fixtures/town.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { createTestDatabase } from '../../helpers/postgres.ts';

const timeZone = 'Asia/Shanghai';
const loop = readLoop({ variant: 'five', timeZone });
/** A moment of the wall clock in China; the calendar has 2026. */
const at = (text: string) => new Date(`${text}+08:00`);
const iso = (text: string) => at(text).toISOString();
const now = at('2026-11-18T10:00');
const run = (sql: Database, moment = now) => applyLoopRules(sql, { loop, now: moment, timeZone });

interface Given {
  status: string;
  holder_code?: string | null;
  due_at?: string;
  remind_at?: string;
  escalate_at?: string;
  /** When it came into its status. */
  since?: string;
}

/** An incident of the north-west grid of the town, brought into a status by its events. */
async function insertIncident(sql: Database, given: Given): Promise<number> {
  const { since = '2026-11-16T09:00', status, holder_code = townArea.northWest, ...times } = given;
  const changes = Object.fromEntries(Object.entries(times).map(([name, value]) => [name, iso(value)]));
  const closed = ['resolved', 'verified', 'evaluated'].includes(status) ? { closed_at: iso(since) } : {};
  const events = [
    { kind: 'reported', actor: 'rule', changes: { status: 'reported', holder_code } },
    { kind: 'noted', actor: 'rule', happened_at: iso(since), changes: { status, ...changes, ...closed } },
  ];
  const first = {
    category: 'environment',
    title: '甲',
    channel: 'worker',
    centre: [112.1018, 32.005],
    due_at: iso('2026-11-20T09:00'),
  };
  const [row] = await sql<[{ made: { id: number } }]>`
    select insert_incident(${sql.json(first)}, ${sql.json(events)}, null) as made`;
  return row.made.id;
}

async function stateOf(sql: Database, id: number) {
  const [row] = await sql<Record<string, unknown>[]>`
    select status, holder_code, department, hand_count, version, iso_time(remind_at) as remind_at,
      iso_time(escalate_at) as escalate_at, iso_time(due_at) as due_at from incident where id = ${id}`;
  return row!;
}

async function lastEvents(sql: Database, id: number) {
  return sql<{ kind: string; actor: string; text: string | null }[]>`
    select kind, actor, text from incident_event where incident_id = ${id} and version > 2 order by version`;
}

describe('the rules of the loop', () => {
  it('remind the holder once, when three quarters of the time are over', () =>
    rolledBack(async (sql) => {
      const id = await insertIncident(sql, {
        status: 'handling',
        due_at: '2026-11-19T17:30',
        remind_at: '2026-11-18T10:00',
      });
      const later = await insertIncident(sql, { status: 'handling', remind_at: '2026-11-18T10:01' });
      expect(await run(sql)).toEqual({ changed: { remind: 1 }, error: null });
      expect(await lastEvents(sql, id)).toEqual([
        { kind: 'reminded', actor: 'rule', text: '办理时间已过四分之三，11月19日 17:30到期' },
      ]);
      expect(await stateOf(sql, id)).toMatchObject({ status: 'handling', remind_at: null });
      expect(await stateOf(sql, later)).toMatchObject({ version: 2 });
      expect(await run(sql)).toEqual({ changed: {}, error: null });
    }));

  it('give what is overdue to the level above, where it stays overdue', () =>
    rolledBack(async (sql) => {
      const id = await insertIncident(sql, {
        ...{
          status: 'accepted',
          due_at: '2026-11-17T09:00',
          remind_at: '2026-11-16T09:00',
          escalate_at: '2026-11-18T09:59',
        },
      });
      // Not both: the reminder would come too late.
      expect(await run(sql)).toEqual({ changed: { escalate: 1 }, error: null });
      const [{ name }] = await sql<[{ name: string }]>`select name from area where area_code = ${townArea.north}`;
      expect(await lastEvents(sql, id)).toEqual([
        { kind: 'escalated', actor: 'rule', text: `11月17日 09:00已到期，逾期仍未办结，自动提级到${name}` },
      ]);
      expect(await stateOf(sql, id)).toMatchObject({
        ...{ status: 'dispatched', holder_code: townArea.north, hand_count: 1 },
        due_at: iso('2026-11-17T09:00'),
        escalate_at: iso('2026-11-27T10:00'),
      });
    }));

  it('tell whoever is at the top once, and leave it there', () =>
    rolledBack(async (sql) => {
      const id = await insertIncident(sql, {
        ...{
          status: 'handling',
          holder_code: townArea.district,
          due_at: '2026-11-17T09:00',
          escalate_at: '2026-11-18T09:00',
        },
      });
      expect(await run(sql)).toEqual({ changed: { escalate: 1 }, error: null });
      expect(await lastEvents(sql, id)).toEqual([
        { kind: 'reminded', actor: 'rule', text: '11月17日 09:00已到期，逾期仍未办结，已在最高一级' },
      ]);
      expect(await stateOf(sql, id)).toMatchObject({ holder_code: townArea.district, escalate_at: null });
      expect(await run(sql)).toEqual({ changed: {}, error: null });
    }));

  it('let stand what nobody objected to for three working days, and file it after seven', () =>
    rolledBack(async (sql) => {
      // Friday 17:00 and 17:30: on Wednesday at 17:00 three working days are over for the first.
      const id = await insertIncident(sql, { status: 'resolved', since: '2026-11-13T17:00' });
      const young = await insertIncident(sql, { status: 'resolved', since: '2026-11-13T17:30' });
      expect(await run(sql, at('2026-11-18T16:59'))).toEqual({ changed: {}, error: null });
      expect(await run(sql, at('2026-11-18T17:00'))).toEqual({ changed: { verify: 1 }, error: null });
      expect(await stateOf(sql, id)).toMatchObject({ status: 'verified' });
      expect(await stateOf(sql, young)).toMatchObject({ status: 'resolved' });
      await sql`update incident_step set entered_at = ${iso('2026-11-18T17:00')} where incident_id = ${id} and left_at is null`;
      expect(await run(sql, at('2026-11-25T16:59'))).toEqual({ changed: { verify: 1 }, error: null });
      expect(await run(sql, at('2026-11-25T17:00'))).toEqual({ changed: { close: 1 }, error: null });
      expect(await stateOf(sql, id)).toMatchObject({ status: 'closed' });
      expect((await lastEvents(sql, id)).map(({ kind, text }) => [kind, text])).toEqual([
        ['verified', '办结满3个工作日无异议，自动核查通过'],
        ['closed', '满7天未收到评价，自动归档'],
      ]);
    }));

  it('file what was rated after seven days, too', () =>
    rolledBack(async (sql) => {
      const id = await insertIncident(sql, { status: 'evaluated', since: '2026-11-11T10:00' });
      expect(await run(sql)).toEqual({ changed: { close: 1 }, error: null });
      expect(await lastEvents(sql, id)).toEqual([{ kind: 'closed', actor: 'rule', text: '满7天无后续意见，自动归档' }]);
    }));

  it('call once more for departments that did not come, once a call, and leave the holder their reminder', () =>
    rolledBack(async (sql) => {
      const id = await insertIncident(sql, { status: 'handling', remind_at: '2026-11-19T09:00' });
      const call = (version: number, when: string) =>
        sql`select write_incident_events(${id}, ${version}, ${sql.json([
          {
            ...{ kind: 'whistled', actor: 'rule', happened_at: iso(when) },
            changes: { departments: ['fire', 'police'], arrive_by: iso('2026-11-18T09:59') },
          },
        ])}, null)`;
      await call(2, '2026-11-18T09:29');
      await sql`update whistle set arrived_at = ${iso('2026-11-18T09:40')} where incident_id = ${id} and department = 'fire'`;
      expect(await run(sql)).toEqual({ changed: { call_again: 1 }, error: null });
      expect((await lastEvents(sql, id)).at(-1)).toEqual({
        ...{ kind: 'reminded', actor: 'rule', text: '公安派出所未按时报到，请联系' },
      });
      expect(await stateOf(sql, id)).toMatchObject({ remind_at: iso('2026-11-19T09:00') });
      expect(await run(sql)).toEqual({ changed: {}, error: null });
      await call(4, '2026-11-18T10:00:01');
      expect(await run(sql)).toEqual({ changed: { call_again: 1 }, error: null });
      expect((await lastEvents(sql, id)).at(-1)).toMatchObject({ text: '消防救援、公安派出所未按时报到，请联系' });
    }));

  it('leave alone what is done, what an import brought, and what is suspended', () =>
    rolledBack(async (sql) => {
      await insertIncident(sql, { status: 'closed', since: '2026-01-01T00:00', remind_at: '2026-11-01T00:00' });
      await sql`insert into incident (incident_code, category, title, channel, status, severity, reported_at, due_at, closed_at, geometry, source)
        values ('alt', 'noise', '甲', 'worker', 'resolved', 'low', '2026-01-01', '2026-01-02', '2026-01-02',
          ST_SetSRID(ST_MakePoint(112.1018, 32.005), 4326), 'test')`;
      await insertIncident(sql, { status: 'suspended' });
      expect(await run(sql)).toEqual({ changed: {}, error: null });
    }));

  it('take more than one batch, each incident once', () =>
    rolledBack(async (sql) => {
      for (let count = 0; count < 205; count++)
        await insertIncident(sql, { status: 'handling', remind_at: '2026-11-18T09:00' });
      expect(await run(sql)).toEqual({ changed: { remind: 205 }, error: null });
      expect(await run(sql)).toEqual({ changed: {}, error: null });
    }));

  it('are applied by one server at a time', async () => {
    const { sql } = await testDatabase();
    // Long ago, so that nothing is due.
    const long = at('2001-01-01T00:00');
    const outcomes = await Promise.all([1, 2, 3].map(() => runRules(sql, loop, long, timeZone)));
    for (const outcome of outcomes) expect([null, { changed: {}, error: null }]).toContainEqual(outcome);
    expect(await runRules(sql, loop, long, timeZone)).toEqual({ changed: {}, error: null });
  });

  // The embedded database has one session.
  if (inject('database').databaseUrl) {
    it('do nothing twice where servers are at it together all the same', async () => {
      const made = await createTestDatabase();
      const { sql, close } = await openDatabase({ databaseUrl: made.url, dataFolder: '' });
      try {
        await migrate(sql);
        for (let count = 0; count < 40; count++) {
          await insertIncident(sql, { status: 'handling', holder_code: null, remind_at: '2026-11-18T09:00' });
        }
        const outcomes = await Promise.all([1, 2, 3].map(() => run(sql)));
        expect(outcomes.map(({ error }) => error)).toEqual([null, null, null]);
        expect(outcomes.reduce((sum, { changed }) => sum + (changed.remind ?? 0), 0)).toBe(40);
        const [row] = await sql`select count(*)::int as events from incident_event where kind = 'reminded'`;
        expect(row).toEqual({ events: 40 });
      } finally {
        await close();
        await made.drop();
      }
    });
  }
});
