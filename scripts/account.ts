import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { audit } from '../server/access/audit.ts';
import { hashPassword, newPassword } from '../server/access/password.ts';
import { endSessions } from '../server/api/account/sql.ts';
import { isArea } from '../server/api/areas/sql.ts';
import { dayOf } from '../server/api/calendar.ts';
import { readCatalogues } from '../server/api/codes/catalogues.ts';
import { personBody, personRoles } from '../server/api/people/schema.ts';
import { findBuildingArea, hasDuty, insertGrant, insertPerson } from '../server/api/people/sql.ts';
import { areaCode, day } from '../server/api/wire.ts';
import { readConfig } from '../server/config.ts';
import { openDeployment } from '../server/db/deployment.ts';
import type { Database } from '../server/db/open.ts';
import type { Language } from '../server/language.ts';
import { terminalLanguage } from './terminal.ts';

const departments = readCatalogues().department.map(({ id }) => id);

const help = `npm run account -- COMMAND [options]
create   --login LOGIN --name NAME --role ROLE --area CODE|all [--building ID] [--department NAME] [--ends DAY]
         新建账号并授予职责，初始密码只显示这一次。 Makes an account with a duty; its first password is shown this once.
grant    --login LOGIN --role ROLE --area CODE|all [--building ID] [--department NAME] [--ends DAY]
         授予职责 Gives a duty
password --login LOGIN    重设密码并结束其登录 A new first password; its sessions end
disable  --login LOGIN    停用账号 Switches an account off
enable   --login LOGIN    启用账号 Switches it on again
bind     --login LOGIN --issuer ADDRESS --subject ID    绑定统一身份认证 Lets an OpenID person sign in to it
         ADDRESS as it stands in OPENID_ISSUER 与 OPENID_ISSUER 设置一致
list     全部账号 All accounts

ROLE  ${personRoles.slice(0, 5).join(' ')}
      ${personRoles.slice(5).join(' ')}
NAME  ${departments.slice(0, 6).join(' ')}
      ${departments.slice(6).join(' ')}
      for department_officer 部门经办人的部门
DAY   2026-12-31: the first day on which the duty is over 职责结束的第一天`;

/** A mistake on the command line; `message` is one line. */
class UsageError extends Error {}

type Options = ReturnType<typeof parse>['values'];

/** What a command works with. */
interface Setting {
  sql: Database;
  options: Options;
  /** `YYYY-MM-DD` in the deployment's time zone. */
  today: string;
  language: Language;
}

const commands: Record<string, (setting: Setting) => Promise<string>> = {
  create,
  grant,
  password: resetPassword,
  disable: (setting) => switchAccount(setting, true),
  enable: (setting) => switchAccount(setting, false),
  bind,
  list,
};

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ login: option, name: option, role: option, area: option, building: option, ends: option },
      department: option,
      ...{ issuer: option, subject: option, help: { type: 'boolean', short: 'h' } },
    },
  });
}

/**
 * Runs one account command in a transaction; what to print.
 * @throws Error with one line for the operator.
 */
export async function runAccountCommand(
  sql: Database,
  args: string[],
  { today, language }: { today: string; language: Language },
): Promise<string> {
  const { values: options, positionals } = parse(args);
  const [name, more] = positionals;
  if (options.help || name === undefined) return help;
  const command = commands[name];
  if (!command || more !== undefined) throw new UsageError(`there is no command "${positionals.join(' ')}"`);
  const step = (inside: unknown) => command({ sql: inside as Database, options, today, language });
  if ('savepoint' in sql) return step(sql);
  return (await sql.begin(step)) as string;
}

async function create(setting: Setting): Promise<string> {
  const { sql, options, language } = setting;
  const login = personBody.shape.login.safeParse(needed(options, 'login'));
  if (!login.success) throw new UsageError('--login takes 2 to 60 letters, digits, dots or dashes');
  const area_code = await areaOf(setting);
  const id = await insertPerson(sql, { login: login.data, display_name: needed(options, 'name'), area_code });
  if (id === undefined) throw new UsageError(`the login ${login.data} is taken`);
  await audit(sql, 'person_made', { area_code, detail: { login: login.data } });
  await insertDuty(setting, { id, login: login.data });
  const password = await newFirstPassword(sql, id);
  return {
    'zh-CN': `已新建账号 ${login.data}。初始密码（仅显示这一次，首次登录时须更改）：\n\n  ${password}\n`,
    en: `The account ${login.data} is made. Its first password, shown this once and to be changed at the first sign-in:\n\n  ${password}\n`,
  }[language];
}

async function grant(setting: Setting): Promise<string> {
  const account = await accountOf(setting);
  await insertDuty(setting, account);
  const { role, area } = setting.options;
  return { 'zh-CN': `已授予 ${account.login}：${role} · ${area}`, en: `${account.login} is ${role} · ${area} now` }[
    setting.language
  ];
}

async function resetPassword(setting: Setting): Promise<string> {
  const { sql, language } = setting;
  const { id, login, area_code } = await accountOf(setting);
  const password = await newFirstPassword(sql, id);
  await endSessions(sql, id);
  await audit(sql, 'password_reset', { area_code, detail: { login } });
  return {
    'zh-CN': `${login} 的新密码（仅显示这一次，下次登录时须更改）：\n\n  ${password}\n`,
    en: `The new password of ${login}, shown this once and to be changed at the next sign-in:\n\n  ${password}\n`,
  }[language];
}

async function switchAccount(setting: Setting, off: boolean): Promise<string> {
  const { sql, language } = setting;
  const { id, login, area_code } = await accountOf(setting);
  await sql`update account set disabled_at = ${off ? sql`coalesce(disabled_at, now())` : null} where id = ${id}`;
  if (off) await endSessions(sql, id);
  await audit(sql, off ? 'person_disabled' : 'person_enabled', { area_code, detail: { login } });
  return off
    ? { 'zh-CN': `已停用 ${login}，其登录已全部结束。`, en: `${login} is off; its sessions are over.` }[language]
    : { 'zh-CN': `已启用 ${login}。`, en: `${login} is on again.` }[language];
}

async function bind(setting: Setting): Promise<string> {
  const { sql, options, language } = setting;
  const { id, login, area_code } = await accountOf(setting);
  const [issuer, subject] = [needed(options, 'issuer'), needed(options, 'subject')];
  const [other] = await sql<{ login: string }[]>`
    select login from account where openid_issuer = ${issuer} and openid_subject = ${subject} and id <> ${id}`;
  if (other) throw new UsageError(`this person is bound to the account ${other.login} already`);
  await sql`update account set openid_issuer = ${issuer}, openid_subject = ${subject} where id = ${id}`;
  // A first password that was never used would have to be changed before anything else.
  await sql`delete from credential where account_id = ${id} and must_change`;
  await audit(sql, 'person_changed', { area_code, detail: { login } });
  return { 'zh-CN': `${login} 现在可由 ${issuer} 登录。`, en: `${login} can sign in from ${issuer} now.` }[language];
}

async function list({ sql, today, language }: Setting): Promise<string> {
  const rows = await sql<{ login: string; display_name: string; disabled: boolean; duties: string | null }[]>`
    select a.login, a.display_name, a.disabled_at is not null as disabled,
      (select string_agg(g.role || coalesce(' · ' || g.department, '') || ' · ' || coalesce(nullif(g.area_code, ''), 'all') || coalesce(' < ' || g.ends_on, ''),
          ', ' order by g.area_code, g.role)
        from account_grant g where g.account_id = a.id and (g.ends_on is null or g.ends_on > ${today}::date)) as duties
    from account a order by a.login`;
  if (rows.length === 0) return { 'zh-CN': '还没有账号。', en: 'There are no accounts yet.' }[language];
  const off = { 'zh-CN': '（已停用）', en: ' (off)' }[language];
  const width = Math.max(...rows.map(({ login }) => login.length));
  return rows
    .map((row) => `${row.login.padEnd(width)}  ${row.display_name}${row.disabled ? off : ''}  ${row.duties ?? '—'}`)
    .join('\n');
}

async function insertDuty(setting: Setting, { id, login }: { id: number; login: string }): Promise<void> {
  const { sql, options, today } = setting;
  const role = personRoles.find((one) => one === needed(options, 'role'));
  if (!role) throw new UsageError(`there is no role "${options.role}"; the roles are ${personRoles.join(', ')}`);
  const area_code = await areaOf(setting);
  if ((role === 'building_head') !== (options.building !== undefined))
    throw new UsageError('--building is for building_head, and needed there');
  const building_id = options.building === undefined ? null : Number(options.building);
  if (building_id !== null) {
    const building = Number.isSafeInteger(building_id) ? await findBuildingArea(sql, building_id) : undefined;
    if (!building?.area_code?.startsWith(area_code)) throw new UsageError(`no building ${options.building} is there`);
  }
  const department = departmentOf(options, role);
  const ends_on = options.ends ?? null;
  if (ends_on !== null && (!day.safeParse(ends_on).success || ends_on <= today))
    throw new UsageError('--ends takes a day after today, such as 2027-01-01');
  const duty = { account_id: id, role, area_code, building_id, department, starts_on: today, ends_on };
  if (await hasDuty(sql, duty)) throw new UsageError(`${login} has this duty already`);
  await insertGrant(sql, duty);
  await audit(sql, 'grant_made', { area_code, detail: { login, role, department, ends_on } });
}

function departmentOf({ department }: Options, role: string): string | null {
  if ((role === 'department_officer') !== (department !== undefined))
    throw new UsageError('--department is for department_officer, and needed there');
  if (department !== undefined && !departments.includes(department))
    throw new UsageError(`there is no department "${department}"; the departments are ${departments.join(', ')}`);
  return department ?? null;
}

async function newFirstPassword(sql: Database, accountId: number): Promise<string> {
  const password = newPassword();
  await sql`insert into credential (account_id, password_hash, must_change)
    values (${accountId}, ${await hashPassword(password)}, true)
    on conflict (account_id) do update set password_hash = excluded.password_hash, must_change = true, changed_at = now()`;
  return password;
}

async function accountOf({ sql, options }: Setting): Promise<{ id: number; login: string; area_code: string }> {
  const login = needed(options, 'login').toLowerCase();
  const [row] = await sql<{ id: number; login: string; area_code: string }[]>`
    select id, login, area_code from account where login = ${login}`;
  if (!row) throw new UsageError(`there is no account ${login}`);
  return row;
}

/** `all`, stored as the empty code, reaches everything, also before any area is loaded. */
async function areaOf({ sql, options }: Setting): Promise<string> {
  const code = needed(options, 'area');
  if (code === 'all') return '';
  if (!areaCode.safeParse(code).success)
    throw new UsageError(`--area takes the digits of an area or all, not "${code}"`);
  if (!(await isArea(sql, code))) throw new UsageError(`there is no area ${code}`);
  return code;
}

function needed(options: Options, name: 'login' | 'name' | 'role' | 'area' | 'issuer' | 'subject'): string {
  const value = options[name]?.trim();
  if (!value) throw new UsageError(`--${name} is needed`);
  return value;
}

async function main(): Promise<void> {
  const config = readConfig();
  const args = process.argv.slice(2);
  const language = terminalLanguage();
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return console.log(help);
  const deployment = await openDeployment(config);
  try {
    console.log(await runAccountCommand(deployment.sql, args, { today: dayOf(new Date(), config.timeZone), language }));
  } finally {
    await deployment.close();
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().then(
    () => process.exit(0),
    (error: Error & { code?: string }) => {
      const isUsage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
      console.error(`${error.message}${isUsage ? ' (--help shows all)' : ''}`);
      process.exit(isUsage ? 2 : 1);
    },
  );
}
