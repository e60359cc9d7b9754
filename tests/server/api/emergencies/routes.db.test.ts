import { describe, expect, it } from 'vitest';
import type {
  Emergency,
  EmergencyPlan,
  EmergencyRecord,
  EmergencySummary,
} from '../../../../server/api/emergencies/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import { townArea } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { actAs, declared, faultOf, gale, orderTo, seenBy } from '../../../helpers/emergencies.ts';
import { ask } from '../../../helpers/fakes.ts';

describe('/api/emergencies', () => {
  it('goes from declaration to record, everybody on the same page', () =>
    rolledBack(async (sql) => {
      const made = await declared(sql);
      // Two departments and the four grids, in the words of the plan.
      expect(made.orders.map(({ task, text, department, area_code }) => [task, text, department ?? area_code])).toEqual(
        [
          ['secure_signs', '排查广告牌和高空坠物', 'urban_management'],
          ['tell_homes', '提醒收回阳台物品', townArea.northWest],
          ['tell_homes', '提醒收回阳台物品', townArea.northEast],
          ['tell_homes', '提醒收回阳台物品', townArea.southWest],
          ['tell_homes', '提醒收回阳台物品', townArea.southEast],
          ['trees_ready', '抢险车辆就位待命', 'emergency'],
        ],
      );
      const at = (order: { issued_at: string; due_at: string | null }) =>
        (Date.parse(order.due_at!) - Date.parse(order.issued_at)) / 60_000;
      expect(made.orders.map(at)).toEqual([60, 60, 60, 60, 60, 45]);
      expect([made.version, made.can, made.area_name]).toEqual([7, { command: true, note: true }, '清河街道']);
      // Nobody serves that department; a leader answers for every grid.
      expect(made.orders.map(({ unattended }) => unattended)).toEqual([false, false, false, false, false, true]);

      const { id } = made;
      const own = orderTo(made, townArea.northWest).id;
      const worker = await seenBy(sql, 'worker', id);
      expect(worker.can).toEqual({ command: false, note: true });
      expect(worker.orders.filter(({ mine }) => mine).map((order) => [order.id, order.moves])).toEqual([
        [own, ['acknowledge', 'done']],
      ]);
      await actAs(sql, 'worker', `/${id}/orders/${own}/events`, { kind: 'acknowledged' });
      const done = (await actAs(sql, 'worker', `/${id}/orders/${own}/events`, { kind: 'done', text: '已逐户提醒' }))
        .body as Emergency;
      expect(orderTo(done, townArea.northWest)).toMatchObject({
        acknowledged_by: '测试worker',
        done_by: '测试worker',
        result: '已逐户提醒',
        moves: [],
      });
      const signs = orderTo(made, 'urban_management').id;
      await actAs(sql, 'officer', `/${id}/orders/${signs}/events`, { kind: 'done' });
      await actAs(sql, 'head', `/${id}/events`, { kind: 'noted', text: '楼顶雨棚松动' });
      const graver = (
        await actAs(sql, 'street', `/${id}/events`, {
          kind: 'regraded',
          version: made.version,
          grade: 2,
          text: '阵风十级',
        })
      ).body as Emergency;
      expect([graver.grade, graver.version]).toEqual([2, 12]);
      const more = (await actAs(sql, 'street', `/${id}/orders`, { version: 12, task: 'open_shelters' }))
        .body as Emergency;
      expect(more.orders.slice(6).map(({ task, area_code }) => [task, area_code])).toEqual([
        ['open_shelters', townArea.north],
        ['open_shelters', townArea.south],
      ]);
      const dropped = orderTo(made, 'emergency').id;
      await actAs(sql, 'street', `/${id}/orders/${dropped}/events`, { kind: 'cancelled', text: '由区里安排' });
      const ended = (
        await actAs(sql, 'street', `/${id}/events`, { kind: 'ended', version: 15, text: '风力减弱，解除响应。' })
      ).body as Emergency;
      expect([ended.ended_by, ended.summary, ended.can]).toEqual([
        '测试street',
        '风力减弱，解除响应。',
        { command: false, note: false },
      ]);
      expect([ended.order_count, ended.acknowledged_count, ended.done_count]).toEqual([7, 2, 2]);
      expect(
        ended.log.slice(0, 6).map(({ kind, by, text, open_order_count }) => [kind, by, text, open_order_count]),
      ).toEqual([
        ['ended', '测试street', '风力减弱，解除响应。', 5],
        ['cancelled', '测试street', '由区里安排', null],
        ['ordered', '测试street', '开放避难场所', null],
        ['ordered', '测试street', '开放避难场所', null],
        ['regraded', '测试street', 'Ⅳ → Ⅱ · 阵风十级', null],
        ['noted', '测试head', '楼顶雨棚松动', null],
      ]);
      expect(ended.log.at(-1)).toMatchObject({ kind: 'declared', text: gale.reason });

      const record = (await ask(await townApp(sql, 'officer'), `/api/emergencies/${id}/record`))
        .body as EmergencyRecord;
      expect(record).toMatchObject({
        duration_min: 0,
        acknowledge_median_min: 0,
        done_median_min: 0,
        late_order_count: 0,
        incidents: [],
      });
      expect([record.emergency.orders.length, record.emergency.log.length, record.emergency.resources]).toEqual([
        8,
        16,
        [],
      ]);
      const notes = await sql`select kind, area_code, detail from audit_event where kind like 'emergency%' order by id`;
      expect(notes).toEqual([
        {
          kind: 'emergency_declared',
          area_code: townArea.street,
          detail: { emergency_id: id, plan: 'gale', grade: 4 },
        },
        {
          kind: 'emergency_ended',
          area_code: townArea.street,
          detail: { emergency_id: id, plan: 'gale', open_order_count: 5 },
        },
      ]);
    }));

  it('orders at once what is chosen, and of the plan what the grade asks for', () =>
    rolledBack(async (sql) => {
      const none = await declared(sql, { ...gale, tasks: [] });
      expect([none.orders, none.version]).toEqual([[], 1]);
      const some = await declared(sql, { ...gale, plan: 'fire', grade: 4, tasks: ['house_people', 'put_out'] });
      expect(some.orders.map(({ task }) => task)).toEqual(['put_out', 'house_people']);
    }));

  it('lists those that touch a duty, newest first, page by page', () =>
    rolledBack(async (sql) => {
      const street = await declared(sql, { ...gale, tasks: [] });
      const south = await declared(sql, { ...gale, plan: 'fire', area_code: townArea.southWest, tasks: [] });
      await actAs(sql, 'street', `/${street.id}/events`, { kind: 'ended', version: 1, text: '解除' });
      const list = async (login: TownLogin, query = '') =>
        (await ask(await townApp(sql, login), `/api/emergencies${query}`)).body as Page<EmergencySummary>;
      const ids = async (login: TownLogin, query = '') => (await list(login, query)).items.map(({ id }) => id);
      expect(await ids('district')).toEqual([south.id, street.id]);
      expect(await ids('street', '?state=open')).toEqual([south.id]);
      expect(await ids('street', '?state=ended')).toEqual([street.id]);
      expect(await ids('worker')).toEqual([street.id]);
      expect(await ids('wall')).toEqual([]);
      const first = await list('district', '?limit=1');
      expect(await ids('district', `?limit=1&page=${first.next}`)).toEqual([street.id]);
    }));

  it('tells whoever comes too late what was commanded meanwhile, and lets acknowledgements pass', () =>
    rolledBack(async (sql) => {
      const { id, version, orders } = await declared(sql);
      const grid = orders.find(({ area_code }) => area_code === townArea.northWest)!.id;
      await actAs(sql, 'worker', `/${id}/orders/${grid}/events`, { kind: 'acknowledged' });
      expect(
        (
          await actAs(sql, 'district', `/${id}/orders`, {
            version,
            text: '报告断电户数',
            department: 'energy',
            due_min: 15,
          })
        ).status,
      ).toBe(200);
      const late = await actAs(sql, 'street', `/${id}/events`, { kind: 'ended', version: version + 1, text: '解除' });
      expect(faultOf(late)).toEqual([409, 'version', '测试district刚刚下达指令，请看过再提交，您填写的内容还在。']);
      const again = await actAs(sql, 'leader', `/${id}/orders/${grid}/events`, { kind: 'acknowledged' });
      expect(faultOf(again)).toEqual([409, 'version', '指令「提醒收回阳台物品」已由测试worker签收。']);
      expect((await seenBy(sql, 'street', id)).ended_at).toBeNull();
    }));

  it('is declared once over an area, and again when it is over', () =>
    rolledBack(async (sql) => {
      const { id } = await declared(sql, { ...gale, tasks: [] });
      const twice = await actAs(sql, 'district', '', gale);
      expect(faultOf(twice)).toEqual([
        409,
        'plan',
        `该区域的「台风大风」应急响应已经启动（编号 ${id}），请在其中继续指挥。`,
      ]);
      expect((await actAs(sql, 'street', '', { ...gale, area_code: townArea.north })).status).toBe(201);
      await actAs(sql, 'street', `/${id}/events`, { kind: 'ended', version: 1, text: '解除' });
      expect((await actAs(sql, 'street', '', gale)).status).toBe(201);
      for (const [path, body] of [
        ['/events', { kind: 'noted', text: '晚了' }],
        ['/events', { kind: 'ended', version: 2, text: '再次' }],
        ['/orders', { text: '晚了', department: 'fire' }],
      ] as const) {
        expect(faultOf(await actAs(sql, 'street', `/${id}${path}`, body))).toEqual([
          409,
          'version',
          '该应急响应已经结束，不能再更改。',
        ]);
      }
    }));

  const wrong: [what: string, login: TownLogin, body: object, status: number, field: string, says: RegExp][] = [
    ['an unknown plan', 'street', { ...gale, plan: 'meteor' }, 400, 'plan', /没有这个预案/],
    [
      'a task of another plan',
      'street',
      { ...gale, tasks: ['shut_valve'] },
      400,
      'tasks',
      /预案「台风大风」中没有任务 shut_valve/,
    ],
    ['a fifth grade', 'street', { ...gale, grade: 5 }, 400, 'grade', /1至4级/],
    ['no reason', 'street', { ...gale, reason: ' ' }, 400, 'reason', /请填写启动原因/],
    ['an area that there is not', 'street', { ...gale, area_code: '990106009' }, 400, 'area_code', /没有这个区域/],
    [
      'an area beyond one’s own',
      'street',
      { ...gale, area_code: townArea.district },
      403,
      'area_code',
      /清河区不在您的应急指挥范围内/,
    ],
  ];
  it.each(wrong)('cannot be declared with %s', (_, login, body, status, field, says) =>
    rolledBack(async (sql) => {
      expect(faultOf(await actAs(sql, login, '', body))).toEqual([status, field, expect.stringMatching(says)]);
      expect(await sql`select from emergency`).toHaveLength(0);
    }),
  );

  const refusals: [
    what: string,
    login: TownLogin,
    path: string,
    body: object,
    status: number,
    field: string | undefined,
  ][] = [
    ['an order of a task that the plan has not', 'street', '/orders', { task: 'shut_valve' }, 400, 'task'],
    ['an order in no words', 'street', '/orders', { department: 'fire' }, 400, 'text'],
    ['an order to nobody', 'street', '/orders', { text: '到场' }, 400, 'department'],
    [
      'an order to two',
      'street',
      '/orders',
      { text: '到场', department: 'fire', area_code: townArea.north },
      400,
      'department',
    ],
    ['a task with other words', 'street', '/orders', { task: 'clear_trees', text: '到场' }, 400, 'task'],
    ['an order to no department', 'street', '/orders', { text: '到场', department: 'army' }, 400, 'department'],
    [
      'an order outside the area',
      'district',
      '/orders',
      { text: '到场', area_code: townArea.district },
      400,
      'area_code',
    ],
    ['an order of a secretary', 'secretary', '/orders', { text: '到场', department: 'fire' }, 403, undefined],
    ['the grade that it has', 'street', '/events', { kind: 'regraded', version: 7, grade: 4 }, 400, 'grade'],
    ['another grade by a worker', 'worker', '/events', { kind: 'regraded', version: 7, grade: 1 }, 403, 'kind'],
    ['an end by a secretary', 'secretary', '/events', { kind: 'ended', version: 7, text: '解除' }, 403, 'kind'],
    ['an end without a version', 'street', '/events', { kind: 'ended', text: '解除' }, 400, 'version'],
    ['an event of another kind', 'street', '/events', { kind: 'declared' }, 400, 'kind'],
    ['what is not asked of them', 'worker', '/orders/@signs/events', { kind: 'acknowledged' }, 403, 'kind'],
    ['cancelling by whoever got it', 'officer', '/orders/@signs/events', { kind: 'cancelled' }, 403, 'kind'],
    ['an order of another', 'street', '/orders/2000000000/events', { kind: 'done' }, 404, undefined],
    ['a wall', 'wall', '/events', { kind: 'noted', text: '看' }, 403, undefined],
  ];
  it.each(refusals)('refuses %s', (_, login, path, body, status, field) =>
    rolledBack(async (sql) => {
      const made = await declared(sql);
      const signs = String(orderTo(made, 'urban_management').id);
      const answer = await actAs(sql, login, `/${made.id}${path.replace('@signs', signs)}`, body);
      expect(faultOf(answer).slice(0, 2)).toEqual([status, field]);
      expect((await seenBy(sql, 'street', made.id)).version).toBe(made.version);
    }),
  );

  it('has a record when it is over, no sooner', () =>
    rolledBack(async (sql) => {
      const { id } = await declared(sql);
      expect(faultOf(await ask(await townApp(sql, 'street'), `/api/emergencies/${id}/record`))).toEqual([
        409,
        'id',
        '应急响应还在进行，结束后才有处置记录。',
      ]);
    }));

  it('counts in its record what was reported meanwhile, as it was at the end', () =>
    rolledBack(async (sql) => {
      const { id } = await declared(sql, { ...gale, tasks: [] });
      await sql`update emergency set declared_at = now() - interval '1 hour' where id = ${id}`;
      await sql`update incident set reported_at = now() - interval '30 minutes', category = 'fire',
        closed_at = null, status = 'reported' where id in (201, 202)`;
      await sql`update incident set reported_at = now() - interval '2 hours' where id not in (201, 202)`;
      await sql`update incident set status = 'closed', closed_at = now() - interval '1 minute' where id = 202`;
      await actAs(sql, 'street', `/${id}/events`, { kind: 'ended', version: 1, text: '解除' });
      const record = async () =>
        (await ask(await townApp(sql, 'street'), `/api/emergencies/${id}/record`)).body as EmergencyRecord;
      const counted = [{ category: 'fire', reported_count: 2, settled_count: 1 }];
      expect(await record()).toMatchObject({ duration_min: 60, incidents: counted });
      await sql`update incident set status = 'closed', closed_at = now() where id = 201`;
      expect((await record()).incidents).toEqual(counted);
    }));

  it('gives its plans to anybody', async () => {
    const { status, body } = await ask(await townApp(undefined, 'wall'), '/api/emergencies/plans');
    expect([status, (body as { items: EmergencyPlan[] }).items.length]).toEqual([200, 8]);
  });
});
