import { type Caller, mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { forbidden } from '../granted.ts';
import { plainValues, type Sight, shown } from './rows.ts';
import type { FieldConflict, Register, Values } from './schema.ts';
import {
  deleteRow,
  findParent,
  findRow,
  findVersion,
  gridAt,
  holdsOthers,
  insertRow,
  isConfirmed,
  lockRow,
  openChange,
  type StoredRow,
  updateRow,
} from './sql.ts';
import { columnsFrom, same, shapeOf, wrong } from './values.ts';

/** Who writes, on which day of the town. */
export interface Writer {
  sql: Database;
  caller: Caller;
  today: string;
  sight: Sight;
}
interface About {
  source?: string | undefined;
  note?: string | undefined;
  true_from?: string | undefined;
}

/** What was said of a change; a day that was not said is left out, so that the town's own day stands and not the database's. */
function given({ source, note, true_from }: About): About {
  return { source, note, ...(true_from !== undefined && { true_from }) };
}

/** The row is not there, or not the caller's to see; of a resident also while the household's file is closed. */
export function noRow(register: Register): AppError {
  return register === 'resident'
    ? new AppError('not_found', {
        'zh-CN': '没有找到此人，或其住户档案没有打开。请先打开档案。',
        en: 'There is no such person, or the household’s file is not open. Please open it first.',
      })
    : new AppError('not_found', { 'zh-CN': '台账里没有这一条。', en: 'The register has no such row.' });
}

/** A row for writing. @throws AppError 404, or 403 where it is not the caller's to edit. */
async function own({ sql, caller }: Writer, register: Register, id: number): Promise<StoredRow> {
  const seen = await findRow(sql, register, id);
  if (!seen) throw noRow(register);
  if (!mayIn(caller, 'edit', seen.area_code)) throw forbidden();
  const row = await lockRow(sql, register, id);
  if (!row) throw forbidden();
  return row;
}

function requirePastDay(writer: Writer, true_from: string | undefined): void {
  if (true_from === undefined || true_from <= writer.today) return;
  throw wrong('true_from', 'what is recorded is so by today', '生效日期不能晚于今天');
}

/** What became of an edit: written, or in conflict with what another wrote meanwhile. */
export type Edited = { row: StoredRow; change_id: number | null } | { version: number; conflicts: FieldConflict[] };

/**
 * Writes changed fields. What another changed meanwhile and this edit does not touch stands; what both changed to different values is
 * a conflict, and nothing is written.
 * @throws AppError 404, 403, or 400 with the field.
 */
export async function edit(
  writer: Writer,
  register: Register,
  id: number,
  wish: About & { version: number; confirm?: boolean | undefined; values: Values },
): Promise<Edited> {
  requirePastDay(writer, wish.true_from);
  const row = await own(writer, register, id);
  const { sql, sight } = writer;
  const now = plainValues(register, row, sight.sealer);
  if (row.version !== wish.version) {
    const read = await findVersion(sql, register, id, wish.version);
    if (!read) throw wrong('version', 'this version was never read here', '没有这个版本，请重新打开');
    const conflicts = conflictsOf(register, wish.values, plainValues(register, read, sight.sealer), now, sight);
    if (conflicts.length > 0) return { version: row.version, conflicts };
  }
  const changed = Object.fromEntries(Object.entries(wish.values).filter(([name, value]) => !same(value, now[name])));
  refuseNowhere(register, { ...now, ...changed });
  await requireInside(writer, changed);
  const confirms = wish.confirm && isConfirmed(register) && row.confirmed_on !== writer.today;
  if (Object.keys(changed).length === 0 && !confirms) return { row, change_id: null };
  const columns = { ...columnsFrom(register, changed, sight.sealer), ...(confirms && { confirmed_on: writer.today }) };
  const change_id = await openChange(sql, { area_code: row.area_code, true_from: writer.today, ...given(wish) });
  await written(() => updateRow(sql, register, id, columns));
  return { row: (await findRow(sql, register, id))!, change_id };
}

/** Fields that this edit and another both changed from what this one read, to different values. */
function conflictsOf(register: Register, mine: Values, before: Values, theirs: Values, sight: Sight): FieldConflict[] {
  const see = (name: string, values: Values) => shown(register, name, values[name] ?? null, sight);
  return Object.keys(mine)
    .filter((name) => !same(theirs[name], before[name]) && !same(mine[name], theirs[name]))
    .map((field) => ({ field, before: see(field, before), theirs: see(field, theirs), mine: mine[field]! }));
}

/** Somebody who is neither registered nor living at a door does not stand in its file. */
function refuseNowhere(register: Register, { registered_here, lives_here }: Values): void {
  if (register !== 'resident' || registered_here || lives_here) return;
  throw wrong('lives_here', 'a person is registered or lives here', '户籍在此与居住在此至少一项为是');
}

/** @throws AppError 403 where a shape would stand outside of what the caller edits. */
async function requireInside({ sql, caller }: Writer, values: Values): Promise<void> {
  const shape = shapeOf(values);
  if (shape === undefined || mayIn(caller, 'edit', await gridAt(sql, shape))) return;
  throw forbidden(
    { 'zh-CN': '这个位置不在您的责任范围内。', en: 'This place lies outside of what you edit.' },
    values.place ? 'place' : 'outline',
  );
}

/** Adds a row. @throws AppError as `edit`. */
export async function add(
  writer: Writer,
  register: Register,
  wish: About & { values: Values },
): Promise<{ row: StoredRow; change_id: number }> {
  requirePastDay(writer, wish.true_from);
  refuseNowhere(register, wish.values);
  const { sql, caller, sight } = writer;
  const columns = columnsFrom(register, wish.values, sight.sealer);
  const shape = shapeOf(wish.values);
  let area_code: string | null;
  if (register === 'unit' || register === 'household' || register === 'resident') {
    const key = { unit: 'building_id', household: 'unit_id', resident: 'household_id' }[register];
    const parent = await findParent(sql, register, wish.values[key] as number);
    if (!parent) throw wrong(key, 'there is none of that number', '没有这个编号');
    area_code = parent.area_code;
    if (register === 'household') columns.building_id = parent.building_id;
  } else area_code = shape === undefined ? null : await gridAt(sql, shape);
  if (!mayIn(caller, 'edit', area_code))
    throw forbidden(undefined, shape ? (wish.values.place ? 'place' : 'outline') : undefined);
  if (isConfirmed(register)) columns.confirmed_on = writer.today;
  const change_id = await openChange(sql, { area_code, ...wish });
  const id = await written(() => insertRow(sql, register, columns));
  return { row: (await findRow(sql, register, id))!, change_id };
}

/** Removes a row that holds nothing. @throws AppError as `edit`, 409 where it was changed since or something stands in it. */
export async function remove(
  writer: Writer,
  register: Register,
  id: number,
  wish: About & { version: number },
): Promise<number> {
  requirePastDay(writer, wish.true_from);
  const row = await own(writer, register, id);
  if (row.version !== wish.version) {
    throw new AppError('conflict', {
      'zh-CN': '这一条刚被别人修改过，请先看一看再决定是否删除。',
      en: 'Somebody has just changed this row. Please look at it before you remove it.',
    });
  }
  if (await holdsOthers(writer.sql, register, id)) {
    throw new AppError('conflict', {
      'zh-CN': '其中还登记着单元、住户或人员，请先移走再删除。',
      en: 'Units, doors or people are still recorded in it. Move them first.',
    });
  }
  const change_id = await openChange(writer.sql, { area_code: row.area_code, true_from: writer.today, ...given(wish) });
  await deleteRow(writer.sql, register, id);
  return change_id;
}

/** Says that all of a row is so today. @throws AppError 404, 403, 400 for a register that is not confirmed by itself. */
export async function confirm(
  writer: Writer,
  register: Register,
  id: number,
  source: string | undefined,
): Promise<{ row: StoredRow; change_id: number | null }> {
  if (!isConfirmed(register)) throw wrong('register', 'it is confirmed with its household', '这本台账随住户一起核实');
  const row = await own(writer, register, id);
  if (row.confirmed_on === writer.today) return { row, change_id: null };
  const change_id = await openChange(writer.sql, { area_code: row.area_code, true_from: writer.today, source });
  await updateRow(writer.sql, register, id, { confirmed_on: writer.today });
  return { row: (await findRow(writer.sql, register, id))!, change_id };
}

/** What the database refuses, in words. */
async function written<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const { code, constraint_name = '' } = cause as { code?: string; constraint_name?: string };
    if (code === '42501') throw forbidden();
    if (code === '23505') {
      throw new AppError(
        'conflict',
        { 'zh-CN': '同一处已有相同编号的记录。', en: 'Another row of the same number stands there already.' },
        { cause },
      );
    }
    if (code === '23503') throw wrong(referenceOf(constraint_name), 'there is none of that number', '没有这个编号');
    if (code === '23514') throw wrong('outline', 'its lines must not cross', '轮廓的边不能交叉');
    throw cause;
  }
}

/** The column of a foreign key by its name, as PostgreSQL makes it: table_column_fkey. */
function referenceOf(constraint: string): string {
  return /^[a-z]+_(.+)_fkey$/.exec(constraint)?.[1] ?? 'fields';
}
