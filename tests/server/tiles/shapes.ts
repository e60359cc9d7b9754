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
