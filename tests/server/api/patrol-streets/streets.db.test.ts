import { describe, expect, it } from 'vitest';
import type { PatrolStreet } from '../../../../server/api/patrol-streets/schema.ts';
import { townArea } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const line = [
  [112.1005, 32.0055],
  [112.1035, 32.0055],
];

describe('a street that must be passed', () => {
  it('is added, listed, changed by its latest version and deleted', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const made = await send(app, 'POST', '/api/patrol-streets', { name: '清河路', line, sides: 2 });
      expect(made.status).toBe(201);
      const { id } = made.body as PatrolStreet;
      const street = {
        ...{ id, area_code: townArea.northWest, name: '清河路', sides: 2, window_start: '18:00', window_end: '06:00' },
        ...{ priority: 3, optional: false, people: 1, squad: null, line, length_m: 283, version: 1 },
      };
      expect(made.body).toEqual(street);
      expect((await ask(app, `/api/patrol-streets?area_code=${townArea.north}`)).body).toEqual({
        items: [street],
        next: null,
      });
      const moved = [line[0], [112.1075, 32.0055]];
      const changed = await send(app, 'PATCH', `/api/patrol-streets/${id}`, {
        version: 1,
        line: moved,
        optional: true,
      });
      expect(changed.body).toMatchObject({ optional: true, version: 2, length_m: 661, line: moved });
      expect((await send(app, 'PATCH', `/api/patrol-streets/${id}`, { version: 1, sides: 1 })).status).toBe(409);
      expect((await send(app, 'DELETE', `/api/patrol-streets/${id}`)).status).toBe(204);
      expect((await ask(app, `/api/patrol-streets?area_code=${townArea.north}`)).body).toEqual({
        items: [],
        next: null,
      });
    });
  });

  it.each([
    [{ name: '清河路', line: [line[0]] }, 400, 'line'],
    [{ name: '清河路', line: [line[0], line[0]] }, 400, 'line'],
    [
      {
        name: '清河路',
        line: [
          [112.3, 32.3],
          [112.31, 32.3],
        ],
      },
      400,
      'line',
    ],
    [
      {
        name: '机床路',
        line: [
          [112.1005, 32.0015],
          [112.1035, 32.0015],
        ],
      },
      403,
      'line',
    ],
    [{ name: '清河路', line, sides: 3 }, 400, 'sides'],
  ])('%j is refused', async (body, status, field) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'patrol'), 'POST', '/api/patrol-streets', body);
      expect(answer).toMatchObject({ status, body: { error: { field } } });
    });
  });

  it('gets the grid that it lies in when areas change', async () => {
    await rolledBack(async (sql) => {
      await send(await townApp(sql, 'patrol'), 'POST', '/api/patrol-streets', { name: '清河路', line });
      await sql`update patrol_street set area_code = '880101001001001'`;
      await sql`select reassign_area_codes()`;
      expect(await sql`select area_code from patrol_street`).toEqual([{ area_code: townArea.northWest }]);
    });
  });
});
