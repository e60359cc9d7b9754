import type { Position } from 'geojson';
import { nestRings, signedArea } from '../../rings.ts';

/**
 * Polygons of a shape's rings: outer ones run clockwise, holes the other way, and each hole goes to the smallest outer ring around
 * it. Where all run the other way, or a hole lies in none, they are outer rings themselves. The result runs by the right-hand rule.
 */
export function polygonsOf(rings: readonly Position[][]): { polygons: Position[][][]; isMended?: true } {
  const closed = rings.map(closedRing).filter((ring) => ring.length >= 4);
  const isMended = closed.length < rings.length || closed.some((ring, i) => ring !== rings[i]);
  const turned = closed.map((ring) => ({ ring: [...ring].reverse(), isOuter: signedArea(ring) < 0 }));
  const someOuter = turned.some(({ isOuter }) => isOuter);
  const outers = turned.filter(({ isOuter }) => isOuter === someOuter).map(({ ring }) => outerwards(ring));
  const holes = someOuter ? turned.filter(({ isOuter }) => !isOuter).map(({ ring }) => ring) : [];
  const polygons = nestRings(outers, holes) ?? strayHoles(outers, holes);
  return isMended ? { polygons, isMended } : { polygons };
}

function closedRing(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
}

const outerwards = (ring: Position[]) => (signedArea(ring) < 0 ? [...ring].reverse() : ring);

/** Each hole by itself, so that one that lies nowhere does not undo the others. */
function strayHoles(outers: Position[][], holes: Position[][]): Position[][][] {
  const inside = holes.filter((hole) => nestRings(outers, [hole]) !== null);
  const stray = holes.filter((hole) => !inside.includes(hole));
  return [...nestRings(outers, inside)!, ...stray.map((hole) => [outerwards(hole)])];
}
