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
    addToRing(output, begin, Math.round(input.coordinates[i]!), Math.round(input.coordinates[i + 1]!));
  }
  return endRing(output, begin);
}

/** Adds a vertex in whole units to the ring that begins at index `begin`, unless it or the one before is superfluous. */
export function addToRing(output: Paths, begin: number, x: number, y: number): void {
  let last = output.length - 2;
  if (last >= begin) {
    const c = output.coordinates;
    if (c[last] === x && c[last + 1] === y) return;
    while (
      last > begin &&
      (c[last]! - c[last - 2]!) * (y - c[last + 1]!) === (c[last + 1]! - c[last - 1]!) * (x - c[last]!)
    ) {
      last -= 2;
      // The way out and back of a spike: its foot is there already.
      if (c[last] === x && c[last + 1] === y) {
        output.length = last + 2;
        return;
      }
    }
    output.length = last + 2;
  }
  output.add(x, y);
}

/** Ends the ring that begins at index `begin`; returns twice its signed area, 0 when it has collapsed and is gone. */
export function endRing(output: Paths, begin: number): number {
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
    addToLine(output, begin, Math.round(input.coordinates[i]!), Math.round(input.coordinates[i + 1]!));
  }
  return endLine(output, begin);
}

/** Adds a vertex in whole units to the line that begins at index `begin`, unless it or the one before is superfluous. */
export function addToLine(output: Paths, begin: number, x: number, y: number): void {
  const c = output.coordinates;
  const last = output.length - 2;
  if (last >= begin && c[last] === x && c[last + 1] === y) return;
  if (last > begin && goesStraight(c, last, x, y)) output.length = last;
  output.add(x, y);
}

/** Ends the line that begins at index `begin`; false when it is but one point and is gone. */
export function endLine(output: Paths, begin: number): boolean {
  if (output.length - begin < 4) {
    output.drop();
    return false;
  }
  output.end();
  return true;
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
  if (first > begin) c.copyWithin(begin, first, last + 2);
  output.length = begin + last + 2 - first;
}

/** Whether the line goes on in the same direction from the vertex at index `i` to x, y. */
function goesStraight(c: Float64Array, i: number, x: number, y: number): boolean {
  const [fromX, fromY] = [c[i]! - c[i - 2]!, c[i + 1]! - c[i - 1]!];
  const [toX, toY] = [x - c[i]!, y - c[i + 1]!];
  return fromX * toY === fromY * toX && fromX * toX + fromY * toY > 0;
}

function cross(c: Float64Array, a: number, b: number, d: number): number {
  return (c[b]! - c[a]!) * (c[d + 1]! - c[b + 1]!) - (c[b + 1]! - c[a + 1]!) * (c[d]! - c[b]!);
}
