import { describe, expect, it } from 'vitest';
import { runAccountCommand } from '../../scripts/account.ts';
import type { Database } from '../../server/db/open.ts';
import { townArea, townId } from '../fixtures/town.ts';
import { townAccounts } from '../fixtures/town-accounts.ts';
import { rolledBack } from '../helpers/database.ts';
import { Browser, bareApp } from '../server/api/session/accounts.ts';

const run = (sql: Database, line: string) =>
  runAccountCommand(sql, line.split(' '), { today: '2026-05-20', language: 'en' });
const shown = (output: string) => /^ {2}([a-z2-9-]{14})$/m.exec(output)![1]!;

describe('the account command', () => {
  it('makes an account with a duty, whose password is shown once and to be changed', () =>
    rolledBack(async (sql) => {
      const output = await run(
        sql,
        `create --login lin.xia --name 林夏 --role street_leader --area ${townArea.street} --ends 2099-01-01`,
      );
      const app = await bareApp(sql);
      expect((await new Browser(app).signIn('lin.xia', shown(output))).body).toMatchObject({
        caller: {
          ...{ login: 'lin.xia', display_name: '林夏', owed: 'password_change' },
          grants: [{ role: 'street_leader', area_code: townArea.street, ends_on: '2099-01-01' }],
        },
      });
      const again = shown(await run(sql, 'password --login lin.xia'));
      expect((await new Browser(app).signIn('lin.xia', shown(output))).status).toBe(401);
      expect((await new Browser(app).signIn('lin.xia', again)).status).toBe(200);
      expect(await run(sql, 'disable --login lin.xia')).toBe('lin.xia is off; its sessions are over.');
      expect((await new Browser(app).signIn('lin.xia', again)).status).toBe(401);
      await run(sql, 'enable --login lin.xia');
      expect((await new Browser(app).signIn('lin.xia', again)).status).toBe(200);
      const dump = JSON.stringify([await sql`select * from audit_event`, await sql`select * from credential`]);
      expect(dump).not.toContain(again);
    }));

  it('reaches everything before any area is loaded', () =>
    rolledBack(async (sql) => {
      await sql`delete from area`;
      await run(sql, 'create --login first --name 沈立文 --role registrar --area all');
      const [row] = await sql`
        select g.area_code from account_grant g join account a on a.id = g.account_id where a.login = 'first'`;
      expect(row).toEqual({ area_code: '' });
    }));

  it('lists accounts with their duties', () =>
    rolledBack(async (sql) => {
      await sql`delete from account where id not in (${townAccounts.worker.id}, ${townAccounts.registrar.id})`;
      await run(
        sql,
        `grant --login worker --role building_head --area ${townArea.northWest} --building ${townId.building.tower}`,
      );
      await run(sql, `grant --login worker --role department_officer --area ${townArea.street} --department fire`);
      await run(sql, 'disable --login registrar');
      expect(await run(sql, 'list')).toBe(
        [
          'registrar  测试registrar (off)  registrar · 990106',
          'worker     测试worker  department_officer · fire · 990106001, building_head · 990106001001001, grid_worker · 990106001001001',
        ].join('\n'),
      );
    }));

  it('binds an account to somebody at an OpenID provider, once', () =>
    rolledBack(async (sql) => {
      await run(sql, 'bind --login worker --issuer https://login.example.cn --subject p1');
      const [row] = await sql`select openid_issuer, openid_subject from account where login = 'worker'`;
      expect(row).toEqual({ openid_issuer: 'https://login.example.cn', openid_subject: 'p1' });
      await expect(run(sql, 'bind --login head --issuer https://login.example.cn --subject p1')).rejects.toThrow(
        'this person is bound to the account worker already',
      );
    }));

  it.each([
    ['create --name x --role registrar --area all', '--login is needed'],
    ['create --login worker --name x --role registrar --area all', 'the login worker is taken'],
    ['create --login 林夏 --name x --role registrar --area all', '--login takes 2 to 60'],
    ['create --login ab --name x --role king --area all', 'there is no role "king"'],
    ['create --login ab --name x --role registrar --area 99', 'there is no area 99'],
    ['create --login ab --name x --role registrar --area x', '--area takes the digits'],
    ['grant --login worker --role building_head --area 990106', '--building is for building_head'],
    ['grant --login worker --role building_head --area 990106 --building 1', 'no building 1 is there'],
    ['grant --login worker --role department_officer --area 990106', '--department is for department_officer'],
    ['grant --login worker --role auditor --area all --department fire', '--department is for department_officer'],
    [
      'grant --login worker --role department_officer --area 990106 --department navy',
      'there is no department "navy"; the departments are urban_management,',
    ],
    ['grant --login worker --role grid_worker --area 990106001001001', 'worker has this duty already'],
    ['grant --login worker --role auditor --area all --ends 2026-05-20', '--ends takes a day after today'],
    ['password --login nobody', 'there is no account nobody'],
    ['remove --login worker', 'there is no command "remove"'],
  ])('%s: %s', (line, words) => rolledBack(async (sql) => expect(run(sql, line)).rejects.toThrow(words)));
});
