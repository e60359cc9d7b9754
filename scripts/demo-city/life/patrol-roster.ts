import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, type Value } from './bulk.ts';
import type { Life } from './context.ts';
import { addDays, weekdayOf } from './days.ts';

/** A squad as the roster needs it. */
export interface RosterSquad {
  id: number;
  kind: 'full_time' | 'volunteer' | 'enterprise';
  member_count: number;
}

/** Weeks that the roster has: the last one, this one and the next. */
const WEEKS = 3;
const DAYS = 7;
/** People on duty at once, from and to. */
const strength = { full_time: [2, 4], volunteer: [6, 12], enterprise: [2, 4] } as const;
const SATURDAY = 6;
/** What one night hands to the next: things and places, nobody. */
const notes = [
  '北侧路灯两盏不亮，已报路灯所，今晚继续留意。',
  '地下车库入口道闸未落，已通知物业，请复查。',
  '广场东侧堆放建材，已贴告知单，明晚看是否清走。',
  '消防通道停车一处，已劝离。',
  '河边护栏松动一段，已拉警戒带，等待维修。',
  '夜市收摊后地面油污，已通知保洁。',
];

/** Who is on duty in the last, this and the next week, and what some nights handed over; one Saturday is a declared safety shift. */
export async function fillRoster(
  life: Life,
  squads: readonly RosterSquad[],
  times: Readonly<Record<RosterSquad['kind'], readonly { starts_at: string; ends_at: string }[]>>,
): Promise<void> {
  const random = life.random.fork('patrol-roster');
  const monday = addDays(life.today, -((weekdayOf(life.today) + 6) % DAYS));
  const rows: Value[][] = [];
  for (const squad of squads) {
    const own = random.fork(String(squad.id));
    for (let day = -DAYS; day < DAYS * (WEEKS - 1); day++) {
      const date = addDays(monday, day);
      if (!isOn(own, squad.kind, weekdayOf(date))) continue;
      for (const { starts_at, ends_at } of times[squad.kind]) {
        rows.push(shiftRow(own, squad, { date, starts_at, ends_at, safety: isSafety(squad, date, monday) }));
      }
    }
  }
  await insertRows(
    life.sql,
    'patrol_shift',
    {
      ...{ squad_id: 'int', day: 'date', starts_at: 'time', ends_at: 'time', people: 'int' },
      ...{ purpose: 'text', purpose_reason: 'text' },
    },
    rows,
  );
  await fillHandovers(life, random);
}

/** Full-time squads and guards every day; volunteers four evenings a week or so. */
function isOn(random: Random, kind: RosterSquad['kind'], weekday: number): boolean {
  return kind !== 'volunteer' || random.chance(weekday === 0 || weekday === SATURDAY ? 0.8 : 0.5);
}

/** The night of this week's Saturday is watched more closely in every third squad: by how it is called, not by who goes. */
function isSafety({ id, kind }: RosterSquad, date: string, monday: string): boolean {
  return kind === 'full_time' && id % 3 === 0 && date === addDays(monday, SATURDAY - 1);
}

function shiftRow(
  random: Random,
  { id, kind, member_count }: RosterSquad,
  { date, starts_at, ends_at, safety }: { date: string; starts_at: string; ends_at: string; safety: boolean },
): Value[] {
  const [low, high] = strength[kind];
  const people = Math.min(member_count, random.integer(low, high));
  const declared = safety && starts_at >= '18:00';
  return [
    id,
    date,
    starts_at,
    ends_at,
    people,
    declared ? 'safety' : 'routine',
    declared ? '周末夜间商圈人流集中，安全值守' : null,
  ];
}

/** Some of the nights before today left a note for the next. */
async function fillHandovers({ sql, clock, today }: Life, random: Random): Promise<void> {
  const shifts = await sql<{ id: number; day: string; ends_at: string; minutes: number }[]>`
    select id, day::text, (extract(epoch from ends_at) / 60 + case when ends_at <= starts_at then 1440 else 0 end)::int as minutes
    from patrol_shift where day < ${today}::date and starts_at >= '18:00' order by day, id`;
  const rows = shifts
    .filter(() => random.chance(0.2))
    .map(({ id, day, minutes }): Value[] => [
      id,
      random.pick(notes),
      new Date(clock.instant(day, minutes - random.integer(1, 20))).toISOString(),
    ]);
  await insertRows(sql, 'patrol_handover', { shift_id: 'int', body: 'text', written_at: 'timestamptz' }, rows);
}
