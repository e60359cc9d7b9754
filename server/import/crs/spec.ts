// What the coordinates of a file can be. A spec is stored with its batch and says the whole of what is done to them.

/** A place known in the file's own coordinates, in its order of columns, and in degrees of WGS 84. */
export interface ControlPoint {
  x: number;
  y: number;
  lon: number;
  lat: number;
}

/** The datums of Chinese planes, newest first. */
export type PlaneDatum = 'cgcs2000' | 'xian80' | 'beijing54';

/** A Gauss-Krüger plane: x is the easting, y the northing, in metres. */
export interface GaussKruger {
  kind: 'gauss-kruger';
  /** Degrees of a zone; matters only to its number. */
  width: 3 | 6;
  /** Of the plane's middle, degrees; any between 72 and 138 without a prefix. */
  meridian: number;
  /** True: the number of the zone stands before the easting, in the millions. */
  prefix: boolean;
  datum: PlaneDatum;
}

/** Degrees, but for the metres of Web Mercator, of planes and, mostly, of local systems. */
export type CrsSpec =
  | { kind: 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09' | 'web-mercator' }
  | GaussKruger
  | { kind: 'local'; points: ControlPoint[] };

/** A coordinate system as a file itself names it; WKT is that of a .prj or of a GeoPackage. */
export type DeclaredCrs = { epsg: number } | { wkt: string };

/** From x and y of a file to degrees of WGS 84. */
export type Convert = (x: number, y: number) => [lon: number, lat: number];
