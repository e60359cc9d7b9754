import { munkres } from 'munkres';
import { isForbidden } from '../forbidden.ts';
import type { ReadRow } from '../readers/types.ts';
import { type ContentFit, contentFit } from './contents.ts';
import { holdsForbidden } from './forbidden-content.ts';
import { type ColumnName, columnName, type NameFit, nameFit } from './names.ts';
import { type Profile, profileOf } from './profile.ts';
import { type RememberedFields, rememberedFields } from './remembered.ts';
import type { ColumnMatch, FieldToFill, Reason, RememberedColumn } from './types.ts';

/** How sure it must be that a column fills a field for that to be proposed. */
const LEAST = 0.5;
/** What a column whose name says something else loses where only its content speaks for a field. */
const OTHER_NAME = 0.8;
/** What it loses where another could be meant as well. */
const DOUBT = 0.8;

interface Column {
  column: string;
  name: ColumnName;
  profile: Profile;
  forbidden: boolean;
}

/** How well a column and a field fit each other. */
interface Pair {
  score: number;
  reason: Reason;
  /** Nothing but the content speaks for it. */
  byContent: boolean;
}

/** By column, then by field. */
type Pairs = readonly (readonly (Pair | null)[])[];
/** Of each column the place of its field. */
type Chosen = readonly (number | null)[];

/**
 * Says which field each column fills: by its name, by what it holds, and by what people have settled before. A field gets one column at
 * most, a column one field: those whose confidences are the best together. Confidence is 0 to 1; from 0.9 on the name says it, or people
 * have. Columns that must never be held fill nothing, whatever was settled.
 * @param columns as they stand in the file, each once.
 * @param rows some of the file, from all over it if possible.
 */
export function matchColumns(
  columns: readonly string[],
  rows: readonly ReadRow[],
  fields: readonly FieldToFill[],
  remembered: readonly RememberedColumn[],
): ColumnMatch[] {
  const all = columns.map((column) => columnOf(column, rows, fields));
  const before = rememberedFields(columns, remembered);
  const pairs = all.map((column) => fields.map((field) => (column.forbidden ? null : pairOf(column, field, before))));
  const chosen = bestTogether(pairs);
  return all.map(({ column, forbidden, profile }, at) => {
    if (forbidden) return { column, field: null, confidence: 1, reason: never, forbidden: true };
    const to = chosen[at]!;
    if (to === null) return unused(column, at, { pairs, chosen, columns, fields, profile, before });
    const { score, reason, byContent } = pairs[at]![to]!;
    const confidence = byContent && hasRival(at, to, pairs, chosen) ? score * DOUBT : score;
    return { column, field: fields[to]!.name, confidence: rounded(confidence), reason };
  });
}

function columnOf(column: string, rows: readonly ReadRow[], fields: readonly FieldToFill[]): Column {
  const name = columnName(column);
  const profile = profileOf(column, rows);
  const isCatalogue = fields.some((field) => field.codes !== undefined && (nameFit(name, field)?.score ?? 0) > 0.8);
  return { column, name, profile, forbidden: isForbidden(column) || holdsForbidden(profile, isCatalogue) };
}

function pairOf({ column, name, profile }: Column, field: FieldToFill, before: RememberedFields): Pair | null {
  const known = before.get(column);
  const content = contentFit(profile, field);
  const times = known?.shares.get(field.name) ?? 0;
  if (times > 0) {
    // Somebody has looked at it: what it holds this time is told by the problems of its cells.
    const reason = known!.isSheet ? sheetBefore : before1;
    return { score: content.support < -0.5 && !known!.isSheet ? times * 0.9 : times, reason, byContent: false };
  }
  if (known?.isSheet) return null;
  const named = nameFit(name, field);
  const alone = name.isKnown ? 0 : content.alone * (name.isBlank ? 1 : OTHER_NAME);
  const score = (named ? together(named, content) : alone) * (known ? 0.6 : 1);
  if (score < LEAST) return null;
  return { score, reason: named ? reasonOf(named, content) : content.reason, byContent: !named };
}

/** What a name says, borne out or put in doubt by what stands below it. */
function together({ score }: NameFit, { support }: ContentFit): number {
  return support >= 0 ? score + (1 - score) * 0.5 * support : score * (1 + 0.35 * support);
}

function reasonOf({ reason }: NameFit, { support, reason: content }: ContentFit): Reason {
  if (support >= 0.5)
    return { 'zh-CN': `${reason['zh-CN']}，${content['zh-CN']}`, en: `${reason.en}, and ${content.en}` };
  if (support <= -0.5)
    return { 'zh-CN': `${reason['zh-CN']}，但${content['zh-CN']}`, en: `${reason.en}, but ${content.en}` };
  return reason;
}

/** Of each column the place of its field: the best sum, in which one sure pair weighs more than two doubtful ones. */
function bestTogether(pairs: Pairs): (number | null)[] {
  const width = pairs[0]?.length ?? 0;
  const chosen: (number | null)[] = pairs.map(() => null);
  if (width === 0) return chosen;
  const costs = pairs.map((row) => row.map((pair) => -((pair?.score ?? 0) ** 4)));
  for (const [column, field] of munkres(costs)) if (pairs[column]![field]) chosen[column] = field;
  return chosen;
}

/** Whether another column could fill the field nearly as well, or this one another field, that is not better placed itself. */
function hasRival(column: number, field: number, pairs: Pairs, chosen: Chosen): boolean {
  const { score } = pairs[column]![field]!;
  const scoreOf = (at: number, to: number | null) => (to === null ? 0 : (pairs[at]![to]?.score ?? 0));
  const rivals = (at: number, to: number, has: number) => {
    const rival = scoreOf(at, to);
    return rival >= score * 0.95 && has < rival;
  };
  const heldBy = (to: number) => {
    const holder = chosen.indexOf(to);
    return holder < 0 ? 0 : scoreOf(holder, to);
  };
  return (
    pairs[column]!.some((_, to) => to !== field && rivals(column, to, heldBy(to))) ||
    pairs.some((_, at) => at !== column && rivals(at, field, scoreOf(at, chosen[at]!)))
  );
}

interface Around {
  pairs: Pairs;
  chosen: Chosen;
  columns: readonly string[];
  fields: readonly FieldToFill[];
  profile: Profile;
  before: RememberedFields;
}

function unused(column: string, at: number, { pairs, chosen, columns, fields, profile, before }: Around): ColumnMatch {
  const none = (confidence: number, reason: Reason) => ({ column, field: null, confidence, reason });
  if (before.get(column)?.isSheet) return none(0.98, leftOut);
  const best = pairs[at]!.reduce<number | null>(
    (found, pair, field) => (pair && pair.score > (found === null ? 0 : pairs[at]![found]!.score) ? field : found),
    null,
  );
  if (best === null) return profile.filled === 0 ? none(0.9, emptyColumn) : none(0.7, noField);
  const { zh, en } = fields[best]!;
  const other = columns[chosen.indexOf(best)];
  if (other === undefined) return none(0.5, noField);
  return none(rounded(1 - pairs[at]![best]!.score / 2), {
    'zh-CN': `也像是「${zh}」，但列“${other}”更合适`,
    en: `it could be ${en} as well, but "${other}" fits better`,
  });
}

const rounded = (value: number) => Math.round(value * 100) / 100;

const never: Reason = {
  'zh-CN': '属于本系统不得保存的信息，不会导入',
  en: 'information that Jingwei must never hold is left out',
};
const before1: Reason = { 'zh-CN': '以前这样对应过', en: 'it was so before' };
const sheetBefore: Reason = {
  'zh-CN': '以前导入过列相同的表，当时这样对应',
  en: 'it was so in a sheet with the same columns',
};
const leftOut: Reason = {
  'zh-CN': '以前导入过列相同的表，当时没有用这一列',
  en: 'it was left out of a sheet with the same columns',
};
const emptyColumn: Reason = { 'zh-CN': '这一列是空的', en: 'the column is empty' };
const noField: Reason = { 'zh-CN': '没有相近的字段', en: 'no field is like it' };
