import { Hono } from 'hono';
import { mayOpen, statablePurposes } from '../../access/purposes.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { answerError } from '../failures.ts';
import { granted } from '../granted.ts';
import { noHousehold, notResponsible, openFile } from '../openings/file-opening.ts';
import { openingBody } from '../openings/schema.ts';
import { findCurrent, findPlace, listOpenings } from '../openings/sql.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { unsealFile } from './file.ts';
import { type HouseholdDetail, householdOpeningsQuery, householdParam } from './schema.ts';
import { findHousehold, readFile } from './sql.ts';

/** One household: its door, and for who has stated a purpose its file; who opened it. */
export const households = new Hono<ApiEnv>()
  .get('/:id', granted('doors', 'open', 'register'), validated('param', householdParam), async (c) => {
    const { id } = c.req.valid('param');
    const sql = c.get('sql');
    const caller = c.get('caller');
    const found = await findHousehold(sql, id);
    if (!found) throw noHousehold(id);
    const { place, ...household } = found;
    // The door alone has a past: files are opened as they are now.
    if (c.get('past'))
      return c.json({ ...household, purposes: [], opening: null, file: null } satisfies HouseholdDetail);
    const purposes = statablePurposes(caller, place);
    // An opening outlasts neither itself nor the duty for the household.
    const opening = mayOpen(caller, place) ? ((await findCurrent(sql, caller.account_id, id)) ?? null) : null;
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const file =
      opening &&
      unsealFile(await readFile(sql, id, { today, month_end: monthEnd(today) }), opening.purpose, c.get('sealer'));
    // What is in a file stays in no browser's cache when the file is closed.
    c.header('Cache-Control', 'no-store');
    const answer: HouseholdDetail = { ...household, purposes, opening, file };
    return c.json(answer);
  })
  .get(
    '/:id/openings',
    granted('open'),
    validated('param', householdParam),
    validated('query', householdOpeningsQuery),
    async (c) => {
      const { id } = c.req.valid('param');
      const { limit, page } = c.req.valid('query');
      const [before] = fromToken(page, idKey) ?? [];
      const place = await findPlace(c.get('sql'), id);
      if (!place) throw noHousehold(id);
      if (!mayOpen(c.get('caller'), place)) throw notResponsible();
      const reach = { before, limit: limit + 1, time_zone: c.get('config').timeZone };
      const rows = await listOpenings(c.get('sql'), { household_id: id }, reach);
      return c.json(toPage(rows, limit, (row) => [row.id]));
    },
  )
  .post(
    '/:id/openings',
    granted('open'),
    validated('param', householdParam),
    validated('json', openingBody),
    async (c) => {
      const outcome = await openFile(c.get('sql'), c.get('caller'), c.req.valid('param').id, c.req.valid('json'));
      // Answered and not thrown: what is thrown undoes the transaction, and the auditor would not be told. To the
      // client's types it is like every other failure: no answer of theirs.
      if ('refusal' in outcome) return answerError(outcome.refusal, c) as never;
      return c.json(outcome.opening, outcome.made ? 201 : 200);
    },
  );
