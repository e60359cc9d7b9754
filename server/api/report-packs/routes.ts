import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { mayIn } from '../../access/caller.ts';
import { AppError, notFound } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { packCsv } from '../../packs/figures-csv.ts';
import { makePack } from '../../packs/make.ts';
import { periodOf } from '../../packs/periods.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import {
  type FigureId,
  type FigureValue,
  packBody,
  packParam,
  packQuery,
  type ReportPack,
  withdrawBody,
} from './schema.ts';
import { findPack, findScalars, listEditions, listPacks, type PackRow, withdrawPack } from './sql.ts';

const packKey = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d$/), z.int32()]);

/** Report packs: figures of an area and a period, frozen when they were made. Whoever may see counts may read them. */
export const reportPacks = new Hono<ApiEnv>()
  .get('/', granted('counts'), validated('query', packQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const before = fromToken(page, packKey);
    const rows = await listPacks(c.get('sql'), { ...filter, before, limit: limit + 1 });
    if (rows.length === 0 && !before) await requireArea(c.get('sql'), filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.period_from, row.id]));
  })
  .post('/', granted('arrange'), validated('json', packBody), async (c) => {
    const { area_code, cadence, day } = c.req.valid('json');
    if (!mayIn(c.get('caller'), 'arrange', area_code)) throw forbidden(outside, 'area_code');
    const timeZone = c.get('config').timeZone;
    const today = dayOf(c.get('now'), timeZone);
    const period = periodOf(cadence, day);
    if (period.from > today) throw notBegun();
    const asked = { sql: c.get('sql'), database: c.get('database'), now: c.get('now') };
    const id = await makePack({ ...asked, area_code, cadence, period, today, timeZone });
    if (id === null) throw notFound({ 'zh-CN': '区域', en: 'area' }, area_code);
    return c.json(await packOf(c, id), 201);
  })
  .get('/:id', granted('counts'), validated('param', packParam), async (c) => {
    return c.json(await packOf(c, c.req.valid('param').id));
  })
  .get('/:id/figures.csv', granted('counts'), validated('param', packParam), async (c) => {
    const pack = await packOf(c, c.req.valid('param').id);
    return c.body(packCsv(pack, languageOf(c.req.header('Accept-Language'))), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${pack.cadence}-${pack.area_code}-${pack.period_from}-${pack.edition}.csv"`,
    });
  })
  .post(
    '/:id/withdraw',
    granted('arrange'),
    validated('param', packParam),
    validated('json', withdrawBody),
    async (c) => {
      const held = await required(c, c.req.valid('param').id);
      if (!mayIn(c.get('caller'), 'arrange', held.area_code)) throw forbidden(outside);
      if (!(await withdrawPack(c.get('sql'), held.id, c.req.valid('json').reason))) throw withdrawnBefore();
      return c.json(await packOf(c, held.id));
    },
  );

async function required(c: Context<ApiEnv>, id: number): Promise<PackRow> {
  const pack = await findPack(c.get('sql'), id);
  if (!pack) throw notFound({ 'zh-CN': '报告', en: 'report pack' }, id);
  return pack;
}

async function packOf(c: Context<ApiEnv>, id: number): Promise<ReportPack> {
  const pack = await required(c, id);
  const sql = c.get('sql');
  const editions = await listEditions(sql, pack);
  const before = editions.findLast(({ edition }) => edition < pack.edition);
  if (!before) return { ...pack, editions, differs: null };
  const old = await findScalars(sql, before.id);
  const figures = (Object.keys(pack.figures.scalars) as FigureId[]).flatMap((figure) => {
    const now: FigureValue = pack.figures.scalars[figure]!.now;
    const then: FigureValue = old[figure]?.now ?? null;
    return now === then ? [] : [{ figure, before: then, now }];
  });
  return { ...pack, editions, differs: { edition: before.edition, figures } };
}

const outside = {
  'zh-CN': '这个区域不全在您的职责范围内，请选择您负责的区域。',
  en: 'This area does not lie wholly within your duties; choose one that you answer for.',
};

function notBegun(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '「day」有误：这一期还没有开始，请选择今天或更早的日期。',
      en: '“day” is wrong: this period has not begun; choose today or a day before.',
    },
    { field: 'day' },
  );
}

function withdrawnBefore(): AppError {
  return new AppError('conflict', {
    'zh-CN': '这份报告已经撤回，请刷新查看。',
    en: 'This report was withdrawn already; refresh to see it.',
  });
}
