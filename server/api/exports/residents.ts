import type { Context } from 'hono';
import { audit } from '../../access/audit.ts';
import { purposeOf } from '../../access/purposes.ts';
import type { AppError } from '../../errors.ts';
import type { Feature, Table } from '../../export/table.ts';
import { type Language, languageOf } from '../../language.ts';
import { dayOf, monthEnd, wallTime } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import type { ApiEnv } from '../context.ts';
import { download } from '../download.ts';
import { unsealFile } from '../households/file.ts';
import { findHousehold, readFile } from '../households/sql.ts';
import { openFiles } from '../openings/file-opening.ts';
import { bytesOf, fileKinds } from './files.ts';
import type { LayerColumn } from './layers.ts';
import { columnIn } from './words.ts';

const catalogues = readCatalogues();

const column = (name: string, type: LayerColumn['type'], [zh, en]: [string, string], width: number): LayerColumn => ({
  ...{ name, type, zh, en, width },
});
/** What of a resident leaves; nothing of needs, visits or duties. */
const columns: readonly LayerColumn[] = [
  column('address', 'text', ['地址', 'Address'], 34),
  column('name', 'text', ['姓名', 'Name'], 12),
  column('relation', 'text', ['与户主关系', 'Relation to the head'], 12),
  {
    ...column('sex', 'text', ['性别', 'Sex'], 6),
    options: [
      { id: 'female', zh: '女', en: 'Female' },
      { id: 'male', zh: '男', en: 'Male' },
    ],
  },
  column('birth_year', 'integer', ['出生年份', 'Born in'], 9),
  column('birth_date', 'date', ['出生日期', 'Born on'], 12),
  column('phone', 'text', ['电话', 'Phone'], 14),
  column('registered_here', 'boolean', ['户籍在此', 'Registered here'], 9),
  column('lives_here', 'boolean', ['居住在此', 'Lives here'], 9),
];

/** What is asked for. */
interface Asked {
  household_ids: number[];
  purpose: string;
  note: string;
  format: 'xlsx' | 'csv';
  encoding: string;
}

/**
 * Those who live in some households as a sheet: each file is opened for the purpose, which stands in the log, and shows what the purpose
 * reveals. The last row says who took it along, when and what for.
 * @throws AppError as opening one file does.
 */
export async function residentsFile(
  c: Context<ApiEnv>,
  { household_ids, purpose, note, format, encoding }: Asked,
): Promise<{ answer: Response } | { refusal: AppError }> {
  const sql = c.get('sql');
  const caller = c.get('caller');
  const language = languageOf(c.req.header('Accept-Language'));
  const { timeZone: time_zone } = c.get('config');
  const ids = [...new Set(household_ids)];
  const told = language === 'en' ? `Taken along: ${note}` : `导出：${note}`;
  const opened = await openFiles(sql, caller, ids, { purpose, note: told });
  if ('refusal' in opened) return opened;
  const features = await featuresOf(c, ids, purpose);
  await audit(sql, 'residents_export', { detail: { purpose, format, households: ids.length, count: features.length } });
  const table: Table = {
    ...{ name: 'residents', title: language === 'en' ? 'Residents' : '居民', datum: 'wgs84', placed: false },
    columns: columns.map((each) => columnIn(language, catalogues, each)),
    features: (async function* () {
      yield* features;
      yield { geometry: null, values: [trace(c, { purpose, note, language }), ...columns.slice(1).map(() => null)] };
    })(),
  };
  const { ending, type } = fileKinds[format];
  const file = {
    name: `${table.title}-${dayOf(c.get('now'), time_zone)}.${ending}`,
    plain_name: `residents.${ending}`,
    type: type.startsWith('text/') ? `${type}; charset=${encoding}` : type,
  };
  return { answer: download(c, file, bytesOf(table, { format, encoding, language, time_zone })) };
}

async function featuresOf(c: Context<ApiEnv>, ids: readonly number[], purpose: string): Promise<Feature[]> {
  const sql = c.get('sql');
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  const features: Feature[] = [];
  for (const id of ids) {
    const found = await findHousehold(sql, id);
    const sealed = await readFile(sql, id, { today, month_end: monthEnd(today) });
    for (const resident of unsealFile(sealed, purpose, c.get('sealer')).residents) {
      const { name, relation, sex, birth_year, birth_date, phone, registered_here, lives_here } = resident;
      const values = [name, relation, sex, birth_year, birth_date, phone, registered_here, lives_here];
      features.push({ geometry: null, values: [found?.household.address ?? null, ...values] });
    }
  }
  return features;
}

/** Who took the file along, when and what for. */
function trace(
  c: Context<ApiEnv>,
  { purpose, note, language }: { purpose: string; note: string; language: Language },
): string {
  const stated = purposeOf(purpose);
  const at = wallTime(c.get('now').toISOString(), c.get('config').timeZone);
  const { display_name } = c.get('caller');
  return language === 'en'
    ? `Taken along by ${display_name}, ${at}, for “${stated?.en ?? purpose}”: ${note}. Keep it closed, and destroy it after use.`
    : `导出人：${display_name}，${at}，目的：${stated?.zh ?? purpose}，说明：${note}。请妥善保管，用后销毁。`;
}
