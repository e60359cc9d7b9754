import { areasInside } from '../../../server/api/emergencies/sql.ts';
import { type GivenOrder, ordersOfTask } from '../../../server/emergencies/orders.ts';
import { readPlans, tasksAt } from '../../../server/emergencies/plans.ts';
import type { Random } from '../../../server/simulator/random.ts';
import type { Life } from './context.ts';
import { addDays } from './days.ts';

const PLAN = 'flood';
/** Days ago. */
const SINCE_DAYS = 12;
/** Minutes after midnight. */
const STARTS_MIN = 14 * 60 + 5;

/** What is added to the log so many minutes after the drill began. */
interface Step {
  min: number;
  kind: string;
  text?: string;
  order?: GivenOrder;
  order_id?: number;
  changes?: { grade: number };
}

/** A flood drill some days ago, from its declaration to its end, so that there is a record to look at. Nobody's name stands in it. */
export async function fillDrill(life: Life): Promise<void> {
  const { sql, ground } = life;
  const street = ground.areas.find(({ level }) => level === 'street') ?? ground.areas[0];
  const plan = readPlans().find(({ id }) => id === PLAN);
  if (!street || !plan) return;
  const random = life.random.fork('drill');
  const began = life.clock.instant(addDays(life.today, -SINCE_DAYS), STARTS_MIN);
  const at = (min: number) => new Date(began + min * 60_000).toISOString();
  const reason = '【演练】模拟短时强降雨，检验防汛预案。';
  const [made] = await sql<[{ id: number }]>`
    insert into emergency (plan, grade, area_code, reason, declared_at)
    values (${PLAN}, 3, ${street.area_code}, ${reason}, ${at(0)}) returning id`;
  await sql`insert into emergency_event (emergency_id, version, kind, happened_at, text, changes)
    values (${made.id}, 1, 'declared', ${at(0)}, ${reason}, ${sql.json({ grade: 3 })})`;
  const areas = await areasInside(sql, street.area_code);
  const orders = tasksAt(plan, 3).flatMap((task) => ordersOfTask(task, street.area_code, areas));
  const write = (steps: readonly Step[], min: number) => sql`
    select add_emergency_events(${made.id}, ${sql.json(steps as never)}, null, ${at(min)}::timestamptz)`;
  await write(
    orders.map((order) => ({ min: 0, kind: 'ordered', order })),
    0,
  );
  const given = await sql<{ id: number }[]>`select id from emergency_order where emergency_id = ${made.id} order by id`;
  for (const step of stepsOf(
    random,
    given.map(({ id }) => id),
  ))
    await write([step], step.min);
}

/** Acknowledged within minutes, most done in time, one cancelled; noted, regraded once, ended. In order of time. */
function stepsOf(random: Random, orders: readonly number[]): Step[] {
  const steps = orders.flatMap((order_id, index): Step[] => {
    const taken = random.between(1, 9);
    const done = taken + random.between(12, 48);
    if (index === orders.length - 1)
      return [{ min: taken + 20, kind: 'cancelled', order_id, text: '演练区域内没有在建工地。' }];
    return [
      { min: taken, kind: 'acknowledged', order_id },
      {
        min: done,
        kind: 'done',
        order_id,
        text: random.pick(['已完成。', '已完成，现场正常。', '已到位，未见积水。']),
      },
    ];
  });
  steps.push(
    { min: 11, kind: 'noted', text: '桥北下穿通道水深约15厘米，已放置警示标志。' },
    { min: 18, kind: 'regraded', text: 'Ⅲ → Ⅱ · 模拟雨势加强', changes: { grade: 2 } },
    { min: 36, kind: 'noted', text: '两处低洼点开始退水。' },
    { min: 72, kind: 'ended', text: '演练结束。指令均及时签收，泵车到位比要求快；下次补充夜间照明。' },
  );
  return steps.sort((one, other) => one.min - other.min);
}
