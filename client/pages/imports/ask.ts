import type {
  CrsSpec,
  ImportBatch,
  ImportKind,
  ImportLayer,
  ImportPlaces,
  ImportReject,
  ImportRows,
  ImportSettings,
  ReceivedBytes,
} from '../../../server/api/imports/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, answerBytes, api, upload } from '../../api.ts';

// What the page of imports asks. Each throws ApiError as `answer` does.

const one = api.imports[':id'];
const named = (id: number) => ({ param: { id: String(id) } });

export async function listLayers(signal: AbortSignal): Promise<ImportLayer[]> {
  return (await answer<{ items: ImportLayer[] }>(api.imports.layers.$get({}, { init: { signal } }))).items;
}

export function listBatches(page: string | undefined, signal: AbortSignal): Promise<Page<ImportBatch>> {
  return answer<Page<ImportBatch>>(api.imports.$get({ query: { limit: '20', page } }, { init: { signal } }));
}

/** A batch that waits for its file; with a parent its file mends that batch's rejected rows. */
export function makeBatch(kind: ImportKind, file: File, parent_id?: number): Promise<ImportBatch> {
  const json = { kind, file_name: file.name, size_bytes: file.size, ...(parent_id && { parent_id }) };
  return answer<ImportBatch>(api.imports.$post({ json }));
}

/** How much of the file is there after a piece of it was sent. */
export async function sendPiece(id: number, piece: Blob, offset: number, signal: AbortSignal): Promise<number> {
  const path = `/api/imports/${id}/content?offset=${offset}`;
  return (await upload<ReceivedBytes>(path, piece, signal, 'PUT')).received_bytes;
}

export function findBatch(id: number, signal: AbortSignal): Promise<ImportBatch> {
  return answer<ImportBatch>(one.$get(named(id), { init: { signal } }));
}

export function saveSettings(id: number, json: Partial<ImportSettings>): Promise<ImportBatch> {
  return answer<ImportBatch>(one.settings.$put({ ...named(id), json }));
}

/** Has the file looked into, anew where it was before. */
export function beginReading(id: number): Promise<ImportBatch> {
  return answer<ImportBatch>(one.read.$post(named(id)));
}

export function beginCheck(id: number): Promise<ImportBatch> {
  return answer<ImportBatch>(one.check.$post(named(id)));
}

/** Loads the rows, as long as the counts are still those that stand in the batch. */
export function beginApply({ id, counts }: ImportBatch): Promise<ImportBatch> {
  const { new: fresh, changed, deleted, rejected } = counts!;
  return answer<ImportBatch>(
    one.apply.$post({ ...named(id), json: { seen: { new: fresh, changed, deleted, rejected } } }),
  );
}

export function beginUndo(id: number): Promise<ImportBatch> {
  return answer<ImportBatch>(one.undo.$post({ ...named(id), json: {} }));
}

export function cancelRun(id: number): Promise<ImportBatch> {
  return answer<ImportBatch>(one.cancel.$post(named(id)));
}

export function discardBatch(id: number): Promise<ImportBatch> {
  return answer<ImportBatch>(one.discard.$post(named(id)));
}

export function listRows(id: number, offset: number, limit: number, signal: AbortSignal): Promise<ImportRows> {
  const query = { offset: String(offset), limit: String(limit) };
  return answer<ImportRows>(one.rows.$get({ ...named(id), query }, { init: { signal } }));
}

/** Mends cells; null: as it stands in the file. */
export function mendCells(
  id: number,
  items: { row: number | string; column: string; value: string | null }[],
): Promise<ImportBatch> {
  return answer<ImportBatch>(one.fixes.$put({ ...named(id), json: { items } }));
}

/** How places are tried; no system: only by addresses. */
export interface PlacesAsked {
  crs: CrsSpec | null;
  swapped: boolean;
  by_address: boolean;
}

/** Where rows of the file would lie if their places were found like this. */
export function listPlaces(id: number, json: PlacesAsked, signal: AbortSignal): Promise<ImportPlaces> {
  return answer<ImportPlaces>(one.places.$post({ ...named(id), json }, { init: { signal } }));
}

export function listRejects(id: number, page: string | undefined, signal: AbortSignal): Promise<Page<ImportReject>> {
  return answer<Page<ImportReject>>(
    one.rejects.$get({ ...named(id), query: { limit: '50', page } }, { init: { signal } }),
  );
}

/** The rejected rows as a sheet with the reason behind each. */
export function takeRejects(id: number): Promise<ArrayBuffer> {
  return answerBytes(one.rejects.sheet.$post(named(id)));
}
