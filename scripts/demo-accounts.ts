import { readFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf, newSecret } from '../server/access/credential.ts';
import { hashPassword, newPassword } from '../server/access/password.ts';
import { rootFolder } from '../server/config.ts';
import type { Database } from '../server/db/open.ts';
import type { Language } from '../server/language.ts';

/** An account of the demo with its password, or the wall with its display token. */
export interface DemoAccount {
  /** The role with dashes, as in `street-leader`, or the department, as in `police-officer`; `wall` is no account: its password is a display token. */
  login: string;
  password: string;
  role: string;
  /** What an officer serves. */
  department: string | null;
  area_code: string;
  area_name: string;
}

interface Duty {
  role: string;
  place: Place;
  display_name: string;
  department?: string;
  /** The role with dashes where it is not said. */
  login?: string;
}

type Place = 'root' | 'street' | 'community' | 'grid' | 'building';

const colleague = { role: 'department_officer', place: 'street' } as const;

/** Every role, where its demo account has its duty, and what the person is called; an officer of several departments. All are invented. */
const duties: readonly Duty[] = [
  { role: 'district_leader', place: 'root', display_name: '钟鸣远（演示）' },
  { role: 'street_leader', place: 'street', display_name: '方静宜（演示）' },
  { role: 'community_secretary', place: 'community', display_name: '罗建平（演示）' },
  { role: 'grid_worker', place: 'grid', display_name: '苏晓禾（演示）' },
  { role: 'building_head', place: 'building', display_name: '魏淑兰（演示）' },
  { role: 'patrol_coordinator', place: 'street', display_name: '雷大勇（演示）' },
  { role: 'department_officer', place: 'street', display_name: '韩思源（演示）', department: 'urban_management' },
  { ...colleague, login: 'police-officer', display_name: '高卫东（演示）', department: 'police' },
  { ...colleague, login: 'fire-officer', display_name: '石磊（演示）', department: 'fire' },
  { ...colleague, login: 'housing-officer', display_name: '程雨桐（演示）', department: 'housing' },
  { role: 'registrar', place: 'root', display_name: '沈立文（演示）' },
  { role: 'auditor', place: 'root', display_name: '秦正清（演示）' },
];

interface DutyPlace {
  area_code: string;
  area_name: string;
  building_id: number | null;
}

/**
 * Makes one account a role over the demo city, and a display token over its whole; empty where there are accounts already.
 * No role of the demo asks for a second factor afterwards.
 * @throws Error when the database holds no demo city.
 */
export async function makeDemoAccounts({ sql }: { sql: Database }): Promise<DemoAccount[]> {
  const [state] = await sql<{ demo: boolean; peopled: boolean }[]>`
    select demo, exists (select from account) as peopled from deployment`;
  if (!state?.demo) throw new Error('there is no demo city to make accounts for');
  if (state.peopled) return [];
  const places = await findPlaces(sql);
  const made = await Promise.all(duties.map(async (duty) => ({ ...duty, ...(await withPassword()) })));
  const step = async (transaction: unknown) => {
    const inside = transaction as Database;
    const accounts: DemoAccount[] = [];
    for (const duty of made) {
      const place = places[duty.place];
      const account = await insertAccount(inside, duty, place);
      await nameHolder(inside, account, place);
      accounts.push(account);
    }
    await inside`update role set second_factor_required = false`;
    return [...accounts, await insertWall(inside, places.root)];
  };
  return 'savepoint' in sql ? step(sql) : ((await sql.begin(step)) as DemoAccount[]);
}

async function withPassword(): Promise<{ password: string; hash: string }> {
  const password = newPassword();
  return { password, hash: await hashPassword(password) };
}

/** The building with most households of the first grid that has any, and the areas above it. */
async function findPlaces(sql: Database): Promise<Record<Place, DutyPlace>> {
  const [home] = await sql<{ area_code: string; building_id: number }[]>`
    select area_code, building_id from household
    where area_code = (select min(area_code) from household)
    group by area_code, building_id order by count(*) desc, building_id limit 1`;
  if (!home) throw new Error('the demo city has no household in any grid');
  const areas = await sql<{ area_code: string; name: string; level: string }[]>`
    select area_code, name, level from area where ${home.area_code} ^@ area_code order by length(area_code)`;
  const at = (level: string): DutyPlace => {
    const area = areas.find((one) => one.level === level) ?? areas[0]!;
    return { area_code: area.area_code, area_name: area.name, building_id: null };
  };
  const grid = at('grid');
  return {
    root: at(areas[0]!.level),
    street: at('street'),
    community: at('community'),
    grid,
    building: { ...grid, building_id: home.building_id },
  };
}

async function insertAccount(
  sql: Database,
  duty: Duty & { password: string; hash: string },
  { area_code, area_name, building_id }: DutyPlace,
): Promise<DemoAccount> {
  const { role, display_name, password, hash, login = role.replaceAll('_', '-') } = duty;
  const department = duty.department ?? null;
  await sql`with made as (
      insert into account (login, display_name, area_code) values (${login}, ${display_name}, ${area_code}) returning id),
    known as (insert into credential (account_id, password_hash) select id, ${hash} from made)
    insert into account_grant (account_id, role, area_code, building_id, department, starts_on)
    select id, ${role}, ${area_code}, ${building_id}::int, ${department}::text, current_date - 1 from made`;
  return { login, password, role, department, area_code, area_name };
}

/** Whoever answers for the account's place in its role is this person, so that register and accounts agree. */
async function nameHolder(
  sql: Database,
  { login, role }: DemoAccount,
  { area_code, building_id }: DutyPlace,
): Promise<void> {
  await sql`update duty_holder h set account_id = a.id, name = replace(a.display_name, '（演示）', '') from account a
    where a.login = ${login} and h.id = (select min(id) from duty_holder where role = ${role} and area_code = ${area_code}
      and building_id is not distinct from ${building_id}::int and unit_id is null and deputy_of is null)`;
}

/** A display token needs somebody who made it: the registrar. It lasts a year. */
async function insertWall(sql: Database, { area_code, area_name }: DutyPlace): Promise<DemoAccount> {
  const secret = newSecret();
  const name = '指挥大屏（演示）';
  const [wall] = await sql<
    [{ id: number }]
  >`insert into wall (name, area_code) values (${name}, ${area_code}) returning id`;
  await sql`insert into token (digest, kind, name, account_id, area_code, rights, expires_at, wall_id)
    select ${digestOf(secret)}, 'display', ${name}, id, ${area_code},
      array(select right_name from role_right where role = 'wall' order by right_name), now() + interval '365 days', ${wall.id}
    from account where login = 'registrar'`;
  return { login: 'wall', password: secret, role: 'wall', department: null, area_code, area_name };
}

/** The accounts as lines to print: login, password, role and area in columns that line up in a terminal. */
export function demoAccountsTable(accounts: readonly DemoAccount[], language: Language = 'zh-CN'): string {
  const [roles, departments] = [namesOf('role', language), namesOf('department', language)];
  const width = (of: 'login' | 'password') =>
    Math.max(...accounts.filter(({ role }) => role !== 'wall').map((account) => account[of].length));
  const [loginWidth, passwordWidth] = [width('login'), width('password')];
  return accounts
    .map(
      ({ login, password, role, department, area_name }) =>
        `  ${login.padEnd(loginWidth)}  ${password.padEnd(passwordWidth)}  ${[
          roles.get(role) ?? role,
          ...(department === null ? [] : [departments.get(department) ?? department]),
          area_name,
        ].join(' · ')}`,
    )
    .join('\n');
}

function namesOf(catalogue: 'role' | 'department', language: Language): Map<string, string> {
  const file = path.join(rootFolder, `data/codes/${catalogue}.json`);
  const entries = JSON.parse(readFileSync(file, 'utf8')) as { id: string; zh: string; en: string }[];
  return new Map(entries.map(({ id, zh, en }) => [id, language === 'en' ? en : zh]));
}
