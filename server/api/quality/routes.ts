import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { readLimits } from '../../areas/limits.ts';
import { AppError } from '../../errors.ts';
import { checkedLayers, checkOf } from '../../quality/checks.ts';
import { listFaults } from '../../quality/ground-sql.ts';
import { keptReport, MOST_GRIDS_NOW } from '../../quality/nightly.ts';
import { listIsolated, listOutside } from '../../quality/places-sql.ts';
import { isBehindDoors, reportOf } from '../../quality/report.ts';
import { type Asked, listLayer } from '../../quality/rows-sql.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { countGrids } from '../duty-chain/checks-sql.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { itemKey, itemsQuery, reportQuery } from './bodies.ts';
import type { QualityAnswer, QualityFaults, QualityItem } from './schema.ts';

/** So many faults are told at once. */
const MOST_FAULTS = 300;
/** Who looks after data: by seeing its doors, by arranging who answers, by keeping the registers. */
const rights = ['doors', 'arrange', 'register'] as const;

/** How good the data of an area are: what is wrong, how much of it, where. */
export function quality({ sliver_m2 } = readLimits()) {
  return new Hono<ApiEnv>()
    .get('/', granted(...rights), validated('query', reportQuery), async (c) => {
      const asked = await askedOf(c, c.req.valid('query'));
      const doors = mayIn(c.get('caller'), 'doors', asked.area_code);
      const wide = asked.sources === undefined && (await isWide(c, asked.area_code));
      if (!wide) {
        const report = await reportOf(c.get('sql'), asked, { doors, now: c.get('now') });
        return c.json<QualityAnswer>({ report });
      }
      const kept = await keptReport(c.get('sql'), asked.area_code);
      if (!kept) return c.json<QualityAnswer>({ report: null });
      const findings = doors ? kept.findings : kept.findings.filter((finding) => !isBehindDoors(finding));
      return c.json<QualityAnswer>({ report: { ...kept, doors, findings } });
    })
    .get('/faults', granted(...rights), validated('query', reportQuery), async (c) => {
      const asked = await askedOf(c, c.req.valid('query'));
      const deep = !(await isWide(c, asked.area_code));
      const found = await listFaults(c.get('sql'), asked, { deep, least_m2: sliver_m2, most: MOST_FAULTS + 1 });
      return c.json<QualityFaults>({ items: found.slice(0, MOST_FAULTS), more: found.length > MOST_FAULTS });
    })
    .get('/items', granted(...rights), validated('query', itemsQuery), async (c) => {
      const { code, layer, field, limit, page, ...query } = c.req.valid('query');
      const asked = await askedOf(c, query);
      const reach = { after: fromToken(page, itemKey), limit: limit + 1 };
      const rows = await itemsOf(c, asked, { code, layer, field, ...reach });
      c.header('Cache-Control', 'no-store');
      return c.json(toPage<QualityItem>([...rows], limit, ({ layer, id }) => [layer, id]));
    });
}

type ItemsAsked = { code: string; layer?: string | undefined; field?: string | undefined } & {
  after: [layer: string, id: number] | undefined;
  limit: number;
};

function itemsOf(c: Context<ApiEnv>, asked: Asked, wanted: ItemsAsked): Promise<QualityItem[]> {
  const { code, field, ...list } = wanted;
  const { after, limit } = list;
  const sql = c.get('sql');
  if (code === 'isolated') return listIsolated(sql, asked, list);
  if (code === 'far_outside' || code === 'outside' || code === 'in_gap')
    return listOutside(sql, asked, { ...list, code });
  const layer = checkedLayers.find((one) => one === wanted.layer);
  const check = layer && checkOf(layer, code as never, field);
  if (!layer || !check)
    throw new AppError(
      'bad_input',
      { 'zh-CN': '该图层没有这类问题的清单。', en: 'There is no list of such findings in that layer.' },
      { field: 'layer' },
    );
  if (isBehindDoors({ layer }) && !mayIn(c.get('caller'), 'doors', asked.area_code)) throw others();
  return listLayer(sql, layer, check, { ...asked, after: after?.[1], limit });
}

/** @throws AppError 403 where the caller does not look after the area's data, 404 where there is no area. */
async function askedOf(
  c: Context<ApiEnv>,
  { area_code, source }: { area_code: string; source?: string[] | undefined },
): Promise<Asked> {
  if (!rights.some((right) => mayIn(c.get('caller'), right, area_code))) throw others();
  await requireArea(c.get('sql'), area_code);
  // A grid and a district want other plans of the same statement.
  await c.get('sql')`set local plan_cache_mode = force_custom_plan`;
  return { area_code, sources: source, today: dayOf(c.get('now'), c.get('config').timeZone) };
}

async function isWide(c: Context<ApiEnv>, areaCode: string): Promise<boolean> {
  return (await countGrids(c.get('sql'), areaCode)) > MOST_GRIDS_NOW;
}

function others(): AppError {
  return forbidden(
    {
      'zh-CN': '这里的数据不由您维护，请选择您负责的区域。',
      en: 'The data here are not yours to look after; choose an area that is.',
    },
    'area_code',
  );
}
