import type { Sealer } from '../../access/sealing.ts';
import type { Database } from '../../db/open.ts';
import { parseAddress } from '../../geocode/parse/index.ts';
import type { Label } from '../../geocode/parse/labels.ts';
import { FieldMap } from '../field-map.ts';
import { type ImportRequest, RowFault } from '../types.ts';
import { columnValue, fault } from '../values.ts';
import { type DoorKind, type DoorLayer, doorLayers } from './layers.ts';

/** Where a row says that it is, and what it says; names of the waiting table's columns and their types. */
export const staged = {
  building_source_id: 'text',
  compound_name: 'text',
  building_name: 'text',
  address: 'text',
  unit_no: 'int',
  unit_name: 'text',
  floor: 'int',
  door: 'text',
  door_state: 'text',
  confirmed_on: 'date',
  relation: 'text',
  sex: 'text',
  registered_here: 'boolean',
  lives_here: 'boolean',
  name: 'bytea',
  name_digest: 'bytea',
  phone: 'bytea',
  phone_digest: 'bytea',
  birth_date: 'bytea',
  birth_year: 'int',
} as const;
type StagedColumn = keyof typeof staged;

const BATCH_ROWS = 2000;

/** Makes the empty table that rows wait in; it is seen by this session only. */
export async function createDoorStage(sql: Database): Promise<void> {
  const columns = Object.entries(staged).map(([name, type]) => `${name} ${type}`);
  await sql.unsafe('drop table if exists pg_temp.import_door');
  await sql.unsafe(`create temp table import_door (import_number int, import_row text, import_state text, import_id int,
    building_id int, unit_id int, household_id int, ${columns.join(', ')})`);
}

/** Understands rows of a table as doors or people, and brings them into the waiting table. */
export class DoorStage {
  readonly fields: FieldMap;
  /** Columns that the file has. */
  readonly provided = new Set<string>();
  count = 0;
  private readonly layer: DoorLayer;
  private batch: (string | null)[][] = [];

  constructor(
    private readonly sql: Database,
    private readonly kind: DoorKind,
    private readonly request: ImportRequest,
  ) {
    this.layer = doorLayers[kind];
    this.fields = new FieldMap(this.layer, request.mapping ?? {}, request.onlyMapped);
  }

  /** Required fields that another column tells. */
  get derived(): string[] {
    return this.provided.has('address') ? ['door'] : [];
  }

  /** Takes a row. Throws a RowFault with what is wrong with it. */
  async add(row: number | string, properties: Record<string, unknown>): Promise<void> {
    const values = this.valuesOf(properties);
    for (const name of Object.keys(values)) this.provided.add(name);
    if (this.kind === 'households') completeFloor(values);
    if (this.kind === 'residents') checkResident(values);
    const columns = this.kind === 'residents' ? sealedColumns(values, this.request.sealer!) : values;
    this.batch.push([
      String(++this.count),
      String(row),
      ...(Object.keys(staged) as StagedColumn[]).map((name) => columns[name] ?? null),
    ]);
    if (this.batch.length >= BATCH_ROWS) await this.send();
  }

  /** Sends what is left. */
  async send(): Promise<void> {
    const rows = this.batch;
    this.batch = [];
    if (rows.length === 0) return;
    const names = ['import_number', 'import_row', ...Object.keys(staged)];
    const types = ['int', 'text', ...Object.values(staged)];
    const lists = names.map((_name, at) => rows.map((row) => row[at]!));
    await this.sql.unsafe(
      `insert into import_door (${names.join(', ')})
       select ${names.map((name, at) => `given.${name}::${types[at]}`).join(', ')}
       from unnest(${names.map((_name, at) => `$${at + 1}::text[]`).join(', ')}) as given (${names.join(', ')})`,
      lists as never[],
    );
  }

  private valuesOf(properties: Record<string, unknown>): Record<string, string | null> {
    const given = this.fields.read(properties);
    const values: Record<string, string | null> = {};
    for (const column of this.layer.columns) {
      if (!given.has(column.name)) continue;
      const value = given.get(column.name);
      const codes = this.request.codes?.[column.name];
      const code = codes && value !== null && typeof value !== 'object' ? codes[String(value).trim()] : undefined;
      values[column.name] = columnValue(column, code ?? value, this.request.timeZone ?? 'Asia/Shanghai');
    }
    completeDoor(values);
    for (const column of this.layer.columns)
      if (column.required && (values[column.name] ?? null) === null) throw fault(column, '没有填写', 'is missing');
    const told = ['building_source_id', 'building_name', 'address'].some((name) => values[name]);
    if (!told)
      throw new RowFault(
        '没有说是哪栋楼：请填写楼栋编号、小区和楼栋，或地址',
        'it does not say which building: give its id, compound and building, or an address',
        'building_name',
      );
    return values;
  }
}

/** Stair, floor and door out of an address such as 清河花园1幢2单元301室, where the row has none of its own. */
function completeDoor(values: Record<string, string | null>): void {
  if (!values.address || values.door) return;
  const { parts } = parseAddress(values.address);
  const value = (label: Label) => parts.findLast((part) => part.label === label)?.value ?? null;
  const whole = (text: string | null) => (text && /^\d{1,3}$/.test(text) ? text : null);
  values.door = value('room');
  values.unit_no ??= whole(value('unit'));
  values.floor ??= whole(value('floor'));
}

/** A floor out of a door such as 1203, where the row has none: what stands before the last two digits. */
function completeFloor(values: Record<string, string | null>): void {
  const digits = /(?:^|\D)(\d{1,2})\d{2}\D*$/.exec(values.door ?? '')?.[1];
  values.floor ??= digits ? String(Number(digits)) : null;
  if (values.floor === null || values.floor === '0')
    throw new RowFault(
      `「楼层」${values.floor === '0' ? '没有0层' : '没有填写，从门牌也看不出'}`,
      values.floor === '0' ? 'there is no floor 0' : 'floor is missing, and the door does not tell it',
      'floor',
    );
}

/** Whose place of living is not said lives where they are recorded; whose registration is not said is registered elsewhere. */
function checkResident({ registered_here, lives_here }: Record<string, string | null>): void {
  if (lives_here !== 'false' || registered_here === 'true') return;
  throw new RowFault('「户籍在此」与「居住在此」至少一项为是', 'a person is registered or lives here', 'lives_here');
}

/** As the registers write them: sealed, with the digests that exact search goes by. */
function sealedColumns(values: Record<string, string | null>, sealer: Sealer): Record<string, string | null> {
  const { person_name, phone, birth_date, ...open } = values;
  const seal = (
    column: 'resident.name' | 'resident.phone' | 'resident.birth_date',
    value: string | null | undefined,
  ) => (value ? hex(sealer.seal(column, value)) : null);
  const digest = (column: 'resident.name' | 'resident.phone', value: string | null | undefined) =>
    value ? hex(sealer.digest(column, value)) : null;
  return {
    ...open,
    name: seal('resident.name', person_name),
    name_digest: digest('resident.name', person_name),
    phone: seal('resident.phone', phone),
    phone_digest: digest('resident.phone', phone),
    birth_date: seal('resident.birth_date', birth_date),
    birth_year: birth_date?.slice(0, 4) ?? null,
  };
}

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`;
