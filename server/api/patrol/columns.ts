import { plainName } from '../../import/column-names.ts';

/** A column of a list: what it fills, what files call it, and how its text is read. */
export interface Column {
  field: string;
  /** The first is what the screen calls it. */
  heads: readonly string[];
  read: (text: string) => unknown;
}

const yes = new Set(['true', 'yes', 'y', '1', '是', '可选', '√']);
const no = new Set(['false', 'no', 'n', '0', '否', '必须', '必巡']);

/** Text as it stands; what a schema refuses, it refuses. */
const text = (given: string) => given;
/** A whole number, also with the unit behind it. */
const whole = (given: string) => Number(/^(\d+)\s*(?:分钟|分|min|次|人|名)?$/i.exec(given)?.[1] ?? Number.NaN);
/** A time of day: 8:00, 18：00, 18:00:00; 24:00 is midnight. */
const clock = (given: string) => {
  const [, hour, minute] = /^(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?$/.exec(given) ?? [];
  return hour === undefined ? given : `${hour === '24' ? '00' : hour.padStart(2, '0')}:${minute}`;
};
const flag = (given: string) => {
  const lower = given.toLowerCase();
  return yes.has(lower) || (no.has(lower) ? false : given);
};

/** Columns that points and streets share. */
export const dutyColumns: readonly Column[] = [
  { field: 'name', heads: ['名称', '点位名称', '巡逻点', '路段名称', '路段', '道路名称', 'name', 'title'], read: text },
  { field: 'window_start', heads: ['开始时间', '起始时间', 'window_start'], read: clock },
  { field: 'window_end', heads: ['结束时间', '截止时间', 'window_end'], read: clock },
  { field: 'priority', heads: ['优先级', '重要程度', 'priority'], read: whole },
  { field: 'optional', heads: ['可选', '是否可选', 'optional'], read: flag },
  { field: 'people', heads: ['所需人数', '人数', 'people'], read: whole },
  { field: 'squad', heads: ['巡逻队', '队伍', '责任队伍', 'squad'], read: text },
];

export const pointColumns: readonly Column[] = [
  ...dutyColumns,
  { field: 'address', heads: ['地址', '标准地址', '详细地址', 'address'], read: text },
  { field: 'dwell_min', heads: ['停留分钟', '停留时间', '停留', 'dwell_min'], read: whole },
  { field: 'wanted_visits', heads: ['应巡次数', '巡逻次数', '次数', 'wanted_visits'], read: whole },
  { field: 'gap_min', heads: ['间隔分钟', '最小间隔', '间隔', 'gap_min'], read: whole },
];

const sides = (given: string) => {
  if (/^(2|双侧|两侧|both)$/i.test(given)) return 2;
  return /^(1|单侧|一侧|one)$/i.test(given) ? 1 : given;
};
export const streetColumns: readonly Column[] = [
  ...dutyColumns,
  { field: 'sides', heads: ['巡查侧数', '侧数', '单双侧', 'sides'], read: sides },
];

/** What a row's columns give: values by field, and what the screen calls each field. Columns that nobody knows are left alone. */
export function readColumns(
  columns: readonly Column[],
  values: ReadonlyMap<string, string>,
): { fields: Record<string, unknown>; named: Map<string, string> } {
  const fields: Record<string, unknown> = {};
  const named = new Map<string, string>([
    ['centre', '位置'],
    ['line', '线'],
  ]);
  for (const { field, heads, read } of columns) {
    named.set(field, heads[0]!);
    const given = heads.map((head) => values.get(plainName(head))).find((value) => value !== undefined);
    if (given !== undefined) fields[field] = read(given);
  }
  return { fields, named };
}
