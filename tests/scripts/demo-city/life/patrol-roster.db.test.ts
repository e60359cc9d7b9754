import { describe, expect, it } from 'vitest';
import { fillWithLife } from '../../../../scripts/demo-city/life/index.ts';
import type { Database } from '../../../../server/db/open.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { emptyTown, insertLattice } from '../lattice.ts';

async function count(sql: Database, table: string): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select count(*)::int as count from ${sql(table)}`;
  return row.count;
}

describe('what a coordinator of the demo city keeps', () => {
  it('gives squads a start, points a weight, and a roster of three weeks that begins on a Monday', async () => {
    await rolledBack(async (sql) => {
      await emptyTown(sql);
      await insertLattice(sql);
      const now = new Date('2026-11-21T02:20:00Z');
      const request = { sealer: testSealer, seed: 'test', today: '2026-11-21', timeZone: 'Asia/Shanghai', now };
      await fillWithLife(sql, { ...request, nights: false });
      const squads = await sql<
        { kind: string; starts: boolean; anywhere: boolean; days: number; first: string; last: string }[]
      >`
        select q.kind, bool_and(q.start_at is not null) as starts, bool_or(q.ends_anywhere) as anywhere,
          count(distinct d.day)::int as days, min(d.day)::text as first, max(d.day)::text as last
        from squad q join patrol_shift d on d.squad_id = q.id group by q.kind order by q.kind`;
      const full = squads.find(({ kind }) => kind === 'full_time');
      // 2026-11-21 is a Saturday; its week begins on the 16th.
      expect(full).toEqual({
        ...{ kind: 'full_time', starts: true, anywhere: false },
        ...{ days: 21, first: '2026-11-09', last: '2026-11-29' },
      });
      const [points] =
        await sql`select count(distinct code)::int as signs, min(priority) >= 1 and max(priority) <= 5 as weighed,
        bool_and(code ~ '^[0-9A-F]{12}$') as sound from patrol_point`;
      expect(points).toEqual({ signs: 12, weighed: true, sound: true });
      const [odd] = await sql`select
        (select count(*)::int from patrol_shift where purpose <> 'routine' and day <> '2026-11-21') as declared_elsewhere,
        (select count(*)::int from patrol_shift d join squad q on q.id = d.squad_id where d.people > q.member_count) as too_many,
        (select count(*)::int from patrol_handover h join patrol_shift d on d.id = h.shift_id where d.day >= '2026-11-21') as from_ahead,
        (select count(*)::int from patrol_street where area_code is null) as nowhere`;
      expect(odd).toEqual({ declared_elsewhere: 0, too_many: 0, from_ahead: 0, nowhere: 0 });
      expect(await count(sql, 'patrol_handover')).toBeGreaterThan(0);
      expect(await count(sql, 'patrol_street')).toBeGreaterThan(0);
    });
  });
});
