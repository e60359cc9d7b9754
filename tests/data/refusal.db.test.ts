import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogues } from '../../server/api/codes/catalogues.ts';
import { rootFolder } from '../../server/config.ts';
import type { Database } from '../../server/db/open.ts';
import { forbiddenIn } from '../../server/import/forbidden.ts';
import { layers } from '../../server/import/layers.ts';
import type { TownLogin } from '../fixtures/town-accounts.ts';
import { enterAs, refused, rolledBack, testDatabase } from '../helpers/database.ts';
import { testSealer } from '../helpers/sealer.ts';

/** Words that are there for something else; an entry says why. */
const argued: Record<string, string> = {
  // A camera is an asset: place, purpose, operator, sign, retention. What it sees is nowhere (DOMAIN.md 4).
  'device-kind.json 视频设备': '视频',
};

/** What names something that the product must never hold, as `where: word`. */
function refusals(texts: readonly { where: string; text: string }[]): string[] {
  return texts.flatMap(({ where, text }) => {
    const word = forbiddenIn(text);
    return word === null || argued[where] === word ? [] : [`${where}: ${word}`];
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

describe('what the product must never hold', () => {
  it('is found by its words in either language', () => {
    const texts = [
      'resident.ethnicity',
      'the religion of a resident',
      '人员.民族',
      '上访人员名单',
      'faces seen by a camera',
    ];
    expect(refusals(texts.map((text) => ({ where: text, text })))).toEqual([
      'resident.ethnicity: ethnicity',
      'the religion of a resident: religion',
      '人员.民族: 民族',
      '上访人员名单: 上访',
      'faces seen by a camera: faces',
    ]);
  });

  it('has no table, view, column, function or comment in the database', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ where: string; text: string }[]>`
      select c.relname::text as where, c.relname::text as text from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm')
      union all select c.relname || '.' || a.attname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm') and a.attnum > 0 and not a.attisdropped
      union all select p.proname::text, p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      union all select 'comment on ' || c.relname, d.description from pg_description d join pg_class c on c.oid = d.objoid
        where c.relnamespace = 'public'::regnamespace`;
    expect(rows.length).toBeGreaterThan(300);
    expect(refusals(rows)).toEqual([]);
  });

  it('has no word in the comments of migrations and views', () => {
    const texts = ['migrations', 'views'].flatMap((folder) =>
      readdirSync(path.join(rootFolder, 'data', folder)).flatMap((file) => {
        const text = readFileSync(path.join(rootFolder, 'data', folder, file), 'utf8');
        return [...text.matchAll(/--(.*)/g)].map(([, comment]) => ({ where: `${file}${comment}`, text: comment! }));
      }),
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(refusals(texts)).toEqual([]);
  });

  it('has no entry in any catalogue', () => {
    const folder = path.join(rootFolder, 'data/codes');
    const texts = readdirSync(folder).flatMap((file) =>
      textsIn(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))).map((text) => ({
        where: `${file} ${text}`,
        text,
      })),
    );
    expect(texts.length).toBeGreaterThan(200);
    expect(refusals(texts)).toEqual([]);
  });

  it('fills no field of an import', () => {
    const texts = Object.entries(layers).flatMap(([kind, { columns }]) =>
      columns.flatMap(({ name, synonyms }) => [name, ...synonyms].map((text) => ({ where: `${kind}.${name}`, text }))),
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(refusals(texts)).toEqual([]);
  });
});

describe('the reasons to visit', () => {
  it('are the catalogue’s, in the file and in the database', async () => {
    const { sql } = await testDatabase();
    const catalogues = readCatalogues();
    for (const [constraint, catalogue] of [
      ['need_tag_known', 'need-tag'],
      ['visit_duty_known', 'visit-duty'],
    ] as const) {
      const [row] = await sql<[{ definition: string }]>`
        select pg_get_constraintdef(oid) as definition from pg_constraint where conname = ${constraint}`;
      const known = [...row.definition.matchAll(/'(\w+)'::text/g)].map(([, id]) => id);
      expect(known.sort()).toEqual(catalogues[catalogue].map(({ id }) => id).sort());
    }
  });

  it('are no others: an unknown tag or duty is refused by the database itself', async () => {
    const basis = testSealer.seal('need_tag.basis', '甲');
    expect(
      await refused(async (sql) => {
        await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
          values (41, 'petitioner', '甲', ${basis}, '2026-01-01', '2027-01-01')`;
      }),
    ).toMatch(/need_tag_known/);
    expect(
      await refused(async (sql) => {
        await sql`insert into visit_duty (household_id, duty, due_on) values (41, 'released', '2026-01-01')`;
      }),
    ).toMatch(/visit_duty_known/);
  });

  it('cannot be imported, and are written only by who edits there and has the file open', async () => {
    expect(Object.values(layers).map(({ table }) => table)).not.toContain('need_tag');
    const basis = testSealer.seal('need_tag.basis', '甲');
    const tag = (sql: Database, login: TownLogin, open: boolean) =>
      (async () => {
        if (open)
          await sql`insert into opening (household_id, account_id, role, purpose, expires_at)
            select 45, id, 'grid_worker', 'visit', now() + interval '20 minutes' from account where login = ${login}`;
        await enterAs(sql, login);
        await sql`set local role jingwei_api`;
        await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
          values (45, 'support', '甲', ${basis}, '2026-01-01', '2027-01-01')`;
      })();
    for (const [login, open] of [
      ['worker', false],
      ['head', true],
      ['registrar', true],
    ] as const) {
      expect(await refused((sql) => tag(sql, login, open))).toMatch(/row-level security/);
    }
    await rolledBack((sql) => tag(sql, 'worker', true));
  });
});
