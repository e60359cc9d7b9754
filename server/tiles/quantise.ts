import { doubleArea, type Paths } from './paths.ts';

// From exact tile units to whole ones. Rounding half up is the same in neighbouring tiles, so a shared border stays one.

/**
 * Adds the ring's vertices, rounded, to `output`, without those that rounding has made superfluous: repeated ones,
 * those on a straight edge, and the tips of spikes of no width.
 * @returns twice the signed area of what was added; 0 when the ring has collapsed and nothing was added.
 */
export function quantiseRing(input: Paths, ring: number, output: Paths): number {
  const begin = output.length;
  for (let i = input.start(ring); i < input.ends[ring]!; i += 2) {
    output.add(Math.round(input.coordinates[i]!), Math.round(input.coordinates[i + 1]!));
    while (isSuperfluous(output, begin, output.length - 4)) removeSecondLast(output);
  }
  closeUp(output, begin);
  if (output.length - begin < 6) {
    output.drop();
    return 0;
  }
  const area = doubleArea(output.coordinates, begin, output.length);
  output.end();
  return area;
}

/**
 * Adds the line's vertices, rounded, to `output`, without repeated ones and those halfway along a straight stretch.
 * @returns whether anything was added: a line that is but one point after rounding is not.
 */
export function quantiseLine(input: Paths, line: number, output: Paths): boolean {
  const begin = output.length;
  for (let i = input.start(line); i < input.ends[line]!; i += 2) {
    output.add(Math.round(input.coordinates[i]!), Math.round(input.coordinates[i + 1]!));
    const c = output.coordinates;
    const last = output.length - 2;
    if (last > begin && c[last] === c[last - 2] && c[last + 1] === c[last - 1]) output.length = last;
    else if (last - begin >= 4 && goesStraight(c, last - 2)) removeSecondLast(output);
  }
  if (output.length - begin < 4) {
    output.drop();
    return false;
  }
  output.end();
  return true;
}

/** Whether the vertex at index `i`, with one before and one after it, adds no area. */
function isSuperfluous(output: Paths, begin: number, i: number): boolean {
  const c = output.coordinates;
  if (i < begin) return false;
  if (c[i] === c[i + 2] && c[i + 1] === c[i + 3]) return true;
  return i - 2 >= begin && cross(c, i - 2, i, i + 2) === 0;
}

function removeSecondLast(output: Paths): void {
  const { coordinates: c, length } = output;
  c[length - 4] = c[length - 2]!;
  c[length - 3] = c[length - 1]!;
  output.length = length - 2;
}

/** Removes superfluous vertices where the ring's end meets its beginning. */
function closeUp(output: Paths, begin: number): void {
  const c = output.coordinates;
  let first = begin;
  let last = output.length - 2;
  while (last - first >= 4) {
    if ((c[last] === c[first] && c[last + 1] === c[first + 1]) || cross(c, last - 2, last, first) === 0) last -= 2;
    else if (cross(c, last, first, first + 2) === 0) first += 2;
    else break;
  }
  c.copyWithin(begin, first, last + 2);
  output.length = begin + last + 2 - first;
}

/** Whether the line goes on in the same direction at the vertex at index `i`. */
function goesStraight(c: Float64Array, i: number): boolean {
  if (cross(c, i - 2, i, i + 2) !== 0) return false;
  const forward = (c[i]! - c[i - 2]!) * (c[i + 2]! - c[i]!) + (c[i + 1]! - c[i - 1]!) * (c[i + 3]! - c[i + 1]!);
  return forward > 0;
}

function cross(c: Float64Array, a: number, b: number, d: number): number {
  return (c[b]! - c[a]!) * (c[d + 1]! - c[b + 1]!) - (c[b + 1]! - c[a + 1]!) * (c[d]! - c[b]!);
}
