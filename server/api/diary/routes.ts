import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { AppError, notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { makeReport, reportOf } from '../../loop/report.ts';
import { isCategory } from '../../loop/words.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { requireOwnPlace } from '../incidents/own-place.ts';
import { fromToken, timeIdKey, toPage } from '../page-token.ts';
import { categoryFrom, titleFrom } from './proposal.ts';
import {
  type DiaryEntry,
  type DiaryPage,
  type DiaryProposal,
  type DiaryQuery,
  diaryBody,
  diaryChange,
  diaryIncidentBody,
  diaryLook,
  diaryParam,
  diaryQuery,
} from './schema.ts';
import {
  changeEntry,
  findByKey,
  findOwn,
  findPlace,
  holdOwn,
  insertEntry,
  linkIncident,
  listOthers,
  listOwn,
  placeOf,
  type SealedEntry,
  setDeleted,
} from './sql.ts';

/** Entries that a search looks through, newest first: each is unsealed for it. */
const MOST_SEARCHED = 500;
/** Entries that one look of a supervisor's shows. */
const MOST_LOOKED = 200;

/** The diary: private to its writer and to who answers for the area; an entry becomes an incident in one step. */
export const diary = new Hono<ApiEnv>()
  .get('/', granted('edit'), validated('query', diaryQuery), async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(await ownEntries(c, c.req.valid('query')));
  })
  .post('/', granted('edit'), validated('json', diaryBody), async (c) => {
    const { key, text, building_id = null, household_id = null } = c.req.valid('json');
    const sql = c.get('sql');
    const before = await findByKey(sql, key);
    if (before !== undefined) return c.json(shown(c, await ownEntry(c, before)), 200);
    const place = await placeFor(c, { building_id, household_id });
    const id = await insertEntry(sql, {
      ...{ key, household_id, building_id: place.building_id, area_code: place.area_code },
      ...{ author: c.get('caller').display_name, account_id: ownId(c), written_at: c.get('now') },
      body: c.get('sealer').seal('diary_entry.body', text),
    });
    if (id === undefined) throw changedSince();
    return c.json(shown(c, await ownEntry(c, id)), 201);
  })
  // A supervisor's look is written down, so that it is a write.
  .post('/looks', granted('openings'), validated('json', diaryLook), async (c) => {
    const { area_code, from, to } = c.req.valid('json');
    const sql = c.get('sql');
    const caller = c.get('caller');
    if (!mayIn(caller, 'openings', area_code) || !mayIn(caller, 'doors', area_code)) throw forbidden();
    const days = { from, to, time_zone: c.get('config').timeZone };
    const rows = await listOthers(sql, ownId(c), area_code, days, MOST_LOOKED);
    await audit(sql, 'diary_looked', { area_code, detail: { from, to, entry_count: rows.length } });
    c.header('Cache-Control', 'no-store');
    return c.json({ items: rows.map((row) => shown(c, row)) });
  })
  .patch('/:id', granted('edit'), validated('param', diaryParam), validated('json', diaryChange), async (c) => {
    const { updated_at, text, ...given } = c.req.valid('json');
    const { id } = c.req.valid('param');
    await ownEntry(c, id);
    const moved = given.building_id !== undefined || given.household_id !== undefined;
    const { building_id = null, household_id = null } = given;
    const place = moved ? await placeFor(c, { building_id, household_id }) : undefined;
    const changed = await changeEntry(c.get('sql'), id, updated_at, {
      body: text === undefined ? null : c.get('sealer').seal('diary_entry.body', text),
      ...(place && { place: { building_id: place.building_id, household_id } }),
    });
    if (!changed) throw changedSince();
    return c.json(shown(c, await ownEntry(c, id)));
  })
  .delete('/:id', granted('edit'), validated('param', diaryParam), async (c) => {
    const { id } = c.req.valid('param');
    if (!(await setDeleted(c.get('sql'), ownId(c), id, true))) throw noEntry(id);
    return c.body(null, 204);
  })
  .post('/:id/restore', granted('edit'), validated('param', diaryParam), async (c) => {
    const { id } = c.req.valid('param');
    if (!(await setDeleted(c.get('sql'), ownId(c), id, false))) throw noEntry(id);
    return c.json(shown(c, await ownEntry(c, id)));
  })
  .get('/:id/proposal', granted('edit'), validated('param', diaryParam), async (c) => {
    const row = await ownEntry(c, c.req.valid('param').id);
    const { text } = shown(c, row);
    const category = categoryFrom(text, c.get('loop').reference.catalogue.matters);
    const proposal: DiaryProposal = { title: titleFrom(text), category, ...(await placeOf(c.get('sql'), row)) };
    c.header('Cache-Control', 'no-store');
    return c.json(proposal);
  })
  .post(
    '/:id/incident',
    granted('report'),
    validated('param', diaryParam),
    validated('json', diaryIncidentBody),
    async (c) => {
      const { id } = c.req.valid('param');
      const body = c.req.valid('json');
      const sql = c.get('sql');
      const entry = await holdOwn(sql, ownId(c), id);
      if (!entry) throw noEntry(id);
      if (entry.incident) return c.json({ ...entry.incident, again: true }, 200);
      if (!isCategory(body.category)) throw wrongInput('category', '没有这个类别。', 'there is no such category.');
      const area_code = await requireOwnPlace(c, sql, body.centre);
      const as = { area_code, now: c.get('now'), actor: 'account', channel: 'worker' } as const;
      const draft = reportOf(
        c.get('loop'),
        { ...body, channel: 'worker' },
        { ...as, time_zone: c.get('config').timeZone },
      );
      const reported = await makeReport(sql, { kind: 'account' }, draft);
      await linkIncident(sql, id, reported.id);
      return c.json(reported, 201);
    },
  );

const ownId = (c: Context<ApiEnv>): number => c.get('caller').account_id ?? 0;

/** One's own entries of some days; with words, those of the newest 500 in which the words stand. */
async function ownEntries(c: Context<ApiEnv>, { from, to, q, limit, page }: DiaryQuery): Promise<DiaryPage> {
  const sql = c.get('sql');
  const days = { from, to, time_zone: c.get('config').timeZone };
  if (q !== undefined) {
    const rows = await listOwn(sql, ownId(c), days, { limit: MOST_SEARCHED });
    const items = rows.map((row) => shown(c, row)).filter(({ text }) => text.toLowerCase().includes(q.toLowerCase()));
    return { items, next: null, searched_count: rows.length };
  }
  const rows = await listOwn(sql, ownId(c), days, { before: fromToken(page, timeIdKey), limit: limit + 1 });
  const { items, next } = toPage(rows, limit, ({ written_key, id }) => [written_key, id]);
  return { items: items.map((row) => shown(c, row)), next, searched_count: null };
}

function shown(c: Context<ApiEnv>, { body, written_key: _, ...entry }: SealedEntry): DiaryEntry {
  return { ...entry, address: entry.address || null, text: c.get('sealer').open('diary_entry.body', body) };
}

async function ownEntry(c: Context<ApiEnv>, id: number): Promise<SealedEntry> {
  const row = await findOwn(c.get('sql'), ownId(c), id);
  if (!row) throw noEntry(id);
  return row;
}

/**
 * What an entry is about, and the area whose supervisor may read it: that of the duty under which it is written.
 * @throws AppError 400 (field `building_id` or `household_id`) for what the caller does not see or does not look after.
 */
async function placeFor(c: Context<ApiEnv>, given: { building_id: number | null; household_id: number | null }) {
  const duties = [...(c.get('caller').rights.edit ?? [])].sort();
  if (given.building_id === null && given.household_id === null)
    return { building_id: null, area_code: duties[0] ?? '' };
  const place = await findPlace(c.get('sql'), given);
  const own = duties.filter((duty) => (place?.area_code ?? '').startsWith(duty)).at(-1);
  if (!place || own === undefined) {
    const field = given.household_id === null ? 'building_id' : 'household_id';
    throw wrongInput(field, '它不在您的职责区域内。', 'it is not in your area.');
  }
  return { building_id: place.building_id, area_code: own };
}

function changedSince(): AppError {
  const sentence = {
    'zh-CN': '这篇日记已在别处改过，请核对后再保存。',
    en: 'This entry was changed elsewhere. Please look at it again and save once more.',
  };
  return new AppError('conflict', sentence, { field: 'updated_at' });
}

const noEntry = (id: number) => notFound({ 'zh-CN': '日记', en: 'diary entry' }, id);
