import { describe, expect, it } from 'vitest';
import { townArea } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { enterAs, refused, rolledBack } from '../../../helpers/database.ts';
import { actAs, declared, gale, orderTo, seenBy } from '../../../helpers/emergencies.ts';

describe('the log of an emergency', () => {
  it('is only added to, and by functions alone', async () => {
    const rewritten = await refused(async (sql) => {
      const { id } = await declared(sql);
      await sql`update emergency_event set happened_at = now() - interval '1 day' where emergency_id = ${id}`;
    });
    expect(rewritten).toContain('emergency_event is only added to');
    for (const statement of [
      `insert into emergency (plan, grade, area_code) values ('fire', 1, '${townArea.north}')`,
      `insert into emergency_event (emergency_id, version, kind) values (1, 1, 'noted')`,
      `update emergency_order set done_at = now()`,
      `delete from emergency`,
    ]) {
      const said = await refused(async (sql) => {
        await enterAs(sql, 'street');
        await sql.unsafe(`set local role jingwei_api; ${statement}`);
      });
      expect(said).toContain('permission denied');
    }
  });

  it('takes from requests only what their duties allow, whatever the server made of it', async () => {
    const acts: [TownLogin, string][] = [
      ['worker', `select act_on_emergency(@id, null, '[{"kind": "ended", "text": "x"}]')`],
      ['worker', `select act_on_emergency(@id, null, '[{"kind": "resource_changed"}]')`],
      ['officer', `select act_on_emergency(@id, null, '[{"kind": "acknowledged", "order_id": @grid}]')`],
      ['wall', `select act_on_emergency(@id, null, '[{"kind": "noted", "text": "x"}]')`],
      [
        'street',
        `select declare_emergency('{"plan": "fire", "grade": 1, "area_code": "990106", "reason": "x"}', '[]')`,
      ],
      [
        'street',
        `select declare_emergency('{"plan": "fire", "grade": 1, "area_code": "990106001", "reason": "x"}', '[{"kind": "ended"}]')`,
      ],
    ];
    for (const [login, statement] of acts) {
      const said = await refused(async (sql) => {
        const made = await declared(sql);
        const grid = orderTo(made, townArea.northWest).id;
        await enterAs(sql, login);
        await sql.unsafe(statement.replace('@id', String(made.id)).replace('@grid', String(grid)));
      });
      expect(said).toMatch(/the caller may not do this|over an area of the caller's/);
    }
  });

  it('tells every screen, a part of it or what holds it', () =>
    rolledBack(async (sql) => {
      const { id } = await declared(sql, { ...gale, tasks: ['secure_signs'] });
      const told = await sql`select area_code, body from outbox where topic = 'emergency' order by outbox.id`;
      expect(told).toEqual(
        [1, 2].map((version) => ({ area_code: townArea.street, body: { emergency_id: id, version } })),
      );
    }));

  it('loses its words when their time is over, and nothing else', () =>
    rolledBack(async (sql) => {
      const { id } = await declared(sql);
      await actAs(sql, 'street', `/${id}/orders`, { text: '请张三到场', department: 'fire' });
      await actAs(sql, 'street', `/${id}/events`, { kind: 'ended', version: 8, text: '解除' });
      for (const rule of ['emergency', 'emergency_order', 'emergency_event']) {
        const erased = async (days: number) => {
          const [row] = await sql<[{ changed: number }]>`
            select apply_retention(${rule}, now() + ${days} * interval '1 day', 1000) as changed`;
          return row.changed;
        };
        expect(await erased(1824)).toBe(0);
        expect(await erased(1826)).toBeGreaterThan(0);
        expect(await erased(1826)).toBe(0);
      }
      const bare = await seenBy(sql, 'street', id);
      expect([bare.reason, bare.summary, bare.log.length, bare.order_count]).toEqual(['', null, 9, 7]);
      expect(bare.orders.map(({ text }) => text).slice(5)).toEqual(['抢险车辆就位待命', '']);
    }));
});
