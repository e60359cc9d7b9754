import { expect, it } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { type AskedApp, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const contact = '李女士 13812345678';
/** Gives incident 202, in the north-west grid, a contact, and puts it into these hands. */
const give = (sql: Database, holder_code: string | null = '990106001001001') => sql`
  update incident set reporter_contact = ${testSealer.seal('incident.reporter_contact', contact)}, holder_code = ${holder_code} where id = 202`;
const look = (app: AskedApp, id = 202) => ask(app, `/api/incidents/${id}/contact`);

it('is told to who handles or dispatches, each look on record without the contact', async () => {
  await rolledBack(async (sql) => {
    await give(sql);
    for (const login of ['worker', 'secretary', 'street'] as const) {
      const { status, body, headers } = await look(await townApp(sql, login));
      expect({ login, status, body, cache: headers.get('Cache-Control') }).toEqual({
        ...{ login, status: 200, body: { contact }, cache: 'no-store' },
      });
    }
    expect(
      await sql`select kind, account_id, area_code, detail from audit_event where kind = 'reporter_contact' order by id`,
    ).toEqual(
      [309, 306, 305].map((account_id) => {
        return { kind: 'reporter_contact', account_id, area_code: '990106001001001', detail: { incident_id: 202 } };
      }),
    );
  });
});

it('is nobody else’s: not a worker’s whose street has it, not an officer’s, not the auditor’s', async () => {
  await rolledBack(async (sql) => {
    await give(sql, '990106001');
    for (const login of ['worker', 'officer', 'patrol', 'registrar', 'auditor', 'head', 'wall'] as const) {
      const { status, body } = await look(await townApp(sql, login));
      expect([login, status]).toEqual([login, 403]);
      expect(JSON.stringify(body)).not.toContain('138');
    }
    expect((await look(await townApp(sql, 'secretary'), 208)).status).toBe(404);
    expect(await sql`select count(*)::int from audit_event where kind = 'reporter_contact'`).toEqual([{ count: 0 }]);
  });
});

it('is null, and nothing is on record, where none was given', async () => {
  await rolledBack(async (sql) => {
    expect(await look(await townApp(sql, 'street'), 201)).toMatchObject({ status: 200, body: { contact: null } });
    expect(await sql`select count(*)::int from audit_event where kind = 'reporter_contact'`).toEqual([{ count: 0 }]);
  });
});

it('is erased ninety days after the end', async () => {
  await rolledBack(async (sql) => {
    await give(sql);
    const due = async (days: number) => {
      await sql`update incident set status = 'resolved', closed_at = now() - make_interval(days => ${days}) where id = 202`;
      const [row] = await sql<[{ changed: number }]>`select apply_retention('reporter_contact', now(), 100) as changed`;
      return row.changed;
    };
    expect([await due(89), await due(91)]).toEqual([0, 1]);
    expect((await look(await townApp(sql, 'street'))).body).toEqual({ contact: null });
  });
});
