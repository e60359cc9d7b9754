import fc from 'fast-check';
import type { Position } from 'geojson';

/**
 * Simple polygons about the middle of a square of the given side, many reaching over its border: an exterior and, about
 * half the time, a hole; rings without repeated last vertex. Star-shaped with at least 8 rays, so that edges stay
 * further out than 0.7 of the shortest ray, and the hole within 0.6 of it.
 */
export function starPolygons(side: number): fc.Arbitrary<Position[][]> {
  const ring = (from: number, to: number) =>
    fc.array(fc.double({ min: from, max: to, noNaN: true }), { minLength: 8, maxLength: 40 });
  const place = fc.double({ min: 0.2 * side, max: 0.8 * side, noNaN: true });
  return fc.record({ x: place, y: place, out: ring(0.3, 1.2), within: fc.option(ring(0.02, 0.18)) }).map((star) => {
    const at = (radii: number[]): Position[] =>
      radii.map((radius, i) => {
        const angle = (i / radii.length) * 2 * Math.PI;
        return [star.x + radius * side * Math.cos(angle), star.y + radius * side * Math.sin(angle)];
      });
    // Rising angles turn clockwise where y points down: the exterior's direction; the hole's is the other.
    return star.within === null ? [at(star.out)] : [at(star.out), at(star.within).reverse()];
  });
}

type Ring = Position[];
/** A polygon's rings, or those of several, without repeated last vertices. */
type Polygons = Ring[][];

/** Whole and half units about a tile of the given side; its borders and what is next to its buffer's more often than chance. */
const placesAbout = (side: number) =>
  fc.oneof(
    fc.constantFrom(-62, 0, side, side + 62, side / 2),
    fc.integer({ min: -side, max: 4 * side }).map((half) => half / 2),
  );

const rectangle = (x: number, y: number, width: number, height: number): Ring => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** Strips from a tenth of a unit to three wide and up to more than a tile long, in all directions. */
function slivers(side: number): fc.Arbitrary<Polygons> {
  const numbers = { at: fc.tuple(placesAbout(side), placesAbout(side)), angle: fc.integer({ min: 0, max: 359 }) };
  return fc
    .record({ ...numbers, width: fc.integer({ min: 1, max: 30 }), length: fc.integer({ min: 10, max: side * 2 }) })
    .map(({ at: [x, y], angle, width, length }) => {
      const [dx, dy] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
      const along = (a: number, b: number): Position => [x + dx * a - dy * b, y + dy * a + dx * b];
      return [[[along(0, 0), along(length, 0), along(length, width / 10), along(0, width / 20)]]];
    });
}

/** A body with spikes, each two units wide at its foot and up to more than a tile long. */
function spiked(side: number): fc.Arbitrary<Polygons> {
  const spikes = fc.array(fc.integer({ min: 1, max: 2 * side }), { minLength: 1, maxLength: 8 });
  return fc.record({ x: placesAbout(side), y: placesAbout(side), spikes }).map(({ x, y, spikes }) => {
    const top = spikes.flatMap((height, i): Position[] => [
      [x + i * 20 + 9, y],
      [x + i * 20 + 10, y - height],
      [x + i * 20 + 11, y],
    ]);
    return [[[...top, [x + 200, y], [x + 200, y + 50], [x, y + 50]]]];
  });
}

/** A comb whose teeth cross one border of the tile, or its buffer's, again and again. */
function combs(side: number): fc.Arbitrary<Polygons> {
  const numbers = { teeth: fc.integer({ min: 1, max: 40 }), border: fc.constantFrom(-64, 0, side, side + 64) };
  return fc
    .record({ ...numbers, depth: fc.integer({ min: 1, max: side }), turned: fc.boolean(), low: fc.boolean() })
    .map(({ teeth, border, depth, turned, low }) => {
      const out = low ? -depth : depth;
      const ring: Ring = [];
      for (let i = 0; i < teeth; i++) ring.push([i * 60, border + out], [i * 60 + 30, border - out]);
      ring.push([teeth * 60, border + out], [teeth * 60, border + 2 * out], [0, border + 2 * out]);
      return [[turned ? ring.map(([x, y]) => [y!, x!]) : ring]];
    });
}

/** Rectangles with holes that touch them, or each other, in a vertex. */
function touching(side: number): fc.Arbitrary<Polygons> {
  return fc
    .record({ x: placesAbout(side), y: placesAbout(side), size: fc.integer({ min: 1, max: side }) })
    .map(({ x, y, size }) => {
      const at = (a: number, b: number): Position => [x + a * size, y + b * size];
      // The first hole hangs on the left side's middle vertex, the second on the first.
      const exterior = [at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0.5)];
      return [[exterior, [at(0, 0.5), at(0.2, 0.4), at(0.2, 0.6)], [at(0.2, 0.6), at(0.5, 0.5), at(0.5, 0.9)]]];
    });
}

/** Several squares in rows, from tiny ones to such that no vertex lies in the tile, some with a hole of half their side. */
function scatteredSquares(side: number): fc.Arbitrary<Polygons> {
  const numbers = { count: fc.integer({ min: 1, max: 5 }), size: fc.integer({ min: 1, max: side }) };
  return fc
    .record({ ...numbers, x: placesAbout(side), y: placesAbout(side), holes: fc.boolean() })
    .map(({ count, size, x, y, holes }) =>
      Array.from({ length: count * count }, (_, i) => {
        const [west, north] = [x + (i % count) * size * 2, y + Math.floor(i / count) * size * 2];
        const exterior = rectangle(west, north, size, size);
        return holes ? [exterior, rectangle(west + size / 4, north + size / 4, size / 2, size / 2)] : [exterior];
      }),
    );
}

/** Polygons around the whole tile, some with a hole around it too, some exactly as large as the tile or its buffer. */
function around(side: number): fc.Arbitrary<Polygons> {
  const margin = fc.constantFrom(0, 64, 65, side, 10 * side);
  return fc.record({ margin, hole: fc.option(fc.constantFrom(0.1, 0.9, 0.999)) }).map(({ margin, hole }) => {
    const exterior = rectangle(-margin, -margin, side + 2 * margin, side + 2 * margin);
    const inset = hole === null ? 0 : ((side + 2 * margin) * (1 - hole)) / 2;
    return hole === null
      ? [[exterior]]
      : [
          [
            exterior,
            rectangle(-margin + inset, -margin + inset, (side + 2 * margin) * hole, (side + 2 * margin) * hole),
          ],
        ];
  });
}

/** Valid but nasty polygons about a tile of the given side; rings without repeated last vertex. */
export function nastyPolygons(side: number): fc.Arbitrary<Polygons> {
  return fc.oneof(slivers(side), spiked(side), combs(side), touching(side), scatteredSquares(side), around(side));
}

/** Lines of one or several parts: at random, along the tile's borders and just within its buffer's, tiny, and some back the way they came. */
export function nastyLines(side: number): fc.Arbitrary<Position[][]> {
  const place = fc.tuple(placesAbout(side), placesAbout(side));
  const random = fc.array(place, { minLength: 2, maxLength: 20 });
  const border = fc
    .record({
      at: fc.constantFrom(-62, 0, side, side + 62),
      from: placesAbout(side),
      to: placesAbout(side),
      turned: fc.boolean(),
    })
    .map(({ at, from, to, turned }): Position[] => {
      const line: Position[] = [
        [from, at],
        [(from + to) / 2, at],
        [to, at],
      ];
      return turned ? line.map(([x, y]) => [y!, x!]) : line;
    });
  const tiny = place.map(([x, y]): Position[] => [
    [x, y],
    [x + 0.4, y + 0.3],
  ]);
  const lines = fc.array(fc.oneof(random, border, tiny), { minLength: 1, maxLength: 3 });
  const back = lines.map((each) => each.map((line) => [...line, ...line.toReversed()]));
  return fc.oneof(lines, lines, back);
}
