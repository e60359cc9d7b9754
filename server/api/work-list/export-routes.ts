import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { may } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { csv } from '../../export/sheet.ts';
import { type Cell, workbook } from '../../export/workbook.ts';
import { languageOf } from '../../language.ts';
import { dayOf } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { type ApiEnv, validated } from '../context.ts';
import { download } from '../download.ts';
import { admit, entranceOf, signedOut } from '../granted.ts';
import { requireArea } from '../scope.ts';
import { cutRow, type ExportWords, exportHeader, exportRow, exportWidths } from './export-rows.ts';
import { type IncidentSort, incidentExportQuery, MOST_EXPORTED } from './schema.ts';
import { countUpTo, findAreaName, type ListFilter, type ListKey, listForExport } from './sql.ts';

/** Rows that are read at once, each time in a transaction of its own: whoever reads slowly holds no connection. */
const BATCH = 1000;

const catalogues = readCatalogues();
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What the caller may see of the incidents that match, as a file. It answers and writes down that it did, so that it enters by itself. */
export const incidentExport = new Hono<ApiEnv>().get('/', validated('query', incidentExportQuery), async (c) => {
  const { format, sort, ...filter } = c.req.valid('query');
  const language = languageOf(c.req.header('Accept-Language'));
  const place = await enter(c.get('database'), { ...entranceOf(c), readOnly: false }, async (sql, caller) => {
    await admit(c, caller, ['cases']);
    const serving = may(c.get('caller'), 'serve');
    const name = filter.area_code && (await findAreaName(sql, filter.area_code));
    if (filter.area_code && !name) await requireArea(sql, filter.area_code);
    const count = Math.min(await countUpTo(sql, { ...filter, serving }, clockOf(c), MOST_EXPORTED), MOST_EXPORTED);
    await audit(sql, 'incident_export', {
      ...(filter.area_code && { area_code: filter.area_code }),
      detail: { format, count, ...described(filter) },
    });
    return name;
  });
  const words: ExportWords = { language, catalogues, loop: c.get('loop'), time_zone: c.get('config').timeZone };
  const rows = exportRows(c, { filter: { ...filter, serving: may(c.get('caller'), 'serve') }, sort, words });
  const title = [language === 'en' ? 'incidents' : '事件', place, dayOf(c.get('now'), words.time_zone)];
  const bytes = format === 'csv' ? csv(rows) : workbook({ name: title[0]!, widths: exportWidths, rows });
  const name = `${title.filter(Boolean).join('-')}.${format}`;
  return download(c, { name, plain_name: `incidents.${format}`, type: mediaTypes[format] }, bytes);
});

/** The rows of an export, read batch after batch, each with the rights that the caller has by then. */
async function* exportRows(
  c: Context<ApiEnv>,
  { filter, sort, words }: { filter: ListFilter; sort: IncidentSort; words: ExportWords },
): AsyncGenerator<Cell[]> {
  yield exportHeader(words.language);
  const database = c.get('database');
  const clock = clockOf(c);
  let after: ListKey | undefined;
  for (let sent = 0; sent < MOST_EXPORTED; ) {
    const rows = await enter(database, entranceOf(c), async (sql, caller) => {
      if (!caller) throw signedOut();
      return listForExport(sql, { ...filter, sort, after, limit: BATCH }, clock);
    });
    for (const row of rows) yield exportRow(row, words);
    sent += rows.length;
    after = rows.at(-1)?.key;
    if (rows.length < BATCH) return;
  }
  yield cutRow(words.language);
}

/** The filter as the audit keeps it; words that were searched for are not kept, as they may be somebody's name. */
function described({ q, bbox, area_code: _, ...filter }: ListFilter): Record<string, string | boolean> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(q && { searched: true }), ...(bbox && { bbox: bbox.join(',') }) };
}

function clockOf(c: Context<ApiEnv>) {
  return { now: c.get('now'), time_zone: c.get('config').timeZone };
}
