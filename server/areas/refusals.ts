import type { AreaChangeKind, AreaProblem } from '../api/area-changes/schema.ts';
import { AppError, notFound, type Sentence } from '../errors.ts';
import { wrongInput } from '../loop/refusals.ts';
import type { Touched } from './sql.ts';

/** @throws AppError 404 where one of the areas is not there, 400 where it is the root and shall be more than renamed. */
export function requireTouched(asked: readonly string[], touched: readonly Touched[], kind: AreaChangeKind): void {
  const missing = asked.find((code) => !touched.some(({ area_code }) => area_code === code));
  if (missing !== undefined) throw notFound({ 'zh-CN': '区域', en: 'area' }, missing);
  if (kind === 'rename' || touched.every(({ parent_code }) => parent_code !== null)) return;
  throw wrongInput('area_code', '最上一级的区域只能更名。', 'the area above all others can only be renamed.');
}

/** @throws AppError where areas of two levels are named together. */
export function requireWhole(touched: readonly Touched[]): void {
  if (new Set(touched.map(({ level }) => level)).size === 1) return;
  throw wrongInput('area_codes', '请选择同一级的区域。', 'choose areas of one level.');
}

/** @throws AppError where parts are not all of the areas below, each in one part. @param least of the parts. */
export function requireParts(
  parts: readonly (readonly string[])[],
  children: readonly { area_code: string; name: string }[],
  least: number,
): void {
  if (parts.length < least || parts.some((part) => part.length === 0))
    throw wrongInput(
      'parts',
      '每一部分至少要有一个下级区域，请选择哪些归哪一部分。',
      'every part needs at least one of the areas below; choose which goes where.',
    );
  const given = parts.flat();
  const stray = given.find((code) => !children.some(({ area_code }) => area_code === code));
  if (stray !== undefined)
    throw wrongInput('parts', `${stray}不是其中的下级区域。`, `${stray} is not one of the areas directly below.`);
  const wrong = children.find(({ area_code }) => given.filter((code) => code === area_code).length !== 1);
  if (wrong)
    throw wrongInput(
      'parts',
      `${wrong.name}要归入一个部分，且只归一个部分。`,
      `${wrong.name} belongs in one part, and in no more than one.`,
    );
}

/** @throws AppError where no line is drawn. */
export function requireLines(lines: readonly unknown[]): void {
  if (lines.length > 0) return;
  throw wrongInput('lines', '请画一条线。', 'draw a line.');
}

/** @throws AppError where areas do not stand below one parent. */
export function requireSiblings(touched: readonly Touched[]): void {
  if (new Set(touched.map(({ parent_code }) => parent_code)).size === 1) return;
  throw wrongInput(
    'area_codes',
    '这些区域不属于同一上级，请选择同一上级之内的区域。',
    'these areas lie below different ones; choose areas below the same one.',
  );
}

/** @throws AppError where a border is drawn between more than two areas. */
export function requireTwo(codes: readonly string[]): void {
  if (codes.length === 2) return;
  throw wrongInput('area_codes', '一条边界只能在两个区域之间。', 'a border runs between two areas.');
}

/** @throws AppError where an area is given no shape. */
export function requireShapes(shapes: readonly unknown[]): void {
  if (shapes.every((shape) => shape !== undefined)) return;
  throw wrongInput('shapes', '每个区域都需要一个形状。', 'each of the areas needs a shape.');
}

/** @throws AppError where a day is to come, or before the areas were as they are. */
export function requireDay(day: string, today: string, touched: readonly Touched[]): void {
  if (day > today)
    throw wrongInput('true_from', '生效日期不能晚于今天。', 'it cannot hold from a day that is to come.');
  const since = touched
    .map(({ true_from }) => true_from ?? '')
    .sort()
    .at(-1)!;
  if (day < since)
    throw wrongInput(
      'true_from',
      `这些区域的现状自${since}起，生效日期不能更早。`,
      `these areas are as they are since ${since}; it cannot hold from earlier.`,
    );
}

/** @throws AppError where something is given to a part that there is not, or does not stand there. */
export function requireGiven(
  given: Readonly<Record<string, string>>,
  found: readonly { kind: string; id: number }[],
  codes: readonly string[],
): void {
  for (const [key, code] of Object.entries(given)) {
    if (!codes.includes(code))
      throw wrongInput(`given.${key}`, `没有编码为${code}的新区域。`, `there is no new area ${code}.`);
    if (!found.some(({ kind, id }) => `${kind} ${id}` === key))
      throw wrongInput(`given.${key}`, '该职责不在这些区域内。', 'that does not answer for these areas.');
  }
}

/** @throws AppError where somebody is to answer for all parts who answers for none of them as a whole, or where there is only one. */
export function requireShared(
  shared: readonly string[],
  found: readonly { kind: string; id: number; building_code: string | null }[],
  kind: AreaChangeKind,
): void {
  const wrong = shared.find(
    (key) => kind !== 'split' || !found.some((one) => `${one.kind} ${one.id}` === key && one.building_code === null),
  );
  if (wrong !== undefined)
    throw wrongInput(
      'shared',
      `${wrong}不能同时管各部分：只有被拆分区域的责任人和授权可以。`,
      `${wrong} cannot answer for all parts; duty holders and grants of the area that is split can.`,
    );
}

/** @throws AppError 409 where areas that are to be one each have what one area may have only once: which is meant is for people to say. */
export function requireNoNamesakes(
  namesakes: readonly { kind: 'duty_set' | 'emergency'; name: string; areas: readonly string[] }[],
): void {
  const [first] = namesakes;
  if (!first) return;
  const [zh, en] = [first.areas.join('、'), first.areas.join(', ')];
  const sentence: Sentence =
    first.kind === 'duty_set'
      ? {
          'zh-CN': `${zh}各有一个名为“${first.name}”的走访任务，请先给其中一个改名，再合并。`,
          en: `${en} each have visits called “${first.name}”; rename one of them first, then merge.`,
        }
      : {
          'zh-CN': `${zh}各有一个同类的应急事件尚未结束，请先结束其中一个，再合并。`,
          en: `${en} each have an emergency of the same kind going on; end one of them first, then merge.`,
        };
  throw new AppError('conflict', sentence, { field: 'area_codes' });
}

/** @throws AppError where an area is called so already. */
export function requireNewName(old: string, name: string): void {
  if (old !== name) return;
  throw wrongInput('name', '名称没有变化。', 'it is called so already.');
}

/** So many lines that too many parts come of them (400). */
export function tooManyParts(count: number, most: number): AppError {
  return wrongInput(
    'lines',
    `这样会分成${count}块，一次至多${most}块。`,
    `that makes ${count} parts; at most ${most} at a time.`,
  );
}

/** No number is left below a parent (409). */
export function noCodesLeft(parent: string): AppError {
  return new AppError('conflict', {
    'zh-CN': `${parent}之下的编码已用完，编码不重复使用。`,
    en: `No code is left below ${parent}; codes are never used twice.`,
  });
}

/** Something has moved since the preview (409). */
export function movedMeanwhile(): AppError {
  const sentence = {
    'zh-CN': '预览之后这里的登记有变动，请重新预览再确认。',
    en: 'Something here has changed since the preview; please look at it again and confirm.',
  };
  return new AppError('conflict', sentence, { field: 'seen' });
}

const problemWords: Record<AreaProblem['kind'], Sentence> = {
  uncut: { 'zh-CN': '这条线没有把区域分开', en: 'the line does not divide the area' },
  gap: { 'zh-CN': '有一块地不属于任何区域', en: 'some ground would belong to no area' },
  overlap: { 'zh-CN': '有一块地同时属于两个区域', en: 'some ground would belong to two areas' },
  beyond: { 'zh-CN': '形状超出了原来的范围', en: 'the shapes reach beyond what they were' },
  hole: { 'zh-CN': '一个区域会被另一个包围', en: 'one area would lie inside another' },
  pieces: { 'zh-CN': '一个区域会分成不相连的几块', en: 'an area would fall into pieces' },
  apart: { 'zh-CN': '这些区域不相邻', en: 'these areas do not touch' },
  sliver: { 'zh-CN': '有一块过于狭小', en: 'one part is too thin to be an area' },
  few: { 'zh-CN': '一个区域的户数过少', en: 'an area would have too few households' },
};

/** It cannot be done so (400); says where. */
export function impossible({ kind, place: [longitude, latitude] }: AreaProblem): AppError {
  const words = problemWords[kind];
  const at = `${longitude.toFixed(5)}, ${latitude.toFixed(5)}`;
  const sentence = { 'zh-CN': `${words['zh-CN']}（${at}）。`, en: `Cannot be done: ${words.en} (at ${at}).` };
  return new AppError('bad_input', sentence, { field: kind === 'uncut' ? 'lines' : 'shapes' });
}
