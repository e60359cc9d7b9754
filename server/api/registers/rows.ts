import { maskFor } from '../../access/masking.ts';
import { purposeOf, type Revealable } from '../../access/purposes.ts';
import type { SealedColumn, Sealer } from '../../access/sealing.ts';
import type { LonLat } from '../wire.ts';
import { type Field, fieldsOf, type Register, type RegisterRow, type Value, type Values } from './schema.ts';
import type { StoredRow } from './sql.ts';

/** What opens sealed values: the sealer, and the columns that the stated purpose shows in full. */
export interface Sight {
  sealer: Sealer;
  reveals: readonly Revealable[];
}

/** What a purpose reveals; nothing where none was stated. */
export function sightFor(sealer: Sealer, purposeId: string | undefined): Sight {
  return { sealer, reveals: (purposeId !== undefined && purposeOf(purposeId)?.reveals) || [] };
}

/** The values of a stored row in full, by field; never to be answered of sealed fields as they are. */
export function plainValues(register: Register, row: StoredRow, sealer: Sealer): Values {
  return Object.fromEntries(fieldsOf[register].map((field) => [field.name, plainValue(register, field, row, sealer)]));
}

function plainValue(register: Register, field: Field, row: StoredRow, sealer: Sealer): Value {
  if (field.kind === 'place') return (row.shape?.coordinates as LonLat | undefined) ?? null;
  if (field.kind === 'outline') return ringOf(row.shape);
  const value = row[field.name];
  if (value === null || value === undefined) return null;
  return field.sealed ? sealer.open(`${register}.${field.name}` as SealedColumn, value as Buffer) : (value as Value);
}

/** The one ring of an outline, open; null for one of several parts or with holes, which is not drawn by hand. */
function ringOf(shape: StoredRow['shape']): LonLat[] | null {
  const parts = shape?.type === 'MultiPolygon' ? (shape.coordinates as LonLat[][][]) : [];
  const [ring] = parts.length === 1 && parts[0]!.length === 1 ? parts[0]! : [];
  return ring ? ring.slice(0, -1) : null;
}

/** A value as it may be answered: masked where it is sealed and the purpose does not need it. */
export function shown(register: Register, name: string, value: Value, { reveals }: Sight): Value {
  const column = `${register}.${name}`;
  if (!isMasked(register, name, reveals)) return value;
  return maskFor(column, value as string | null);
}

function isMasked(register: Register, name: string, reveals: readonly string[]): boolean {
  const field = fieldsOf[register].find((each) => each.name === name);
  return field?.sealed === true && !reveals.includes(`${register}.${name}`);
}

/** A row as it is answered. */
export function answerRow(register: Register, row: StoredRow, sight: Sight): RegisterRow {
  const values = plainValues(register, row, sight.sealer);
  return {
    id: row.id,
    version: row.version,
    area_code: row.area_code,
    confirmed_on: row.confirmed_on,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, shown(register, name, value, sight)]),
    ),
    masked: Object.keys(values).filter((name) => isMasked(register, name, sight.reveals)),
  };
}
