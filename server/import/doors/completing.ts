import { parseAddress } from '../../geocode/parse/index.ts';
import type { Label } from '../../geocode/parse/labels.ts';
import type { LayerColumn } from '../layer-columns.ts';
import { RowFault } from '../types.ts';
import { fault } from '../values.ts';
import type { DoorKind } from './layers.ts';

/** Values of a row by field; absent: the file does not say. */
export type DoorValues = Record<string, string | null>;

/** Fills in what the rest of a row tells of it. @throws RowFault where it does not say which door, or who. */
export function completeDoorRow(kind: DoorKind, columns: readonly LayerColumn[], values: DoorValues): void {
  completeDoor(values);
  for (const column of columns)
    if (column.required && (values[column.name] ?? null) === null)
      throw fault(column, '没有填写', 'is missing', { kind: 'missing' });
  const told = ['building_source_id', 'building_name', 'address'].some((name) => values[name]);
  if (!told)
    throw new RowFault(
      '没有说是哪栋楼：请填写楼栋编号、小区和楼栋，或地址',
      'it does not say which building: give its id, compound and building, or an address',
      'building_name',
      'missing',
    );
  if (kind === 'households') completeFloor(columns, values);
  if (kind === 'residents') checkResident(columns, values);
}

/** Stair, floor and door out of an address such as 清河花园1幢2单元301室, where the row has none of its own. */
function completeDoor(values: DoorValues): void {
  if (!values.address || values.door) return;
  const { parts } = parseAddress(values.address);
  const value = (label: Label) => parts.findLast((part) => part.label === label)?.value ?? null;
  const whole = (text: string | null) => (text && /^\d{1,3}$/.test(text) ? text : null);
  values.door = value('room');
  values.unit_no ??= whole(value('unit'));
  values.floor ??= whole(value('floor'));
}

/** A floor out of a door such as 1203, where the row has none: what stands before the last two digits. */
function completeFloor(columns: readonly LayerColumn[], values: DoorValues): void {
  const digits = /(?:^|\D)(\d{1,2})\d{2}\D*$/.exec(values.door ?? '')?.[1];
  values.floor ??= digits ? String(Number(digits)) : null;
  const column = columns.find(({ name }) => name === 'floor')!;
  if (values.floor === null)
    throw fault(column, '没有填写，从门牌也看不出', 'is missing, and the door does not tell it', { kind: 'missing' });
  if (values.floor === '0') throw fault(column, '没有0层', 'is 0: there is no floor 0', { kind: 'range' });
}

/** Whose place of living is not said lives where they are recorded; whose registration is not said is registered elsewhere. */
function checkResident(columns: readonly LayerColumn[], { registered_here, lives_here }: DoorValues): void {
  if (lives_here !== 'false' || registered_here === 'true') return;
  const [registered, lives] = ['registered_here', 'lives_here'].map((field) => {
    const { theirs, zh } = columns.find(({ name }) => name === field)!;
    return theirs ?? zh;
  });
  throw new RowFault(
    `「${registered}」与「${lives}」至少一项为是`,
    'a person is registered or lives here',
    'lives_here',
  );
}
