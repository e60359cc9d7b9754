import { z } from 'zod';
import { areaCode, day, latitude, limit, longitude, pageToken } from '../wire.ts';

const lonLat = z.tuple([longitude, latitude]);
const line = z
  .array(lonLat)
  .min(2, 'a line has at least two points | 线至少有两个点')
  .max(500, 'a line has at most 500 points | 线至多500个点');
const name = z
  .string()
  .trim()
  .min(1, 'an area has a name | 请填写名称')
  .max(60, 'a name has at most 60 characters | 名称至多60字');
const ring = z.array(lonLat).min(4).max(5000);
const shape = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(20) });
const someCodes = z
  .array(areaCode)
  .min(1, 'name an area | 请选择区域')
  .max(9, 'at most nine areas | 至多九个区域')
  .refine((given) => new Set(given).size === given.length, 'an area stands twice | 同一区域出现了两次');
const twoAtLeast = 'name at least two areas | 请至少选择两个区域';
const codes = someCodes.min(2, twoAtLeast);

/** Codes of the areas directly below, part by part: how areas above the lowest level are split and redrawn. */
const parts = z
  .array(z.array(areaCode).min(1, 'every part needs an area | 每一部分至少要有一个下级区域').max(999))
  .min(2, 'make at least two parts | 至少分成两部分')
  .max(9);

const mend = z
  .object({ kind: z.enum(['gap', 'overlap', 'beyond']), place: lonLat, to: areaCode.nullable() })
  .refine(({ kind, to }) => (kind === 'beyond') === (to === null), {
    message: 'say which area gets the ground; what lies beyond goes to none | 请选择归属的区域；越界部分不归任何区域',
    path: ['to'],
  });

const common = {
  /** The day from which it holds; today when not given. */
  true_from: day.optional(),
  note: z.string().trim().max(500).optional(),
  /** Where those who answer go: `{"duty_holder 12": "990106001001004"}`. */
  given: z.record(z.string().regex(/^(duty_holder|account_grant|squad|token|wall) \d{1,10}$/), areaCode).default({}),
  /** Who answers for all parts of a split: `["duty_holder 12"]`. */
  shared: z
    .array(z.string().regex(/^(duty_holder|account_grant) \d{1,10}$/))
    .max(500)
    .default([]),
};

/** What is to be done. */
export const planBody = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('split'),
      area_code: areaCode,
      /** Where a grid is cut. */
      lines: z.array(line).min(1, 'draw a line | 请画一条线').max(8).optional(),
      parts: parts.optional(),
      names: z.array(name).max(9).default([]),
      ...common,
    })
    .refine(({ lines, parts }) => (lines === undefined) !== (parts === undefined), {
      message: 'draw a line, or say what lies in which part | 请画一条线，或选择各部分的下级区域',
      path: ['lines'],
    }),
  z.object({ kind: z.literal('merge'), area_codes: codes, name: name.optional(), ...common }),
  z
    .object({
      kind: z.literal('redraw'),
      area_codes: someCodes,
      /** The new border between two areas. */
      border: line.optional(),
      /** Or all of their shapes, in the order of area_codes. */
      shapes: z.array(shape).max(9).optional(),
      /** Or, above the lowest level, what lies in which of them, in the order of area_codes. */
      parts: parts.optional(),
      /** Or which faults of the ground are put right. */
      mends: z.array(mend).min(1).max(50).optional(),
      ...common,
    })
    .refine(
      ({ border, shapes, parts, mends }) =>
        [border, shapes, parts, mends].filter((way) => way !== undefined).length === 1,
      {
        message: 'give the new border, the shapes, or what lies in which | 请给出新边界、各区域的形状或各自的下级区域',
        path: ['border'],
      },
    )
    .refine(({ area_codes, mends }) => mends !== undefined || area_codes.length > 1, {
      message: twoAtLeast,
      path: ['area_codes'],
    }),
  z.object({ kind: z.literal('rename'), area_code: areaCode, name, ...common }),
]);
export type PlanBody = z.infer<typeof planBody>;

/** The same, and what the preview said. */
export const applyBody = z.intersection(planBody, z.object({ seen: z.string().min(1).max(100) }));

export const historyQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });
export const changeParam = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
export const undoBody = z.object({ note: z.string().trim().max(500).optional() });
export const monthsQuery = z
  .object({ area_code: areaCode, from: day, to: day, boundaries: z.enum(['then', 'now']).default('then') })
  .refine(({ from, to }) => from <= to, {
    message: 'the span ends before it begins | 结束日期早于开始日期',
    path: ['to'],
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 3700 * 86_400_000, {
    message: 'at most ten years | 至多十年',
    path: ['from'],
  });
export const cutsQuery = z.object({ area_code: areaCode, parts: z.coerce.number().int().min(2).max(9).default(2) });
export const areaQuery = z.object({ area_code: areaCode });
