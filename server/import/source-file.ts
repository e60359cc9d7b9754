import path from 'node:path';

/** OpenStreetMap's own formats. */
export type OsmFormat = 'pbf' | 'osm-xml';

const extensions =
  /\.(gz|pbf|osm|xml|geojson|json|geojsonl|ndjson|csv|tsv|txt|xlsx|xlsm|zip|shp|gpkg|kml|kmz|gpx|dxf)$/i;

/** Which of OpenStreetMap's formats a file has by its first bytes, unpacked; null: none. */
export function osmFormatOf(head: Buffer): OsmFormat | null {
  const nameLength = head.length > 4 ? head.readUInt32BE(0) : 0;
  if (nameLength > 0 && nameLength < 65_536 && head.subarray(4, 64).includes('OSMHeader')) return 'pbf';
  const text = head
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^[\s\uFEFF]+/, '');
  return text.startsWith('<') && /<osm[\s>]/.test(text) ? 'osm-xml' : null;
}

/**
 * The file's name without folders and the extensions that we know: `a.osm.pbf` and `a.geojson.gz` give `a`. A file that comes again by
 * another way, the page or the command line, is known by this.
 */
export function sourceName(file: string): string {
  let name = path.basename(file);
  while (extensions.test(name) && name.replace(extensions, '') !== '') name = name.replace(extensions, '');
  return name;
}
