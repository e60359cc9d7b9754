import type { Geometry, Position } from 'geojson';
import type { Member, Tags } from './osm-sink.ts';
import type { OsmStore } from './osm-store.ts';
import { isOfInterest, type OsmTable, rowsOf } from './osm-tags.ts';
import { joinRings, nestRings } from './rings.ts';
import { type LayerRow, type Reject, RowFault } from './types.ts';

/** A row for a table, or an element that the extract cuts off or that is broken. */
export type AssembledItem = { table: OsmTable; row: LayerRow } | { reject: Reject };

/**
 * Makes rows of a finished store: nodes, then ways, then multipolygon and boundary relations. A row's id is `node/1`, `way/2` or
 * `relation/3`. An element of interest that misses nodes or members, or whose rings do not close, becomes a reject.
 */
export function* assemble(store: OsmStore): Generator<AssembledItem> {
  for (const node of store.taggedNodes) {
    for (const { table, values } of rowsOf(node.tags, 'point'))
      yield { table, row: rowOf(`node/${node.id}`, values, { type: 'Point', coordinates: node.position }) };
  }
  const outlines = oldStyleOutlines(store);
  for (let index = 0; index < store.ways.length; index++) {
    const { id, tags } = store.ways[index]!;
    if (tags) yield* caught(`way/${id}`, () => wayRows(store, index, tags, outlines.has(id)));
  }
  for (const relation of store.relations) {
    const tags = outlineTags(store, relation.tags, relation.members);
    if (rowsOf(tags, 'area').length > 0)
      yield* caught(`relation/${relation.id}`, () => relationRows(store, relation.id, tags, relation.members));
  }
}

function rowOf(id: string, values: Record<string, string | null>, geometry: Geometry): LayerRow {
  return { row: id, sourceId: id, values, geometry };
}

function* caught(row: string, make: () => AssembledItem[]): Generator<AssembledItem> {
  try {
    yield* make();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    yield { reject: { row, reason: error.sentence } };
  }
}

function wayRows(store: OsmStore, index: number, tags: Tags, isOutline: boolean): AssembledItem[] {
  const { id } = store.ways[index]!;
  const refs = store.refsAt(index);
  const closed = refs.length >= 4 && refs[0] === refs.at(-1);
  const lines = rowsOf(tags, 'line');
  const areas = closed && tags.area !== 'no' && !isOutline ? rowsOf(tags, 'area') : [];
  if (!closed && tags.building && tags.building !== 'no')
    throw new RowFault('楼栋的轮廓没有闭合', 'a building whose outline is not closed');
  if (lines.length + areas.length === 0) return [];
  const positions = positionsOf(store, refs);
  const items: AssembledItem[] = [];
  for (const { table, values, reversed } of lines) {
    if (positions.length < 2) throw new RowFault('线少于两个点', 'a line with fewer than two nodes');
    const coordinates = reversed ? [...positions].reverse() : positions;
    items.push({ table, row: rowOf(`way/${id}`, values, { type: 'LineString', coordinates }) });
  }
  // A closed street is a line; only an explicit area=yes makes it a square.
  for (const { table, values } of areas) {
    if (table === 'land' && lines.length > 0) continue;
    items.push({ table, row: rowOf(`way/${id}`, values, { type: 'Polygon', coordinates: [positions] }) });
  }
  return items;
}

function positionsOf(store: OsmStore, refs: ArrayLike<number>): Position[] {
  const positions: Position[] = [];
  let missing = 0;
  for (let i = 0; i < refs.length; i++) {
    const position = store.positionOf(refs[i]!);
    if (position) positions.push(position);
    else missing++;
  }
  if (missing > 0)
    throw new RowFault(
      `它的 ${refs.length} 个点有 ${missing} 个不在文件中`,
      `${missing} of its ${refs.length} nodes are not in the file`,
    );
  return positions;
}

function relationRows(store: OsmStore, id: number, tags: Tags, members: Member[]): AssembledItem[] {
  const ways = new Map(members.filter(({ type }) => type === 'way').map((member) => [member.ref, member.role]));
  const outer: Float64Array[] = [];
  const inner: Float64Array[] = [];
  let missing = 0;
  for (const [ref, role] of ways) {
    const refs = store.refsOf(ref);
    if (!refs) missing++;
    else (role === 'inner' ? inner : outer).push(refs);
  }
  if (missing > 0)
    throw new RowFault(
      `它的 ${ways.size} 条线有 ${missing} 条不在文件中`,
      `${missing} of its ${ways.size} ways are not in the file`,
    );
  if (outer.length === 0) throw new RowFault('没有外边界', 'it has no outer ways');
  const polygons = nestRings(ringsOf(store, outer, 'outer'), ringsOf(store, inner, 'inner'));
  if (!polygons) throw new RowFault('内环不在任何外环之内', 'an inner ring lies in no outer ring');
  const geometry: Geometry = { type: 'MultiPolygon', coordinates: polygons };
  return rowsOf(tags, 'area').map(({ table, values }) => ({ table, row: rowOf(`relation/${id}`, values, geometry) }));
}

const ringName = (role: string) => (role === 'inner' ? '内环' : '外环');

function ringsOf(store: OsmStore, lines: Float64Array[], role: string): Position[][] {
  const joined = joinRings(lines);
  if ('open' in joined)
    throw new RowFault(
      `${ringName(role)}没有闭合：有 ${joined.open} 个断头`,
      `its ${role} ring is not closed: ${joined.open} loose ends`,
    );
  if (lines.length > 0 && joined.rings.length === 0)
    throw new RowFault(`${ringName(role)}没有围住任何地方`, `its ${role} ways enclose nothing`);
  return joined.rings.map((ring) => positionsOf(store, ring));
}

/** Before 2017 a multipolygon could carry its tags on its outer way; that way is then not a shape of its own. */
function oldStyleOutlines(store: OsmStore): Set<number> {
  const outlines = new Set<number>();
  for (const { tags, members } of store.relations) {
    if (isOfInterest(tags) || tags.type !== 'multipolygon' || Object.keys(tags).length > 1) continue;
    for (const { type, ref, role } of members) if (type === 'way' && role !== 'inner') outlines.add(ref);
  }
  return outlines;
}

function outlineTags(store: OsmStore, tags: Tags, members: Member[]): Tags {
  if (Object.keys(tags).length > 1) return tags;
  const first = members.find(({ type, role }) => type === 'way' && role !== 'inner');
  return (first && store.tagsOf(first.ref)) || tags;
}
