import type { Geometry } from 'geojson';

/** What a file is imported as; `osm` fills land, waterway, road, building, place and boundary at once. */
export const importKinds = [
  'osm',
  'areas',
  'land',
  'waterways',
  'buildings',
  'roads',
  'places',
  'boundaries',
  'compounds',
  'organisations',
  'facilities',
  'devices',
  'patrol-points',
  'incidents',
] as const;

/** One of `importKinds`. */
export type ImportKind = (typeof importKinds)[number];

/** One file to be loaded. */
export interface ImportRequest {
  kind: ImportKind;
  /** Path of the file; gzip is recognised by its content. */
  file: string;
  /** Names whose rows these are; the key of a row is (source, source_id). Default: the file's name without extensions. */
  source?: string;
  /** Our field to their column or property; a value in single quotes is a constant for every row; `source_id` empty: their id is not used. */
  mapping?: Record<string, string>;
  /** Load the good rows although some were rejected; otherwise one reject means that nothing is loaded. */
  keepGood?: boolean;
  /** Column that holds an incident's reported_at, or another layer's confirmed_on. */
  timeColumn?: string;
  /** IANA zone of times without an offset. Default: Asia/Shanghai. */
  timeZone?: string;
  /** Called for every rejected row, also beyond those kept in the report. */
  onReject?: (reject: Reject) => void;
}

/** A row that was not loaded and why. */
export interface Reject {
  /** Line number (CSV, newline-delimited), feature number from 1 (GeoJSON), or an OpenStreetMap element such as way/12. */
  row: number | string;
  reason: string;
}

/** How many rows of one table were new, different from what was there, or already there. */
export interface TableCounts {
  new: number;
  changed: number;
  same: number;
}

/** What an import did. Rows read = new + changed + same + united + skipped + rejected. */
export interface ImportReport extends TableCounts {
  /** False when nothing was loaded because of rejects. */
  loaded: boolean;
  source: string;
  read: number;
  rejected: number;
  /** Of `rejected`: OpenStreetMap elements cut off by the extract's edge, which do not stop a load. */
  incomplete: number;
  /** The first 1,000; `onReject` gets all. */
  rejects: Reject[];
  /** Rows that hold nothing for this kind, such as an unnamed place. */
  skipped: number;
  /** Rows that were pieces of an earlier row with the same id and were joined to it. */
  united: number;
  /** Loaded rows that lie in no grid. */
  outside_grids: number;
  /** Rows of this source that are in the database and not in this file; they stay. */
  absent: number;
  /** Rows of other tables that moved to another grid because areas changed. */
  reassigned: number;
  /** Columns that must never be held (DOMAIN rule 4) and were left out. */
  dropped_columns: string[];
  warnings: { text: string; rows: number; first: number | string }[];
  tables: Record<string, TableCounts>;
}

/** Progress: bytes of the file while reading, rows while writing; total null when unknown. */
export type OnProgress = (done: number, total: number | null, phase?: 'reading' | 'writing') => void;

/** One row as a reader understood it: a feature, or why it is none. */
export interface SourceItem {
  row: number | string;
  properties?: Record<string, unknown>;
  /** Null when the row has no place. */
  geometry?: Geometry | null;
  /** The GeoJSON feature's own id. */
  id?: string | number;
  reason?: string;
  warnings?: string[];
}

/** A row on its way into one table. Values are text as PostgreSQL reads it; absent: the file does not say. */
export interface LayerRow {
  row: number | string;
  sourceId: string | null;
  values: Record<string, string | null>;
  geometry: Geometry;
}

/** Thrown by row checks; `message` is the reason that stands in the reject list. */
export class RowFault extends Error {}
