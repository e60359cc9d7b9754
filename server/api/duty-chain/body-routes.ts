import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { notFound } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { dutyBodyBody, dutyBodyChange, listQuery, numberParam, versionQuery } from './bodies.ts';
import { deleteBody, findBody, findBodyArea, insertBody, listBodies, listBodyHistory, updateBody } from './body-sql.ts';
import { shownTo } from './chain.ts';
import { openChange } from './holder-sql.ts';
import { changedMeanwhile, othersToArrange, requireTerm, wrong } from './refusals.ts';
import type { BodyHistory, DutyBody } from './schema.ts';

/** The bodies of the tree: the Party's branches and groups, owners' committees, property companies. */
export const dutyBodies = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', listQuery), async (c) => {
    const { area_code, page, limit } = c.req.valid('query');
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const rows = await listBodies(c.get('sql'), {
      area_code,
      today,
      after: fromToken(page, areaIdKey),
      limit: limit + 1,
    });
    if (rows.length === 0) await requireArea(c.get('sql'), area_code);
    const shown = rows.map((row) => shownTo(c.get('caller'), row));
    return c.json(toPage(shown, limit, (row) => [row.area_code, row.id]));
  })
  .get('/:id/history', granted('map'), validated('param', numberParam), async (c) => {
    const body = await bodyOf(c, c.req.valid('param').id);
    const answer: BodyHistory = { items: [...(await listBodyHistory(c.get('sql'), body))] };
    return c.json(answer);
  })
  .post('/', granted('arrange'), validated('json', dutyBodyBody), async (c) => {
    const { area_code, compound_id = null, building_id = null, true_from, ...fields } = c.req.valid('json');
    const asked = { area_code, compound_id: compound_id ?? undefined, building_id: building_id ?? undefined };
    const place = await findBodyArea(c.get('sql'), asked);
    if (!place) {
      const field = compound_id !== null ? 'compound_id' : building_id !== null ? 'building_id' : 'area_code';
      throw wrong(
        field,
        '没有这个地点，或它不在任何网格内。',
        'There is no such place, or it lies outside every grid.',
      );
    }
    requireArranger(c, place, 'area_code');
    requireTerm(fields.starts_on, fields.ends_on);
    await openChange(c.get('sql'), { area_code: place, true_from });
    const { head_name = null, phone = null, note = null, ends_on = null } = fields;
    const at = { area_code: place, compound_id, building_id };
    const id = await insertBody(c.get('sql'), { ...fields, ...at, head_name, phone, note, ends_on });
    return c.json(shownTo(c.get('caller'), await bodyOf(c, id)), 201);
  })
  .patch('/:id', granted('arrange'), validated('param', numberParam), validated('json', dutyBodyChange), async (c) => {
    const [{ id }, { version, true_from, ...change }] = [c.req.valid('param'), c.req.valid('json')];
    const held = await bodyOf(c, id);
    requireArranger(c, held.area_code);
    requireTerm(change.starts_on ?? held.starts_on, change.ends_on === undefined ? held.ends_on : change.ends_on);
    await openChange(c.get('sql'), { area_code: held.area_code, true_from });
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0 && !(await updateBody(c.get('sql'), { id, version }, given)))
      throw changedMeanwhile(held.name);
    return c.json(shownTo(c.get('caller'), await bodyOf(c, id)));
  })
  .delete('/:id', granted('arrange'), validated('param', numberParam), validated('query', versionQuery), async (c) => {
    const [{ id }, { version }] = [c.req.valid('param'), c.req.valid('query')];
    const held = await bodyOf(c, id);
    requireArranger(c, held.area_code);
    await openChange(c.get('sql'), { area_code: held.area_code });
    if (!(await deleteBody(c.get('sql'), { id, version }))) throw changedMeanwhile(held.name);
    return c.body(null, 204);
  });

async function bodyOf(c: Context<ApiEnv>, id: number): Promise<DutyBody> {
  const found = await findBody(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '组织', en: 'body' }, id);
  return found;
}

function requireArranger(c: Context<ApiEnv>, areaCode: string, field?: string): void {
  if (!mayIn(c.get('caller'), 'arrange', areaCode)) throw othersToArrange(field);
}
