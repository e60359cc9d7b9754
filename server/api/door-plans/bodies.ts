import { z } from 'zod';
import { doorStates } from '../buildings/schema.ts';
import { line, whole } from '../patrol/bodies.ts';
import { day, id } from '../wire.ts';
import { doorUses, highestFloor, longestName, lowestFloor, mostDoors } from './schema.ts';

// What comes in. Messages are "English | 中文".

export const planParam = z.object({ id });

const unitNo = whole(1, 99);
const floor = whole(lowestFloor, highestFloor).refine((value) => value !== 0, 'there is no floor 0 | 没有0层');
const name = line(longestName, 'a name is needed | 请填写名称').regex(
  /^[^\p{Cc}\p{Cs}]*$/u,
  'no line breaks or control characters | 不能含有换行或控制字符',
);
const names = z.array(name).min(1, 'name at least one door | 请至少写一户').max(mostDoors, 'too many doors | 户数过多');
const doorState = z.enum(doorStates, {
  error: 'a door is occupied, let, empty or unknown | 状态应为 occupied、let、empty 或 unknown',
});
const doorUse = z.enum(doorUses, { error: 'a door is a home, shop or garage | 用途应为 home、shop 或 garage' });

const act = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('unit'), unit_no: unitNo, name }),
    z.object({ kind: z.literal('remove_unit'), unit_no: unitNo }),
    z.object({ kind: z.literal('move'), unit_no: unitNo, doors: names, to: unitNo }),
    z.object({
      kind: z.literal('lay_out'),
      unit_nos: z.array(unitNo).min(1, 'name a unit | 请写单元').max(99, 'at most 99 units | 至多99个单元'),
      floors: z
        .array(z.object({ from: floor, to: floor }))
        .min(1, 'name a floor | 请写楼层')
        .max(50, 'too many | 过多'),
      skip: z.array(floor).max(50, 'too many | 过多').default([]),
      doors: names.max(100, 'at most 100 doors a floor | 每层至多100户'),
      door_use: doorUse.default('home'),
    }),
    z
      .object({ kind: z.literal('mark'), unit_no: unitNo, doors: names, door_state: doorState, door_use: doorUse })
      .partial({ door_state: true, door_use: true }),
    z.object({ kind: z.literal('rename'), unit_no: unitNo, door: name, name }),
    z.object({ kind: z.literal('join'), unit_no: unitNo, doors: names }),
    z.object({ kind: z.literal('split'), unit_no: unitNo, door: name }),
    z.object({ kind: z.literal('remove'), unit_no: unitNo, doors: names }),
  ],
  { error: 'an act is unit, remove_unit, move, lay_out, mark, rename, join, split or remove | 没有这种操作' },
);

export const planBody = z.object({
  /** Versions of the households that the acts touch, by number, as the caller saw them. */
  seen: z.record(
    z.string().regex(/^[1-9]\d{0,9}$/, 'a household is given by its number | 住户应为编号'),
    whole(1, 2_147_483_646),
  ),
  /** Where it was learnt. */
  source: line(200).nullable().default(null),
  /** From which day it was so; today where it is not said. */
  true_from: day.nullable().default(null),
  acts: z.array(act).min(1, 'say what changes | 请填写改动').max(2000, 'at most 2000 acts at once | 一次至多2000步'),
});
export type PlanBody = z.infer<typeof planBody>;

export const undoBody = z.object({ change_id: whole(1, 2_147_483_646) });
