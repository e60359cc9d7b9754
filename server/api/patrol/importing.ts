import type { Context } from 'hono';
import type { z } from 'zod';
import { mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../../import/faults.ts';
import { type ListRow, readList } from '../../import/list-rows.ts';
import { languageOf } from '../../language.ts';
import type { ApiEnv } from '../context.ts';
import type { LonLat } from '../wire.ts';
import type { ImportBody } from './bodies.ts';
import { type Column, readColumns } from './columns.ts';
import { positionsOf } from './positions.ts';
import { touches } from './refusals.ts';
import type { ImportAnswer } from './schema.ts';
import { findSquadsByName } from './sql.ts';

/** Rows of one list: what a district has, twice. */
const MOST_ROWS = 2000;

/** What a row that can be taken has for certain. */
interface Takeable {
  name: string;
  squad_id?: number | null | undefined;
}

/** A kind of rows that can be read in. */
export interface KeptList<Row extends Takeable> {
  columns: readonly Column[];
  /** 1: each row is one place; 2 and more: a line. */
  least_positions: 1 | 2;
  /** Judges a row as the route that makes one does. */
  body: z.ZodType<Row>;
  /** Puts a row's positions where its body has them. */
  placed: (positions: LonLat[]) => object;
  /** The grids that rows lie in, in order; null: none. */
  areas: (sql: Database, rows: readonly Row[]) => Promise<(string | null)[]>;
  /** Whether rows are there already: the same name at the same place. */
  known: (sql: Database, rows: readonly Row[]) => Promise<boolean[]>;
  insert: (sql: Database, rows: readonly Row[]) => Promise<void>;
}

interface Candidate<Row> {
  row: number;
  name: string;
  /** What the table calls its squad. */
  squad: string | undefined;
  /** The grid that it lies in; '' until that is known. */
  area_code: string;
  given: Row;
}

/**
 * Reads a list in, as far as its rows are sound, or with `dry` only tells; every other row is told with the reason.
 * @throws AppError 400 where the text as a whole is no list, or too long a one.
 */
export async function takeIn<Row extends Takeable>(
  c: Context<ApiEnv>,
  list: KeptList<Row>,
  body: ImportBody,
): Promise<ImportAnswer> {
  const sql = c.get('sql');
  const { rows, dropped } = readList(body.format, body.text);
  if (rows.length > MOST_ROWS) {
    throw importFault(
      `一次至多导入 ${MOST_ROWS} 行，文件有 ${rows.length} 行。`,
      `At most ${MOST_ROWS} rows at once; this has ${rows.length}.`,
      'text',
    );
  }
  const rejects: { row: number; name: string; sentence: Sentence }[] = [];
  const reject = ({ row, name }: { row: number; name: string }, sentence: Sentence) =>
    rejects.push({ row, name, sentence });
  let candidates: Candidate<Row>[] = [];
  for (const row of rows) {
    const judged = judge(list, row, body.crs);
    if ('fault' in judged) reject(judged, judged.fault);
    else candidates.push(judged);
  }
  for (const sieve of [inReach(c, list, body.area_code), ofSquads(sql), unknown(sql, list)]) {
    const faults = await sieve(candidates);
    candidates.forEach((candidate, at) => {
      if (faults[at]) reject(candidate, faults[at]);
    });
    candidates = candidates.filter((_, at) => !faults[at]);
  }
  if (!body.dry && candidates.length > 0)
    await list.insert(
      sql,
      candidates.map(({ given }) => given),
    );
  const language = languageOf(c.req.header('Accept-Language'));
  const rejected = rejects
    .sort((a, b) => a.row - b.row)
    .map(({ sentence, ...each }) => ({ ...each, sentence: sentence[language] }));
  return { taken: candidates.length, rejected, dropped };
}

type Judged<Row> = Candidate<Row> | { row: number; name: string; fault: Sentence };

/** A row as its body would be sent, or why it is none. */
function judge<Row extends Takeable>(list: KeptList<Row>, source: ListRow, crs: ImportBody['crs']): Judged<Row> {
  const { fields, named } = readColumns(list.columns, source.values);
  const { squad, ...given } = fields as { squad?: string; name?: string };
  const told = { row: source.row, name: given.name ?? '' };
  if (source.fault) return { ...told, fault: source.fault };
  const positions = positionsOf(source.geometry, list.least_positions, crs);
  if ('fault' in positions) return { ...told, fault: positions.fault };
  const checked = list.body.safeParse({ ...given, ...list.placed(positions.positions) });
  if (checked.success) return { ...told, squad, area_code: '', given: checked.data };
  const [issue] = checked.error.issues;
  const [english = '', chinese = '格式不正确'] = issue!.message.split(' | ');
  const field = String(issue!.path[0] ?? '');
  return { ...told, fault: { 'zh-CN': `「${named.get(field) ?? field}」${chinese}。`, en: `${field}: ${english}.` } };
}

type Sieve<Row> = (rows: readonly Candidate<Row>[]) => Promise<(Sentence | null)[]>;

function inReach<Row extends Takeable>(c: Context<ApiEnv>, list: KeptList<Row>, area: string | undefined): Sieve<Row> {
  return async (rows) => {
    const areas = await list.areas(
      c.get('sql'),
      rows.map(({ given }) => given),
    );
    return areas.map((code, at) => {
      rows[at]!.area_code = code ?? '';
      if (code === null) {
        return {
          'zh-CN': '位置不在任何网格内，请核对坐标系。',
          en: 'It lies outside every grid; check the coordinates.',
        };
      }
      if (!mayIn(c.get('caller'), 'plan', code)) {
        return { 'zh-CN': '位置不在您的职责区域内。', en: 'It lies outside your area.' };
      }
      return area === undefined || code.startsWith(area)
        ? null
        : {
            'zh-CN': '位置不在所选区域内，请核对坐标系。',
            en: 'It lies outside the chosen area; check the coordinates.',
          };
    });
  };
}

/** Gives each row the squad that it names, among those that go where it lies. */
function ofSquads<Row extends Takeable>(sql: Database): Sieve<Row> {
  return async (rows) => {
    const names = [...new Set(rows.flatMap(({ squad }) => squad ?? []))];
    const squads = names.length === 0 ? [] : await findSquadsByName(sql, names);
    return rows.map((row) => {
      if (row.squad === undefined) return null;
      const fitting = squads.filter(({ name, area_code }) => name === row.squad && touches(area_code, row.area_code));
      if (fitting.length > 1) {
        return {
          'zh-CN': `这一带有几支「${row.squad}」，无法确定是哪一支。`,
          en: `Several squads here are called “${row.squad}”.`,
        };
      }
      if (fitting.length === 0) {
        return { 'zh-CN': `这一带没有巡逻队「${row.squad}」。`, en: `There is no squad “${row.squad}” here.` };
      }
      row.given.squad_id = fitting[0]!.id;
      return null;
    });
  };
}

function unknown<Row extends Takeable>(sql: Database, list: KeptList<Row>): Sieve<Row> {
  return async (rows) => {
    const known = await list.known(
      sql,
      rows.map(({ given }) => given),
    );
    const said = new Set<string>();
    return rows.map(({ given }, at) => {
      const own = JSON.stringify(given);
      if (known[at]) return { 'zh-CN': '这里已有同名的一处。', en: 'One of this name is there already.' };
      if (said.has(own)) return { 'zh-CN': '与前面的一行完全相同。', en: 'It is the same as a row before.' };
      said.add(own);
      return null;
    });
  };
}
