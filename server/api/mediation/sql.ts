import type { Database } from '../../db/open.ts';
import { andWithin } from '../scope.ts';
import type {
  Chosen,
  MediationCase,
  MediationDetail,
  MediationEvent,
  MediationEventKind,
  MediationStage,
  Side,
} from './schema.ts';
import type { MediationState } from './stages.ts';

const columns = (
  sql: Database,
) => sql`m.id, m.case_code, m.area_code, coalesce(area.name, m.area_code) as area_name, m.kind,
  m.stage, iso_time(m.opened_at) as opened_at, iso_time(m.closed_at) as closed_at, m.outcome, m.version`;
const nameOf = (sql: Database, account: 'mediator_account_id' | 'first_choice' | 'second_choice') =>
  sql`(select n.display_name from mediation_names(m.id) n where n.id = m.${sql(account)})`;
const choiceOf = (sql: Database, account: 'first_choice' | 'second_choice') =>
  sql`(select json_build_object('id', n.id, 'display_name', n.display_name) from mediation_names(m.id) n where n.id = m.${sql(account)})`;

/** Cases that the caller may know of, newest first, numbers below `before` only. */
export function listCases(
  sql: Database,
  filter: {
    area_code?: string | undefined;
    stage?: MediationStage | 'open' | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<MediationCase[]> {
  const { stage, before } = filter;
  const inStage =
    stage === undefined
      ? sql``
      : stage === 'open'
        ? sql`and m.stage in ('applied', 'mediator_chosen', 'mediating')`
        : sql`and m.stage = ${stage}`;
  return sql<MediationCase[]>`
    select ${columns(sql)}, ${nameOf(sql, 'mediator_account_id')} as mediator_name
    from mediation_case m left join area using (area_code)
    where true ${andWithin(sql, 'm.area_code', filter.area_code)} ${inStage}
      ${before === undefined ? sql`` : sql`and m.id < ${before}`}
    order by m.id desc limit ${filter.limit}`;
}

/** A case with what decides what may be done with it. */
export type CaseRow = Omit<MediationDetail, 'events' | 'moves' | 'candidates' | 'first_choice' | 'second_choice'> & {
  mediator_account_id: number | null;
  first: Chosen | null;
  second: Chosen | null;
};

/** One case; undefined where there is none that the caller may know of. */
export async function findCase(sql: Database, id: number): Promise<CaseRow | undefined> {
  const [row] = await sql<CaseRow[]>`
    select ${columns(sql)}, ${nameOf(sql, 'mediator_account_id')} as mediator_name, m.incident_id, m.kept,
      m.mediator_account_id, ${choiceOf(sql, 'first_choice')} as first, ${choiceOf(sql, 'second_choice')} as second,
      mediation_readable(m.id) as may_read
    from mediation_case m left join area using (area_code) where m.id = ${id}`;
  return row;
}

/** What of a case decides its next steps. */
export function stateOf({ stage, first, second, mediator_account_id }: CaseRow): MediationState {
  return { stage, first_choice: first?.id ?? null, second_choice: second?.id ?? null, mediator_account_id };
}

/** Everything that happened in a case, oldest first. */
export function listEvents(sql: Database, id: number): Promise<MediationEvent[]> {
  return sql<MediationEvent[]>`
    select e.version, e.kind, iso_time(e.happened_at) as happened_at, who.display_name as actor_name, e.from_stage,
      e.to_stage, e.side, chosen.display_name as chosen_name
    from mediation_event e left join mediation_names(${id}) who on who.id = e.account_id
      left join mediation_names(${id}) chosen on chosen.id = e.chosen_account_id
    where e.case_id = ${id} order by e.version`;
}

/** Who can be chosen as mediator in a community. */
export function listMediators(sql: Database, community: string): Promise<Chosen[]> {
  return sql<Chosen[]>`select id, display_name from mediators_at(${community})`;
}

/** Opens a case; papers are sealed, as hexadecimal text by part. Its number. */
export async function openCase(
  sql: Database,
  given: { area_code: string; kind: string; incident_id: number | null },
  papers: Record<string, string>,
): Promise<number> {
  const [row] = await sql<[{ id: number }]>`select open_mediation(${sql.json(given)}, ${sql.json(papers)}) as id`;
  return row.id;
}

/** An event to be added. */
export interface CaseEvent {
  kind: MediationEventKind;
  to_stage: MediationStage;
  side?: Side;
  chosen_account_id?: number;
  changes: Record<string, string | number | boolean | null>;
}

/** Adds an event; the new version, or null where somebody was quicker. */
export async function addEvent(
  sql: Database,
  id: number,
  seenVersion: number,
  event: CaseEvent,
  papers: Record<string, string>,
): Promise<number | null> {
  const [row] = await sql<[{ version: number | null }]>`
    select act_on_mediation(${id}, ${seenVersion}, ${sql.json({ ...event })}, ${sql.json(papers)}) as version`;
  return row.version;
}

/** What a case says, still sealed, in order of version; empty for who may not read it. */
export function listPapers(sql: Database, id: number): Promise<{ version: number; part: string; body: Buffer }[]> {
  return sql<{ version: number; part: string; body: Buffer }[]>`
    select version, part, body from mediation_paper where case_id = ${id} order by version, part`;
}

/** Whether an area is a community that the caller sees. */
export async function isCommunity(sql: Database, code: string): Promise<boolean> {
  const [row] = await sql<[{ found: boolean }]>`
    select exists (select from area where area_code = ${code} and level = 'community') as found`;
  return row.found;
}

/** Whether there is an incident that the caller sees. */
export async function seesIncident(sql: Database, id: number): Promise<boolean> {
  const [row] = await sql<[{ found: boolean }]>`select exists (select from incident where id = ${id}) as found`;
  return row.found;
}

/** Cases by month and community since a day, in order; exact, so that the route takes small ones out. */
export function countCases(
  sql: Database,
  of: { area_code: string; zone: string; since: string },
): Promise<{ area_code: string; area_name: string; month: string; opened_count: number; agreed_count: number }[]> {
  return sql<{ area_code: string; area_name: string; month: string; opened_count: number; agreed_count: number }[]>`
    select c.area_code, coalesce(area.name, c.area_code) as area_name, c.month, c.opened_count, c.agreed_count
    from mediation_counts(${of.area_code}, ${of.zone}, ${of.since}::date) c left join area using (area_code)
    order by c.area_code, c.month`;
}

/** Counts of people below this are not shown. */
export async function smallCountBelow(sql: Database): Promise<number> {
  const [row] = await sql<[{ small_count_below: number }]>`select small_count_below from deployment`;
  return row.small_count_below;
}
