import type { Context } from 'hono';
import { Hono } from 'hono';
import { type AuditKind, audit } from '../../access/audit.ts';
import { type Caller, may } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { purposesOf } from '../../access/purposes.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { type Datum, datumNames, type Table } from '../../export/table.ts';
import { languageOf } from '../../language.ts';
import { dayOf } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { type ApiEnv, validated } from '../context.ts';
import { download } from '../download.ts';
import { answerError } from '../failures.ts';
import { admit, entranceOf, forbidden, granted } from '../granted.ts';
import { requireArea } from '../scope.ts';
import { findAreaName } from '../work-list/sql.ts';
import { bytesOf, fileKinds, heldFormats, sheetFormats } from './files.ts';
import { layerExports } from './layers.ts';
import { type ExportLimits, limitOf } from './limits.ts';
import {
  countedFeatures,
  countedGrids,
  countFor,
  type GridCounts,
  gridCounts,
  hiddenBelow,
  storedFeatures,
} from './reading.ts';
import { residentsFile } from './residents.ts';
import {
  type ExportFormat,
  type ExportLayer,
  type ExportOffer,
  exportFormats,
  exportLayers,
  exportQuery,
  layerParam,
  layersQuery,
  MOST_ROWS,
  type OfferedLayer,
  residentsExportBody,
  templateLayers,
  templateParam,
  templateQuery,
} from './schema.ts';
import { templateFile, templateName } from './templates.ts';
import { columnIn } from './words.ts';

const catalogues = readCatalogues();

/** Layers as files for other programs and offices: as much of each as the caller sees, written down when it is taken. */
export function layerFiles(limits: ExportLimits) {
  return (
    new Hono<ApiEnv>()
      .get('/', granted('map'), validated('query', layersQuery), async (c) => {
        const { area_code } = c.req.valid('query');
        const sql = c.get('sql');
        const caller = c.get('caller');
        await requireArea(sql, area_code);
        const layers: ExportOffer['layers'] = [];
        for (const layer of exportLayers) {
          const count = await countFor(sql, caller, layer, area_code, MOST_ROWS);
          if (count === null) continue;
          const hidden_below = layer === 'people-counts' ? await hiddenBelow(c, sql, area_code) : null;
          layers.push(offered(layer, count, hidden_below));
        }
        const purposes = may(caller, 'open') ? purposesOf(caller).map(({ id, reveals }) => ({ id, reveals })) : [];
        const templates = templateLayers.map((layer) => {
          const { zh, en } = templateName(layer);
          return { layer, zh, en };
        });
        return c.json<ExportOffer>({ area_code, layers, purposes, templates });
      })
      .get(
        '/templates/:layer',
        granted('map'),
        validated('param', templateParam),
        validated('query', templateQuery),
        (c) => {
          const language = languageOf(c.req.header('Accept-Language'));
          return templateFile(c, c.req.valid('param').layer, { ...c.req.valid('query'), language });
        },
      )
      .post('/residents', granted('open'), validated('json', residentsExportBody), async (c) => {
        await limits.count('people', c.get('caller').account_id ?? 0);
        const made = await residentsFile(c, c.req.valid('json'));
        // Answered and not thrown, as the auditor is to be told.
        if ('refusal' in made) return answerError(made.refusal, c) as never;
        return made.answer;
      })
      // It answers and writes down that it did, so that it enters by itself.
      .get('/:layer', validated('param', layerParam), validated('query', exportQuery), async (c) => {
        const { layer } = c.req.valid('param');
        const asked = c.req.valid('query');
        // Who asks for the head alone reads nothing.
        const holds = heldFormats.includes(asked.format) && c.req.method !== 'HEAD';
        let release = () => {};
        const entrance = { ...entranceOf(c), readOnly: false };
        const { place, counts } = await enter(c.get('database'), entrance, async (sql, found) => {
          const caller = await admit(c, found, [layerExports[layer].right]);
          const begun = await begin(c, sql, caller, { layer, ...asked }, limits);
          // The last thing that may be refused: what is refused is not written down.
          if (holds) release = limits.hold(caller.account_id ?? 0);
          return begun;
        }).catch((error) => {
          release();
          throw error;
        });
        // Who left before the first byte reads none, and what was not begun has no end.
        const { signal } = c.req.raw;
        if (signal.aborted) release();
        else signal.addEventListener('abort', release, { once: true });
        const { format, encoding, datum, area_code } = asked;
        const language = languageOf(c.req.header('Accept-Language'));
        const { timeZone: time_zone } = c.get('config');
        const shape = sheetFormats.includes(format) ? ('point' as const) : ('whole' as const);
        const title = layerExports[layer][language === 'en' ? 'en' : 'zh'];
        const table: Table = {
          ...{ name: layer.replaceAll('-', '_'), title, datum },
          columns: columnsOf(layer, language, counts?.hidden_below ?? null),
          features: counts
            ? countedFeatures(c, counts, shape)
            : storedFeatures(c, layer as Exclude<ExportLayer, 'people-counts'>, { area_code, shape }),
        };
        const { ending, type } = fileKinds[format];
        const named = [title, place ?? area_code, datum !== 'wgs84' && datumNames[datum]];
        const file = {
          name: `${[...named, dayOf(c.get('now'), time_zone)].filter(Boolean).join('-')}.${ending}`,
          plain_name: `${layer}.${ending}`,
          type: type.startsWith('text/') ? `${type}; charset=${encoding}` : type,
        };
        const bytes = bytesOf(table, { format, encoding, language, time_zone });
        return download(c, file, held(bytes, release));
      })
  );
}

function offered(layer: ExportLayer, count: number, hidden_below: number | null): OfferedLayer {
  const { zh, en, columns } = layerExports[layer];
  const most = Object.fromEntries(exportFormats.map((format) => [format, limitOf(layer, format)]));
  return {
    ...{ layer, zh, en, count, hidden_below, most: most as OfferedLayer['most'] },
    columns: columns.map((each) => ({ zh: each.zh, en: each.en })),
  };
}

/** Counts, refuses what is too much, and writes down what is taken. */
async function begin(
  c: Context<ApiEnv>,
  sql: Database,
  caller: Caller,
  asked: { layer: ExportLayer; format: ExportFormat; area_code: string; encoding: string; datum: Datum },
  limits: ExportLimits,
): Promise<{ place: string | undefined; counts: GridCounts | undefined }> {
  const { layer, format, area_code, encoding, datum } = asked;
  const place = await findAreaName(sql, area_code);
  if (place === undefined) await requireArea(sql, area_code);
  const grids = layer === 'people-counts' ? await countedGrids(sql, caller, area_code) : undefined;
  if (grids === null) throw notCounted();
  const most = limitOf(layer, format);
  const count = await countFor(sql, caller, layer, area_code, most);
  if (count !== null && count > most) throw tooManyRows(most, most < limitOf(layer, 'csv'));
  await limits.count(layer === 'households' ? 'people' : 'places', caller.account_id ?? 0);
  const kind: AuditKind = layer === 'incidents' ? 'incident_export' : 'layer_export';
  await audit(sql, kind, {
    area_code,
    detail: { ...(kind === 'layer_export' && { layer }), format, encoding, datum, count: count ?? 0 },
  });
  const counts = grids ? await gridCounts(c, sql, grids, area_code) : undefined;
  return { place, counts };
}

/** The columns of a layer; where small counts are hidden, a sheet says so in their place. */
function columnsOf(layer: ExportLayer, language: ReturnType<typeof languageOf>, hiddenBelow: number | null) {
  const columns = layerExports[layer].columns.map((column) => columnIn(language, catalogues, column));
  if (layer !== 'people-counts' || hiddenBelow === null) return columns;
  return columns.map((column) => (column.name.endsWith('_count') ? { ...column, blank: `<${hiddenBelow}` } : column));
}

/** Calls back when the last byte is given away, or nobody reads any more. */
async function* held(
  bytes: AsyncGenerator<string | Uint8Array>,
  release: () => void,
): AsyncGenerator<string | Uint8Array> {
  try {
    yield* bytes;
  } finally {
    release();
  }
}

function tooManyRows(most: number, elsewhere: boolean): AppError {
  const rows = most.toLocaleString('en');
  const other = { 'zh-CN': elsewhere ? '，或改用 CSV、GeoJSON' : '', en: elsewhere ? ', or take CSV or GeoJSON' : '' };
  return new AppError(
    'too_large',
    {
      'zh-CN': `一个文件至多${rows}行，这个范围更多。请选择更小的区域${other['zh-CN']}。`,
      en: `A file has at most ${rows} rows, and this area has more. Choose a smaller area${other.en}.`,
    },
    { field: 'area_code' },
  );
}

function notCounted(): AppError {
  return forbidden({
    'zh-CN': '您的职责不包含统计该区域的人员和住户。',
    en: 'Your duties do not include the people and households of this area.',
  });
}
