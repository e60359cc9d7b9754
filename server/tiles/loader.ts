import type { Database } from '../db/open.ts';
import type { TileLayer } from './layers.ts';
import type { Store } from './store/store.ts';
import { StoreBuilder } from './store/store-builder.ts';
import type { Value } from './store/values.ts';

/** Rows fetched at a time: little memory, and on the embedded database others get their turn in between. */
const BATCH = 20_000;

/** A row that is in the table and not in the tiles. */
export interface LeftOut {
  key: string;
  reason: string;
}

/** What a load gave. */
export interface LoadedStore {
  store: Store;
  leftOutCount: number;
  /** The first hundred of them. */
  leftOut: LeftOut[];
}

interface Row {
  key: string | number;
  minzoom: number;
  wkb: Uint8Array | null;
  [attribute: string]: unknown;
}

/** How a whole layer is loaded. */
export interface LoadOptions {
  /** Bytes that the store may take; unbounded when not said. */
  maxBytes?: number;
  /** Stops the load between two batches. */
  signal?: AbortSignal;
}

/** A layer needs more memory than it was given; nothing of it is kept. */
export class StoreTooLargeError extends Error {}

/**
 * Loads all rows of a layer, batch by batch in order of key. Rows written meanwhile may be in or not: who needs to know
 * reads the layer's version before, and loads again when it has moved on.
 * @throws StoreTooLargeError as soon as the rows read pass `maxBytes`; the signal's reason when it was aborted.
 */
export async function loadStore(sql: Database, layer: TileLayer, options: LoadOptions = {}): Promise<LoadedStore> {
  const { maxBytes = Infinity, signal } = options;
  const load = new Load(layer);
  const query = `${selectOf(layer)} where ${layer.key} > $1 order by ${layer.key} limit $2`;
  let after: string | number = layer.key === 't.id' ? 0 : '';
  for (;;) {
    const rows: Row[] = await sql.unsafe<Row[]>(query, [after, BATCH]);
    signal?.throwIfAborted();
    load.add(rows);
    if (load.bytes > maxBytes) throw new StoreTooLargeError(`layer ${layer.name} takes more than ${maxBytes} bytes`);
    if (rows.length < BATCH) return load.finish();
    after = rows[rows.length - 1]!.key;
  }
}

/**
 * Loads the rows of a layer that have one of the keys, as they are now; a key without a row gives nothing.
 * @param keys of some thousand rows at most: each is looked up.
 */
export async function loadRows(sql: Database, layer: TileLayer, keys: readonly string[]): Promise<LoadedStore> {
  const load = new Load(layer);
  const type = layer.key === 't.id' ? 'bigint' : 'text';
  const query = `${selectOf(layer)} where ${layer.key} = any ($1::text[]::${type}[]) order by ${layer.key}`;
  if (keys.length > 0) load.add(await sql.unsafe<Row[]>(query, [[...keys]]));
  return load.finish();
}

/** A store being built from rows, and what was left out of it. */
class Load {
  private readonly keys: string[];
  private readonly builder: StoreBuilder;
  private readonly leftOut: LeftOut[] = [];
  private leftOutCount = 0;

  constructor(private readonly layer: TileLayer) {
    this.keys = Object.keys(layer.attributes);
    this.builder = new StoreBuilder(layer.type, this.keys, layer);
  }

  /** Bytes taken so far. */
  get bytes(): number {
    return this.builder.bytes;
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const attributes = this.keys.map((key) => row[key] as Value | null);
      const minzoom = Math.max(this.layer.minzoom, row.minzoom);
      const reason = row.wkb ? this.builder.add(Number(row.key), minzoom, row.wkb, attributes) : 'it has no geometry';
      if (reason === null) continue;
      this.leftOutCount++;
      if (this.leftOut.length < 100) this.leftOut.push({ key: String(row.key), reason });
    }
  }

  finish(): LoadedStore {
    return { store: this.builder.finish(), leftOutCount: this.leftOutCount, leftOut: this.leftOut };
  }
}

/** The declaration's SQL is this program's own text; only what follows `where` has parameters. */
function selectOf({ from, key, geometry, featureMinzoom, attributes }: TileLayer): string {
  const columns = Object.entries(attributes).map(([name, { sql }]) => `${sql} as ${name}`);
  return `select ${key} as key, (${featureMinzoom})::int as minzoom, ST_AsBinary(${geometry}) as wkb,
      ${columns.join(', ')}
    from ${from}`;
}
