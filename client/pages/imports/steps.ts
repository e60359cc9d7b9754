import type { FoundTable, ImportBatch, ImportField, ImportLayer } from '../../../server/api/imports/schema.ts';

/** The questions of a batch, in the order in which they are asked. */
export const steps = ['file', 'place', 'columns', 'rows', 'check', 'apply'] as const;
export type Step = (typeof steps)[number];

/** The table that the batch is about; undefined while nothing was found, and of OpenStreetMap extracts. */
export function tableOf({ findings }: Pick<ImportBatch, 'findings'>): FoundTable | undefined {
  return findings?.tables.find(({ name }) => name === findings.table);
}

/** The questions that a batch has: an OpenStreetMap extract has no columns, a list of households no coordinates. */
export function stepsOf(batch: Pick<ImportBatch, 'findings'>, layer: Pick<ImportLayer, 'fields' | 'geometry'>): Step[] {
  const table = tableOf(batch);
  const placed = layer.geometry !== null || (table?.geometry ?? null) !== null;
  return steps.filter((step) => {
    if (step === 'place') return placed;
    return layer.fields.length > 0 || (step !== 'columns' && step !== 'rows');
  });
}

/** Whether the rows bring places: shapes, or two columns of coordinates. */
export function bringsPlaces(batch: Pick<ImportBatch, 'findings' | 'settings'>): boolean {
  const { lon, lat } = batch.settings.mapping;
  return (tableOf(batch)?.geometry ?? null) !== null || (lon !== undefined && lat !== undefined);
}

/** Whether rows without coordinates stand where their address says. */
export function isByAddress({ settings }: Pick<ImportBatch, 'settings'>): boolean {
  return settings.by_address && settings.mapping.address !== undefined;
}

/** Required fields that neither a column nor one value for all rows fills. */
export function missingFields(
  { settings }: Pick<ImportBatch, 'settings'>,
  { fields }: Pick<ImportLayer, 'fields'>,
): ImportField[] {
  const { mapping, constants } = settings;
  return fields.filter(({ name, required }) => required && !mapping[name] && !constants[name]);
}

/** What says in which building a row stands, any of which does. */
const buildingFields = ['building_source_id', 'building_name', 'address'];

/** Whether no column says in which building the rows stand, although that is how they are placed. */
export function lacksBuilding(
  { settings }: Pick<ImportBatch, 'settings'>,
  layer: Pick<ImportLayer, 'fields'>,
): boolean {
  const { mapping, constants } = settings;
  return (
    layer.fields.some(({ name }) => name === 'building_source_id') &&
    !buildingFields.some((name) => mapping[name] || constants[name])
  );
}

/** How many rows a dry run rejects that a load would stop at. */
export function stoppingRejects({ counts }: Pick<ImportBatch, 'counts'>): number {
  return counts ? counts.rejected - counts.incomplete : 0;
}

/** Whether a load would not stop at rejected rows. */
export function canGoOn(batch: Pick<ImportBatch, 'counts' | 'settings'>): boolean {
  return stoppingRejects(batch) === 0 || batch.settings.keep_good;
}

/** Whether a dry run has nothing in it that a person should look at before going on. */
function isPlain({ counts }: Pick<ImportBatch, 'counts'>): boolean {
  return counts !== null && counts.absent + counts.outside_grids + counts.rejected + counts.warnings.length === 0;
}

type Asked = Pick<ImportBatch, 'state' | 'findings' | 'settings' | 'counts'>;

/**
 * Whether a question has its answer.
 * @param confirmed what a person has said yes to in this browser.
 */
export function isSettled(step: Step, batch: Asked, layer: ImportLayer, confirmed: ReadonlySet<Step>): boolean {
  if (batch.state === 'applied' || batch.state === 'undone') return true;
  const counted = batch.state === 'checked';
  switch (step) {
    case 'file': {
      const sure = (batch.findings?.tables.length ?? 0) < 2 && (tableOf(batch)?.encoding?.certain ?? true);
      return batch.findings !== null && (sure || counted || confirmed.has(step));
    }
    case 'place':
      return bringsPlaces(batch) ? batch.settings.crs !== null : isByAddress(batch);
    case 'columns':
      return (
        missingFields(batch, layer).length === 0 && !lacksBuilding(batch, layer) && (counted || confirmed.has(step))
      );
    case 'rows':
      return counted || confirmed.has(step);
    case 'check':
      return counted && canGoOn(batch) && (isPlain(batch) || confirmed.has(step));
    case 'apply':
      return false;
  }
}

/** The first question without an answer; null: none is left. */
export function firstOpen(batch: Asked, layer: ImportLayer, confirmed: ReadonlySet<Step>): Step | null {
  return stepsOf(batch, layer).find((step) => !isSettled(step, batch, layer, confirmed)) ?? null;
}
