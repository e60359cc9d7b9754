import type { Geometry } from 'geojson';
import type { Sealer } from '../access/sealing.ts';
import type { CrsSpec, ImportCounts, ImportKind } from '../api/imports/schema.ts';
import type { Sentence } from '../errors.ts';
import type { Fixes } from './mended.ts';

export { type ImportKind, importKinds } from '../api/imports/schema.ts';

/** One file to be loaded. */
export interface ImportRequest {
  kind: ImportKind;
  /** Path of the file; gzip is recognised by its content. */
  file: string;
  /** What the file is called for people where `file` is a name of ours. */
  fileName?: string;
  /** Names whose rows these are; the key of a row is (source, source_id). Default: the file's name without extensions. */
  source?: string;
  /** The sheet or layer; needed where the file holds several. */
  table?: string;
  encoding?: string;
  delimiter?: string;
  headerRow?: number;
  /** What the coordinates are. Null: nobody has confirmed it, and a table with coordinates is refused. Default: what the file says, else WGS 84. */
  crs?: CrsSpec | null;
  /** True: x and y change places first. */
  swapped?: boolean;
  /** Our field to their column or property; a value in single quotes is a constant for every row; `source_id` empty: their id is not used. */
  mapping?: Record<string, string>;
  /** Columns that the mapping does not name are left out, whatever they are called. */
  onlyMapped?: boolean;
  /** Columns that were found to hold what must never be held, whatever they are called. */
  forbidden?: readonly string[];
  /** Our code by their value, by our field. */
  codes?: Record<string, Record<string, string>>;
  /** Cells that were mended: their value by column, by the row's number as text. */
  fixes?: Fixes;
  /** Load the good rows although some were rejected; otherwise one reject means that nothing is loaded. */
  keepGood?: boolean;
  /** Rows of this source that the file has no more: they stay, or go where nothing leans on them. Default: keep. */
  absent?: 'keep' | 'delete';
  /** Only count: everything is undone at the end. */
  dry?: boolean;
  /** Column that holds an incident's reported_at, or another layer's confirmed_on. */
  timeColumn?: string;
  /** IANA zone of times without an offset. Default: Asia/Shanghai. */
  timeZone?: string;
  /** Seals what is about a person; needed by `residents`. */
  sealer?: Sealer;
  /** The batch that the rows belong to: its number stands on them, and it can be undone. */
  batch?: { id: number; accountId: number | null };
  /** What addresses mean: doors find their buildings by it. */
  addresses?: Addresses;
  /** True: rows without coordinates stand where their address says; needs `addresses`. */
  byAddress?: boolean;
  /** Called for every rejected row, also beyond those kept in the report. */
  onReject?: (reject: Reject) => void;
  /** Ends the import at the next batch of rows; everything is undone. */
  signal?: AbortSignal;
}

/** Understands addresses of a file. */
export interface Addresses {
  find(address: string): FoundAddress;
}

/** What an address means. */
export interface FoundAddress {
  /** Longitude and latitude; null: that is not certain. */
  place: [lon: number, lat: number] | null;
  /** Null: no building, or not certain which. */
  building_id: number | null;
  /** Why there is no place. */
  why: Sentence | null;
}

/** What coordinates were taken for. */
export interface AssumedCrs {
  spec: CrsSpec;
  /** True: x and y change places first. */
  swapped: boolean;
}

/** A row that was not loaded and why. */
export interface Reject {
  /** Line number (CSV, newline-delimited), row of a sheet, feature number from 1 (GeoJSON), or an OpenStreetMap element such as way/12. */
  row: number | string;
  /** Our field, where one is at fault; a column of coordinates as the file calls it. */
  column?: string;
  reason: Sentence;
}

/** What an import did. */
export interface ImportReport extends ImportCounts {
  /** False when nothing was loaded because of rejects. */
  loaded: boolean;
  source: string;
  /** What its coordinates were taken for; null: it has none, or they are OpenStreetMap's. */
  crs: AssumedCrs | null;
  /** The first 1,000; `onReject` gets all. */
  rejects: Reject[];
  /** The change of the registers; null where the kind keeps no past or nothing changed. */
  change_id: number | null;
}

/** How far it is: rows read or written, and how many there will be; null: not known yet. */
export type OnProgress = (rows: number, total: number | null, phase: 'reading' | 'comparing' | 'writing') => void;

/** One row as a reader understood it: a feature, or why it is none. */
export interface SourceItem {
  row: number | string;
  properties?: Record<string, unknown>;
  /** Null when the row has no place. */
  geometry?: Geometry | null;
  /** Why it has none, where that is known. */
  misplaced?: RowFault;
  /** The GeoJSON feature's own id. */
  id?: string | number;
  reason?: Sentence;
  warnings?: Sentence[];
}

/** A row on its way into one table. Values are text as PostgreSQL reads it; absent: the file does not say. */
export interface LayerRow {
  row: number | string;
  sourceId: string | null;
  values: Record<string, string | null>;
  geometry: Geometry;
}

/** What is wrong with a cell or a row. */
export type FaultKind =
  | 'missing'
  | 'number'
  | 'range'
  | 'date'
  | 'time'
  | 'code'
  | 'long'
  | 'identity'
  | 'repeated'
  | 'place'
  | 'value';

/** Thrown by row checks: why a row cannot be loaded, as it stands in the reject list. */
export class RowFault extends Error {
  readonly sentence: Sentence;

  /** @param column our field at fault, where it is one. */
  constructor(
    chinese: string,
    english: string,
    readonly column?: string,
    readonly kind: FaultKind = 'value',
  ) {
    super(english);
    this.sentence = { 'zh-CN': chinese, en: english };
  }
}
