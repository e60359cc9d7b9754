import { importFault } from '../faults.ts';
import type { Job } from '../index.ts';
import { openImportChange } from '../load-sql.ts';
import { mendedBy } from '../mended.ts';
import type { OpenedTables } from '../readers/index.ts';
import { tableOf } from '../table-of.ts';
import type { Addresses, ImportReport } from '../types.ts';
import { RowFault } from '../types.ts';
import type { DoorKind } from './layers.ts';
import * as query from './sql.ts';
import { createDoorStage, DoorStage } from './stage.ts';

/** Addresses after which others get their turn. */
const ADDRESSES_AT_ONCE = 5000;

/**
 * Loads stairs, doors or people out of a table: each row finds its building, stair and household by what it says; stairs that are missing
 * are made. Nothing is ever deleted, as registers of people do not know from which file a row came.
 */
export async function loadDoors(job: Job, kind: DoorKind, opened: OpenedTables): Promise<ImportReport> {
  const { sql, request, book, pace } = job;
  if (kind === 'residents' && !request.sealer) throw new Error('residents are sealed: the import needs the keys');
  await createDoorStage(sql);
  const stage = new DoorStage(sql, kind, request);
  await readInto(stage, job, opened);
  pace.enter('comparing', stage.count);
  const { units, counts } = await compare(job, kind, stage);
  book.requireSound(request);
  let changeId: number | null = null;
  if (!request.dry && units + counts.new + counts.changed > 0) {
    pace.enter('writing', stage.count);
    changeId = await openImportChange(sql, job.source, request.batch?.accountId ?? null);
    if (units > 0) await query.insertUnits(sql);
    if (kind !== 'units' && counts.new > 0) await query.insertNewDoors(sql, kind);
    if (counts.changed > 0) await query.updateChangedDoors(sql, kind, stage.provided);
  }
  const { outside, ...table } = counts;
  book.add({ units: 'unit', households: 'household', residents: 'resident' }[kind], {
    ...{ ...table, deleted: 0, absent: 0, outside_grids: outside },
  });
  if (kind === 'households') book.addBeside('unit', units);
  await sql.unsafe('drop table pg_temp.import_door');
  return { ...book.report(!request.dry), change_id: changeId };
}

async function readInto(stage: DoorStage, { name, request, book, pace }: Job, opened: OpenedTables): Promise<void> {
  const table = tableOf(name, opened, request.table);
  for await (const rows of opened.read(table.name)) {
    for (const row of rows) {
      book.read++;
      for (const sentence of row.warnings ?? []) book.warn(row.row, sentence);
      try {
        if (row.reason) throw new RowFault(row.reason['zh-CN'], row.reason.en);
        await stage.add(row.row, mendedBy(request.fixes, row).properties);
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        const { column, sentence: reason } = error;
        book.reject({ row: row.row, ...(column !== undefined && { column }), reason });
      }
    }
    stage.fields.checkColumns(stage.derived);
    pace.read(rows.length, opened.bytesRead(), opened.sizeBytes);
  }
  if (book.read === 0) throw importFault(`${name} 没有数据行。`, `${name} has no rows.`, 'file');
  await stage.send();
  for (const column of stage.fields.dropped) book.droppedColumns.add(column);
}

async function compare({ sql, request, book }: Job, kind: DoorKind, stage: DoorStage) {
  await query.resolveBuildings(sql);
  if (request.addresses) await resolveRest(sql, request.addresses);
  for (const reject of await query.rejectNowhere(sql)) book.reject(reject);
  if (kind !== 'units') for (const reject of await query.resolveUnits(sql)) book.reject(reject);
  await query.findUnits(sql);
  if (kind !== 'units') await query.resolveHouseholds(sql);
  if (kind === 'residents') for (const reject of await query.rejectDoorless(sql)) book.reject(reject);
  const content = query.filled(kind, stage.provided).map(([, from]) => from);
  const repeated = await query.rejectRepeated(sql, kind, content);
  book.united += repeated.united;
  for (const reject of repeated.rejects) book.reject(reject);
  await query.compareDoors(sql, kind, stage.provided);
  if (kind === 'residents') for (const reject of await query.rejectNobody(sql)) book.reject(reject);
  if (kind === 'residents') await compareBirthDates(sql, request.sealer!);
  const counts = await query.countDoors(sql);
  const units = kind === 'residents' ? 0 : await query.countNewUnits(sql);
  return { counts, units };
}

/** Days of birth within one year differ only when they are opened. */
async function compareBirthDates(sql: Job['sql'], sealer: NonNullable<Job['request']['sealer']>): Promise<void> {
  let after = 0;
  for (;;) {
    const rows = await query.listBirthDates(sql, after);
    const open = (value: Buffer | null) => value && sealer.open('resident.birth_date', value);
    const changed = rows.filter(({ given, known }) => open(given) !== open(known));
    if (changed.length > 0)
      await query.markChanged(
        sql,
        changed.map(({ import_number }) => import_number),
      );
    if (rows.length < 5000) return;
    after = rows.at(-1)!.import_number;
  }
}

async function resolveRest(sql: Job['sql'], known: Addresses): Promise<void> {
  const addresses = await query.listAddresses(sql);
  for (let at = 0; at < addresses.length; at += ADDRESSES_AT_ONCE) {
    const asked = addresses.slice(at, at + ADDRESSES_AT_ONCE);
    const taken = asked.flatMap((address) => {
      const { building_id } = known.find(address);
      return building_id === null ? [] : [{ address, building_id }];
    });
    if (taken.length > 0) await query.takeResolved(sql, taken);
  }
}
