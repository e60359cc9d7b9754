import type { Box, Paths } from './paths.ts';

/**
 * Adds to `output` the pieces of the lines that lie within the box, border included (Liang and Barsky, 1984, segment
 * by segment). A line that leaves and comes back makes several pieces; one that only touches the border makes none.
 */
export function clipLines(input: Paths, box: Box, output: Paths): void {
  for (let path = 0; path < input.count; path++) clipLine(input, input.start(path), input.ends[path]!, box, output);
}

function clipLine(input: Paths, from: number, to: number, box: Box, output: Paths): void {
  const c = input.coordinates;
  let open = false;
  for (let i = from; i + 3 < to; i += 2) {
    const x = c[i]!;
    const y = c[i + 1]!;
    const dx = c[i + 2]! - x;
    const dy = c[i + 3]! - y;
    const part = insidePart(x, y, dx, dy, box);
    if (part === null) {
      // The one before may have ended on the border.
      if (open) finish(output);
      open = false;
      continue;
    }
    // Ends that were not cut are copied, not computed: x + dx would differ in the last digit.
    if (!open) output.add(part.enter === 0 ? x : x + part.enter * dx, part.enter === 0 ? y : y + part.enter * dy);
    if (part.leave === 1) output.add(c[i + 2]!, c[i + 3]!);
    else output.add(x + part.leave * dx, y + part.leave * dy);
    open = part.leave === 1;
    if (!open) finish(output);
  }
  if (open) finish(output);
}

const part = { enter: 0, leave: 1 };

/** Where on the segment, from 0 to 1, it is inside; null where it is nowhere inside, or in one point only. */
function insidePart(x: number, y: number, dx: number, dy: number, box: Box): typeof part | null {
  part.enter = 0;
  part.leave = 1;
  const inside =
    narrow(-dx, x - box.minX) && narrow(dx, box.maxX - x) && narrow(-dy, y - box.minY) && narrow(dy, box.maxY - y);
  return inside && part.enter < part.leave ? part : null;
}

/** Narrows `part` by one border; `distance` is how far inside of it the segment begins. */
function narrow(direction: number, distance: number): boolean {
  if (direction === 0) return distance >= 0;
  const at = distance / direction;
  if (direction < 0) part.enter = Math.max(part.enter, at);
  else part.leave = Math.min(part.leave, at);
  return part.enter <= part.leave;
}

function finish(output: Paths): void {
  if (output.length - output.start(output.count) < 4) output.drop();
  else output.end();
}
