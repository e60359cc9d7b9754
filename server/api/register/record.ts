import type { Database } from '../../db/open.ts';
import type { Language } from '../../language.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { type Activity, readActivities, safeguards } from './activities.ts';
import type { ProcessingActivity } from './schema.ts';
import { columnsOf } from './sql.ts';

const activities = readActivities();
const catalogues = readCatalogues();
const alive = {
  'zh-CN': '在本处登记或居住期间',
  en: 'As long as the person is registered or lives there',
} as const satisfies Record<Language, string>;

/** The processing record (处理活动记录) as the database stands: every activity with the classes, roles and days in force. */
export async function buildRecord(sql: Database, language: Language): Promise<ProcessingActivity[]> {
  const [personal, sensitive] = [await columnsOf(sql, 'personal'), await columnsOf(sql, 'sensitive')];
  const kept = await sql<{ rule: string; keep_days: number }[]>`select rule, keep_days from retention_rule`;
  const given = await sql<{ role: string; right_name: string }[]>`
    select role, right_name from role_right join role using (role) order by rank, role`;
  return activities.map((activity) => ({
    activity: activity.id,
    ...wordsOf(activity, language),
    data: activity.tables.map((table_name) => ({
      table_name,
      personal: personal[table_name] ?? [],
      sensitive: sensitive[table_name] ?? [],
    })),
    roles: [
      ...new Set(
        given.filter(({ right_name }) => activity.rights.some((r) => r === right_name)).map(({ role }) => role),
      ),
    ],
    kept: keptFor(activity, kept, language),
    safeguards: activity.safeguards.map((name) => safeguards[name][language]),
  }));
}

/** The name of a catalogue's entry; the id itself where the catalogue has none. */
export function nameOf(catalogue: keyof typeof catalogues, id: string, language: Language): string {
  const entry = catalogues[catalogue].find((each) => each.id === id);
  return entry?.[language === 'en' ? 'en' : 'zh'] ?? id;
}

/** So many days in words. */
export function daysOf(days: number, language: Language): string {
  return language === 'en' ? `${days} days` : `${days}天`;
}

function wordsOf(activity: Activity, language: Language) {
  return language === 'en' ? activity.en : activity.zh;
}

function keptFor(
  { rules }: Activity,
  kept: readonly { rule: string; keep_days: number }[],
  language: Language,
): string {
  if (rules.length === 0) return alive[language];
  return rules
    .map((rule) => {
      const days = kept.find((each) => each.rule === rule)?.keep_days;
      return `${nameOf('retention', rule, language)} ${days === undefined ? '—' : daysOf(days, language)}`;
    })
    .join(language === 'en' ? '; ' : '；');
}
