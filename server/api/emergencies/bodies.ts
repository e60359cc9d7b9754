import { z } from 'zod';
import { areaCode, id, latitude, limit, longitude, pageToken } from '../wire.ts';
import { type EmergencyGrade, resourceKinds } from './schema.ts';

const words = (most: number, needed: string) => {
  const [english, chinese] = needed.split(' | ');
  return z
    .string({ error: needed })
    .trim()
    .min(1, needed)
    .max(most, `${english}: at most ${most} characters | ${chinese}，至多${most}个字`);
};
const planId = z
  .string({ error: 'choose a plan | 请选择预案' })
  .regex(/^[a-z][a-z0-9_]{0,40}$/, 'this is no plan | 没有这个预案');
const taskId = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'this is no task of the plan | 预案中没有这项任务');
const grade = z
  .int({ error: 'a grade is 1, the gravest, to 4 | 响应级别为1至4级，1级最高' })
  .min(1, 'a grade is 1, the gravest, to 4 | 响应级别为1至4级，1级最高')
  .max(4, 'a grade is 1, the gravest, to 4 | 响应级别为1至4级，1级最高')
  .transform((value) => value as EmergencyGrade);
const version = z
  .int({ error: 'the version is a whole number | 版本应为整数' })
  .min(1, 'a version is at least 1 | 版本从1开始');
const department = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,40}$/, 'this is no department of the catalogue | 部门目录中没有这个部门');
const note = words(1000, 'say what is to be noted | 请填写内容');
const count = (least: number) =>
  z
    .int({ error: 'a number is a whole number | 数量应为整数' })
    .min(least, `a number is at least ${least} | 数量不小于${least}`)
    .max(1_000_000, 'a number is at most 1000000 | 数量不超过1000000');

export const emergencyParam = z.object({ id });
export const orderParam = z.object({ id, order_id: id });
export const heldResourceParam = z.object({ id, resource_id: id });
export const emergencyQuery = z.object({
  state: z.enum(['open', 'ended'], { error: 'a state is open or ended | 状态应为 open 或 ended' }).optional(),
  limit,
  page: pageToken.optional(),
});

export const emergencyBody = z.object({
  plan: planId,
  grade,
  area_code: areaCode,
  reason: words(500, 'say why | 请填写启动原因'),
  /** Tasks of the plan to be ordered at once; all that the grade asks for where it is not said. */
  tasks: z.array(taskId).max(50, 'at most 50 tasks | 至多50项任务').optional(),
});

export const emergencyEventBody = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('regraded'), version, grade, text: note.optional() }),
    z.object({ kind: z.literal('noted'), text: note }),
    z.object({ kind: z.literal('ended'), version, text: words(2000, 'say how it ended | 请填写处置小结') }),
  ],
  { error: 'an emergency is regraded, noted in or ended | 只能调整级别、记录情况或宣布结束' },
);
export type EmergencyEventBody = z.infer<typeof emergencyEventBody>;

/** A task of the plan, to whom the plan says; or words of one's own, to a department or an area. */
export const orderBody = z
  .object({
    version: version.optional(),
    task: taskId.nullish(),
    text: words(200, 'say what is to be done | 请填写指令内容').nullish(),
    department: department.nullish(),
    area_code: areaCode.nullish(),
    due_min: z
      .int({ error: 'minutes are a whole number | 时限应为整数分钟' })
      .min(1, 'a time limit is at least 1 minute | 时限至少1分钟')
      .max(10_080, 'a time limit is at most a week | 时限至多一周')
      .nullish(),
  })
  .superRefine(({ task, text, ...to }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const own = [text, to.department, to.area_code, to.due_min].some((value) => value != null);
    if (task == null && text == null) fault('text', 'say what is to be done | 请填写指令内容');
    else if (task != null && own)
      fault('task', 'a task of the plan goes as the plan says | 预案任务按预案下达，不能另填内容');
    else if (task == null && (to.department == null) === (to.area_code == null))
      fault('department', 'an order goes to a department or to an area | 指令应下达给一个部门或一个区域');
  });
export type OrderBody = z.infer<typeof orderBody>;

export const orderEventBody = z.object({
  kind: z.enum(['acknowledged', 'done', 'cancelled'], {
    error: 'an order is acknowledged, done or cancelled | 指令只能签收、完成或撤销',
  }),
  text: note.optional(),
});
export type OrderEventBody = z.infer<typeof orderEventBody>;

/** `was`: what the sender saw, so that of two who count at once none is lost. */
export const heldResourceBody = z.object({ free: count(0), was: count(0) });

export const resourceParam = z.object({ id });
export const resourceQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });
const place = {
  name: words(60, 'a name is needed | 请填写名称'),
  unit: words(10, 'say in what it is counted | 请填写单位'),
};
const address = z.string().trim().max(100, 'an address has at most 100 characters | 地址至多100个字');
export const resourceBody = z.object({
  kind: z.enum(resourceKinds, {
    error: 'a resource is people, store, vehicle or shelter | 资源类型应为 people、store、vehicle 或 shelter',
  }),
  ...place,
  /** `[lon, lat]`. */
  centre: z.tuple([longitude, latitude], { error: 'a place is [longitude, latitude] | 位置应为[经度, 纬度]' }),
  quantity: count(0),
  /** All of it where it is not said. */
  free: count(0).optional(),
  department: department.nullish(),
  address: address.nullish(),
});
export type ResourceBody = z.infer<typeof resourceBody>;
export const resourceChangeBody = z
  .object({
    ...place,
    quantity: count(0),
    free: count(0),
    department: department.nullable(),
    address: address.nullable(),
  })
  .partial();
export type ResourceChangeBody = z.infer<typeof resourceChangeBody>;
