import { describe, expect, it } from 'vitest';
import { type EventKind, eventBody, type IncidentStatus } from '../../../server/api/incidents/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import type { AppError } from '../../../server/errors.ts';
import { actOn } from '../../../server/loop/acting.ts';
import { movesOf } from '../../../server/loop/events.ts';
import { findLoopIncident, type LoopIncident } from '../../../server/loop/incident.ts';
import { kindWords } from '../../../server/loop/words.ts';
import { enterAs, rolledBack } from '../../helpers/database.ts';
import { allActors, columns, foldedWays, wayOf } from './moves.table.ts';
import { actOf, everybody, incidentAt, loops, monday, newIncident, step } from './walking.ts';

const kinds = eventBody.options.map(({ shape }) => shape.kind.value) as EventKind[];

class Undone extends Error {}

/** Does work that is undone, and answers what it found or the failure. */
async function tried<Result>(sql: Database, work: (sql: Database) => Promise<Result>): Promise<Result | AppError> {
  let result: Result | AppError;
  const outer = sql as unknown as { savepoint(work: (sql: Database) => Promise<never>): Promise<never> };
  await outer
    .savepoint(async (inner) => {
      result = await work(inner).catch((error: AppError) => {
        if (!error.sentence) throw error;
        return error;
      });
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return result!;
}

const writtenSince = (sql: Database, { id, version }: LoopIncident) =>
  sql<{ kind: EventKind; to_status: IncidentStatus }[]>`
    select kind, to_status from incident_event where incident_id = ${id} and version > ${version} order by version`;

/** What an act did, as the street leader of the whole town with every actor's part: kinds written and status, or what was refused. */
async function outcome(
  sql: Database,
  loop: (typeof loops)[string],
  incident: LoopIncident,
  kind: EventKind,
  into: number,
) {
  return tried(sql, async (inner) => {
    let standing = incident;
    if (kind === 'arrived') {
      await inner`insert into whistle (incident_id, department, called_at, arrive_by)
        values (${incident.id}, 'urban_management', now(), now()) on conflict do nothing`;
      standing = (await findLoopIncident(inner, incident.id))!;
    }
    const as = { ...everybody(), actor: 'account' as const };
    const version = await actOn(inner, loop, {
      incident: standing,
      act: actOf(kind, into),
      as,
      via: { kind: 'account' },
    });
    const written = await writtenSince(inner, incident);
    const [row] = await inner<
      [{ status: string; version: number }]
    >`select status, version from incident where id = ${incident.id}`;
    expect(row.version).toBe(version);
    return `${written.map((event) => event.kind).join(' ')} to ${row.status}`;
  });
}

describe('every move, written to a database', () => {
  it.each(columns)('from %s: what is legal is done, what is not is refused with what is', async (from) => {
    await rolledBack(async (sql) => {
      const into = await newIncident(sql);
      const incident = await incidentAt(sql, from, into);
      expect(incident.status).toBe(from);
      await enterAs(sql, 'leader');
      const legal = movesOf(loops.five!, { ...incident, waiting: ['urban_management'] }, allActors).map(
        (kind) => kindWords(kind)['zh-CN'],
      );
      for (const kind of kinds) {
        const way = wayOf('five', from, kind, allActors);
        const found = await outcome(sql, loops.five!, incident, kind, into);
        if (way) {
          expect([kind, found]).toEqual([kind, `${way.kinds.join(' ')} to ${way.to}`]);
          continue;
        }
        const { status, options, sentence } = found as AppError;
        expect({ kind, status, field: options.field }).toEqual({ kind, status: 409, field: 'kind' });
        // `arrived` is offered only where somebody was called.
        for (const word of legal.filter((each) => each !== '报到')) expect(sentence['zh-CN']).toContain(word);
      }
    });
  });

  it.each(foldedWays.map((way) => [way.variant!, way.from, way.kinds.at(-1)!, way] as const))(
    'in a loop of %s steps, from %s to %s: all that lies between is written',
    async (variant, from, kind, way) => {
      await rolledBack(async (sql) => {
        const into = await newIncident(sql);
        const incident = await incidentAt(sql, from, into);
        await enterAs(sql, 'leader');
        expect(await outcome(sql, loops[variant]!, incident, kind, into)).toBe(`${way.kinds.join(' ')} to ${way.to}`);
      });
    },
  );
});

describe('the record and the row', () => {
  it('names from and to of every event, and keeps a step for every status', async () => {
    await rolledBack(async (sql) => {
      const into = await newIncident(sql);
      const { id } = await incidentAt(sql, 'evaluated', into);
      await step(sql, loops.five!, id, { kind: 'reopened', text: '又坏了' });
      const events =
        await sql`select version, kind, from_status, to_status, from_holder, to_holder, actor from incident_event
        where incident_id = ${id} order by version`;
      expect(
        events.map(({ version, kind, from_status, to_status }) => `${version} ${kind}: ${from_status} to ${to_status}`),
      ).toEqual([
        '1 found: null to found',
        '2 reported: found to reported',
        '3 dispatched: reported to dispatched',
        '4 accepted: dispatched to accepted',
        '5 handling: accepted to handling',
        '6 resolved: handling to resolved',
        '7 verified: resolved to verified',
        '8 evaluated: verified to evaluated',
        '9 reopened: evaluated to dispatched',
      ]);
      expect(events.map(({ from_holder, to_holder }) => [from_holder, to_holder]).slice(1, 4)).toEqual([
        [null, null],
        [null, '990106001001001'],
        ['990106001001001', '990106001001001'],
      ]);
      const steps =
        await sql`select position, status, left_at is null as now from incident_step where incident_id = ${id} order by position`;
      expect(steps.map(({ position, status }) => `${position} ${status}`)).toEqual([
        ...[
          '1 found',
          '2 reported',
          '3 dispatched',
          '4 accepted',
          '5 handling',
          '6 resolved',
          '7 verified',
          '8 evaluated',
          '9 dispatched',
        ],
      ]);
      expect(steps.filter(({ now }) => now)).toHaveLength(1);
    });
  });

  it('starts the clock at the dispatch, stops it while suspended, and gives back what was left', async () => {
    await rolledBack(async (sql) => {
      const into = await newIncident(sql);
      const { id } = await incidentAt(sql, 'handling', into);
      // Low and outside the catalogue: 15 working days of 7 hours from Monday, 10:00.
      expect((await findLoopIncident(sql, id))!.due_at).toBe('2026-12-07T02:00:00.000Z');
      const tuesday = new Date('2026-11-17T02:00:00Z');
      await step(sql, loops.five!, id, { kind: 'suspended', text: '等材料' }, tuesday);
      expect(await findLoopIncident(sql, id)).toMatchObject({ due_at: null, clock_left_min: 14 * 420 });
      await step(sql, loops.five!, id, { kind: 'resumed' }, new Date('2026-11-24T02:00:00Z'));
      expect(await findLoopIncident(sql, id)).toMatchObject({
        due_at: '2026-12-14T02:00:00.000Z',
        clock_left_min: null,
        status: 'handling',
      });
    });
  });

  it('lets one of two who act at once do it, and tells the other', async () => {
    await rolledBack(async (sql) => {
      const incident = await incidentAt(sql, 'dispatched', await newIncident(sql));
      const accept = () =>
        actOn(sql, loops.five!, { incident, act: { kind: 'accepted' }, as: everybody(), via: { kind: 'owner' } });
      expect(await accept()).toBe(incident.version + 1);
      const late = (await tried(sql, accept)) as AppError;
      expect([late.status, late.options.field]).toEqual([409, 'version']);
      expect((await writtenSince(sql, incident)).map(({ kind }) => kind)).toEqual(['accepted']);
    });
  });
});

it('stands on a Monday', () => {
  expect(monday.getUTCDay()).toBe(1);
});
