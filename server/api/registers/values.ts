import { z } from 'zod';
import type { SealedColumn, Sealer } from '../../access/sealing.ts';
import { AppError } from '../../errors.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { day, id, latitude, longitude } from '../wire.ts';
import { type Field, fieldsOf, type Register, type Values } from './schema.ts';

const catalogues = readCatalogues();
const point = z.tuple([longitude, latitude], 'a place is longitude and latitude | 位置应为经度和纬度');

/** What a field takes; null where it is not required. */
function checkOf(field: Field): z.ZodType {
  const check = filledCheck(field);
  return field.required ? check : z.union([z.literal('').transform(() => null), check]).nullable();
}

function filledCheck({ kind, min = 0, max = 200, fraction, options, catalogue, en, zh }: Field): z.ZodType {
  switch (kind) {
    case 'text':
      return z
        .string(`${en} is a text | ${zh}应为文字`)
        .trim()
        .min(1, `${en} is needed | 请填写${zh}`)
        .max(max, `${en} has at most ${max} characters | ${zh}至多${max}个字`);
    case 'number': {
      const words = `${en} is from ${min} to ${max} | ${zh}应在${min}至${max}之间`;
      const number = z.number(words).min(min, words).max(max, words);
      return fraction ? number : number.int(`${en} is a whole number | ${zh}应为整数`);
    }
    case 'choice': {
      const known = (catalogue ? catalogues[catalogue] : (options ?? [])).map((option) => option.id);
      return z.enum(known as [string, ...string[]], `choose one of the list for ${en} | 请从列表中选择${zh}`);
    }
    case 'date':
      return day;
    case 'boolean':
      return z.boolean(`${en} is yes or no | ${zh}应为是或否`);
    case 'reference':
      return id;
    case 'place':
      return point;
    case 'outline':
      return z
        .array(point, 'an outline is a list of points | 轮廓应为一组点')
        .min(3, 'an outline has at least three points | 轮廓至少三个点')
        .max(400, 'an outline has at most 400 points | 轮廓至多400个点');
  }
}

const checks = Object.fromEntries(
  Object.entries(fieldsOf).map(([register, fields]) => [
    register,
    Object.fromEntries(fields.map((field) => [field.name, checkOf(field)])),
  ]),
) as Record<Register, Record<string, z.ZodType>>;

/**
 * Checks the fields of a row that is new (`whole`) or changed.
 * @throws AppError 400 naming the first field that is unknown, missing, fixed or wrong.
 */
export function checkedFields(register: Register, fields: Record<string, unknown>, whole: boolean): Values {
  const checked: Values = {};
  for (const name of Object.keys(fields)) {
    if (!checks[register][name]) throw wrong(name, 'this register has no such field', '这本台账没有这一项');
  }
  for (const field of fieldsOf[register]) {
    const value = fields[field.name];
    if (value === undefined && !whole) continue;
    if (value === undefined && !field.required) continue;
    if (value === undefined) throw wrong(field.name, `${field.en} is needed`, `请填写${field.zh}`);
    if (field.fixed && !whole) throw wrong(field.name, `${field.en} does not change`, `${field.zh}不能更改`);
    const outcome = checks[register][field.name]!.safeParse(value);
    if (!outcome.success) {
      const [en = '', zh = '格式不正确'] = (outcome.error.issues[0]?.message ?? '').split(' | ');
      throw wrong(field.name, en, zh);
    }
    checked[field.name] = outcome.data as Values[string];
  }
  if (register === 'household' && checked.floor === 0) throw wrong('floor', 'there is no floor 0', '没有0层');
  return checked;
}

/** A field at fault, in both languages. */
export function wrong(field: string, en: string, zh: string): AppError {
  return new AppError(
    'bad_input',
    { 'zh-CN': `「${field}」有误：${zh}。`, en: `“${field}” is wrong: ${en}.` },
    { field },
  );
}

/** Columns and what is written into them; sealed values with their digests, shapes as EWKT. */
export function columnsFrom(register: Register, values: Values, sealer: Sealer): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const field of fieldsOf[register]) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field.sealed)
      Object.assign(columns, sealed(`${register}.${field.name}` as SealedColumn, value as string | null, sealer));
    else if (field.kind === 'place') columns.geometry = value && pointText(value as [number, number]);
    else if (field.kind === 'outline') columns.geometry = value && ringText(value as [number, number][]);
    else columns[field.name] = value;
  }
  return columns;
}

function sealed(column: SealedColumn, value: string | null, sealer: Sealer): Record<string, unknown> {
  const name = column.slice(column.indexOf('.') + 1);
  const own = { [name]: value && sealer.seal(column, value) };
  if (name === 'birth_date') return { ...own, birth_year: value && Number(value.slice(0, 4)) };
  return { ...own, [`${name}_digest`]: value && sealer.digest(column, value) };
}

const pointText = ([lon, lat]: [number, number]) => `SRID=4326;POINT(${lon} ${lat})`;

function ringText(ring: [number, number][]): string {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const closed = first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
  return `SRID=4326;MULTIPOLYGON(((${closed.map((at) => at.join(' ')).join(',')})))`;
}

/** The shape of a new row as EWKT; undefined for registers that stand in another. */
export function shapeOf(values: Values): string | undefined {
  if (values.place) return pointText(values.place as [number, number]);
  return values.outline ? ringText(values.outline as [number, number][]) : undefined;
}

/** Whether two values say the same; outlines are compared point by point, closed or not. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
