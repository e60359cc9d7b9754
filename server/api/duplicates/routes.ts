import { Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { enter } from '../../access/enter.ts';
import { AppError, notFound } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf, granted } from '../granted.ts';
import { fromToken, idKey, pairKey, toPage, toToken } from '../page-token.ts';
import type { Page } from '../wire.ts';
import { merge, proposeHouseholds, proposeResidents } from './merging.ts';
import {
  type Duplicate,
  dismissBody,
  duplicateQuery,
  type Merging,
  mergeBody,
  mergingParam,
  mergingQuery,
  undoMergingBody,
} from './schema.ts';
import { dismiss, listMergings, restore, undoMerging } from './sql.ts';

const nothing = { 'zh-CN': '可对照的记录', en: 'pair' };

/** Persons and doors entered twice: proposed, merged by a person, undone. */
export const duplicates = new Hono<ApiEnv>()
  // It shows ends of names, and writes down that it did, so that it enters by itself.
  .get('/', validated('query', duplicateQuery), async (c) => {
    const { area_code, kind, page, limit } = c.req.valid('query');
    const reach = { after: fromToken(page, pairKey) ?? ([0, 0] as const), limit: limit + 1 };
    const found = await enter(c.get('database'), { ...entranceOf(c), readOnly: false }, async (sql, caller) => {
      await admit(c, caller, ['arrange']);
      const proposals =
        kind === 'resident'
          ? await proposeResidents(sql, c.get('sealer'), area_code, reach)
          : await proposeHouseholds(sql, area_code, reach);
      const shown = proposals.slice(0, limit).filter(({ duplicate }) => duplicate !== null);
      await audit(sql, 'duplicates_listed', { area_code, detail: { kind, found: shown.length } });
      return proposals;
    });
    const shown = found.slice(0, limit);
    const items = shown.flatMap(({ duplicate }) => (duplicate ? [duplicate] : []));
    c.header('Cache-Control', 'no-store');
    return c.json<Page<Duplicate>>({ items, next: found.length > limit ? toToken(shown.at(-1)!.key) : null });
  })
  .post('/dismissed', granted('arrange'), validated('json', dismissBody), async (c) => {
    const { kind, kept_id, gone_id } = c.req.valid('json');
    if (!(await dismiss(c.get('sql'), kind, kept_id, gone_id))) throw notFound(nothing, kept_id);
    return c.body(null, 204);
  })
  .post('/proposed', granted('arrange'), validated('json', dismissBody), async (c) => {
    const { kind, kept_id, gone_id } = c.req.valid('json');
    if (!(await restore(c.get('sql'), kind, kept_id, gone_id))) throw notFound(nothing, kept_id);
    return c.body(null, 204);
  })
  .get('/merged', granted('arrange'), validated('query', mergingQuery), async (c) => {
    const { area_code, page, limit } = c.req.valid('query');
    const [before] = fromToken(page, idKey) ?? [];
    const rows = await listMergings(c.get('sql'), { area_code, before, limit: limit + 1 });
    return c.json<Page<Merging>>(toPage(rows, limit, (row) => [row.change_id]));
  })
  .post('/merged', granted('arrange'), validated('json', mergeBody), async (c) => {
    const body = c.req.valid('json');
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const { change_id, area_code } = await merge(c.get('sql'), c.get('sealer'), body, today);
    const { kind, kept_id, gone_id } = body;
    await audit(c.get('sql'), 'duplicates_merged', { area_code, detail: { kind, kept_id, gone_id, change_id } });
    return c.json({ change_id }, 201);
  })
  .post(
    '/merged/:change_id/undo',
    granted('arrange'),
    validated('param', mergingParam),
    validated('json', undoMergingBody),
    async (c) => {
      const { change_id } = c.req.valid('param');
      const undone = await undoMerging(c.get('sql'), change_id, c.req.valid('json').note).catch((error) => {
        throw (error as { code?: string }).code === '55000' ? changedSince(error) : error;
      });
      if (undone === null) throw notFound({ 'zh-CN': '合并记录', en: 'merging' }, change_id);
      await audit(c.get('sql'), 'merging_undone', { detail: { change_id, undone_by: undone } });
      return c.json({ change_id: undone });
    },
  );

function changedSince(cause: unknown): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': '合并已被撤销，或者合并后的记录又有改动，不能整体撤销。请打开这一户，逐项改回。',
      en: 'This merging was undone already, or what came of it was changed since. Please open the household and correct it there.',
    },
    { cause },
  );
}
