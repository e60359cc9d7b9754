import { describe, expect, it } from 'vitest';
import { listWallEmergencies } from '../../../../server/api/emergencies/wall-sql.ts';
import { townArea } from '../../../fixtures/town.ts';
import { enterAs, rolledBack } from '../../../helpers/database.ts';
import { actAs, declared, gale, orderTo } from '../../../helpers/emergencies.ts';

const said = { reason: '张三报告说', text: '请李四到场', result: '王五已到', note: '赵六看见', summary: '钱七说的' };

describe('what a wall shows of emergencies', () => {
  it('is the plan’s task, to whom and how far, without a word that anybody typed', () =>
    rolledBack(async (sql) => {
      await sql`insert into emergency_resource (id, kind, name, address, quantity, free, unit, geometry) overriding system value
        values (984, 'store', '北区物资库', '清河路1号', 100, 80, '件', 'SRID=4326;POINT(112.1016 32.0052)')`;
      const made = await declared(sql, { ...gale, reason: said.reason, tasks: ['secure_signs'] });
      const signs = orderTo(made, 'urban_management').id;
      await actAs(sql, 'street', `/${made.id}/orders`, { text: said.text, area_code: townArea.north });
      await actAs(sql, 'officer', `/${made.id}/orders/${signs}/events`, { kind: 'done', text: said.result });
      await actAs(sql, 'head', `/${made.id}/events`, { kind: 'noted', text: said.note });
      await enterAs(sql, 'wall');
      const shown = await listWallEmergencies(sql, townArea.district);
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(shown).toEqual([
        {
          ...{
            id: made.id,
            plan: 'gale',
            grade: 4,
            area_code: townArea.street,
            area_name: '清河街道',
            bounds: made.bounds,
          },
          declared_at: time,
          orders: [
            {
              ...{ id: signs, task: 'secure_signs', department: 'urban_management', area_name: null, issued_at: time },
              ...{ due_at: time, acknowledged_at: time, done_at: time },
            },
            {
              ...{ id: signs + 1, task: null, department: null, area_name: '清河社区', issued_at: time, due_at: null },
              ...{ acknowledged_at: null, done_at: null },
            },
          ],
          resources: [
            { id: 984, kind: 'store', name: '北区物资库', quantity: 100, free: 80, centre: [112.1016, 32.0052] },
          ],
          log: [
            { at: time, kind: 'noted', to_name: null, task: null },
            { at: time, kind: 'done', to_name: 'urban_management', task: 'secure_signs' },
            { at: time, kind: 'ordered', to_name: '清河社区', task: null },
            { at: time, kind: 'ordered', to_name: 'urban_management', task: 'secure_signs' },
            { at: time, kind: 'declared', to_name: null, task: null },
          ],
        },
      ]);
      for (const word of Object.values(said)) expect(JSON.stringify(shown)).not.toContain(word);
      expect(JSON.stringify(shown)).not.toContain('测试');
    }));

  it('is what lasts over its area, a part of it or what holds it, the gravest first', () =>
    rolledBack(async (sql) => {
      const street = await declared(sql, { ...gale, tasks: [] });
      const grid = await declared(sql, { ...gale, plan: 'fire', grade: 1, area_code: townArea.southWest, tasks: [] });
      const over = await declared(sql, { ...gale, plan: 'flood', tasks: [] });
      await actAs(sql, 'street', `/${over.id}/events`, { kind: 'ended', version: 1, text: '解除' });
      await enterAs(sql, 'wall');
      const at = async (code: string) => (await listWallEmergencies(sql, code)).map(({ id }) => id);
      expect(await at('')).toEqual([grid.id, street.id]);
      expect(await at(townArea.south)).toEqual([grid.id, street.id]);
      expect(await at(townArea.north)).toEqual([street.id]);
      expect(await at('990107')).toEqual([]);
      const meets = async (code: string) => (await sql`select emergency_meets(${code}) as meets`)[0]!.meets;
      expect([await meets(townArea.northWest), await meets('990107')]).toEqual([true, false]);
    }));

  it('shows at most the twelve newest entries of a log, and no order that was cancelled', () =>
    rolledBack(async (sql) => {
      const made = await declared(sql);
      const dropped = orderTo(made, 'emergency').id;
      await actAs(sql, 'street', `/${made.id}/orders/${dropped}/events`, { kind: 'cancelled' });
      for (let at = 0; at < 8; at++)
        await actAs(sql, 'worker', `/${made.id}/events`, { kind: 'noted', text: String(at) });
      await enterAs(sql, 'wall');
      const [shown] = await listWallEmergencies(sql, townArea.street);
      expect(shown!.log.map(({ kind }) => kind)).toEqual([
        ...Array(8).fill('noted'),
        'cancelled',
        'ordered',
        'ordered',
        'ordered',
      ]);
      expect(shown!.orders.map(({ id }) => id)).not.toContain(dropped);
      expect(shown!.orders).toHaveLength(5);
    }));

  it('is nothing for somebody without an area', () =>
    rolledBack(async (sql) => {
      await declared(sql, { ...gale, tasks: [] });
      await enterAs(sql, 'auditor');
      expect(await listWallEmergencies(sql, townArea.street)).toEqual([]);
    }));
});
