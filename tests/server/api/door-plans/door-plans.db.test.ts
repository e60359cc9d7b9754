import { describe, expect, it } from 'vitest';
import type { DoorPlan, DoorPlanChange } from '../../../../server/api/door-plans/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { type AskedApp, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const address = '/api/door-plans/21';
const planOf = async (app: AskedApp) => (await ask(app, address)).body as DoorPlan;

/** Sends acts with the versions that the plan has now. */
async function put(app: AskedApp, acts: unknown[], more: object = {}) {
  const { doors } = await planOf(app);
  const seen = Object.fromEntries(doors.map(({ household_id, version }) => [household_id, version]));
  const { status, body } = await send(app, 'PUT', address, { seen, acts, ...more });
  return { status, ...(body as DoorPlanChange & { error: { field: string; message: string } }) };
}

const namesIn = ({ doors }: DoorPlan, unitNo: number) =>
  doors.filter(({ unit_no }) => unit_no === unitNo).map(({ door, joined_doors }) => [door, ...joined_doors].join('+'));

/** Who stands behind which household, and what else is kept of it. */
async function records(sql: Database) {
  const residents = await sql`select id, household_id from resident where household_id in (45, 46) order by id`;
  const tags = await sql`select id, household_id from need_tag where household_id in (45, 46) order by id`;
  const visits = await sql`select id, household_id from visit where household_id in (45, 46) order by id`;
  const duties = await sql`select id, household_id from visit_duty where household_id in (45, 46) order by id`;
  return [residents, tags, visits, duties].map((rows) => rows.map(({ id, household_id }) => [id, household_id]));
}

describe('the plan of a building', () => {
  it('has units and doors as they are drawn', async () => {
    await rolledBack(async (sql) => {
      const plan = await planOf(await townApp(sql));
      expect(plan).toMatchObject({ building_id: 21, editable: true });
      expect(plan.units).toEqual([
        { id: 31, unit_no: 1, name: '1单元' },
        { id: 32, unit_no: 2, name: '2单元' },
      ]);
      expect(plan.doors.map(({ door, floor, visit_owed }) => [door, floor, visit_owed])).toEqual([
        ['301', 3, null],
        ['201', 2, null],
        ['101', 1, 'overdue'],
        ['B101', -1, null],
        ['101', 1, null],
        ['102', 1, null],
      ]);
    });
  });

  it('is laid out in one request: 33 floors, 4 doors each, in 2 units, without unlucky floors', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const lay = { kind: 'lay_out', unit_nos: [3, 4], floors: [{ from: 1, to: 33 }], doors: ['01', '02', '03', '04'] };
      const made = await put(app, [{ ...lay, skip: [4, 13, 14] }]);
      expect(made.status).toBe(200);
      expect(made.plan.units.map(({ name }) => name)).toEqual(['1单元', '2单元', '3单元', '4单元']);
      expect(made.plan.doors.filter(({ unit_no }) => unit_no === 4)).toHaveLength(120);
      expect(namesIn(made.plan, 3).slice(0, 5)).toEqual(['3301', '3302', '3303', '3304', '3201']);
      const [laid] = await sql`
        select count(distinct change_id)::int as changes, count(*)::int as count, min(area_code) as area
        from household where unit_id not in (31, 32, 33, 34)`;
      expect(laid).toEqual({ changes: 1, count: 240, area: '990106001001001' });
      const again = await put(app, [{ ...lay, skip: [4, 13, 14] }]);
      expect(again.change_id).toBeNull();
      const undone = await send(app, 'POST', `${address}/undo`, { change_id: made.change_id });
      expect((undone.body as DoorPlanChange).plan.units).toHaveLength(2);
      expect((await planOf(app)).doors).toHaveLength(6);
    });
  });

  it('has basements and shops, and doors that get other names or each other’s', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const { plan } = await put(app, [
        { kind: 'unit', unit_no: 2, name: '西单元' },
        { kind: 'lay_out', unit_nos: [1], floors: [{ from: -2, to: -1 }], doors: ['车库'], door_use: 'garage' },
        { kind: 'rename', unit_no: 2, door: '101', name: '临时' },
        { kind: 'rename', unit_no: 2, door: '102', name: '101' },
        { kind: 'rename', unit_no: 2, door: '临时', name: '102' },
        { kind: 'mark', unit_no: 2, doors: ['102'], door_use: 'shop' },
      ]);
      expect(namesIn(plan, 1)).toEqual(['301', '201', '101', 'B1车库', 'B101', 'B2车库']);
      expect(plan.doors.filter(({ unit_no }) => unit_no === 2)).toMatchObject([
        { household_id: 46, door: '101', door_use: 'home' },
        { household_id: 45, door: '102', door_use: 'shop' },
      ]);
      expect(plan.units[1]).toMatchObject({ id: 32, name: '西单元' });
    });
  });

  it('loses a unit once its doors have moved, with whoever lives behind them, and has both again when that is undone', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const before = await records(sql);
      const made = await put(app, [
        { kind: 'unit', unit_no: 1, name: '甲单元' },
        { kind: 'rename', unit_no: 2, door: '101', name: '103' },
        { kind: 'move', unit_no: 2, doors: ['102', '103'], to: 1 },
        { kind: 'remove_unit', unit_no: 2 },
      ]);
      expect(made.status).toBe(200);
      expect(made.plan.units).toEqual([{ id: 31, unit_no: 1, name: '甲单元' }]);
      expect(namesIn(made.plan, 1)).toEqual(['301', '201', '101', '102', '103', 'B101']);
      expect(await records(sql)).toEqual(before);
      const undone = await send(app, 'POST', `${address}/undo`, { change_id: made.change_id });
      expect(undone.status).toBe(200);
      const { plan } = undone.body as DoorPlanChange;
      expect(plan.units.map(({ unit_no, name }) => [unit_no, name])).toEqual([
        [1, '1单元'],
        [2, '2单元'],
      ]);
      expect(namesIn(plan, 2)).toEqual(['101', '102']);
      expect(await records(sql)).toEqual(before);
    });
  });

  it('confirms the doors whose state is told, as of the day that is named', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const acts = [{ kind: 'mark', unit_no: 1, doors: ['301', 'B101'], door_state: 'let' }];
      const { plan, change_id } = await put(app, acts, { true_from: '2026-05-01', source: '上门' });
      expect(plan.doors.filter(({ door_state }) => door_state === 'let')).toMatchObject([
        { door: '301', confirmed_on: '2026-05-01', version: 2 },
        { door: '201', confirmed_on: null, version: 1 },
        { door: 'B101', confirmed_on: '2026-05-01', version: 2 },
      ]);
      const [change] = await sql`select kind, source, true_from::text, area_code from change where id = ${change_id}`;
      expect(change).toEqual({ kind: 'edit', source: '上门', true_from: '2026-05-01', area_code: '990106001001001' });
    });
  });
});

describe('flats', () => {
  it('are joined without losing anybody, and are two again when that is undone', async () => {
    await rolledBack(async (sql) => {
      const before = await records(sql);
      const app = await townApp(sql, 'worker');
      const joined = await put(app, [{ kind: 'join', unit_no: 2, doors: ['101', '102'] }]);
      expect(namesIn(joined.plan, 2)).toEqual(['101+102']);
      expect(await records(sql)).toEqual(before.map((rows) => rows.map(([id]) => [id, 45])));
      const undone = await send(app, 'POST', `${address}/undo`, { change_id: joined.change_id });
      expect(undone.status).toBe(200);
      expect(namesIn((undone.body as DoorPlanChange).plan, 2)).toEqual(['101', '102']);
      expect(await records(sql)).toEqual(before);
      await sql`select undo_change(${(undone.body as DoorPlanChange).change_id})`;
      expect(namesIn(await planOf(app), 2)).toEqual(['101+102']);
      expect(await records(sql)).toEqual(before.map((rows) => rows.map(([id]) => [id, 45])));
    });
  });

  it('have a tag once that both had, and both again when that is undone', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
        select 46, tag, purpose, basis, starts_on, expires_on from need_tag where id = 63`;
      const before = await records(sql);
      const app = await townApp(sql);
      const { change_id } = await put(app, [{ kind: 'join', unit_no: 2, doors: ['101', '102'] }]);
      expect((await records(sql))[1]).toEqual([[63, 45]]);
      await send(app, 'POST', `${address}/undo`, { change_id });
      expect(await records(sql)).toEqual(before);
    });
  });

  it('are split again: people stay where they are, the other door begins with nobody', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await put(app, [{ kind: 'join', unit_no: 2, doors: ['101', '102'] }]);
      const split = await put(app, [{ kind: 'split', unit_no: 2, door: '102' }]);
      expect(split.plan.doors.filter(({ unit_no }) => unit_no === 2)).toMatchObject([
        { household_id: 45, door: '101', joined_doors: [] },
        { door: '102', door_state: 'unknown', joined_doors: [] },
      ]);
      expect(await sql`select distinct household_id from resident where id in (55, 56)`).toEqual([
        { household_id: 45 },
      ]);
      const undone = await send(app, 'POST', `${address}/undo`, { change_id: split.change_id });
      expect(namesIn((undone.body as DoorPlanChange).plan, 2)).toEqual(['101+102']);
    });
  });

  it('keep a joined door from being somebody else’s, whoever writes it', async () => {
    await rolledBack(async (sql) => {
      await put(await townApp(sql), [{ kind: 'join', unit_no: 2, doors: ['101', '102'] }]);
      const insert = sql`insert into household (building_id, unit_id, floor, door) values (21, 32, 1, '102')`;
      await expect(insert).rejects.toMatchObject({ code: '23505' });
    });
  });
});

describe('what is refused', () => {
  it.each([
    [{ kind: 'remove', unit_no: 2, doors: ['102'] }, 409, 'acts', '2单元102'],
    [{ kind: 'remove', unit_no: 2, doors: ['101', '102'] }, 409, 'acts', '2单元101、2单元102'],
    [{ kind: 'remove_unit', unit_no: 2 }, 400, 'acts.0', '2单元还有 2 户'],
    [{ kind: 'move', unit_no: 2, doors: ['101'], to: 1 }, 400, 'acts.0', '1 单元第 1 层已有 101'],
    [{ kind: 'move', unit_no: 2, doors: ['102'], to: 2 }, 400, 'acts.0', '已经在这个单元'],
    [{ kind: 'move', unit_no: 2, doors: ['102'], to: 7 }, 400, 'acts.0', '没有 7 单元'],
    [{ kind: 'remove', unit_no: 2, doors: ['103'] }, 400, 'acts.0', '2 单元没有 103'],
    [{ kind: 'join', unit_no: 1, doors: ['101', '201'] }, 400, 'acts.0', '不在同层相邻'],
    [{ kind: 'split', unit_no: 1, door: '101' }, 400, 'acts.0', '101 没有合并过'],
    [{ kind: 'rename', unit_no: 2, door: '101', name: '102' }, 400, 'acts.0', '第 1 层已有 102'],
    [{ kind: 'mark', unit_no: 3, doors: ['101'], door_state: 'let' }, 400, 'acts.0', '没有 3 单元'],
    [{ kind: 'unit', unit_no: 3, name: '1单元' }, 400, 'acts.0', '已有单元叫「1单元」'],
    [
      { kind: 'lay_out', unit_nos: [1], floors: [{ from: 0, to: 2 }], doors: ['01'] },
      400,
      'acts.0.floors.0.from',
      '没有0层',
    ],
    [
      { kind: 'lay_out', unit_nos: [1], floors: [{ from: 1, to: 201 }], doors: ['01'] },
      400,
      'acts.0.floors.0.to',
      '200',
    ],
    [
      { kind: 'lay_out', unit_nos: [1], floors: [{ from: 4, to: 4 }], skip: [4], doors: ['01'] },
      400,
      'acts.0',
      '没有要铺设的楼层',
    ],
    [
      { kind: 'lay_out', unit_nos: [1], floors: [{ from: 1, to: 200 }], doors: [...'ABCDEFGHIJK'] },
      400,
      'acts.0',
      '至多 2000 户',
    ],
  ])('%j', async (act, status, field, words) => {
    await rolledBack(async (sql) => {
      const refused = await put(await townApp(sql), [act]);
      expect(refused).toMatchObject({ status, error: { field } });
      expect(refused.error.message).toContain(words);
    });
  });

  it('is a door that somebody else has changed: both states are told', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const mark = (door_state: string) => [{ kind: 'mark', unit_no: 1, doors: ['301'], door_state }];
      expect((await put(app, mark('let'))).status).toBe(200);
      const late = await send(app, 'PUT', address, { seen: { 43: 1 }, acts: mark('occupied') });
      expect(late).toMatchObject({ status: 409, body: { error: { field: 'seen' } } });
      expect(JSON.stringify(late.body)).toContain('301（现为出租，您要改为自住）');
      const unseen = await send(app, 'PUT', address, { seen: {}, acts: mark('occupied') });
      expect(unseen).toMatchObject({ status: 400, body: { error: { field: 'seen' } } });
    });
  });

  it('is everything of a request, where one of its acts is', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const mark = { kind: 'mark', unit_no: 1, doors: ['301'], door_state: 'let' };
      expect((await put(app, [mark, { kind: 'remove', unit_no: 2, doors: ['102'] }])).status).toBe(409);
      expect((await planOf(app)).doors[0]).toMatchObject({ door: '301', door_state: 'empty', version: 1 });
    });
  });

  it('is a day to come', async () => {
    await rolledBack(async (sql) => {
      const acts = [{ kind: 'mark', unit_no: 1, doors: ['301'], door_state: 'let' }];
      expect(await put(await townApp(sql), acts, { true_from: '2199-01-01' })).toMatchObject({
        status: 400,
        error: { field: 'true_from' },
      });
    });
  });

  it('is undoing what people, tags or visits were kept of since, what was changed since, and what is not of these doors', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const lay = { kind: 'lay_out', unit_nos: [2], floors: [{ from: 2, to: 3 }], doors: ['01'] };
      const { change_id, plan } = await put(app, [lay]);
      const made = plan.doors.find(({ unit_no, door }) => unit_no === 2 && door === '301')!;
      await sql`insert into visit (household_id, visited_at, outcome) values (${made.household_id}, now(), 'met')`;
      const refused = await send(app, 'POST', `${address}/undo`, { change_id });
      expect(refused.status).toBe(409);
      expect(JSON.stringify(refused.body)).toContain('301 已经登记了');
      const first = await put(app, [{ kind: 'mark', unit_no: 1, doors: ['301'], door_state: 'let' }]);
      await put(app, [{ kind: 'mark', unit_no: 1, doors: ['301'], door_state: 'empty' }]);
      expect((await send(app, 'POST', `${address}/undo`, { change_id: first.change_id })).status).toBe(409);
      expect((await send(app, 'POST', '/api/door-plans/22/undo', { change_id: first.change_id })).status).toBe(404);
    });
  });

  it('is undoing whatever way, where somebody was visited at a door that was made', async () => {
    await rolledBack(async (sql) => {
      const lay = { kind: 'lay_out', unit_nos: [2], floors: [{ from: 2, to: 2 }], doors: ['01'] };
      const { change_id } = await put(await townApp(sql), [lay]);
      await sql`insert into visit (household_id, visited_at, outcome)
        select id, now(), 'met' from household where change_id = ${change_id}`;
      await expect(sql`select undo_change(${change_id})`).rejects.toMatchObject({ code: '55000' });
    });
  });

  it('is whoever may see the doors only', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'head');
      expect((await planOf(app)).editable).toBe(false);
      expect((await put(app, [{ kind: 'mark', unit_no: 1, doors: ['301'], door_state: 'let' }])).status).toBe(403);
    });
  });
});
