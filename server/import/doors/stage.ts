import type { Sealer } from '../../access/sealing.ts';
import type { Database } from '../../db/open.ts';
import { FieldMap } from '../field-map.ts';
import { asTheirs } from '../layer-columns.ts';
import type { ImportRequest } from '../types.ts';
import { columnValue, meantBy } from '../values.ts';
import { completeDoorRow } from './completing.ts';
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
    const mapping = request.mapping ?? {};
    this.layer = { ...doorLayers[kind], columns: asTheirs(doorLayers[kind].columns, mapping) };
    this.fields = new FieldMap(this.layer, mapping, request.onlyMapped, request.forbidden);
  }

  /** Required fields that another column tells. */
  get derived(): string[] {
    return this.provided.has('address') ? ['door'] : [];
  }

  /** Takes a row. Throws a RowFault with what is wrong with it. */
  async add(row: number | string, properties: Record<string, unknown>): Promise<void> {
    const values = this.valuesOf(properties);
    for (const name of Object.keys(values)) this.provided.add(name);
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
      const value = meantBy(given.get(column.name), this.request.codes?.[column.name]);
      values[column.name] = columnValue(column, value, this.request.timeZone ?? 'Asia/Shanghai');
    }
    completeDoorRow(this.kind, this.layer.columns, values);
    return values;
  }
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
