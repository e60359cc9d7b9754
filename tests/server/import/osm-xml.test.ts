import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readOsmXml } from '../../../server/import/osm-xml.ts';
import { openBytes } from '../../../server/import/readers/bytes.ts';
import { temporaryFile } from './files.ts';
import { type Element, recorder } from './pbf-file.ts';

async function read(content: string | Buffer, name = 'a.osm'): Promise<Element[]> {
  const sink = recorder();
  for await (const _piece of readOsmXml(await openBytes(temporaryFile(name, content)), sink));
  return sink.elements;
}

const text = `<osm version="0.6">
  <bounds minlat="0" minlon="0" maxlat="1" maxlon="1"/>
  <node id="1" lon="120.5" lat="30.25"><tag k="name" v="桥 &amp; 水"/></node>
  <node id="2" visible="false" lon="0" lat="0"/>
  <node id="3" action="delete" lon="0" lat="0"/>
  <way id="4"><nd ref="1"/><nd ref="2"/></way>
  <relation id="5"><member type="way" ref="4" role="inner"/><tag k="type" v="multipolygon"/></relation>
</osm>`;

test.each([
  ['a.osm', text],
  ['a.osm.gz', gzipSync(text)],
  ['packed.osm', gzipSync(text)],
])('reads what stands and leaves out what was deleted: %s', async (name, content) => {
  expect(await read(content, name)).toEqual([
    { type: 'node', id: 1, lon: 120.5, lat: 30.25, tags: { name: '桥 & 水' } },
    { type: 'way', id: 4, refs: [1, 2], tags: null },
    { type: 'relation', id: 5, members: [{ type: 'way', ref: 4, role: 'inner' }], tags: { type: 'multipolygon' } },
  ]);
});

test('broken XML is refused with the line', async () => {
  await expect(read('<osm>\n<node id="1" lon="1" lat="1">\n</way></osm>')).rejects.toThrow(
    /^a.osm is not a sound OSM XML file: line 3: unexpected close tag/,
  );
});

test('a file that is cut short is refused', async () => {
  await expect(read(text.slice(0, 200))).rejects.toThrow(/^a.osm is not a sound OSM XML file: line 4/);
});

test('a node without a place is refused', async () => {
  await expect(read('<osm><node id="1" lat="3"/></osm>')).rejects.toThrow('a node has no number in its attribute lon');
});
