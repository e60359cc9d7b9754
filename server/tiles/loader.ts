import type { Database } from '../db/open.ts';
import type { TileLayer } from './layers.ts';
import { type Store, StoreBuilder } from './store.ts';
import type { Value } from './values.ts';

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

/**
 * Loads all rows of a layer, batch by batch in order of key. Rows written meanwhile may be in or not: who needs to know
 * reads the layer's version before, and loads again when it has moved on.
 */
export async function loadStore(sql: Database, layer: TileLayer): Promise<LoadedStore> {
  const keys = Object.keys(layer.attributes);
  const builder = new StoreBuilder(layer.type, keys, layer.tolerance);
  const leftOut: LeftOut[] = [];
  let leftOutCount = 0;
  const query = queryOf(layer);
  let after: string | number = layer.key === 't.id' ? 0 : '';
  for (;;) {
    const rows: Row[] = await sql.unsafe<Row[]>(query, [after, BATCH]);
    for (const row of rows) {
      const attributes = keys.map((key) => row[key] as Value | null);
      const reason = row.wkb
        ? builder.add(Number(row.key), Math.max(layer.minzoom, row.minzoom), row.wkb, attributes)
        : 'it has no geometry';
      if (reason === null) continue;
      leftOutCount++;
      if (leftOut.length < 100) leftOut.push({ key: String(row.key), reason });
    }
    if (rows.length < BATCH) break;
    after = rows[rows.length - 1]!.key;
  }
  return { store: builder.finish(), leftOutCount, leftOut };
}

/** The declaration's SQL is this program's own text; only the keyset's place and the limit are parameters. */
function queryOf({ from, key, geometry, featureMinzoom, attributes }: TileLayer): string {
  const columns = Object.entries(attributes).map(([name, { sql }]) => `${sql} as ${name}`);
  return `select ${key} as key, (${featureMinzoom})::int as minzoom, ST_AsBinary(${geometry}) as wkb,
      ${columns.join(', ')}
    from ${from} where ${key} > $1 order by ${key} limit $2`;
}
