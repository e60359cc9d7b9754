import { describe, expect, it } from 'vitest';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

describe('GET /api/incidents/whistles', () => {
  it('tells who was called to what is open and who came, those called last first', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into whistle (incident_id, department, called_at, arrive_by, arrived_at) values
        (202, 'water', '2026-03-02 02:00+00', '2026-03-02 02:30+00', '2026-03-02 02:12+00'),
        (202, 'fire', '2026-03-02 02:00+00', '2026-03-02 02:30+00', null),
        (203, 'police', '2026-03-02 03:00+00', '2026-03-02 03:30+00', null),
        (204, 'fire', '2026-03-02 04:00+00', '2026-03-02 04:30+00', null)`;
      const answer = await (await townApp(sql)).request('/api/incidents/whistles');
      expect(answer.status).toBe(200);
      const called_at = '2026-03-02T02:00:00.000Z';
      const arrive_by = '2026-03-02T02:30:00.000Z';
      expect(await answer.json()).toEqual([
        {
          id: 203,
          centre: [112.1016, 32.0052],
          whistles: [
            {
              department: 'police',
              called_at: '2026-03-02T03:00:00.000Z',
              arrive_by: '2026-03-02T03:30:00.000Z',
              arrived_at: null,
            },
          ],
        },
        {
          id: 202,
          centre: [112.1016, 32.0052],
          whistles: [
            { department: 'fire', called_at, arrive_by, arrived_at: null },
            { department: 'water', called_at, arrive_by, arrived_at: '2026-03-02T02:12:00.000Z' },
          ],
        },
      ]);
    });
  });

  it('tells nothing of what lies outside the caller’s area', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into whistle (incident_id, department, called_at, arrive_by) values
        (211, 'fire', now(), now()), (202, 'fire', now(), now())`;
      const ids = async (login: 'worker' | 'leader') => {
        const called = (await (await (await townApp(sql, login)).request('/api/incidents/whistles')).json()) as {
          id: number;
        }[];
        return called.map(({ id }) => id);
      };
      expect(await ids('worker')).toEqual([202]);
      expect((await ids('leader')).sort()).toEqual([202, 211]);
    });
  });
});
