import type { Geometry } from 'geojson';
import { ContentIds, completeArea, completeIncident, incidentCode, type LevelByDigits } from './completion.ts';
import { checkDimension, turnedRound, WorldCheck } from './coordinates.ts';
import { FieldMap } from './field-map.ts';
import { asTheirs, type LayerColumn } from './layer-columns.ts';
import { type Layer, osmLayers } from './layers.ts';
import type { Tags } from './osm-sink.ts';
import { rowsOf, type Shape } from './osm-tags.ts';
import { type LayerRow, RowFault, type SourceItem } from './types.ts';
import { columnValue, fault, meantBy } from './values.ts';
import { toHexWkb } from './wkb.ts';

/** What a row becomes: a row for a table, or nothing of interest. */
export type MadeRow = { table: string; row: LayerRow; hexWkb: string };

/** How rows of a file are understood. */
export interface RowMakerOptions {
  /** Undefined for kind osm: tags decide which table a row goes to. */
  layer: Layer | undefined;
  source: string;
  mapping: Record<string, string>;
  /** Columns that the mapping does not name are left out. */
  onlyMapped: boolean;
  /** Columns that were found to hold what must never be held. */
  forbidden: readonly string[];
  /** Our code by their value, by our field. */
  codes: Record<string, Record<string, string>>;
  timeZone: string;
  levels: LevelByDigits;
}

const osmKeys = ['highway', 'building:levels', 'addr:street', 'addr:housenumber', 'waterway', 'landuse'];
const shapes: Record<Geometry['type'], Shape> = {
  Point: 'point',
  MultiPoint: 'point',
  LineString: 'line',
  MultiLineString: 'line',
  Polygon: 'area',
  MultiPolygon: 'area',
  GeometryCollection: 'area',
};

/** Turns features and table lines into rows of a layer. OpenStreetMap's own property names are understood without a mapping. */
export class RowMaker {
  readonly fields: FieldMap;
  readonly world = new WorldCheck();
  /** Whether any row came by that was not in OpenStreetMap's form. */
  sawPlainRow = false;
  /** Whether any row came by in OpenStreetMap's form. */
  sawOsmRow = false;
  private readonly ids = new ContentIds();
  private readonly osmTables: ReadonlySet<string>;

  private readonly options: RowMakerOptions;

  constructor(given: RowMakerOptions) {
    const layer = given.layer && { ...given.layer, columns: asTheirs(given.layer.columns, given.mapping) };
    const options = { ...given, layer };
    this.options = options;
    const noColumns: Layer = { table: '', dimension: 0, columns: [] };
    this.fields = new FieldMap(options.layer ?? noColumns, options.mapping, options.onlyMapped, options.forbidden);
    const all = Object.keys(osmLayers);
    this.osmTables = new Set(options.layer ? all.filter((table) => table === options.layer?.table) : all);
  }

  /**
   * The rows that an item gives; none when it holds nothing for this kind.
   * @throws RowFault with the reason when it cannot be loaded.
   */
  make(item: SourceItem): MadeRow[] {
    if (item.reason) throw new RowFault(item.reason['zh-CN'], item.reason.en);
    const properties = item.properties ?? {};
    const given = this.fields.read(properties);
    const isOsm = this.osmTables.size > 0 && this.isOsm(properties);
    if (isOsm) this.sawOsmRow = true;
    else this.sawPlainRow = true;
    if (item.misplaced) throw item.misplaced;
    if (!item.geometry)
      throw new RowFault('没有位置：缺少图形或坐标', 'it has no place: the geometry or the coordinates are missing');
    this.world.check(item.geometry);
    return isOsm ? this.osmRows(item, properties, item.geometry, given) : [this.plainRow(item, item.geometry, given)];
  }

  /** @throws AppError when a column that was named or is needed never came by. */
  checkColumns(): void {
    if (!this.sawPlainRow && Object.keys(this.options.mapping).length === 0) return;
    const derived = this.options.layer?.table === 'area' ? ['level'] : [];
    this.fields.checkColumns(this.sawPlainRow ? derived : this.options.layer!.columns.map(({ name }) => name));
  }

  private isOsm(properties: Record<string, unknown>): boolean {
    if ('@id' in properties || '@type' in properties) return true;
    if (this.options.mapping.kind !== undefined) return false;
    return (
      osmKeys.some((key) => key in properties) || (this.options.layer?.table === 'building' && 'building' in properties)
    );
  }

  private osmRows(
    item: SourceItem,
    properties: Record<string, unknown>,
    geometry: Geometry,
    given: Map<string, unknown>,
  ): MadeRow[] {
    const tags: Tags = {};
    for (const [key, value] of Object.entries(properties))
      if (!key.startsWith('@') && value !== null && typeof value !== 'object') tags[key] = String(value);
    const shape = shapes[geometry.type];
    const found = rowsOf(tags, shape).filter(({ table }) => this.osmTables.has(table));
    const asArea = shape === 'line' ? rowsOf(tags, 'area') : [];
    if (found.length === 0 && asArea.some(({ table }) => table === 'building' && this.osmTables.has(table)))
      throw new RowFault(
        `楼栋应为面，这一行却是${shape === 'line' ? '线' : '点'}`,
        `a building should be a polygon, but is a ${geometry.type}`,
      );
    return found.map(({ table, values, reversed }) => {
      const shown = reversed ? turnedRound(geometry) : geometry;
      const layer = osmLayers[table];
      checkDimension(shown, layer.dimension);
      const all = { ...values, ...this.explicitValues(layer, given) };
      const hexWkb = toHexWkb(shown);
      const sourceId = osmId(properties) ?? naturalId(given, item) ?? this.ids.of(all, hexWkb);
      return { table, hexWkb, row: { row: item.row, sourceId, values: all, geometry: shown } };
    });
  }

  /** What the mapping names overrides what tags say. */
  private explicitValues(layer: Layer, given: Map<string, unknown>): LayerRow['values'] {
    const values: LayerRow['values'] = {};
    for (const column of layer.columns)
      if (this.options.mapping[column.name] !== undefined && given.has(column.name))
        values[column.name] = this.valueOf(column, given);
    return values;
  }

  /** A field's value; theirs may stand for a code of ours. */
  private valueOf(column: LayerColumn, given: Map<string, unknown>): string | null {
    return columnValue(column, meantBy(given.get(column.name), this.options.codes[column.name]), this.options.timeZone);
  }

  private plainRow(item: SourceItem, geometry: Geometry, given: Map<string, unknown>): MadeRow {
    const { layer, levels, source } = this.options;
    if (!layer)
      throw new RowFault(
        '没有 OpenStreetMap 的属性（如 @id、highway、landuse）',
        'it has no OpenStreetMap properties such as @id, highway or landuse',
      );
    checkDimension(geometry, layer.dimension);
    const values: LayerRow['values'] = {};
    for (const column of layer.columns) if (given.has(column.name)) values[column.name] = this.valueOf(column, given);
    if (layer.table === 'area') completeArea(values, levels, layer.columns);
    for (const column of layer.columns)
      if (column.required && (values[column.name] ?? null) === null)
        throw fault(column, '没有填写', 'is missing', { kind: 'missing' });
    const hexWkb = toHexWkb(geometry);
    const own = layer.naturalId ? values[layer.naturalId] : undefined;
    const sourceId =
      own ?? (this.options.mapping.source_id === '' ? null : naturalId(given, item)) ?? this.ids.of(values, hexWkb);
    if (layer.table === 'incident') {
      completeIncident(values, given, layer.columns);
      values.incident_code ??= incidentCode(source, sourceId);
    }
    return { table: layer.table, hexWkb, row: { row: item.row, sourceId, values, geometry } };
  }
}

function naturalId(given: Map<string, unknown>, item: SourceItem): string | null {
  const id = given.get('source_id') ?? item.id;
  return id === null || id === undefined || id === '' || typeof id === 'object' ? null : String(id);
}

/** `way/12` from `@type` and `@id`, or from an `@id` that already has that form. */
function osmId(properties: Record<string, unknown>): string | null {
  const id = properties['@id'];
  if (id === undefined || id === null) return null;
  return String(id).includes('/') ? String(id) : `${properties['@type'] ?? 'element'}/${id}`;
}
