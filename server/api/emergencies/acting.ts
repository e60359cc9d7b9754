import type { Context } from 'hono';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { emergencyActors } from '../../emergencies/authority.ts';
import { orderState, refusalOf } from '../../emergencies/moves.ts';
import { type GivenOrder, ordersOfTask } from '../../emergencies/orders.ts';
import { tasksAt } from '../../emergencies/plans.ts';
import { refused, tooLate } from '../../emergencies/refusals.ts';
import { AppError, notFound } from '../../errors.ts';
import { departmentsOf } from '../../loop/authority.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { isDepartment } from '../../loop/words.ts';
import { isArea } from '../areas/sql.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import type { EmergencyEventBody, OrderBody, OrderEventBody } from './bodies.ts';
import { emergencyOf } from './detail.ts';
import { planOf } from './plan-catalogue.ts';
import type { EmergencyGrade } from './schema.ts';
import {
  addEvents,
  areaNames,
  areasInside,
  declareEmergency,
  type EmergencyRow,
  findCommand,
  findOpen,
  type GivenEvent,
  listOrders,
} from './sql.ts';

/** The grades as they are written. */
const roman: Record<EmergencyGrade, string> = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' };

/** Declares an emergency and gives the plan's orders; its number. @throws AppError naming the field that is wrong. */
export async function declare(
  c: Context<ApiEnv>,
  given: { plan: string; grade: EmergencyGrade; area_code: string; reason: string; tasks?: string[] | undefined },
): Promise<number> {
  const sql = c.get('sql');
  const { tasks: wanted, ...said } = given;
  const plan = planOf(given.plan);
  if (!plan) throw wrongInput('plan', '没有这个预案。', 'there is no such plan.');
  const { area_code } = given;
  if (!(await isArea(sql, area_code))) throw wrongInput('area_code', '没有这个区域。', 'there is no such area.');
  if (!mayIn(c.get('caller'), 'emergency', area_code)) throw notOurs(await areaNames(sql, area_code));
  const stranger = wanted?.find((id) => !plan.tasks.some((task) => task.id === id));
  if (stranger !== undefined) throw noTask('tasks', stranger, plan);
  const tasks = wanted ? plan.tasks.filter(({ id }) => wanted.includes(id)) : tasksAt(plan, given.grade);
  const inside = await areasInside(sql, area_code);
  const orders = tasks.flatMap((task) => ordersOfTask(task, area_code, inside));
  const id = await declareEmergency(sql, said, orders);
  if (id === null) throw underWay(plan, await findOpen(sql, plan.id, area_code));
  await audit(sql, 'emergency_declared', {
    area_code,
    detail: { emergency_id: id, plan: plan.id, grade: given.grade },
  });
  return id;
}

/** Regrades, notes or ends. @throws AppError as the table of moves has it. */
export async function act(c: Context<ApiEnv>, id: number, body: EmergencyEventBody): Promise<void> {
  const held = await emergencyOf(c, id);
  await requireMove(c, held, body.kind);
  const seen = 'version' in body ? body.version : null;
  await write(c, held, seen, [eventOf(held, body)]);
  if (body.kind !== 'ended') return;
  const open_order_count = held.order_count - held.done_count;
  await audit(c.get('sql'), 'emergency_ended', {
    area_code: held.area_code,
    detail: { emergency_id: id, plan: held.plan, open_order_count },
  });
}

function eventOf({ grade }: EmergencyRow, body: EmergencyEventBody): GivenEvent {
  if (body.kind !== 'regraded') return { kind: body.kind, text: body.text };
  if (body.grade === grade) {
    throw wrongInput('grade', `现在就是${roman[grade]}级响应。`, `the grade is ${roman[grade]} already.`);
  }
  const step = `${roman[grade]} → ${roman[body.grade]}`;
  const text = body.text === undefined ? step : `${step} · ${body.text}`;
  return { kind: 'regraded', text, changes: { grade: body.grade } };
}

/** Gives an order of the plan or in words of its own. @throws AppError naming the field that is wrong. */
export async function order(c: Context<ApiEnv>, id: number, body: OrderBody): Promise<void> {
  const held = await emergencyOf(c, id);
  await requireMove(c, held, 'ordered');
  const orders = await ordersOf(c, held, body);
  await write(
    c,
    held,
    body.version ?? null,
    orders.map((given) => ({ kind: 'ordered' as const, order: given })),
  );
}

async function ordersOf(c: Context<ApiEnv>, held: EmergencyRow, body: OrderBody): Promise<GivenOrder[]> {
  const sql = c.get('sql');
  if (body.task != null) {
    const plan = planOf(held.plan);
    const task = plan?.tasks.find((one) => one.id === body.task);
    if (!plan || !task) throw noTask('task', body.task, plan);
    return ordersOfTask(task, held.area_code, await areasInside(sql, held.area_code));
  }
  const { department = null, area_code = null, due_min = null } = body;
  if (department !== null && !isDepartment(department)) {
    throw wrongInput('department', '部门目录中没有这个部门。', 'this is no department of the catalogue.');
  }
  if (area_code !== null && !(area_code.startsWith(held.area_code) && (await isArea(sql, area_code)))) {
    throw wrongInput(
      'area_code',
      `指令只能下达给${held.area_name}及其下级区域。`,
      `an order goes to ${held.area_name} or an area within it.`,
    );
  }
  return [{ task: null, text: body.text ?? '', department, area_code, due_min }];
}

/** Acknowledges an order, reports it done or cancels it. @throws AppError as the table of moves has it. */
export async function actOnOrder(c: Context<ApiEnv>, id: number, orderId: number, body: OrderEventBody): Promise<void> {
  const held = await emergencyOf(c, id);
  await requireMove(c, held, body.kind, orderId);
  await write(c, held, null, [{ kind: body.kind, order_id: orderId, text: body.text ?? null }]);
}

async function requireMove(c: Context<ApiEnv>, held: EmergencyRow, kind: GivenEvent['kind'], orderId?: number) {
  const sql = c.get('sql');
  const caller = c.get('caller');
  const orders = orderId === undefined ? [] : await listOrders(sql, held.id, held.area_code);
  const of = orders.find((one) => one.id === orderId) ?? null;
  if (orderId !== undefined && of === null) throw notFound({ 'zh-CN': '指令', en: 'order' }, orderId);
  const actors = emergencyActors(caller, await departmentsOf(sql, caller), of, held.area_code);
  const why = refusalOf(kind, { ended: held.ended_at !== null, order: of && orderState(of), actors });
  if (why !== undefined) throw refused(why, of);
}

async function write(c: Context<ApiEnv>, held: EmergencyRow, seen: number | null, events: GivenEvent[]): Promise<void> {
  const sql = c.get('sql');
  const version = await addEvents(sql, held.id, seen, events);
  if (version === null) throw tooLate(await findCommand(sql, held.id, seen ?? held.version));
}

function notOurs(names: string): AppError {
  return forbidden(
    {
      'zh-CN': `「area_code」有误：${names}不在您的应急指挥范围内，请由该区域的街道或区县领导启动。`,
      en: `“area_code” is wrong: ${names} is not yours to declare an emergency over; a leader of that street or district does.`,
    },
    'area_code',
  );
}

function noTask(field: string, id: string, plan: { zh: string; en: string } | undefined): AppError {
  return wrongInput(
    field,
    `预案「${plan?.zh ?? ''}」中没有任务 ${id}。`,
    `the plan “${plan?.en ?? ''}” has no task ${id}.`,
  );
}

function underWay({ zh, en }: { zh: string; en: string }, id: number | undefined): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': `该区域的「${zh}」应急响应已经启动（编号 ${id ?? ''}），请在其中继续指挥。`,
      en: `“${en}” is under way over this area already (number ${id ?? ''}); please go on in it.`,
    },
    { field: 'plan' },
  );
}
