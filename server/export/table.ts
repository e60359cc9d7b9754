import type { Geometry } from 'geojson';

/** Coordinate systems in which a file can be: the stored one, the same numbers by their Chinese name, and that of AMap and Tencent. */
export type Datum = 'wgs84' | 'cgcs2000' | 'gcj02';

/** What a datum is called in a file and in a file's name. */
export const datumNames: Record<Datum, string> = { wgs84: 'WGS 84', cgcs2000: 'CGCS2000', gcj02: 'GCJ-02' };

/** A value of a row; days are `YYYY-MM-DD`, times of day `HH:MM`, moments ISO 8601 in UTC. */
export type Value = string | number | boolean | null;

/** One column of what leaves. */
export interface Column {
  /** As in the API and the database. */
  name: string;
  type: 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'moment';
  /** Head of the column in a sheet. */
  head: string;
  /** Width in a sheet, in characters. */
  width: number;
  /** Names of its codes, for sheets; other files keep the codes. */
  words?: ReadonlyMap<string, string>;
  /** What stands in a sheet where the value is null. */
  blank?: string;
}

/** One row with its shape in WGS 84, `[lon, lat]`; null where it has none. */
export interface Feature {
  geometry: Geometry | null;
  /** In the order of the columns. */
  values: Value[];
}

/** What is written into a file, row by row. */
export interface Table {
  /** ASCII, for names inside of files. */
  name: string;
  title: string;
  columns: readonly Column[];
  features: AsyncIterable<Feature>;
  datum: Datum;
  /** False: its rows have no place, and a sheet no columns for one. */
  placed?: boolean;
}
