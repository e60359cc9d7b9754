import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import postgres from 'postgres';

// What GDAL's ogr2ogr takes for the same files into the same database.

/** Copies files of features as they stand, without mending shapes, joining pieces or finding areas: seconds; undefined: no ogr2ogr. */
export async function copyFeatures(url: string, files: [name: string, file: string][]): Promise<number | undefined> {
  const started = performance.now();
  for (const [name, file] of files)
    if (!(await ogr2ogr(url, [`GeoJSONSeq:/vsigzip/${file}`, '-nln', `peer_${name}`, '-overwrite']))) return undefined;
  return (performance.now() - started) / 1000;
}

/**
 * Copies points of a CSV file (lon, lat) by COPY into a table with an index of places, then finds the grid of each in one join, with
 * nothing checked or compared: seconds; undefined: no ogr2ogr.
 */
export async function copyPoints(url: string, file: string): Promise<number | undefined> {
  const started = performance.now();
  const places = ['-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat', '-a_srs', 'EPSG:4326'];
  const names = ['-lco', 'GEOMETRY_NAME=geometry', '-nln', 'peer_point', '-overwrite'];
  if (!(await ogr2ogr(url, [file, ...places, ...names, '--config', 'PG_USE_COPY', 'YES']))) return undefined;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`analyze peer_point (ogc_fid)`;
    await sql`create table peer_grid as select p.ogc_fid, min(a.area_code) as area_code
      from area a join peer_point p on ST_Covers(a.geometry, p.geometry)
      where a.level = (select level from area_level order by position desc limit 1) group by 1`;
    await sql`create table peer_placed as select p.*, g.area_code from peer_point p left join peer_grid g using (ogc_fid)`;
    return (performance.now() - started) / 1000;
  } finally {
    await sql`drop table if exists peer_point, peer_grid, peer_placed`;
    await sql.end();
  }
}

/** False where it is not installed. */
async function ogr2ogr(url: string, args: string[]): Promise<boolean> {
  try {
    await promisify(execFile)('ogr2ogr', ['-f', 'PostgreSQL', connectionOf(url), ...args], { maxBuffer: 1 << 24 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The form of an address that GDAL takes. */
function connectionOf(url: string): string {
  const { hostname, port, username, password, pathname } = new URL(url);
  const parts = { host: hostname, port: port || '5432', user: username, password, dbname: pathname.slice(1) };
  const given = Object.entries(parts).filter(([, value]) => value !== '');
  return `PG:${given.map(([key, value]) => `${key}='${decodeURIComponent(value)}'`).join(' ')}`;
}
