import { describe, expect, it } from 'vitest';
import { demoAccountsTable, makeDemoAccounts } from '../../scripts/demo-accounts.ts';
import type { SessionState } from '../../server/api/session/schema.ts';
import { townArea, townId } from '../fixtures/town.ts';
import { rolledBack } from '../helpers/database.ts';
import { Browser, bareApp } from '../server/api/session/accounts.ts';

describe('the accounts of the demo', () => {
  it('are one a role, each over a place that suits it, and sign in with what is printed', () =>
    rolledBack(async (sql) => {
      await sql`delete from account`;
      const accounts = await makeDemoAccounts({ sql });
      expect(accounts.map(({ login, role, area_code }) => [login, role, area_code])).toEqual([
        ['district-leader', 'district_leader', townArea.district],
        ['street-leader', 'street_leader', townArea.street],
        ['community-secretary', 'community_secretary', townArea.north],
        ['grid-worker', 'grid_worker', townArea.northWest],
        ['building-head', 'building_head', townArea.northWest],
        ['patrol-coordinator', 'patrol_coordinator', townArea.street],
        ['department-officer', 'department_officer', townArea.street],
        ['police-officer', 'department_officer', townArea.street],
        ['fire-officer', 'department_officer', townArea.street],
        ['housing-officer', 'department_officer', townArea.street],
        ['registrar', 'registrar', townArea.district],
        ['auditor', 'auditor', townArea.district],
        ['wall', 'wall', townArea.district],
      ]);
      const serving = await sql`select login, department from account join account_grant g on g.account_id = account.id
        where department is not null order by g.id`;
      expect(serving.map(({ login, department }) => [login, department])).toEqual([
        ['department-officer', 'urban_management'],
        ['police-officer', 'police'],
        ['fire-officer', 'fire'],
        ['housing-officer', 'housing'],
      ]);
      expect(new Set(accounts.map(({ department }) => department))).toEqual(
        new Set([null, 'urban_management', 'police', 'fire', 'housing']),
      );
      const app = await bareApp(sql);
      const named = (login: string) => accounts.find((account) => account.login === login)!;
      const auditor = await new Browser(app).signIn('auditor', named('auditor').password);
      expect(auditor.body).toMatchObject({ caller: { owed: null, rights: { audit: [''] } } });
      const head = (await new Browser(app).signIn('building-head', named('building-head').password)).body;
      expect((head as SessionState).caller!.buildings.doors).toEqual([townId.building.tower]);
      const wall = await new Browser(app).ask('POST', '/api/session/display', { token: named('wall').password });
      expect(wall.body).toMatchObject({ caller: { kind: 'display', rights: { counts: [''] } } });
    }));

  it('are made once, and only for a demo city', () =>
    rolledBack(async (sql) => {
      expect(await makeDemoAccounts({ sql })).toEqual([]);
      await sql`update deployment set demo = false`;
      await expect(makeDemoAccounts({ sql })).rejects.toThrow('there is no demo city to make accounts for');
    }));

  it('are printed in columns', () => {
    const account = {
      login: 'grid-worker',
      password: 'abcd-efgh-jkmn',
      role: 'grid_worker',
      department: null,
      area_code: '1',
      area_name: '甲',
    };
    const wall = { ...account, login: 'wall', password: 'x'.repeat(43), role: 'wall' };
    expect(demoAccountsTable([account, wall])).toBe(
      `  grid-worker  abcd-efgh-jkmn  网格员 · 甲\n  wall         ${'x'.repeat(43)}  指挥大屏 · 甲`,
    );
    const officer = { ...account, role: 'department_officer', department: 'fire' };
    expect(demoAccountsTable([account, officer], 'en')).toBe(
      '  grid-worker  abcd-efgh-jkmn  Grid worker · 甲\n  grid-worker  abcd-efgh-jkmn  Department officer · Fire and rescue · 甲',
    );
  });
});
