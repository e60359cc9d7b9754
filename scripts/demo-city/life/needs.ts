import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, nextId, type Value } from './bulk.ts';
import type { Home, Life } from './context.ts';
import { addDays, daysBetween, monthEnd, weekdayOf } from './days.ts';

/** Why a tag may be kept and on what it rests; the ids are those of data/codes/need-tag.json and visit-duty.json. */
export const needs = {
  living_alone: { purpose: '每月上门探访，关注用餐、用药和居家安全', basis: '老年人探访关爱登记', days: 365 },
  disabled: { purpose: '协助办理辅具申领和上门服务', basis: '本人申请，残疾人证已核验', days: 365 },
  hardship: { purpose: '协助申请救助并按月了解生活状况', basis: '最低生活保障审批表', days: 180 },
  newcomer: { purpose: '告知居住登记、入学和就业服务办理方式', basis: '居住登记', days: 180 },
  veteran_member: { purpose: '定期看望，听取意见建议', basis: '社区党组织名册', days: 365 },
  support: { purpose: '结对帮扶，跟进就业与助学', basis: '帮扶协议', days: 270 },
} as const;
type Need = keyof typeof needs;

/** Months of visits that are kept, this one included. */
const HISTORY_MONTHS = 12;

interface Tag {
  home: Home;
  need: Need;
  starts_on: string;
  expires_on: string;
}
interface Rows {
  visits: Value[][];
  duties: Value[][];
  nextVisit: number;
}

/** Need tags, the monthly duties that follow from them, and a year of visits. */
export async function fillNeeds(life: Life, homes: readonly Home[]): Promise<void> {
  const { sql, today } = life;
  const random = life.random.fork('needs');
  const tags = homes.flatMap((home) => drawTags(random, today, home));
  const rows: Rows = { visits: [], duties: [], nextVisit: await nextId(sql, 'visit') };
  for (const tag of tags) owe(life, random, tag, rows);
  callRound(life, random.fork('rounds'), homes, rows);
  const total = tags.length + rows.visits.length + rows.duties.length;
  const tagColumns = {
    household_id: 'int',
    tag: 'text',
    purpose: 'text',
    basis: 'bytea',
    starts_on: 'date',
    expires_on: 'date',
  };
  await insertRows(
    sql,
    'need_tag',
    tagColumns,
    tags.map(({ home, need, starts_on, expires_on }) => [
      home.id,
      need,
      needs[need].purpose,
      life.sealer.seal('need_tag.basis', needs[need].basis),
      starts_on,
      expires_on,
    ]),
  );
  life.onProgress('needs', tags.length, total);
  await insertVisits(life, rows);
  life.onProgress('needs', total, total);
}

/** Visits and duties bring their household's area; the look-up by trigger is skipped for speed. */
async function insertVisits({ sql }: Life, rows: Rows): Promise<void> {
  await sql`alter table visit disable trigger visit_area_code`;
  await sql`alter table visit_duty disable trigger visit_duty_area_code`;
  const visitColumns = {
    id: 'int',
    household_id: 'int',
    area_code: 'text',
    visited_at: 'timestamptz',
    outcome: 'text',
  };
  await insertRows(sql, 'visit', visitColumns, rows.visits);
  const dutyColumns = {
    household_id: 'int',
    area_code: 'text',
    duty: 'text',
    due_on: 'date',
    visit_id: 'int',
    ends_on: 'date',
    made_at: 'timestamptz',
  };
  await insertRows(sql, 'visit_duty', dutyColumns, rows.duties);
  await sql`alter table visit enable trigger visit_area_code`;
  await sql`alter table visit_duty enable trigger visit_duty_area_code`;
}

function drawTags(random: Random, today: string, home: Home): Tag[] {
  const [head = 0] = home.ages;
  if (head === 0) return [];
  const oldest = Math.max(...home.ages);
  const chances: Record<Need, number> = {
    living_alone: home.ages.length === 1 && head >= 65 ? 0.75 : 0,
    disabled: 0.012,
    hardship: 0.009,
    newcomer: home.newcomer ? 0.07 : 0,
    veteran_member: oldest >= 70 ? 0.06 : 0,
    support: home.ages.length > 1 ? 0.006 : 0,
  };
  return (Object.keys(needs) as Need[])
    .filter((need) => random.chance(chances[need]))
    .map((need) => {
      const { days } = needs[need];
      // One in eight has run out: it stays in the table and leaves every count by itself.
      const left = random.chance(0.12) ? -random.integer(0, 200) : random.integer(5, days - 20);
      return { home, need, starts_on: addDays(today, left - days), expires_on: addDays(today, left) };
    });
}

/** One duty a month while the tag held, with the visit that did it. */
function owe(life: Life, random: Random, tag: Tag, rows: Rows): void {
  const { today } = life;
  const monthDay = Number(today.slice(8));
  const monthDays = Number(monthEnd(today).slice(8));
  for (let back = HISTORY_MONTHS - 1; back >= 0; back--) {
    const end = monthEnd(today, -back);
    const start = `${end.slice(0, 8)}01`;
    if (tag.starts_on > end || tag.expires_on <= start) continue;
    const from = tag.starts_on > start ? tag.starts_on : start;
    const drawn = dueDay(random, today, end, back);
    const due = drawn < from ? end : drawn;
    const doneShare = back > 0 ? 0.965 + 0.035 * Math.min(1, (back - 1) / 2) : (0.85 * monthDay) / monthDays;
    const last = back > 0 ? due : today;
    const done =
      (due < today || back === 0) && from <= last && random.chance(due < today && back === 0 ? 0.9 : doneShare);
    const visit = done
      ? call(life, random, tag.home, addDays(from, random.integer(0, daysBetween(from, last))), rows, 'met')
      : null;
    // In the night of its first day, as the nightly job makes it.
    const made_at = new Date(life.clock.instant(from, 40)).toISOString();
    rows.duties.push([tag.home.id, tag.home.area_code, tag.need, due, visit, tag.expires_on, made_at]);
  }
}

/** Mostly the month's last day; some are promised for an earlier one, and a few of those for today. */
function dueDay(random: Random, today: string, end: string, back: number): string {
  if (random.chance(0.75)) return end;
  if (back === 0 && random.chance(0.25)) return today;
  return `${end.slice(0, 8)}${String(random.integer(8, 26)).padStart(2, '0')}`;
}

/** The ordinary round: a door in two is called at once a year, a few twice. */
function callRound(life: Life, random: Random, homes: readonly Home[], rows: Rows): void {
  for (const home of homes) {
    const calls = random.weighted([55, 38, 7]);
    for (let index = 0; index < calls; index++) {
      call(life, random, home, addDays(life.today, -random.integer(0, 364)), rows);
    }
  }
}

/** Adds one visit and returns its id; null where the day is today and its hour has not come. */
function call(life: Life, random: Random, home: Home, day: string, rows: Rows, outcome?: string): number | null {
  const visited_at = life.clock.instant(day, visitMinute(random, day));
  if (visited_at > life.now) return null;
  const id = rows.nextVisit++;
  const drawn = outcome ?? drawOutcome(random, home);
  rows.visits.push([id, home.id, home.area_code, new Date(visited_at).toISOString(), drawn]);
  return id;
}

function drawOutcome(random: Random, home: Home): string {
  if (home.ages.length === 0) return random.chance(0.9) ? 'no_answer' : 'moved';
  return ['met', 'no_answer', 'refused', 'moved'][random.weighted([76, 20, 2, 2])]!;
}

/** Mornings and afternoons on working days, evenings when people are at home, late mornings at weekends. */
function visitMinute(random: Random, day: string): number {
  const weekend = weekdayOf(day) % 6 === 0;
  const [start, end] = (
    [
      [540, 690],
      [870, 1050],
      [1110, 1215],
    ] as const
  )[random.weighted(weekend ? [3, 3, 2] : [4, 4, 4])]!;
  return random.between(start, end);
}
