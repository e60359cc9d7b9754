import { type Box, Paths } from './paths.ts';

/**
 * Cuts one polygon (its exterior ring and its holes, of opposite winding, without repeated last vertex) to the box and
 * returns the rings that remain; empty where nothing does. The list returned is used again by the next call.
 *
 * One border after the other. At a border, what remains of the rings is a set of chains, each beginning where a ring
 * comes in and ending where it goes out. Along the border of a valid polygon ways out and ways in take turns, with
 * inside between the two of a pair: so the k-th way out is joined to the k-th way in, both counted along the border.
 * A bent polygon therefore falls into separate rings, without the seams along the border that Sutherland and Hodgman's
 * method leaves, and a hole that is cut becomes part of the exterior. Rings that cross each other (by simplification)
 * still give closed rings, and of the same total signed area, as this does not depend on how the ends are joined.
 */
export function clipPolygon(rings: Paths, box: Box): Paths {
  let from = rings;
  for (const [axis, side] of sides) {
    const bound = axis === 0 ? (side > 0 ? box.minX : box.maxX) : side > 0 ? box.minY : box.maxY;
    const to = from === first ? second : first;
    to.clear();
    clipSide(from, axis, side, bound, to);
    if (to.count === 0) return to;
    from = to;
  }
  return from;
}

/** Axis (0 x, 1 y) and on which side of the border inside is (1: greater coordinates). */
const sides = [
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
] as const;
const first = new Paths();
const second = new Paths();

const chains = new Paths();
/** Where on the border each chain comes in and goes out. */
let comesIn: number[] = [];
let goesOut: number[] = [];

function clipSide(input: Paths, axis: 0 | 1, side: 1 | -1, bound: number, output: Paths): void {
  chains.clear();
  comesIn = [];
  goesOut = [];
  for (let ring = 0; ring < input.count; ring++) {
    const from = input.start(ring);
    const to = input.ends[ring]!;
    const entry = wayIn(input, from, to, axis, side, bound);
    if (entry === ALL_INSIDE) {
      output.addRange(input, from, to);
      output.end();
    } else if (entry !== ALL_OUTSIDE) cutRing(input, from, to, entry, axis, side, bound);
  }
  if (chains.count > 0) join(output);
}

const ALL_INSIDE = -1;
const ALL_OUTSIDE = -2;

/** Index of a vertex outside whose next one is inside. A vertex on the border is inside. */
function wayIn(input: Paths, from: number, to: number, axis: 0 | 1, side: 1 | -1, bound: number): number {
  const c = input.coordinates;
  let inside = 0;
  let entry = ALL_OUTSIDE;
  let wasInside = (c[to - 2 + axis]! - bound) * side >= 0;
  for (let i = from; i < to; i += 2) {
    const isInside = (c[i + axis]! - bound) * side >= 0;
    if (isInside) inside++;
    if (isInside && !wasInside) entry = i === from ? to - 2 : i - 2;
    wasInside = isInside;
  }
  return inside * 2 === to - from ? ALL_INSIDE : entry;
}

/** Adds the ring's chains, walking once around from the vertex `entry`, which is outside. */
function cutRing(
  input: Paths,
  from: number,
  to: number,
  entry: number,
  axis: 0 | 1,
  side: 1 | -1,
  bound: number,
): void {
  const c = input.coordinates;
  let previous = entry;
  let wasInside = false;
  for (let step = from; step < to; step += 2) {
    const i = previous + 2 === to ? from : previous + 2;
    const isInside = (c[i + axis]! - bound) * side >= 0;
    if (isInside !== wasInside) {
      const ends = isInside ? comesIn : goesOut;
      ends.push(addCrossing(c, previous, i, axis, bound));
    }
    if (isInside) chains.add(c[i]!, c[i + 1]!);
    else if (wasInside) chains.end();
    previous = i;
    wasInside = isInside;
  }
}

/** Adds the point where the edge from a to b crosses the border; returns where on the border that is. */
function addCrossing(c: Float64Array, a: number, b: number, axis: 0 | 1, bound: number): number {
  const other = 1 - axis;
  const share = (bound - c[a + axis]!) / (c[b + axis]! - c[a + axis]!);
  const along = c[a + other]! + share * (c[b + other]! - c[a + other]!);
  if (axis === 0) chains.add(bound, along);
  else chains.add(along, bound);
  return along;
}

function join(output: Paths): void {
  const entries = ranked(comesIn);
  const exits = ranked(goesOut);
  const next = new Int32Array(chains.count);
  exits.forEach((chain, rank) => {
    next[chain] = entries[rank]!;
  });
  const joined = new Uint8Array(chains.count);
  for (let begin = 0; begin < chains.count; begin++) {
    let chain = begin;
    while (joined[chain] === 0) {
      joined[chain] = 1;
      output.addRange(chains, chains.start(chain), chains.ends[chain]!);
      chain = next[chain]!;
    }
    output.end();
  }
}

/** Indices of the values from the smallest to the largest. */
function ranked(values: number[]): number[] {
  return Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
}
