import { expect, it } from 'vitest';
import type { AreaChildren, AreaDetail, AreaIndicators } from '../../../server/api/areas/schema.ts';
import { addDays, monthEnd } from '../../../server/api/calendar.ts';
import type { PeopleCounts, PeopleMeasure } from '../../../server/api/people-counts/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { townArea, townNow } from '../../fixtures/town.ts';
import { townDays } from '../../fixtures/town-households.ts';
import { rectangle, south, squareLat, squareLon, west } from '../../fixtures/town-rows.ts';
import { type AskedApp, townApp } from '../../helpers/app.ts';
import { Attacker, countsOfClass } from '../../helpers/attacker.ts';
import { rolledBack } from '../../helpers/database.ts';
import { ask } from '../../helpers/fakes.ts';
import { testSealer } from '../../helpers/sealer.ts';

const below = 10;
const levels = ['district', 'street', 'community', 'grid'];
const digits = [6, 9, 12, 15];

/** Random numbers from 0 up to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Puts other people into the town: in each grid a building with up to 24 doors, and visits and tags of few of them. */
async function populate(sql: Database, seed: number): Promise<void> {
  const random = randomOf(seed);
  await sql`delete from household`;
  const now = await townNow(sql);
  const { today, inAYear } = townDays(now);
  const basis = testSealer.seal('need_tag.basis', '本人申请');
  for (const [column, row] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    const [lon, lat] = [west + (column + 0.5) * squareLon, south + (row + 0.5) * squareLat];
    const shape = rectangle(lon, lat, lon + 0.0001, lat + 0.0001);
    const [unit] = await sql<{ id: number }[]>`
      with placed as (insert into building (kind, name, floor_count, basement_count, geometry)
        values ('apartments', '新楼', 6, 0, ${shape}) returning id)
      insert into unit (building_id, unit_no, name) select id, 1, '1单元' from placed returning id`;
    const doors = await sql<{ id: number }[]>`
      insert into household (building_id, unit_id, floor, door)
      select building_id, id, 1, n::text from unit, generate_series(1, ${Math.floor(random() * 25)}::int) n
      where id = ${unit!.id} returning id`;
    const some = (share: number) => doors.filter(() => random() < share).map(({ id }) => id);
    await sql`insert into resident (household_id, sex, registered_here, lives_here, name, birth_date, birth_year)
      select id, 'female', true, true, ${basis}, ${basis}, 1990 from unnest(${some(random())}::int[]) id`;
    for (const duty of ['hardship', 'living_alone', 'support']) {
      for (const back of [0, 1, 2]) {
        await sql`insert into visit_duty (household_id, duty, due_on)
          select id, ${duty}, ${monthEnd(addDays(today, -31 * back))}::date from unnest(${some(random() ** 2)}::int[]) id
          on conflict do nothing`;
      }
      await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
        select id, ${duty}, '每月上门', ${basis}, ${today}, ${inAYear} from unnest(${some(random() ** 2)}::int[]) id`;
    }
  }
}

/** The months that the town's visits fall into, `YYYY-MM`, the latest first. */
function monthsOf(now: Date): string[] {
  return [0, 1, 2].map((back) => addDays(townDays(now).today, -31 * back).slice(0, 7));
}

interface Question {
  measure: PeopleMeasure;
  month: string | null;
}

/** Asks for people counted; fails where that is refused. */
async function counted(app: AskedApp, { measure, month }: Question, query: string): Promise<PeopleCounts> {
  const address = `/api/people-counts?measure=${measure}&${query}${month ? `&month=${month}` : ''}`;
  const { status, body } = await ask(app, address);
  expect([address, status]).toEqual([address, 200]);
  return body as PeopleCounts;
}

/** The leaves of a question by `grid category`, as they are answered. */
async function leavesOf(app: AskedApp, question: Question): Promise<Map<string, number | null>> {
  const split = ['visit_due', 'need_tag'].includes(question.measure) ? '&by=category' : '';
  const answer = await counted(app, question, `area_code=${townArea.district}&level=grid${split}`);
  return new Map(
    answer.area_code.flatMap((code, area) =>
      answer.category.map((kind, at) => [`${code} ${kind ?? ''}`, answer.count[area]![at]!] as const),
    ),
  );
}

/** What the leaves' own answers make of a sum: a small one counts for 5, because there are few. */
function summed(leaves: Map<string, number | null>, area: string, category: string | null): number | null {
  const chosen = [...leaves].filter(
    ([key]) => key.startsWith(area) && (category === null || key.endsWith(` ${category}`)),
  );
  const sum = chosen.reduce((total, [, value]) => total + (value ?? below / 2), 0);
  return sum > 0 && sum < below ? null : sum;
}

/** Asks every question of the family, over every area and level, and compares it with what the leaves have said. */
async function askEverything(app: AskedApp, question: Question, leaves: Map<string, number | null>): Promise<number> {
  let asked = 0;
  const split = ['visit_due', 'need_tag'].includes(question.measure) ? ['', '&by=category'] : [''];
  for (const area of Object.values(townArea)) {
    for (const [at, level] of levels.entries()) {
      if (digits[at]! < area.length) continue;
      for (const by of split) {
        const answer = await counted(app, question, `area_code=${area}&level=${level}${by}`);
        expect(answer.small_count_below).toBe(below);
        const expected = answer.area_code.map((code) => answer.category.map((kind) => summed(leaves, code, kind)));
        expect(answer.count).toEqual(expected);
        asked += answer.area_code.length * answer.category.length;
      }
    }
  }
  return asked;
}

/** The counts of people in the answers about areas say the same as the families do. */
async function compareAreas(app: AskedApp, visits: Map<string, number | null>): Promise<void> {
  const households = await leavesOf(app, { measure: 'household', month: null });
  const residents = await leavesOf(app, { measure: 'resident', month: null });
  const expected = (code: string) => ({
    household_count: summed(households, code, null),
    visit_due_count: summed(visits, code, null),
  });
  for (const code of Object.values(townArea)) {
    const detail = (await ask(app, `/api/areas/${code}`)).body as AreaDetail;
    expect(detail).toMatchObject({
      small_count_below: below,
      counts: { ...expected(code), resident_count: summed(residents, code, null) },
    });
    const children = (await ask(app, `/api/areas/${code}/children`)).body as AreaChildren;
    for (const child of children.items) expect(child).toMatchObject(expected(child.area_code));
  }
  for (const level of levels) {
    const answer = (await ask(app, `/api/areas/indicators?within=${townArea.district}&level=${level}`)).body;
    const { area_code, household_count, visit_due_count, small_count_below } = answer as AreaIndicators;
    expect(small_count_below).toBe(below);
    expect(household_count).toEqual(area_code.map((code) => expected(code).household_count));
    expect(visit_due_count).toEqual(area_code.map((code) => expected(code).visit_due_count));
  }
}

/** The truth, by the names under which the attacker knows the cells. */
async function truthOf(sql: Database, now: Date): Promise<Map<string, number>> {
  const ends = monthsOf(now).map((month) => monthEnd(`${month}-01`));
  const rows = await sql<{ cell: string; count: number }[]>`
    select concat('household ', area_code, ' ') as cell, household_count as count from area_tally
    union all select concat('resident ', area_code, ' '), resident_count from area_tally
    union all select concat('visit_due', left(due_by, 7), ' ', area_code, ' ', duty), count(*)::int
      from visit_duty, unnest(${ends}::text[]) due_by where visit_id is null and due_on <= due_by::date
      group by due_by, area_code, duty
    union all select concat('need_tag ', area_code, ' ', tag), count(*)::int
      from need_tag join household h on h.id = household_id group by area_code, tag`;
  return new Map(rows.map(({ cell, count }) => [cell, count]));
}

/** Asks everything of every measure and month, and tells the attacker. Fails where an answer says more than the leaves did. */
async function listen(app: AskedApp, months: string[], attacker: Attacker): Promise<number> {
  const questions: Question[] = [
    ...(['household', 'resident', 'need_tag'] as const).map((measure) => ({ measure, month: null })),
    ...months.map((month) => ({ measure: 'visit_due' as const, month })),
  ];
  let asked = 0;
  for (const question of questions) {
    const leaves = await leavesOf(app, question);
    for (const [leaf, value] of leaves) {
      attacker.bound(`${question.measure}${question.month ?? ''} ${leaf}`, countsOfClass(value, below));
    }
    asked += await askEverything(app, question, leaves);
    if (question.month === months[0]) await compareAreas(app, leaves);
  }
  return asked;
}

/** Tells the attacker what anybody knows: at most every household has a tag, and what is owed adds up from month to month. */
function tellTheObvious(cells: Iterable<string>, months: string[], attacker: Attacker): void {
  const notMore = (less: string, more: string) => {
    const difference: [string, number][] = [
      [more, 1],
      [less, -1],
    ];
    attacker.know(difference, { low: 0, high: Number.POSITIVE_INFINITY });
  };
  for (const cell of cells) {
    const [name, grid] = cell.split(' ') as [string, string];
    if (name === 'need_tag') notMore(cell, `household ${grid} `);
    const later = months[months.indexOf(name.slice('visit_due'.length)) - 1];
    if (later) notMore(cell, cell.replace(name, `visit_due${later}`));
  }
}

it.each([1, 2, 3])('all that the routes answer pins no hidden count (town %i)', async (seed) => {
  await rolledBack(async (sql) => {
    await populate(sql, seed);
    const now = await townNow(sql);
    const attacker = new Attacker();
    expect(await listen(await townApp(sql, 'district'), monthsOf(now), attacker)).toBeGreaterThan(500);
    const truth = await truthOf(sql, now);
    tellTheObvious(truth.keys(), monthsOf(now), attacker);
    let hidden = 0;
    for (const [cell, count] of truth) {
      const { low, high } = attacker.solve(cell);
      expect([cell, low <= count && count <= high]).toEqual([cell, true]);
      if (count === 0) continue;
      expect([cell, high - low >= 4]).toEqual([cell, true]);
      hidden++;
    }
    expect(hidden).toBeGreaterThan(30);
  });
});

it('finds out a server that hides small counts and adds up the truth', async () => {
  await rolledBack(async (sql) => {
    await populate(sql, 1);
    await sql.unsafe(`create or replace function released_leaf(leaf_count bigint, small_below int) returns bigint
      language sql immutable as 'select leaf_count'`);
    const listening = listen(await townApp(sql, 'district'), monthsOf(await townNow(sql)), new Attacker());
    await expect(listening).rejects.toThrow(/to deeply equal/);
  });
});

it('is one answer for everybody who may not see the people, and the truth for who may', async () => {
  await rolledBack(async (sql) => {
    await populate(sql, 4);
    const query = `area_code=${townArea.north}&level=grid`;
    const question: Question = { measure: 'household', month: null };
    const answers = [];
    for (const login of ['district', 'officer', 'patrol', 'auditor', 'wall'] as const) {
      answers.push(await counted(await townApp(sql, login), question, query));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const [row] = await sql<{ counts: number[] }[]>`
      select array_agg(household_count order by area_code) as counts from area_tally where area_code like ${`${townArea.north}%`}`;
    const exact = await counted(await townApp(sql, 'secretary'), question, query);
    expect(exact.small_count_below).toBeNull();
    expect(exact.count).toEqual(row!.counts.map((count) => [count]));
  });
});
