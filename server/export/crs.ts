import type { Datum } from './table.ts';

/** A datum as GIS programs name it. */
export interface Crs {
  /** Number in its organisation's register. */
  id: number;
  organisation: string;
  name: string;
  /** Well-known text as ESRI writes it, for `.prj` files and GeoPackages. */
  wkt: string;
}

const degree = 'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]';

/**
 * The datums for GIS programs. GCJ-02 has no number anywhere: it is given one in the range that is left to users, and its own name, so
 * that no program takes it for WGS 84; the ellipsoid is that of its formula (Krasovsky 1940).
 */
export const crsOf: Record<Datum, Crs> = {
  wgs84: {
    ...{ id: 4326, organisation: 'EPSG', name: 'WGS 84' },
    wkt: `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],${degree}]`,
  },
  cgcs2000: {
    ...{ id: 4490, organisation: 'EPSG', name: 'CGCS2000' },
    wkt: `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],${degree}]`,
  },
  gcj02: {
    ...{ id: 990_002, organisation: 'NONE', name: 'GCJ-02' },
    wkt: `GEOGCS["GCJ_02",DATUM["D_GCJ_02",SPHEROID["Krasovsky_1940",6378245.0,298.3]],${degree}]`,
  },
};
