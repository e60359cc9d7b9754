import { Hono } from 'hono';
import { AppError } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { requireArea } from '../scope.ts';
import {
  type PastChanges,
  type PastFeature,
  type PastKind,
  type PastMap,
  pastChangesQuery,
  pastKinds,
  pastMapQuery,
} from './schema.ts';
import { findChanges, findDifference } from './sql.ts';

/** Shapes of one register in one answer, some 5 MB. */
const MOST_FEATURES = 10_000;

/** What of the map was other on a day, and when something became other. */
export const past = new Hono<ApiEnv>()
  .get('/map', granted('map'), validated('query', pastMapQuery), async (c) => {
    const looked = c.get('past');
    if (!looked) throw new AppError('bad_input', { 'zh-CN': '缺少「on」。', en: '“on” is missing.' }, { field: 'on' });
    const { area_code } = c.req.valid('query');
    const sql = c.get('sql');
    await requireArea(sql, area_code);
    const hidden = {} as Record<PastKind, number[]>;
    const features: PastFeature[] = [];
    for (const kind of pastKinds) {
      const found = await findDifference(sql, kind, area_code, MOST_FEATURES + 1);
      if (found.features.length > MOST_FEATURES) throw tooWide;
      hidden[kind] = found.hidden;
      features.push(...found.features);
    }
    const answer: PastMap = { on: looked.on, hidden, features: { type: 'FeatureCollection', features } };
    return c.json(answer);
  })
  .get('/changes', granted('map'), validated('query', pastChangesQuery), async (c) => {
    const { area_code } = c.req.valid('query');
    const sql = c.get('sql');
    await requireArea(sql, area_code);
    const answer: PastChanges = await findChanges(sql, area_code);
    return c.json(answer);
  });

const tooWide = new AppError(
  'too_large',
  {
    'zh-CN': '该区域在这一天与今天不同的地方太多，请选择更小的区域。',
    en: 'Too much of this area was other on that day; please choose a smaller one.',
  },
  { field: 'area_code' },
);
