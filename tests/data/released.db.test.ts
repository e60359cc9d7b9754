import { expect, it } from 'vitest';
import { digestOf } from '../../server/access/credential.ts';
import { enter } from '../../server/access/enter.ts';
import type { Database } from '../../server/db/open.ts';
import { townArea, townNow } from '../fixtures/town.ts';
import { secretOfTown, type TownLogin } from '../fixtures/town-accounts.ts';
import { townDays } from '../fixtures/town-households.ts';
import { classOf } from '../helpers/attacker.ts';
import { refused, rolledBack } from '../helpers/database.ts';
import { testSealer } from '../helpers/sealer.ts';

/** Runs statements with the rights of one of the town's accounts. */
function as<Result>(sql: Database, login: TownLogin, work: (sql: Database) => Promise<Result>): Promise<Result> {
  const entrance = { digest: digestOf(secretOfTown(login)), today: '2026-05-20', readOnly: false };
  return enter(sql, entrance, (inside) => work(inside));
}

/** Cells of the town's grids as `code sure_sum+small_count`, codes without the district's first nine digits. */
async function cells(sql: Database, measure: string, exact: boolean): Promise<string[]> {
  const { today, lastDayOfMonth } = townDays(await townNow(sql));
  const rows = await sql<{ text: string }[]>`
    select concat(substr(area_code, 10), ' ', category, ' ', sure_sum, '+', small_count) as text
    from people_cells(${[measure]}::text[], '990106', 15, ${measure === 'need_tag'}, ${exact}, ${lastDayOfMonth}, ${today})
    order by 1`;
  return rows.map(({ text }) => text);
}

it('puts leaves into the classes that the attacker of the tests knows', async () => {
  await rolledBack(async (sql) => {
    for (const below of [1, 2, 5, 10, 12, 100]) {
      const rows = await sql<{ leaf: number; class: number | null }[]>`
        select n as leaf, released_leaf(n, ${below})::int as class from generate_series(0, 330) n order by n`;
      expect(rows.map((row) => row.class)).toEqual(rows.map((row) => classOf(row.leaf, below)));
    }
  });
});

it.each<[TownLogin, string, boolean, string[]]>([
  ['leader', 'household', true, ['001001  7+0', '001002  0+0', '002001  1+0', '002002  0+0']],
  ['leader', 'household', false, ['001001  0+1', '001002  0+0', '002001  0+1', '002002  0+0']],
  ['worker', 'resident', true, ['001001  6+0']],
  ['leader', 'visit_due', true, ['001001  2+0', '002001  1+0']],
  ['leader', 'visit_due', false, ['001001  0+2', '002001  0+1']],
  ['leader', 'need_tag', true, ['001001 living_alone 2+0']],
  ['district', 'household', true, []],
  ['district', 'household', false, ['001001  0+1', '001002  0+0', '002001  0+1', '002002  0+0']],
  ['district', 'need_tag', false, ['001001 living_alone 0+1']],
  ['wall', 'household', false, ['001001  0+1', '001002  0+0', '002001  0+1', '002002  0+0']],
  ['wall', 'visit_due', true, []],
  ['officer', 'household', false, ['001001  0+1', '001002  0+0']],
  ['auditor', 'resident', false, ['001001  0+1', '001002  0+0', '002001  0+1', '002002  0+0']],
  ['head', 'household', false, []],
  ['head', 'household', true, []],
])('gives %s of %s (exact: %s) %j', async (login, measure, exact, expected) => {
  await rolledBack(async (sql) => {
    expect(await as(sql, login, (inside) => cells(inside, measure, exact))).toEqual(expected);
  });
});

it('counts a household with two periods of one tag once', async () => {
  await rolledBack(async (sql) => {
    const { yesterday, inAYear } = townDays(await townNow(sql));
    const basis = testSealer.seal('need_tag.basis', '本人申请');
    await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
      values (41, 'living_alone', '每月上门', ${basis}, ${yesterday}, ${inAYear})`;
    expect(await as(sql, 'leader', (inside) => cells(inside, 'need_tag', true))).toEqual(['001001 living_alone 2+0']);
  });
});

it('shows nothing to who is not signed in', async () => {
  await rolledBack(async (sql) => {
    const nobody = { digest: undefined, today: '2026-05-20', readOnly: false };
    await enter(sql, nobody, async (inside) => {
      expect(await cells(inside, 'household', false)).toEqual([]);
      expect(await inside`select * from place_tally`).toEqual([]);
    });
  });
});

it('keeps the leaves themselves from every caller', async () => {
  const ask = (sql: Database) =>
    as(
      sql,
      'leader',
      (inside) => inside`
      select * from people_leaves('{household}', '', '{""}', '2026-05-31', '2026-05-20')`,
    ).then(() => {});
  expect(await refused(ask)).toMatch('permission denied for function people_leaves');
});

it('shows the counts of things where people are counted', async () => {
  await rolledBack(async (sql) => {
    const codesOf = (login: TownLogin) =>
      as(sql, login, async (inside) => {
        const rows = await inside<{ area_code: string }[]>`select area_code from place_tally order by 1`;
        return rows.map(({ area_code }) => area_code);
      });
    expect(await codesOf('wall')).toEqual([
      townArea.northWest,
      townArea.northEast,
      townArea.southWest,
      townArea.southEast,
    ]);
    expect(await codesOf('officer')).toEqual([townArea.northWest, townArea.northEast]);
    expect(await codesOf('head')).toEqual([]);
  });
});

it.each([
  [77, 5],
  [78, 3],
])('with %i more small grids a small one counts for %d', async (grids, mean) => {
  await rolledBack(async (sql) => {
    // The town has two small grids, of 7 and 1: with 78 of 3 the mean is 242 / 80.
    await sql`insert into area_tally (area_code, household_count)
      select '990106001003' || lpad(n::text, 3, '0'), 3 from generate_series(1, ${grids}::int) n`;
    await as(sql, 'wall', async (inside) => {
      const [row] = await inside`select people_small_mean('household', '2026-05-31', '2026-05-20') as mean`;
      expect(row).toEqual({ mean });
    });
  });
});

it.each([
  ['household', 'area_tally', 'area_tally_pkey'],
  ['visit_due', 'visit_duty', 'visit_duty_owed'],
])('the leaves of %s are read from one range of an index', async (measure, table, index) => {
  await rolledBack(async (sql) => {
    // As in a deployment: most of what is owed is owed elsewhere.
    await sql`insert into visit_duty (household_id, duty, due_on)
      select id, 'support', date '2000-01-01' + n from household, generate_series(1, 500) n`;
    await sql`update visit_duty set area_code = '880106001001001' where due_on < '2002-01-01'`;
    await sql.unsafe('analyze visit_duty; set local enable_seqscan = off; set local enable_bitmapscan = off');
    const rows = await sql.unsafe(
      `explain select * from people_leaves('{${measure}}', '990106', '{990106}', '2026-05-31', '2026-05-20')`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(new RegExp(`Index (Only )?Scan using ${index} on ${table}`));
    expect(plan).toMatch(/Index Cond: .*area_code >= .*area_code < /);
    expect(plan).not.toMatch(/ on household/);
  });
});
