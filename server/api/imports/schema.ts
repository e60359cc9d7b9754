import type { Bounds, LonLat } from '../wire.ts';

// What goes in and out, without zod: the browser loads this file. What checks it is in bodies.ts.

/** A sentence in both languages of the screen. */
type Sentence = Record<'zh-CN' | 'en', string>;

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
  'units',
  'households',
  'residents',
] as const;
/** One of `importKinds`. */
export type ImportKind = (typeof importKinds)[number];

/**
 * uploading: waits for the rest of its file. read: the file was looked into, mapping and coordinates can be settled. checked: a dry run
 * has counted what would happen under these settings. applied: in the registers. undone: taken out again. failed: the file as a whole
 * cannot be used, or not as it was read; it can be read anew. discarded: thrown away before it was applied.
 */
export const importStates = ['uploading', 'read', 'checked', 'applied', 'undone', 'failed', 'discarded'] as const;
export type ImportState = (typeof importStates)[number];

/** The largest file, in bytes. */
export const MOST_FILE_BYTES = 2 * 1024 ** 3;
/** The largest piece of one that a request brings, in bytes. */
export const MOST_PIECE_BYTES = 8 * 1024 ** 2;
/** Rows of a preview. */
export const MOST_PREVIEW_ROWS = 100;

/** A place known in the file's own coordinates, in its order of columns, and in degrees of WGS 84. */
export interface ControlPoint {
  x: number;
  y: number;
  lon: number;
  lat: number;
}

/** What the coordinates of a file are: degrees, but for the metres of Web Mercator, of planes and, mostly, of local systems. */
export type CrsSpec =
  | { kind: 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09' | 'web-mercator' }
  | {
      kind: 'gauss-kruger';
      /** Degrees of a zone; matters only to its number. */
      width: 3 | 6;
      /** Of the plane's middle, degrees; any between 72 and 138 without a prefix. */
      meridian: number;
      /** True: the number of the zone stands before the easting, in the millions. */
      prefix: boolean;
      datum: 'cgcs2000' | 'xian80' | 'beijing54';
    }
  /** WGS 84, the northern half of zones 1 to 60. */
  | { kind: 'utm'; zone: number }
  | { kind: 'local'; points: ControlPoint[] };

/** A coordinate system in words. */
export interface CrsWords {
  line: Sentence;
  /** What is assumed on the way to WGS 84, and what that can be off by; null: nothing. */
  note: Sentence | null;
}

/** How a file is read and what becomes of it, as a person has settled it. */
export interface ImportSettings {
  /** The sheet or layer; null: the file holds but one. */
  table: string | null;
  /** Null: as it was found. */
  encoding: string | null;
  delimiter: string | null;
  /** From 1; 0: none. */
  header_row: number | null;
  /** Null: nobody has confirmed it; then nothing with coordinates can be checked or applied. */
  crs: CrsSpec | null;
  /** True: x and y change places before anything else. */
  swapped: boolean;
  /** True: rows of points without coordinates stand where their address says. A person has confirmed it. */
  by_address: boolean;
  /** What `crs` and `swapped` were taken for when they were confirmed; the server's. Null: nobody has confirmed them. */
  crs_words: CrsWords | null;
  /** Their column by our field; `lon` and `lat` are fields where a table brings coordinates. */
  mapping: Record<string, string>;
  /** One value for all rows, by our field; wins over `mapping`. */
  constants: Record<string, string>;
  /**
   * Our code by their value, by our field. A value that does not stand here is understood by the name of a code. What is not is kept as it
   * stands where the field is `free`; else its row is rejected.
   */
  codes: Record<string, Record<string, string>>;
  /** True: the good rows are loaded although others are rejected. */
  keep_good: boolean;
  /** What to do with rows of this source that the file has no more. */
  absent: 'keep' | 'delete';
  /** IANA zone of times without an offset. */
  time_zone: string;
}

/** What the reader found, and what it takes things for; guesses come best first. */
export interface ImportFindings {
  format: string;
  /** What a clerk should know of the file as a whole. */
  notes: Sentence[];
  tables: FoundTable[];
  /** The table that the rest is about. */
  table: string;
  crs: CrsGuess[];
  /** Why nothing is guessed of its coordinates, and what to do; null: something is, or there are none. */
  no_crs: Sentence | null;
  columns: ColumnMatch[];
  /** By field, only of those that hold codes. */
  codes: { field: string; values: CodeMatch[] }[];
}

/** A sheet, a layer, a folder. */
export interface FoundTable {
  name: string;
  columns: string[];
  /** Null: only reading to the end would tell. */
  rows: number | null;
  geometry: 'point' | 'line' | 'area' | 'mixed' | null;
  encoding: { name: string; certain: boolean } | null;
}

export interface CrsGuess {
  spec: CrsSpec;
  /** True: x and y change places first. */
  swapped: boolean;
  /** What it is called. */
  line: Sentence;
  /** 0 to 1. */
  confidence: number;
  reason: Sentence;
}

/** Which field a column fills. Confidence is from 0 to 1; from 0.9 on its name says it, or people have. */
export interface ColumnMatch {
  column: string;
  /** Null: none. */
  field: string | null;
  confidence: number;
  reason: Sentence;
  /** It holds what must never be held, and is left out. */
  forbidden?: true;
}

/** What a value of a coded field stands for. Confidence is from 0 to 1; a code is proposed from 0.9 on. */
export interface CodeMatch {
  value: string;
  rows: number;
  /** Null: none that is sure enough to be proposed. */
  code: string | null;
  confidence: number;
  reason: Sentence;
  /** Of a value without a code: what comes nearest to it, to be asked. */
  nearest?: string;
}

/** Something that can be filled. */
export interface ImportField {
  name: string;
  zh: string;
  en: string;
  type: 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'timestamp';
  required: boolean;
  /** The list that it takes. */
  codes?: { id: string; zh: string; en: string }[];
  /** It takes values that are not in its list, too, and keeps them as they stand. */
  free?: true;
  range?: [number, number];
  /** About a person: sealed where it stands, never shown in what is wrong with a row. */
  sealed?: true;
}

/** A kind and what a file can fill of it. */
export interface ImportLayer {
  kind: ImportKind;
  zh: string;
  en: string;
  /** What a row needs of a place; null: it is found by its building. */
  geometry: 'point' | 'line' | 'area' | null;
  fields: ImportField[];
}

/** How many rows of one table were new, different from what was there, or already there. */
export interface TableCounts {
  new: number;
  changed: number;
  same: number;
}

/** What an import did, or, of a dry run, would do. Rows read = new + changed + same + united + skipped + rejected. */
export interface ImportCounts extends TableCounts {
  read: number;
  rejected: number;
  /** Of `rejected`: elements that an OpenStreetMap extract cuts off, which do not stop a load. */
  incomplete: number;
  /** Rows of this source that are in the database and not in the file. */
  absent: number;
  /** Of `absent`: those deleted; 0 where they stay. */
  deleted: number;
  /** Rows that hold nothing for this kind, such as an unnamed place. */
  skipped: number;
  /** Pieces of an earlier row with the same id, joined to it. */
  united: number;
  /** Loaded rows that lie in no grid. */
  outside_grids: number;
  /** Rows of other tables that moved to another grid because areas changed. */
  reassigned: number;
  dropped_columns: string[];
  /** What holds the rows but the few farthest out; null where they bring no places. */
  extent: Bounds | null;
  warnings: { sentence: Sentence; rows: number; first: number | string }[];
  tables: Record<string, TableCounts & { deleted: number }>;
}

/** How far what runs now has come. */
export interface ImportProgress {
  phase: 'waiting' | 'reading' | 'comparing' | 'writing' | 'undoing';
  rows: number;
  /** Null: not known yet. */
  rows_total: number | null;
  seconds_left: number | null;
}

/** Why a batch failed, or its last run ended early. */
export type ImportFailure = Sentence & {
  /** Somebody ended it: no fault. */
  cancelled?: true;
};

/** One file on its way in, or what became of it. */
export interface ImportBatch {
  id: number;
  kind: ImportKind;
  state: ImportState;
  file_name: string;
  source: string;
  size_bytes: number;
  /** As many bytes of the file have come; the next piece begins here. */
  received_bytes: number;
  /** Of the whole file, hexadecimal; null while it is on its way. */
  sha256: string | null;
  /** False: the file is gone (applied, discarded, or seven days old); what was counted stays. */
  has_file: boolean;
  made_at: string;
  /** Null: `npm run import`. */
  made_by: string | null;
  /** The batch whose rejected rows this one mends. */
  parent_id: number | null;
  settings: ImportSettings;
  findings: ImportFindings | null;
  /** Of the dry run while `checked`, of the import from `applied` on. */
  counts: ImportCounts | null;
  /** Null: nothing failed, and the last run came to its end. */
  failure: ImportFailure | null;
  applied_at: string | null;
  /** The change of the registers; null where the kind keeps no past. */
  change_id: number | null;
  undone_at: string | null;
  undone_by: string | null;
  /** How many cells were mended in place. */
  fix_count: number;
  /** Null: nothing runs for it. */
  progress: ImportProgress | null;
}

/** What a request to upload a piece gets. */
export interface ReceivedBytes {
  received_bytes: number;
}

/** A cell that keeps its row from being loaded. */
export interface CellProblem {
  row: number | string;
  /** Null: the row as a whole. */
  column: string | null;
  kind: string;
  sentence: Sentence;
}

/** The first rows as they stand in the file, mended cells as mended. */
export interface ImportRows {
  columns: string[];
  items: {
    row: number | string;
    /** In the order of `columns`. */
    cells: (string | null)[];
    /** Columns mended in place. */
    mended: string[];
    problems: CellProblem[];
  }[];
  /** True: there are more behind them. */
  more: boolean;
}

/** A row that was not loaded, or would not be. */
export interface ImportReject {
  id: number;
  row: string;
  /** As the file calls it; null: the row as a whole, or what no column says. */
  column: string | null;
  sentence: Sentence;
}

/** How a local system lies on the earth, by its control points. */
export interface CrsFit {
  /** Metres of the ground in one unit of the file. */
  scale: number;
  /** How far the file's north lies to the left of true north, degrees. */
  rotation_deg: number;
  /** True: the file has the northing first, which is allowed for. */
  mirrored: boolean;
  /** By point, in the order given: from where the fit puts it to where it is said to be. */
  residuals_m: number[];
  rms_m: number;
  /** The point that fits worst; null with two points, which always fit. */
  worst: number | null;
  /** What a clerk should know before confirming. */
  notes: Sentence[];
}

/** Where rows of the file would lie, to be looked at over the streets. */
export interface ImportPlaces {
  items: { row: number | string; place: LonLat; shape: object }[];
  /** What is assumed on the way there; null: nothing. */
  note: Sentence | null;
  /** Of a local system: how well its control points agree. */
  fit: CrsFit | null;
  /** Rows whose coordinates cannot be converted. */
  failed: number;
  /** Of the rows looked at, those that stand where their address says, and those whose address is doubtful; null: not asked. */
  addressed: { found: number; doubtful: number } | null;
}
