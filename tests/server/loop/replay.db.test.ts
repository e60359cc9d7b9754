import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import type { AppError } from '../../../server/errors.ts';
import { actOn } from '../../../server/loop/acting.ts';
import { type Act, movesOf } from '../../../server/loop/events.ts';
import { findLoopIncident } from '../../../server/loop/incident.ts';
import { townSpot } from '../../fixtures/loop-reports.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { allActors, variants } from './moves.table.ts';
import { actOf, everybody, loops, monday, newIncident, step } from './walking.ts';

/** Columns of an incident that events set, as the record has them. */
const rowOf = async (sql: Database, id: number) => {
  const [row] = await sql<[Record<string, unknown>]>`
    select status, category, item, severity, channel, iso_time(due_at) as due_at, iso_time(closed_at) as closed_at, settled_at, holder_code,
      department, hand_count, clock_left_min, iso_time(remind_at) as remind_at, iso_time(escalate_at) as escalate_at, rating, merged_into,
      joined_count, iso_time(found_at) as found_at, lon_lat(geometry) as centre, version, last_kind
    from incident where id = ${id}`;
  return row;
};

/** What the events say, taken together in their order. */
async function replayed(sql: Database, id: number): Promise<Record<string, unknown>> {
  const events = await sql<{ kind: string; version: number; changes: object }[]>`
    select kind, version, changes from incident_event where incident_id = ${id} order by version`;
  const sets = events.map(({ kind, version, changes }) => ({ ...changes, version, last_kind: kind }));
  return Object.assign({ hand_count: 0, joined_count: 0 }, ...sets);
}

/** Acts beside the plain ones: another rating, department, level or place. */
const twists: Act[] = [
  { kind: 'evaluated', rating: 1 },
  { kind: 'dispatched', holder_code: '990106001', department: 'urban_management' },
  { kind: 'dispatched', holder_code: '990106001001' },
  { kind: 'corrected', centre: [...townSpot.southEast] },
  { kind: 'corrected', item: 'environment.waste.litter' },
];

describe('the record of an incident', () => {
  it('makes its row, whatever way it went', async () => {
    const stepOf = fc.record({ choice: fc.nat(), twist: fc.nat({ max: 12 }), hours: fc.integer({ min: 0, max: 60 }) });
    const walks = fc.tuple(fc.constantFrom(...variants), fc.array(stepOf, { minLength: 3, maxLength: 14 }));
    await fc.assert(
      fc.asyncProperty(walks, ([variant, steps]) =>
        rolledBack(async (sql) => {
          const loop = loops[variant]!;
          const into = await newIncident(sql);
          const id = await newIncident(sql);
          let now = monday;
          for (const { choice, twist, hours } of steps) {
            const incident = (await findLoopIncident(sql, id))!;
            const legal = movesOf(loop, incident, allActors);
            const kind = legal[choice % legal.length]!;
            const twisted = twists[twist];
            const act = twisted?.kind === kind ? twisted : actOf(kind, into);
            now = new Date(now.getTime() + hours * 3_600_000);
            // At the top nothing is above; a matter of the catalogue may want a photo: those are refused, and nothing is written.
            await (sql as unknown as { savepoint(work: (sql: Database) => Promise<void>): Promise<void> })
              .savepoint(async (inner) => void (await step(inner, loop, id, act, now)))
              .catch((error: AppError) => {
                if (!error.sentence) throw error;
              });
          }
          const row = await rowOf(sql, id);
          const record = await replayed(sql, id);
          const told = Object.fromEntries(Object.keys(row).map((column) => [column, record[column] ?? null]));
          expect(told).toEqual(row);
          const [{ count }] = await sql<[{ count: number }]>`
            select count(*)::int as count from incident_step where incident_id = ${id} and left_at is null`;
          expect(count).toBe(1);
        }),
      ),
      { numRuns: 20, seed: 5 },
    );
  });

  it('is only ever added to', async () => {
    for (const change of [
      `kind = 'closed'`,
      `text = '别的'`,
      `changes = '{}'`,
      `happened_at = happened_at + interval '1 second'`,
    ]) {
      const outcome = rolledBack(async (sql) => {
        const id = await newIncident(sql);
        await sql.unsafe(`update incident_event set ${change} where incident_id = ${id} and version = 2`);
      });
      await expect(outcome).rejects.toThrow('incident_event is only added to');
    }
  });
});

describe('two at once', () => {
  it('one does it, the other is told; and both merges of a pair do not happen', async () => {
    const { sql } = await testDatabase();
    const begin = (work: (sql: Database) => Promise<unknown>) =>
      sql.begin((inner) => work(inner as unknown as Database));
    const ids: number[] = [];
    try {
      for (let made = 0; made < 2; made++) await begin(async (inner) => ids.push(await newIncident(inner)));
      const [one, other] = [(await findLoopIncident(sql, ids[0]!))!, (await findLoopIncident(sql, ids[1]!))!];
      const doing = (incident: typeof one, act: Act) =>
        begin((inner) => actOn(inner, loops.five!, { incident, act, as: everybody(), via: { kind: 'owner' } }));
      const dispatch = actOf('dispatched', 0);
      const outcomes = await Promise.allSettled([doing(one, dispatch), doing(one, dispatch), doing(one, dispatch)]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as AppError] : [],
      );
      expect(refused.map(({ status, options }) => [status, options.field])).toEqual([
        [409, 'version'],
        [409, 'version'],
      ]);
      const again = (await findLoopIncident(sql, one.id))!;
      expect([again.version, again.hand_count]).toEqual([3, 1]);

      const merges = await Promise.allSettled([
        doing(again, { kind: 'merged', into: other.id }),
        doing(other, { kind: 'merged', into: again.id }),
      ]);
      expect(merges.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const statuses = [(await findLoopIncident(sql, one.id))!, (await findLoopIncident(sql, other.id))!];
      expect(statuses.map(({ status }) => status).sort()).toHaveLength(2);
      expect(statuses.filter(({ status }) => status === 'merged')).toHaveLength(1);
      expect(statuses.find(({ status }) => status !== 'merged')!.joined_count).toBe(1);
    } finally {
      await sql`delete from incident where id = any (${ids})`;
      await sql`delete from outbox where incident_id = any (${ids})`;
    }
  });
});
