import type { Geometry } from 'geojson';
import { assumedCrs, unconfirmed } from './assumed.ts';
import { latNames, lonNames, plainName } from './column-names.ts';
import { converted, converterOf } from './crs/index.ts';
import { importFault } from './faults.ts';
import type { Layer } from './layers.ts';
import type { ReadRow, TableInFile } from './readers/types.ts';
import { type AssumedCrs, type ImportRequest, RowFault } from './types.ts';

const missing = new Set(['', 'na', 'n/a', 'null', 'none', 'nan', '\\n', '无', '-']);

const isMissing = (value: unknown) =>
  missing.has(
    String(value ?? '')
      .trim()
      .toLowerCase(),
  );

/** Which columns of a table hold its coordinates. */
interface CoordinateColumns {
  lon: string;
  lat: string;
}

/** What gives a row its place in longitude and latitude, and which of its columns it took for that. */
export interface Placing {
  /** The row's geometry in WGS 84; null where it has none. Throws a RowFault for what is no coordinate. */
  place(row: ReadRow): Geometry | null;
  columns: string[];
  /** How many rows stand where their address says; absent: addresses are not asked. */
  byAddress?: { rows: number };
  /** What the coordinates were taken for; null: the table has none. */
  crs: AssumedCrs | null;
}

/**
 * How rows of a table get their places: by themselves, or, where that was settled, by their address.
 * @param layer what they are to become, if that is one layer.
 * @throws AppError when the file has neither coordinates nor addresses, or its coordinate system is unknown or not confirmed.
 */
export function placingOf(fileName: string, table: TableInFile, request: ImportRequest, layer?: Layer): Placing {
  const needed = layer?.dimension === 0;
  if (!request.byAddress || !needed) return ownPlacing(fileName, table, request, needed);
  const { addresses } = request;
  const column = addressColumn(fileName, table, request, layer);
  const own = ownPlacing(fileName, table, request, false);
  const byAddress = { rows: 0 };
  return {
    ...own,
    byAddress,
    place(row) {
      const place = own.place(row);
      if (place) return place;
      const address = String(row.properties[column] ?? '').trim();
      if (isMissing(address))
        throw new RowFault(
          `没有坐标，「${column}」也是空的`,
          `no coordinates, and ${column} is empty`,
          'address',
          'place',
        );
      const { place: found, why } = addresses!.find(address);
      if (found) {
        byAddress.rows++;
        return { type: 'Point', coordinates: found };
      }
      const given = address.slice(0, 60);
      throw new RowFault(
        `「${column}」“${given}”${why!['zh-CN']}`,
        `${column} "${given}": ${why!.en}`,
        'address',
        'place',
      );
    },
  };
}

/** The column of addresses: the one that was named, else the one that is called so. @throws AppError (field `address`) */
function addressColumn(fileName: string, { columns }: TableInFile, { mapping }: ImportRequest, layer: Layer): string {
  const wanted = mapping?.address;
  const field = layer.columns.find(({ name }) => name === 'address');
  const isCalledSo = (name: string) => plainName(name) === 'address' || field?.synonyms.includes(plainName(name));
  const found = wanted === undefined ? columns.find(isCalledSo) : columns.find((name) => name === wanted);
  if (field && found !== undefined) return found;
  throw importFault(
    `${fileName} 没有可以用来定位的地址列，请指定哪一列是地址。`,
    `${fileName} has no column of addresses to place its rows by; say which one it is.`,
    'address',
  );
}

/**
 * How rows of a table get their places: their shapes, or two columns of coordinates, converted from the system that was settled.
 * @param needed the rows need a place.
 * @throws AppError when the file has neither, or its coordinate system is unknown or not confirmed.
 */
function ownPlacing(fileName: string, table: TableInFile, request: ImportRequest, needed: boolean): Placing {
  const { lon, lat } = request.mapping ?? {};
  const columns =
    table.geometry === null || lon !== undefined || lat !== undefined
      ? neededColumns(fileName, table, { lon, lat }, needed && table.geometry === null)
      : null;
  const names = columns ? [columns.lon, columns.lat] : [];
  if (!columns && table.geometry === null && request.crs === null)
    return { place: shapeless, columns: names, crs: null };
  const crs = assumedCrs(request, table, names);
  const convert = converterOf(crs.spec, crs.swapped);
  const toWgs84 = (geometry: Geometry | null) => geometry && converted(geometry, convert);
  if (!columns)
    return { place: (row) => toWgs84(row.geometry), columns: names, crs: table.geometry === null ? null : crs };
  const place = (row: ReadRow) => {
    const found = toWgs84(pointOf(row, columns));
    if (found || !needed) return found;
    // The cell is named, so that it can be mended.
    const empty = names.find((name) => isMissing(row.properties[name]))!;
    throw new RowFault(`没有位置：「${empty}」没有填写`, `it has no place: ${empty} is empty`, empty, 'place');
  };
  return { place, columns: names, crs };
}

/** The place of a row in a table of whose first rows none had a shape. @throws AppError for a shape further down. */
function shapeless({ geometry }: ReadRow): null {
  if (geometry !== null) throw unconfirmed();
  return null;
}

/** The columns of a table that hold coordinates: those that were named, else those that are called so; null where there are not two. */
export function coordinatesOf(
  columns: readonly string[],
  given: { lon?: string | undefined; lat?: string | undefined },
): CoordinateColumns | null {
  const [lon, lat] = foundIn(columns, given);
  return lon === undefined || lat === undefined ? null : { lon, lat };
}

function foundIn(
  columns: readonly string[],
  given: { lon?: string | undefined; lat?: string | undefined },
): [lon: string | undefined, lat: string | undefined] {
  const plain = columns.map(plainName);
  const find = (wanted: string | undefined, known: string[]) =>
    wanted !== undefined
      ? columns.find((name) => name === wanted)
      : known.map((name) => columns[plain.indexOf(name)]).find((name) => name !== undefined);
  return [find(given.lon, lonNames), find(given.lat, latNames)];
}

function neededColumns(
  fileName: string,
  { columns }: TableInFile,
  given: { lon: string | undefined; lat: string | undefined },
  needed: boolean,
): CoordinateColumns | null {
  const [lon, lat] = foundIn(columns, given);
  if (lon !== undefined && lat !== undefined) return { lon, lat };
  if (!needed && given.lon === undefined && given.lat === undefined) return null;
  const field = lon === undefined ? 'lon' : 'lat';
  const wanted = given[field];
  const list = columns.slice(0, 30).join(', ');
  throw importFault(
    `${fileName} 没有${field === 'lon' ? '经度' : '纬度'}列${wanted ? ` ${wanted}` : ''}；它的列是：${list}。请指定哪一列是${field === 'lon' ? '经度' : '纬度'}（命令行：--map ${field}=列名）。`,
    `${fileName} has no ${field === 'lon' ? 'longitude' : 'latitude'} column${wanted ? ` ${wanted}` : ''}; its columns are ${list}. Name it with --map ${field}=COLUMN.`,
    wanted ?? field,
  );
}

function pointOf({ properties, geometry }: ReadRow, columns: CoordinateColumns): Geometry | null {
  const given = [properties[columns.lon], properties[columns.lat]];
  if (given.some(isMissing)) return geometry;
  const [lonText, latText] = given.map((value) => String(value).trim());
  const [lon, lat] = [Number(lonText), Number(latText)];
  if (Number.isFinite(lon) && Number.isFinite(lat)) return { type: 'Point', coordinates: [lon, lat] };
  const [column, text] = Number.isFinite(lon) ? [columns.lat, latText!] : [columns.lon, lonText!];
  throw new RowFault(
    `「${column}」“${text.slice(0, 40)}”不是坐标，应为数字，例如 112.1234`,
    `${column} "${text.slice(0, 40)}" is no coordinate`,
    column,
  );
}
