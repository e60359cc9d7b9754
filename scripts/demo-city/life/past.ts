import type { Database } from '../../../server/db/open.ts';
import type { Life } from './context.ts';
import { addDays } from './days.ts';

/** Days that the record of a demo city reaches back. */
const KEPT_DAYS = 730;
/** The newest change is so many days old. */
const NEWEST_DAYS = 9;

/** What was other before: a column of some rows, in the order of `pick`; every row's day is drawn. */
interface Turn {
  table: string;
  column: string;
  /** SQL type of the column. */
  type: string;
  /** SQL of what it was before, of the row `t`. */
  was: string;
  /** SQL: which rows, and in which order they are taken. */
  pick: string;
  count: number;
  source: string;
  /** Days after which it was as before for good; without them it stays as it is today. */
  passes_days?: number;
}

const turns: readonly Turn[] = [
  {
    ...{ table: 'facility', column: 'geometry', type: 'geometry', count: 24, source: '实地走访' },
    ...{ was: 'ST_Translate(t.geometry, 0.0011, 0.0007)', pick: "kind not in ('hydrant', 'service_centre')" },
  },
  {
    table: 'compound',
    column: 'property_company',
    type: 'text',
    was: 'null',
    pick: 'property_company is not null',
    count: 6,
    source: '物业备案',
  },
  {
    table: 'duty_holder',
    column: 'name',
    type: 'text',
    was: "left(t.name, 1) || '志远'",
    pick: 'building_id is not null',
    count: 16,
    source: '社区通知',
  },
  {
    table: 'household',
    column: 'door_state',
    type: 'text',
    was: "'unknown'",
    pick: "door_state = 'let'",
    count: 120,
    source: '入户走访',
  },
  {
    ...{ table: 'device', column: 'status', type: 'text', was: "'faulty'", pick: "status = 'working'", count: 10 },
    ...{ source: '设备巡检', passes_days: 21 },
  },
];

/** Rows that came later: facilities that opened, buildings that were finished. */
const opened = [
  { table: 'facility', pick: "kind <> 'hydrant'", count: 30, source: '新设登记' },
  {
    table: 'building',
    pick: 'not exists (select from household h where h.building_id = t.id)',
    count: 8,
    source: '竣工验收',
  },
] as const;

/**
 * Gives the registers two years of changes that end at what they say today. All invented: the same city gets the same. The rows must
 * have been written unrecorded, so that they were always known.
 */
export async function fillPast(life: Life): Promise<void> {
  const { sql } = life;
  const random = life.random.fork('past');
  const drawnDay = (least: number) => least + Math.floor(random.next() * (KEPT_DAYS - least - 10));
  for (const { table, pick, count, source } of opened) {
    for (const { id, area_code } of await chosen(sql, table, pick, count)) {
      const ago = drawnDay(NEWEST_DAYS);
      const { change_id, made_at } = await begin(life, { area_code, source, ago });
      await unrecorded(
        sql,
        () => sql`update ${sql(table)} set change_id = ${change_id}, known_from = ${made_at}::timestamptz,
        true_from = ${addDays(life.today, -ago)}::date where id = ${id}`,
      );
    }
  }
  for (const { table, column, type, was, pick, count, source, passes_days } of turns) {
    for (const { id, area_code } of await chosen(sql, table, pick, count)) {
      const ago = drawnDay(NEWEST_DAYS + (passes_days ?? 0));
      const [row] = await sql.unsafe<[{ is: string | null; was: string | null }]>(
        `select ${column}::text as is, (${was})::text as was from ${table} t where id = ${id}`,
      );
      const write = (value: string | null) =>
        sql.unsafe(`update ${table} set ${column} = $1::text::${type} where id = ${id}`, [value]);
      if (passes_days) {
        await begin(life, { area_code, source, ago });
        await write(row.was);
      } else await unrecorded(sql, () => write(row.was));
      await begin(life, { area_code, source, ago: ago - (passes_days ?? 0) });
      await write(row.is);
    }
  }
  await sql`select set_config('jingwei.change', '', true)`;
  await sql`update deployment set past_since = ${new Date(life.now - KEPT_DAYS * 86_400_000).toISOString()}::timestamptz`;
}

/** Writes rows as if they had always been so. */
async function unrecorded(sql: Database, write: () => Promise<unknown>): Promise<void> {
  await sql`select set_config('jingwei.unrecorded', 'on', true)`;
  await write();
  await sql`select set_config('jingwei.unrecorded', '', true)`;
}

/** Rows spread over the table, always the same. */
function chosen(sql: Database, table: string, pick: string, count: number) {
  return sql.unsafe<{ id: number; area_code: string }[]>(
    `select id, area_code from ${table} t where area_code is not null and version = 1 and change_id is null and ${pick}
      order by id::bigint * 7919 % 10007, id limit ${count}`,
  );
}

/** Begins what was learnt two days after it was so. */
async function begin(
  { sql, today, now }: Life,
  { area_code, source, ago }: { area_code: string; source: string; ago: number },
): Promise<{ change_id: string; made_at: string }> {
  const made_at = new Date(now - (ago - 2) * 86_400_000).toISOString();
  const [row] = await sql<[{ change_id: string }]>`
    select open_change('edit', ${area_code}, ${source}, null, ${addDays(today, -ago)}::date, ${made_at}::timestamptz) as change_id`;
  return { change_id: row.change_id, made_at };
}
