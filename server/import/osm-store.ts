import type { Position } from 'geojson';
import type { Member, OsmSink, Tags } from './osm-sink.ts';

const SCALE = 1e7;

/** Numbers that grow by doubling, without one object each. */
class Column<T extends Float64Array | Int32Array> {
  length = 0;

  constructor(public values: T) {}

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new (this.values.constructor as new (length: number) => T)(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

/** A way with tags, kept until all nodes are known. */
export interface StoredWay {
  id: number;
  tags: Tags | null;
}

/**
 * Holds a whole extract so that its elements may come in any order: 16 bytes a node, 8 bytes a reference of a way, and the tags that
 * `keeps` lets through.
 */
export class OsmStore implements OsmSink {
  readonly taggedNodes: { id: number; position: Position; tags: Tags }[] = [];
  readonly ways: StoredWay[] = [];
  readonly relations: { id: number; members: Member[]; tags: Tags }[] = [];
  private readonly wayOf = new Map<number, number>();
  private readonly wayStart = new Column(new Float64Array(1024));
  private readonly references = new Column(new Float64Array(1024));
  private nodeIds = new Column(new Float64Array(1024));
  private lons = new Column(new Int32Array(1024));
  private lats = new Column(new Int32Array(1024));
  private sorted = true;

  constructor(private readonly keeps: (tags: Tags) => boolean) {}

  /** Nodes read so far, tagged or not. */
  get nodeCount(): number {
    return this.nodeIds.length;
  }

  node(id: number, lon: number, lat: number, tags: Tags | null): void {
    const last = this.nodeIds.length - 1;
    if (last >= 0 && this.nodeIds.values[last]! >= id) this.sorted = false;
    this.nodeIds.push(id);
    this.lons.push(Math.round(lon * SCALE));
    this.lats.push(Math.round(lat * SCALE));
    if (tags && this.keeps(tags)) this.taggedNodes.push({ id, position: [lon, lat], tags });
  }

  way(id: number, refs: number[], tags: Tags | null): void {
    // Two extracts joined into one file hold some elements twice.
    if (this.wayOf.has(id)) return;
    this.wayOf.set(id, this.ways.length);
    this.ways.push({ id, tags: tags && this.keeps(tags) ? tags : null });
    this.wayStart.push(this.references.length);
    for (const ref of refs) this.references.push(ref);
  }

  relation(id: number, members: Member[], tags: Tags | null): void {
    if (tags && (tags.type === 'multipolygon' || tags.type === 'boundary')) this.relations.push({ id, members, tags });
  }

  /** Sorts the nodes; called once, after the last element and before `refsOf` and `positionOf`. */
  finish(): void {
    if (this.sorted) return;
    const order = new Uint32Array(this.nodeIds.length).map((_value, i) => i);
    const ids = this.nodeIds.values;
    order.sort((a, b) => ids[a]! - ids[b]! || a - b);
    const moved = [
      new Column(new Float64Array(1024)),
      new Column(new Int32Array(1024)),
      new Column(new Int32Array(1024)),
    ] as const;
    for (const i of order) {
      moved[0].push(ids[i]!);
      moved[1].push(this.lons.values[i]!);
      moved[2].push(this.lats.values[i]!);
    }
    [this.nodeIds, this.lons, this.lats] = moved;
    this.dropRepeatedNodes();
  }

  private dropRepeatedNodes(): void {
    const seen = new Set<number>();
    const kept = this.taggedNodes.filter((node) => !seen.has(node.id) && seen.add(node.id));
    this.taggedNodes.length = 0;
    for (const node of kept) this.taggedNodes.push(node);
  }

  /** Node ids of a way; undefined when the way is not in the file. */
  refsOf(wayId: number): Float64Array | undefined {
    const index = this.wayOf.get(wayId);
    return index === undefined ? undefined : this.refsAt(index);
  }

  /** Node ids of the way that stands at a place of `ways`. */
  refsAt(index: number): Float64Array {
    const end = index + 1 < this.wayStart.length ? this.wayStart.values[index + 1]! : this.references.length;
    return this.references.values.subarray(this.wayStart.values[index]!, end);
  }

  /** Tags of a way; undefined when the way is not in the file. */
  tagsOf(wayId: number): Tags | null | undefined {
    const index = this.wayOf.get(wayId);
    return index === undefined ? undefined : this.ways[index]!.tags;
  }

  /** `[lon, lat]` of a node; undefined when it is not in the file. */
  positionOf(nodeId: number): Position | undefined {
    const ids = this.nodeIds.values;
    let low = 0;
    let high = this.nodeIds.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const id = ids[middle]!;
      if (id === nodeId) return [this.lons.values[middle]! / SCALE, this.lats.values[middle]! / SCALE];
      if (id < nodeId) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}
