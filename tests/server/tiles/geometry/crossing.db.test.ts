import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, it } from 'vitest';
import { StoreBuilder } from '../../../../server/tiles/store/store-builder.ts';
import { testDatabase } from '../../../helpers/database.ts';

const closed = (ring: Position[]) => [...ring, ring[0]!];
/** Few whole numbers, so that edges touch, run along each other and meet in vertices all the time. */
const coarse = fc.integer({ min: 0, max: 7 });
/** Doubles themselves would nearly all be close to zero. */
const fine = fc.integer({ min: 0, max: 2 ** 30 }).map((value) => value / 2 ** 27 / 1.1);
/** The same places turned by a third of a right angle: what touched is now next to touching, on either side. */
const turned = (rings: Position[][]) =>
  rings.map((ring) =>
    ring.map(([x, y]) => [x! * Math.cos(0.5) - y! * Math.sin(0.5), x! * Math.sin(0.5) + y! * Math.cos(0.5)]),
  );
const rings = (coordinate: fc.Arbitrary<number>) =>
  fc.array(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 9 }), { minLength: 1, maxLength: 3 });
const polygons = [
  ...fc.sample(rings(coarse), { seed: 1, numRuns: 3000 }),
  ...fc.sample(rings(coarse).map(turned), { seed: 2, numRuns: 3000 }),
  ...fc.sample(rings(fine), { seed: 3, numRuns: 2000 }),
].map((each) => ({ type: 'Polygon', coordinates: each.map(closed) }));

it('leaves out no polygon that PostGIS calls valid, and those that it calls crossing', async () => {
  const { sql } = await testDatabase();
  const rows = await sql<{ wkb: Uint8Array; valid: boolean; why: string }[]>`
    select ST_AsBinary(shape) as wkb, ST_IsValid(shape) as valid, ST_IsValidReason(shape) as why
    from unnest(${polygons.map((each) => JSON.stringify(each))}::text[]) with ordinality as given(text, place),
      ST_GeomFromGeoJSON(text) as shape
    order by place`;
  const builder = new StoreBuilder('polygon', [], { tolerance: 0, minArea: 0 });
  const judged = rows.map((row, i) => ({ ...row, reason: builder.add(i, 0, row.wkb, []) }));
  const wronged = judged.filter(({ valid, reason }) => valid && reason !== null);
  expect(wronged.map(({ why, reason }) => [why, reason])).toEqual([]);
  expect(judged.filter(({ valid }) => valid).length).toBeGreaterThan(500);
  // Of those that are not valid it finds the ones that cross; the others touch themselves or lie beside each other.
  const leftOut = judged.filter(({ reason }) => reason === 'its outline crosses itself');
  expect(leftOut.length).toBeGreaterThan(3000);
  // Where no vertex lies on an edge, all that PostGIS finds to cross.
  const missed = judged.slice(6000).filter(({ reason, why }) => reason === null && /^Self-intersection/.test(why));
  expect(missed).toEqual([]);
});
