import type { Database } from '../../db/open.ts';
import { type LoopColumns, NEVER } from '../../statistics/loop.ts';
import { andWithin } from '../scope.ts';

/** A question about the loop; `days` are the first days of the parts, `until` the day after the last. */
export interface LoopQuestion {
  area_code: string;
  category?: string | undefined;
  days: readonly string[];
  until: string;
  time_zone: string;
}

/** Moments at which the parts of a span begin, and at which it ends. */
export async function readEdges(
  sql: Database,
  { days, until, time_zone }: Pick<LoopQuestion, 'days' | 'until' | 'time_zone'>,
): Promise<Date[]> {
  const [row] = await sql<[{ edges: Date[] }]>`
    select array_agg(day::date::timestamp at time zone ${time_zone} order by day) as edges
    from unnest(${[...days, until]}::text[]) day`;
  return row.edges;
}

/** Where the question is asked: its area's levels below, and the areas of the next. */
export async function findScope(sql: Database, areaCode: string) {
  const [row] = await sql<
    {
      digits: number;
      levels: string[];
      children: { area_code: string; name: string; level: string }[];
    }[]
  >`
    select coalesce(max(length(child.area_code)), 0)::int as digits,
      (select json_agg(level order by position) from area_level) as levels,
      coalesce(json_agg(json_build_object('area_code', child.area_code, 'name', child.name, 'level', child.level)
        order by child.area_code) filter (where child.area_code is not null), '[]') as children
    from area a left join area child on child.parent_code = a.area_code
    where a.area_code = ${areaCode} group by a.area_code`;
  return row;
}

/** A number of each row, four bytes each, big-endian, as PostgreSQL sends them. */
type Packed = Record<(typeof packed)[number], Buffer>;
const packed = ['reported_min', 'closed_min', 'bits'] as const;

/**
 * The incidents that a span's figures are reckoned from, in no order. One value a column comes over faster than as many rows.
 * @param span when the span begins and ends, and by when what is then open is overdue. @param digits of the codes of the areas that are told apart; 0: none.
 */
export async function readColumns(
  sql: Database,
  { area_code, category }: Pick<LoopQuestion, 'area_code' | 'category'>,
  { since, until, reckoned_at }: { since: Date; until: Date; reckoned_at: Date },
  { digits, levels, categories }: { digits: number; levels: readonly string[]; categories: readonly string[] },
): Promise<LoopColumns> {
  const bytes = (column: string) => sql`coalesce(string_agg(int4send(${sql(column)}), ''), '') as ${sql(column)}`;
  const minute = (column: string) =>
    sql`coalesce(floor((date_part('epoch', ${sql(column)}) - start) / 60)::int, ${NEVER})`;
  const child =
    digits > area_code.length
      ? sql`coalesce(nullif(substr(area_code, ${area_code.length + 1}::int, ${digits - area_code.length}::int), '')::int, 0)`
      : sql`0`;
  const [rows] = await sql<[Packed]>`
    select ${bytes('reported_min')}, ${bytes('closed_min')}, ${bytes('bits')}
    from (
      select ${minute('reported_at')} as reported_min, ${minute('closed_at')} as closed_min,
        (coalesce(due_at < case when closed_at < ${until} then closed_at else ${reckoned_at} end, false)::int << 30)
          | ((${child} & 1023) << 20) | (coalesce(array_position(${categories as string[]}::text[], category), 0) << 13)
          | (case when channel in ('worker', 'patrol') then 1 when channel in ('public', 'hotline') then 2 else 0 end << 11)
          | (case when status in ('merged', 'withdrawn') then 0 else 1 end << 10)
          | (coalesce(array_position(${levels as string[]}::text[], settled_at), 0) << 7)
          | (least(hand_count, 15) << 3) | coalesce(rating, 0) as bits
      from incident_measure, (select date_part('epoch', ${since}::timestamptz) as start) span
      where reported_at < ${until} and (closed_at is null or closed_at >= ${since})
        ${andWithin(sql, 'area_code', area_code)} ${category === undefined ? sql`` : sql`and category = ${category}`}
    ) measured`;
  return unpacked(rows);
}

function unpacked({ reported_min, closed_min, bits }: Packed): LoopColumns {
  const every = numbersOf(bits);
  const field = (shift: number, mask: number) => {
    const column = new Uint16Array(every.length);
    for (let row = 0; row < column.length; row++) column[row] = (every[row]! >>> shift) & mask;
    return column;
  };
  return {
    reported_min: numbersOf(reported_min),
    closed_min: numbersOf(closed_min),
    past_due: field(30, 1),
    child: field(20, 1023),
    category: field(13, 127),
    origin: field(11, 3),
    settled: field(10, 1),
    level: field(7, 7),
    hands: field(3, 15),
    rating: field(0, 7),
  };
}

/** Numbers as PostgreSQL sends them: four bytes each, big-endian. */
function numbersOf(bytes: Buffer): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Int32Array(bytes.byteLength / 4);
  for (let at = 0; at < numbers.length; at++) numbers[at] = view.getInt32(at * 4);
  return numbers;
}

/** How long incidents stood in a status: whole minutes, and how many stood so long; in no order. */
export interface StatusStays {
  status: string;
  minutes: Int32Array;
  counts: Int32Array;
}

/** The steps that ended in a span. */
export async function readStays(
  sql: Database,
  { area_code, category }: Pick<LoopQuestion, 'area_code' | 'category'>,
  { since, until }: { since: Date; until: Date },
): Promise<StatusStays[]> {
  const rows = await sql<{ status: string; minutes: Buffer; counts: Buffer }[]>`
    select status, string_agg(int4send(stayed_min), '') as minutes, string_agg(int4send(count), '') as counts
    from step_stays(${area_code}, ${category ?? null}, ${since}, ${until}) where status is not null group by status`;
  return rows.map(({ status, minutes, counts }) => ({
    status,
    minutes: numbersOf(minutes),
    counts: numbersOf(counts),
  }));
}
