import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { languageOf } from '../../language.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { findCurrent } from '../openings/sql.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { listApart } from './apart-sql.ts';
import { completenessOf } from './completeness-sql.ts';
import { freshnessDays, staleBefore } from './freshness.ts';
import { freshnessOf } from './freshness-sql.ts';
import { historyOf } from './history.ts';
import { answerRow, type Sight, shown, sightFor } from './rows.ts';
import {
  type ApartItem,
  apartQuery,
  type Completeness,
  type ConflictBody,
  completenessQuery,
  confirmBody,
  type FreshnessDays,
  type FreshnessSigns,
  type HistoryEntry,
  newBody,
  patchBody,
  type Register,
  type RegisterItem,
  type RegisterRow,
  registerParam,
  registerQuery,
  removeBody,
  rowParam,
  type Written,
} from './schema.ts';
import { findRow, listRows, type StoredItem, type StoredRow } from './sql.ts';
import { checkedFields } from './values.ts';
import { add, confirm, edit, noRow, remove, type Writer } from './writing.ts';

const key = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d$/), z.int32()]);
/** What stands in the key of a row that nobody confirmed. */
const NEVER = '0001-01-01';
const one = validated('param', rowParam);
const todayOf = (c: Context<ApiEnv>) => dayOf(c.get('now'), c.get('config').timeZone);

/** The registers: lists, rows with their history, editing, confirming, completeness. Of residents only while the file is open. */
export const registerBooks = new Hono<ApiEnv>()
  .get('/completeness', granted('doors'), validated('query', completenessQuery), async (c) => {
    const { area_code } = c.req.valid('query');
    const items = await completenessOf(c.get('sql'), area_code, { today: todayOf(c), days: freshnessDays });
    if (items.length === 0) await requireArea(c.get('sql'), area_code);
    return c.json<{ items: Completeness[]; days: FreshnessDays }>({ items: [...items], days: freshnessDays });
  })
  .get('/apart', granted('doors'), validated('query', apartQuery), async (c) => {
    const { page, limit, ...asked } = c.req.valid('query');
    const [after] = fromToken(page, idKey) ?? [];
    const rows = await listApart(c.get('sql'), { ...asked, after, limit: limit + 1 });
    if (rows.length === 0) await requireArea(c.get('sql'), asked.area_code);
    c.header('Cache-Control', 'no-store');
    return c.json(toPage<ApartItem>([...rows], limit, ({ id }) => [id]));
  })
  .get('/freshness', granted('edit'), validated('query', completenessQuery), async (c) => {
    const { area_code } = c.req.valid('query');
    const signs = await freshnessOf(c.get('sql'), area_code, todayOf(c));
    if (signs.grids.area_code.length === 0) await requireArea(c.get('sql'), area_code);
    return c.json<FreshnessSigns>(signs);
  })
  .get(
    '/:register',
    granted('map'),
    validated('param', registerParam),
    validated('query', registerQuery),
    async (c) => {
      const { register } = c.req.valid('param');
      const { page, limit, stale, ...filter } = c.req.valid('query');
      const sql = c.get('sql');
      const before = staleBefore(register, todayOf(c));
      const stale_before = stale ? (before ?? NEVER) : undefined;
      const rows = await listRows(sql, register, {
        ...filter,
        stale_before,
        after: fromToken(page, key),
        limit: limit + 1,
      });
      if (rows.length === 0) await requireArea(sql, filter.area_code);
      const sight = await sightOf(c, register === 'resident' ? filter.parent_id : undefined);
      const { items, next } = toPage([...rows], limit, (row) => [row.confirmed_on ?? NEVER, row.id]);
      c.header('Cache-Control', 'no-store');
      return c.json({ items: items.map((row) => itemOf(register, row, before, sight)), next });
    },
  )
  .get('/:register/:id', granted('map'), one, async (c) => {
    const { register, id } = c.req.valid('param');
    const row = await findRow(c.get('sql'), register, id);
    if (!row) throw noRow(register);
    c.header('Cache-Control', 'no-store');
    return c.json<RegisterRow>(answerRow(register, row, await sightOfRow(c, register, row)));
  })
  .get('/:register/:id/history', granted('map'), one, async (c) => {
    const { register, id } = c.req.valid('param');
    const row = await findRow(c.get('sql'), register, id);
    if (!row) throw noRow(register);
    const items = await historyOf(c.get('sql'), register, id, await sightOfRow(c, register, row));
    c.header('Cache-Control', 'no-store');
    return c.json<{ items: HistoryEntry[] }>({ items });
  })
  .post('/:register', granted('edit'), validated('param', registerParam), validated('json', newBody), async (c) => {
    const { register } = c.req.valid('param');
    const { fields, ...about } = c.req.valid('json');
    const values = checkedFields(register, fields, true);
    const sight = await sightOf(c, register === 'resident' ? Number(values.household_id) : undefined);
    const { row, change_id } = await add(writerOf(c, sight), register, { ...about, values });
    return c.json<Written>({ row: answerRow(register, row, sight), change_id }, 201);
  })
  .patch('/:register/:id', granted('edit'), one, validated('json', patchBody), async (c) => {
    const { register, id } = c.req.valid('param');
    const { fields, ...wish } = c.req.valid('json');
    const values = checkedFields(register, fields, false);
    const seen = await findRow(c.get('sql'), register, id);
    if (!seen) throw noRow(register);
    const sight = await sightOfRow(c, register, seen);
    const outcome = await edit(writerOf(c, sight), register, id, { ...wish, values });
    if ('conflicts' in outcome) return c.json<ConflictBody, 409>(conflictBody(c, outcome), 409);
    return c.json<Written, 200>({ row: answerRow(register, outcome.row, sight), change_id: outcome.change_id }, 200);
  })
  .delete('/:register/:id', granted('edit'), one, validated('json', removeBody), async (c) => {
    const { register, id } = c.req.valid('param');
    const change_id = await remove(writerOf(c, await sightOf(c)), register, id, c.req.valid('json'));
    return c.json<{ change_id: number }>({ change_id });
  })
  .post('/:register/:id/confirm', granted('edit'), one, validated('json', confirmBody), async (c) => {
    const { register, id } = c.req.valid('param');
    const sight = await sightOf(c);
    const { row, change_id } = await confirm(writerOf(c, sight), register, id, c.req.valid('json').source);
    return c.json<Written>({ row: answerRow(register, row, sight), change_id });
  });

function writerOf(c: Context<ApiEnv>, sight: Sight): Writer {
  return { sql: c.get('sql'), caller: c.get('caller'), today: todayOf(c), sight };
}

/** What of a household's people the caller's open file shows in full. */
async function sightOf(c: Context<ApiEnv>, household_id?: number): Promise<Sight> {
  const { account_id } = c.get('caller');
  const current = household_id === undefined ? undefined : await findCurrent(c.get('sql'), account_id, household_id);
  return sightFor(c.get('sealer'), current?.purpose);
}

function sightOfRow(c: Context<ApiEnv>, register: Register, row: StoredRow): Promise<Sight> {
  return sightOf(c, register === 'resident' ? Number(row.household_id) : undefined);
}

function itemOf(register: Register, row: StoredItem, before: string | undefined, sight: Sight): RegisterItem {
  const { id, area_code, confirmed_on, title, due_on, holder } = row;
  const stale = before !== undefined && (confirmed_on === null || confirmed_on < before);
  const named = Buffer.isBuffer(title)
    ? shown(register, 'name', sight.sealer.open('resident.name', title), sight)
    : title;
  const next = stale ? { due_on, holder } : null;
  return { id, area_code, title: String(named ?? ''), confirmed_on, stale, next };
}

function conflictBody(
  c: Context<ApiEnv>,
  { version, conflicts }: Pick<ConflictBody, 'version' | 'conflicts'>,
): ConflictBody {
  const field = conflicts[0]!.field;
  const message =
    languageOf(c.req.header('Accept-Language')) === 'en'
      ? 'Somebody else changed the same fields meanwhile. Please choose which value stands.'
      : '别人刚改过同样的内容，请选择保留哪一个。';
  return { error: { code: 'conflict', field, message }, version, conflicts };
}
