import { Hono } from 'hono';
import { z } from 'zod';
import { audit } from '../../access/audit.ts';
import { AppError, notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import type { Page } from '../wire.ts';
import { type Change, changeParam, changeQuery, undoBody } from './schema.ts';
import { listChanges, takeBack } from './sql.ts';

/** Moment and number of the last change of a page. */
const key = z.tuple([z.string().regex(/^[-\d: .+]{10,40}$/), z.int()]);

/** What was done to the registers of an area, and taking it back as a whole. */
export const changes = new Hono<ApiEnv>()
  .get('/', granted('edit', 'arrange'), validated('query', changeQuery), async (c) => {
    const { limit, page, ...filter } = c.req.valid('query');
    const rows = await listChanges(c.get('sql'), {
      ...filter,
      before: fromToken(page, key),
      limit: limit + 1,
      timeZone: c.get('config').timeZone,
    });
    if (rows.length === 0) await requireArea(c.get('sql'), filter.area_code);
    const { items, next } = toPage([...rows], limit, ({ moment, id }) => [moment, id]);
    return c.json<Page<Change>>({ items: items.map(({ moment: _, ...change }) => change), next });
  })
  .post(
    '/:id/undo',
    granted('edit', 'arrange'),
    validated('param', changeParam),
    validated('json', undoBody),
    async (c) => {
      const { id } = c.req.valid('param');
      const made = await takeBack(c.get('sql'), id, c.req.valid('json').note).catch((cause) => {
        throw refusal(id, cause);
      });
      await audit(c.get('sql'), 'change_undone', { area_code: made.area_code, detail: { change_id: id } });
      return c.json<{ change_id: number }>({ change_id: made.id });
    },
  );

const words: Record<string, readonly [zh: string, en: string]> = {
  area: ['区域', 'area'],
  compound: ['小区', 'compound'],
  building: ['楼栋', 'building'],
  unit: ['单元', 'unit'],
  household: ['住户', 'household'],
  resident: ['居民', 'resident'],
  need_tag: ['需求标签', 'need tag'],
  organisation: ['单位', 'organisation'],
  facility: ['设施', 'facility'],
  device: ['设备', 'device'],
  duty_holder: ['责任人', 'duty holder'],
};

/** What the database said when it refused to take a change back. */
function refusal(id: number, cause: unknown): unknown {
  const { code, detail = '' } = cause as { code?: string; detail?: string };
  if (code === 'P0002') return notFound({ 'zh-CN': '修改', en: 'change' }, id);
  if (code === '42501') {
    return forbidden({
      'zh-CN': '只能撤销自己30天内的修改；更早的或他人的修改，请本辖区负责人撤销。',
      en: 'You can take back your own changes of the last 30 days; others are for whoever arranges the area.',
    });
  }
  if (code !== '55000') return cause;
  const rows = detail
    .split(', ')
    .filter(Boolean)
    .map((row) => row.split(' '));
  const named = (language: 0 | 1) => rows.map(([table, key]) => `${words[table!]?.[language] ?? table} ${key}`);
  if (rows.length === 0) {
    return new AppError(
      'conflict',
      { 'zh-CN': '这次修改已经撤销过了。', en: 'This change was taken back already.' },
      { cause },
    );
  }
  return new AppError(
    'conflict',
    {
      'zh-CN': `这次修改之后，以下内容又有更新，不能整体撤销：${named(0).join('、')}。请先撤销较新的修改。`,
      en: `These were changed again since, so that it cannot be taken back as a whole: ${named(1).join(', ')}. Take back the newer changes first.`,
    },
    { cause },
  );
}
