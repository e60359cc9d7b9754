import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../server/access/credential.ts';
import { enter } from '../../../../server/access/enter.ts';
import type { Database } from '../../../../server/db/open.ts';
import { secretOfTown, type TownLogin, townAccounts } from '../../../fixtures/town-accounts.ts';
import { insertOpenings } from '../../../fixtures/town-openings.ts';
import { refused, rolledBack } from '../../../helpers/database.ts';

const logins = [...Object.keys(townAccounts), 'wall'] as TownLogin[];

/** Runs statements as the API does for one of the town's accounts, without the API. */
function as<Result>(sql: Database, login: TownLogin, work: (sql: Database) => Promise<Result>): Promise<Result> {
  return enter(sql, { digest: digestOf(secretOfTown(login)), today: '2026-05-20', readOnly: false }, work);
}

/** Numbers of the residents and tags that an account reads without any condition. */
function peopleOf(sql: Database, login: TownLogin): Promise<{ residents: number[]; tags: number[] }> {
  return as(sql, login, async (asked) => {
    const residents = await asked<{ id: number }[]>`select * from resident order by id`;
    const tags = await asked<{ id: number }[]>`select * from need_tag order by id`;
    return { residents: residents.map(({ id }) => id), tags: tags.map(({ id }) => id) };
  });
}
const nobody = { residents: [], tags: [] };

describe('people are read', () => {
  it.each(logins)('by the %s not at all while no file is open', async (login) => {
    await rolledBack(async (sql) => {
      expect(await peopleOf(sql, login)).toEqual(nobody);
    });
  });

  it.each(['leader', 'secretary', 'worker', 'head', 'registrar'] as const)(
    'by the %s alone where that one has opened the file',
    async (login) => {
      await rolledBack(async (sql) => {
        await insertOpenings(sql, login, 41, [5]);
        for (const asking of logins) {
          const seen = asking === login ? { residents: [51, 52], tags: [61, 62] } : nobody;
          expect({ asking, ...(await peopleOf(sql, asking)) }).toEqual({ asking, ...seen });
        }
      });
    },
  );

  it('no longer than the opening lasts', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [10]);
      await insertOpenings(sql, 'worker', 42, [5]);
      expect(await peopleOf(sql, 'worker')).toEqual({ residents: [53], tags: [] });
      await sql`update opening set closed_at = now() where household_id = 42`;
      expect(await peopleOf(sql, 'worker')).toEqual(nobody);
    });
  });

  it('no longer than the duty lasts, and not by a session that still owes a step', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [5]);
      await sql`update account_grant set area_code = '990106001001002' where account_id = 309`;
      expect(await peopleOf(sql, 'worker')).toEqual(nobody);
      await sql`update account_grant set area_code = '990106001001001' where account_id = 309`;
      await sql`insert into credential (account_id, password_hash, must_change) values (309, 'x', true)`;
      expect(await peopleOf(sql, 'worker')).toEqual(nobody);
    });
  });
});

/** What the database says when an account tries this. */
function refusedTo(login: TownLogin, statement: (sql: Database) => Promise<unknown>): Promise<string> {
  return refused(async (sql) => {
    await as(sql, login, statement);
  });
}

interface Attempt {
  household_id?: number;
  account_id?: number;
  role?: string;
  opened_at?: string;
  expires_at?: string;
  closed_at?: string;
}
/** Inserts an opening as the worker would make one, but for what the attempt changes. */
function attemptOpening(sql: Database, attempt: Attempt = {}) {
  const { household_id = 41, account_id = 309, role = 'grid_worker' } = attempt;
  const { opened_at = 'now', expires_at = '10 minutes', closed_at = null } = attempt;
  return sql`insert into opening (household_id, account_id, role, purpose, opened_at, expires_at, closed_at)
    values (${household_id}, ${account_id}, ${role}, 'visit', ${opened_at === 'now' ? sql`now()` : sql`now() + ${opened_at}::text::interval`},
      now() + ${expires_at}::text::interval, now() + ${closed_at}::text::interval)`;
}

describe('an opening', () => {
  it('is made by who answers for the household', async () => {
    await rolledBack(async (sql) => {
      await as(sql, 'worker', (asked) => attemptOpening(asked));
      expect(await sql`select area_code, building_id from opening`).toEqual([
        { area_code: '990106001001001', building_id: 21 },
      ]);
    });
  });

  const row = 'new row violates row-level security policy for table "opening"';
  it.each([
    ['in another’s name', 'worker', { account_id: 301 }, row],
    ['in a role that one does not hold', 'worker', { role: 'registrar' }, row],
    ['that began before', 'worker', { opened_at: '-5 minutes' }, row],
    ['that begins later', 'worker', { opened_at: '5 minutes' }, row],
    ['that is over', 'worker', { closed_at: '0 minutes' }, row],
    ['for longer than half an hour', 'worker', { expires_at: '31 minutes' }, 'opening_check'],
    ['outside', 'worker', { household_id: 48 }, 'there is no household 48 here'],
    [
      'outside the building',
      'head',
      { household_id: 47, account_id: 310, role: 'building_head' },
      'there is no household 47 here',
    ],
    ['without the right', 'auditor', { account_id: 304, role: 'auditor' }, 'there is no household 41 here'],
    ['by a wall', 'wall', {}, 'there is no household 41 here'],
  ] as const)('%s is refused the %s', async (_, login, attempt, message) => {
    expect(await refusedTo(login, (sql) => attemptOpening(sql, attempt))).toContain(message);
  });

  it('stands where its household stands, whatever is said', async () => {
    await rolledBack(async (sql) => {
      await as(
        sql,
        'worker',
        (
          asked,
        ) => asked`insert into opening (household_id, area_code, building_id, account_id, role, purpose, expires_at)
        values (41, '990106001002001', 23, 309, 'grid_worker', 'visit', now() + interval '10 minutes')`,
      );
      expect(await sql`select area_code, building_id from opening`).toEqual([
        { area_code: '990106001001001', building_id: 21 },
      ]);
    });
  });

  it.each(['expires_at = now()', "purpose = 'service'", 'account_id = 301', 'opened_at = now()', 'note = null'])(
    'is not changed: %s',
    async (change) => {
      const message = await refusedTo('worker', async (sql) => {
        await attemptOpening(sql);
        await sql.unsafe(`update opening set ${change}`);
      });
      expect(message).toBe('permission denied for table opening');
    },
  );

  it('is not deleted', async () => {
    expect(await refusedTo('leader', (sql) => sql`delete from opening`)).toBe('permission denied for table opening');
  });

  it('is closed by who made it, now, and never opened again', async () => {
    const close = (sql: Database) => sql`update opening set closed_at = now()`;
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [5, 10]);
      for (const login of logins) {
        const closed = await as(sql, login, async (asked) => (await close(asked)).count);
        expect({ login, closed }).toEqual({ login, closed: login === 'worker' ? 1 : 0 });
      }
      const reopened = await as(sql, 'worker', (asked) => asked`update opening set closed_at = null`);
      expect(reopened.count).toBe(0);
    });
    const later = (sql: Database) => sql`update opening set closed_at = now() + interval '1 minute'`;
    const message = await refused(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [5]);
      await as(sql, 'worker', later);
    });
    expect(message).toContain(row);
  });

  it('is seen by who made it, who answers for the household, and who watches over the area', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'head', 41, [5]);
      await insertOpenings(sql, 'leader', 48, [5]);
      const seen = async (login: TownLogin) =>
        as(sql, login, async (asked) => {
          const rows = await asked<{ household_id: number }[]>`select * from opening order by id`;
          const log = await asked<{ household_id: number }[]>`select * from opening_log order by id`;
          expect(log.map((look) => look.household_id)).toEqual(rows.map((look) => look.household_id));
          return rows.map((look) => look.household_id);
        });
      const found: Record<string, number[]> = {};
      for (const login of logins) found[login] = await seen(login);
      expect(found).toEqual({
        ...{ leader: [41, 48], registrar: [41, 48], district: [41, 48], auditor: [41, 48], street: [41, 48] },
        ...{ secretary: [41], officer: [], patrol: [], worker: [41], head: [41], wall: [] },
      });
    });
  });
});

describe('an alert', () => {
  it('is not written by hand', async () => {
    const message = await refusedTo(
      'worker',
      (sql) =>
        sql`insert into access_alert (kind, account_id, area_code, detail) values ('openings_rate', 309, '', '{}')`,
    );
    expect(message).toBe('permission denied for table access_alert');
  });

  it('is about who asks, and about nobody without an account', async () => {
    await rolledBack(async (sql) => {
      for (const login of ['worker', 'wall'] as const) {
        await as(sql, login, (asked) => asked`select raise_access_alert('openings_rate', '990106', '{}')`);
      }
      expect(await sql`select account_id from access_alert`).toEqual([{ account_id: 309 }]);
    });
  });

  it('is handled in the name of the auditor who does so, once, and not by who it is about', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into access_alert (kind, account_id, area_code, detail)
        values ('openings_rate', 309, '990106', '{}'), ('openings_rate', 304, '990106', '{}')`;
      const handle = (login: TownLogin) =>
        as(sql, login, async (asked) => {
          const done = await asked<{ account_id: number }[]>`update access_alert
            set handled_at = now(), handled_by = current_account(), note = 'x' returning account_id`;
          return done.map(({ account_id }) => account_id);
        });
      expect(await handle('worker')).toEqual([]);
      expect(await handle('district')).toEqual([]);
      expect(await handle('auditor')).toEqual([309]);
      expect(await handle('auditor')).toEqual([]);
    });
    const message = await refused(async (sql) => {
      await sql`insert into access_alert (kind, account_id, area_code, detail) values ('openings_rate', 309, '990106', '{}')`;
      await as(sql, 'auditor', (asked) => asked`update access_alert set handled_at = now(), handled_by = 301`);
    });
    expect(message).toContain('new row violates row-level security policy for table "access_alert"');
  });
});
