import type { Database } from '../../db/open.ts';
import type {
  Cadence,
  FigureId,
  FigureValue,
  PackDefinition,
  PackFigures,
  PackSummary,
  WithdrawReason,
} from './schema.ts';

const summaryColumns = (sql: Database) => sql`p.id, p.area_code, a.name as area_name, p.cadence,
  p.period_from::text as period_from, p.period_to::text as period_to, p.edition, p.finished, iso_time(p.made_at) as made_at,
  p.made_by is null as by_night, iso_time(p.withdrawn_at) as withdrawn_at, p.withdrawn_reason`;

/** Packs of one area, the latest period and edition first. `before`: the key of the last one of the page before. */
export function listPacks(
  sql: Database,
  filter: {
    area_code: string;
    cadence?: Cadence | undefined;
    year?: number | undefined;
    before?: [day: string, id: number] | undefined;
    limit: number;
  },
): Promise<PackSummary[]> {
  const { area_code, cadence, year, before, limit } = filter;
  return sql<PackSummary[]>`
    select ${summaryColumns(sql)} from report_pack p left join area a on a.area_code = p.area_code
    where p.area_code = ${area_code} ${cadence ? sql`and p.cadence = ${cadence}` : sql``}
      ${year ? sql`and p.period_from >= make_date(${year}::int, 1, 1) and p.period_from < make_date(${year + 1}::int, 1, 1)` : sql``}
      ${before ? sql`and (p.period_from, p.id) < (${before[0]}::date, ${before[1]}::int)` : sql``}
    order by p.period_from desc, p.id desc limit ${limit}`;
}

/** A pack as it is kept. */
export interface PackRow extends PackSummary {
  definition: PackDefinition;
  definition_sha256: string;
  known_change: number | null;
  figures: PackFigures;
}

/** A pack by its number; undefined where there is none that the caller may see. */
export async function findPack(sql: Database, id: number): Promise<PackRow | undefined> {
  const [row] = await sql<PackRow[]>`
    select ${summaryColumns(sql)}, p.definition, p.definition_sha256, p.known_change::int as known_change, p.figures
    from report_pack p left join area a on a.area_code = p.area_code where p.id = ${id}`;
  return row;
}

/** Editions of a period, oldest first. */
export function listEditions(
  sql: Database,
  { area_code, cadence, period_from }: Pick<PackSummary, 'area_code' | 'cadence' | 'period_from'>,
): Promise<{ id: number; edition: number }[]> {
  return sql<{ id: number; edition: number }[]>`
    select id, edition from report_pack
    where area_code = ${area_code} and cadence = ${cadence} and period_from = ${period_from}::date order by edition`;
}

/** The figures of a pack alone. */
export async function findScalars(sql: Database, id: number): Promise<PackFigures['scalars']> {
  const [row] = await sql<{ scalars: PackFigures['scalars'] }[]>`
    select figures -> 'scalars' as scalars from report_pack where id = ${id}`;
  return row?.scalars ?? {};
}

/** What finished packs of an area say of earlier periods, the last edition of each that was not withdrawn. */
export function listEarlier(
  sql: Database,
  { area_code, cadence, before }: { area_code: string; cadence: Cadence; before: string },
): Promise<{ period_from: string; now: Partial<Record<FigureId, FigureValue>> }[]> {
  return sql<{ period_from: string; now: Partial<Record<FigureId, FigureValue>> }[]>`
    select distinct on (period_from) period_from::text as period_from,
      (select jsonb_object_agg(key, value -> 'now') from jsonb_each(figures -> 'scalars')) as now
    from report_pack
    where area_code = ${area_code} and cadence = ${cadence} and period_from < ${before}::date
      and period_from > ${before}::date - 800 and finished and withdrawn_at is null
    order by period_from, edition desc`;
}

/** A pack to be kept. */
export interface NewPack {
  area_code: string;
  cadence: Cadence;
  period_from: string;
  period_to: string;
  finished: boolean;
  made_at: string;
  definition: PackDefinition;
  definition_sha256: string;
  known_change: number | null;
  figures: PackFigures;
}

/** Keeps a pack as the next edition of its period; its number. Who makes the same at once waits. */
export async function insertPack(sql: Database, pack: NewPack): Promise<number> {
  const json = (value: unknown) => sql.json(value as Parameters<Database['json']>[0]);
  const { area_code, cadence, period_from, period_to } = pack;
  await sql`select pg_advisory_xact_lock(hashtext(${`report_pack ${area_code} ${cadence} ${period_from}`}))`;
  const [row] = await sql<[{ id: number }]>`
    insert into report_pack (area_code, cadence, period_from, period_to, edition, finished, made_at, made_by, definition,
      definition_sha256, known_change, figures)
    select ${area_code}, ${cadence}, ${period_from}::date, ${period_to}::date, coalesce(max(edition), 0) + 1, ${pack.finished},
      ${pack.made_at}::timestamptz, current_account(), ${json(pack.definition)}, ${pack.definition_sha256},
      ${pack.known_change}, ${json(pack.figures)}
    from report_pack
    where area_code = ${area_code} and cadence = ${cadence} and period_from = ${period_from}::date
    returning id`;
  return row.id;
}

/** Withdraws a pack; false where it was withdrawn before. */
export async function withdrawPack(sql: Database, id: number, reason: WithdrawReason): Promise<boolean> {
  const rows = await sql`
    update report_pack set withdrawn_at = now(), withdrawn_by = current_account(), withdrawn_reason = ${reason}
    where id = ${id} and withdrawn_at is null returning id`;
  return rows.length > 0;
}

/** Areas above the lowest level that have no finished pack of a period, in order of code. */
export async function listUnmade(
  sql: Database,
  { cadence, period_from }: { cadence: Cadence; period_from: string },
): Promise<string[]> {
  const rows = await sql<{ area_code: string }[]>`
    select a.area_code from area a
    where exists (select from area c where c.parent_code = a.area_code) and not exists (
      select from report_pack p where p.area_code = a.area_code and p.cadence = ${cadence}
        and p.period_from = ${period_from}::date and p.finished)
    order by a.area_code`;
  return rows.map(({ area_code }) => area_code);
}
