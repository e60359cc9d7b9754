import { isForbidden } from './forbidden.ts';
import type { Job } from './index.ts';
import { assemble } from './osm-assembly.ts';
import { readOsmPbf } from './osm-pbf.ts';
import { OsmStore } from './osm-store.ts';
import { isOfInterest } from './osm-tags.ts';
import { readOsmXml } from './osm-xml.ts';
import type { ByteSource } from './readers/bytes.ts';
import type { OsmFormat } from './source-file.ts';
import { toHexWkb } from './wkb.ts';

/** Reads OpenStreetMap's own formats: everything is collected, since elements may come in any order, then put together. */
export async function loadElements({ book, loaders, pace }: Job, file: ByteSource, format: OsmFormat): Promise<true> {
  const keys = new Set<string>();
  const store = new OsmStore((tags) => {
    if (!isOfInterest(tags)) return false;
    for (const key of Object.keys(tags)) keys.add(key);
    return true;
  });
  const reading = format === 'pbf' ? readOsmPbf(file, store) : readOsmXml(file, store);
  for await (const _piece of reading) pace.read(0, file.bytesRead(), file.sizeBytes);
  store.finish();
  for (const key of keys) if (isForbidden(key)) book.droppedColumns.add(key);
  for (const item of assemble(store)) {
    if ('reject' in item) {
      book.read++;
      book.reject(item.reject, true);
      continue;
    }
    const loader = loaders.get(item.table);
    if (!loader) continue;
    book.read++;
    await loader.add({ table: item.table, row: item.row, hexWkb: toHexWkb(item.row.geometry) });
  }
  return true;
}
