import type { Geometry } from 'geojson';
import type { Sentence } from '../../errors.ts';

/** The formats whose tables can be read; a .kmz is `kml`, a zipped shapefile `shapefile`. */
export type TableFormat = 'csv' | 'xlsx' | 'shapefile' | 'geojson' | 'geopackage' | 'kml' | 'gpx' | 'dxf';

/** A coordinate system as the file itself names it; WKT is that of a .prj or of a GeoPackage. */
export type DeclaredCrs = { epsg: number } | { wkt: string };

/** A sheet, a layer of a GeoPackage or DXF, a folder of a KML; most files hold one. */
export interface TableInFile {
  /** Unique in the file, shown to people. */
  name: string;
  /** As they stand in the file, each once; where the format has no list of them, those of its first rows. */
  columns: string[];
  /** Null when only reading to the end would tell. */
  rows: number | null;
  /** Null when no row that was looked at has one. */
  geometry: 'point' | 'line' | 'area' | 'mixed' | null;
  crs: DeclaredCrs | null;
  /** Of its texts; `certain` when the file says so or many texts agree. Null where the format leaves no choice. */
  encoding: { name: string; certain: boolean } | null;
}

/** One row as it stands in the file. */
export interface ReadRow {
  /** Line (CSV, newline-delimited), row of the sheet, number of the shape or feature from 1, key of a GeoPackage. */
  row: number | string;
  /** Text, number, boolean, null, or a date as `YYYY-MM-DD[ hh:mm:ss]`; GeoJSON may hold more. */
  properties: Record<string, unknown>;
  /** Coordinates as the file has them, x before y, without heights; null in tables without shapes. */
  geometry: Geometry | null;
  id?: string | number;
  /** Why this row cannot be used; its properties may then be incomplete. */
  reason?: Sentence;
  warnings?: Sentence[];
}

/** A file that was recognised and looked into, not yet read. */
export interface OpenedTables {
  format: TableFormat;
  tables: TableInFile[];
  /** What a clerk should know of the file as a whole: hidden sheets, merged cells, formulas, what was left out. */
  notes: Sentence[];
  /** Size of the file on disk. */
  sizeBytes: number;
  /** Bytes of `sizeBytes` that `read` has come to; reaches it at the end. */
  bytesRead(): number;
  /**
   * Rows in batches, in the file's order; empty rows are left out.
   * @param table a name out of `tables`.
   * @throws AppError with the field `file` when the file turns out to be broken; what was yielded before is then worth nothing.
   */
  read(table: string): AsyncGenerator<ReadRow[]>;
  /** Closes the file and removes what was unpacked of it. */
  close(): Promise<void>;
}

/** What a person knows better than the file. */
export interface ReadOptions {
  /** Of texts in CSV, DBF and XML: a label of the WHATWG Encoding Standard, such as `gb18030` or `big5`. */
  encoding?: string;
  /** Of CSV. */
  delimiter?: string;
  /** Of CSV and sheets, from 1; 0 when there is none. */
  headerRow?: number;
}
