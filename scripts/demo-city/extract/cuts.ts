import type { Metres } from '../life/frame.ts';

/** A building as the cutter sees it. */
export interface Block {
  ring: readonly Metres[];
  inner: Metres;
  /** 0 for a building in which nobody lives: it weighs nothing, but is not cut through either. */
  households: number;
}

interface Cut {
  /** The line is where x·cos + y·sin = offset. */
  cos: number;
  sin: number;
  offset: number;
}

/** Directions that are tried, in degrees. */
const DIRECTIONS = Array.from({ length: 12 }, (_, index) => index * 15);
/** A cut that runs askew to the houses looks wrong even where it is shorter. */
const SLANT_COST = 0.4;
/** How far the left side's share may be from what is wanted. */
const LEEWAY = 0.18;

/**
 * Straight cuts that part a piece of ground into pieces of about `target` households, through the gaps between buildings.
 * @param rings the ground, outer ring and holes, closed.
 * @returns segments from edge to edge, 0.4 m longer at both ends so that they surely meet the edges.
 */
export function cutGround(
  rings: readonly (readonly Metres[])[],
  blocks: readonly Block[],
  limits: { most: number; target: number },
): Metres[][] {
  const total = blocks.reduce((sum, { households }) => sum + households, 0);
  const homes = blocks.filter(({ households }) => households > 0);
  if (total <= limits.most || homes.length < 2) return [];
  const pieces = Math.max(2, Math.round(total / limits.target));
  const cut = bestCut(rings, blocks, Math.floor(pieces / 2) / pieces, total);
  if (!cut) return [];
  const side = ({ inner }: Block) => inner[0] * cut.cos + inner[1] * cut.sin < cut.offset;
  const chords = chordsOf(rings, cut);
  const left = cutGround(
    rings.map((ring) => clip(ring, cut, 1)),
    blocks.filter(side),
    limits,
  );
  const right = cutGround(
    rings.map((ring) => clip(ring, cut, -1)),
    blocks.filter((block) => !side(block)),
    limits,
  );
  return [...chords, ...left, ...right];
}

function bestCut(
  rings: readonly (readonly Metres[])[],
  blocks: readonly Block[],
  share: number,
  total: number,
): Cut | undefined {
  let best: { cut: Cut; cost: number } | undefined;
  const along = facades(blocks);
  for (const degrees of [...along, ...DIRECTIONS]) {
    const slant = along.includes(degrees) ? 0 : SLANT_COST;
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const spans = blocks.map((block) => spanOf(block, cos, sin)).sort((a, b) => a.at - b.at);
    for (const offset of offsets(spans, share, total)) {
      const cut = { cos, sin, offset };
      const left = spans.reduce((sum, span) => sum + (span.at < offset ? span.households : 0), 0);
      if (left === 0 || left === total) continue;
      const crossed = spans.filter((span) => span.low < offset && offset < span.high).length;
      const chord = chordsOf(rings, cut).reduce((sum, [a, b]) => sum + Math.hypot(a![0] - b![0], a![1] - b![1]), 0);
      const cost = crossed * 0.5 + Math.abs(left / total - share) * 2.2 + chord / Math.sqrt(sizeOf(rings)) + slant;
      if (!best || cost < best.cost - 1e-9) best = { cut, cost };
    }
  }
  return best?.cut;
}

interface Span {
  low: number;
  high: number;
  at: number;
  households: number;
}

function spanOf({ ring, inner, households }: Block, cos: number, sin: number): Span {
  const along = ring.map(([x, y]) => x * cos + y * sin);
  return { low: Math.min(...along), high: Math.max(...along), at: inner[0] * cos + inner[1] * sin, households };
}

/** Middles of gaps between neighbours in the order along the direction, where the sides come out about as wanted. */
function offsets(spans: readonly Span[], share: number, total: number): number[] {
  const found: { offset: number; gap: number }[] = [];
  let left = 0;
  let reached = -Infinity;
  for (let index = 0; index + 1 < spans.length; index++) {
    left += spans[index]!.households;
    reached = Math.max(reached, spans[index]!.high);
    if (Math.abs(left / total - share) > LEEWAY) continue;
    const next = spans[index + 1]!;
    found.push({
      offset: next.low > reached ? (reached + next.low) / 2 : (spans[index]!.at + next.at) / 2,
      gap: next.low - reached,
    });
  }
  if (found.length === 0) return nearestStep(spans, share, total);
  // The widest gaps are enough: a block of two hundred houses has as many candidates.
  return found
    .sort((a, b) => b.gap - a.gap || a.offset - b.offset)
    .slice(0, 8)
    .map(({ offset }) => offset);
}

/** Where one large building outweighs all, the step beside it that comes nearest to the wanted share. */
function nearestStep(spans: readonly Span[], share: number, total: number): number[] {
  let left = 0;
  let best = { offset: Number.NaN, off: Infinity };
  for (let index = 0; index + 1 < spans.length; index++) {
    left += spans[index]!.households;
    const off = Math.abs(left / total - share);
    if (off < best.off && left > 0 && left < total)
      best = { offset: (spans[index]!.at + spans[index + 1]!.at) / 2, off };
  }
  return Number.isNaN(best.offset) ? [] : [best.offset];
}

/** Normals of the longest facades of the largest houses, in whole degrees: rows are parted along and across. */
function facades(blocks: readonly Block[]): number[] {
  const found = new Map<number, number>();
  for (const { ring, households } of blocks) {
    if (households === 0) continue;
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [ring[index - 1]!, ring[index]!];
      const degrees = (Math.round(((Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI + 360) / 3) * 3) % 90;
      found.set(degrees, (found.get(degrees) ?? 0) + Math.hypot(to[0] - from[0], to[1] - from[1]));
    }
  }
  const [main] = [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return main ? [main[0], main[0] + 90] : [];
}

function sizeOf(rings: readonly (readonly Metres[])[]): number {
  const [outer] = rings;
  const xs = outer!.map(([x]) => x);
  const ys = outer!.map(([, y]) => y);
  return Math.max(1, (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)));
}

/** Stretches of a line inside the ground, by the even-odd rule. */
function chordsOf(rings: readonly (readonly Metres[])[], { cos, sin, offset }: Cut): Metres[][] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [ring[index - 1]!, ring[index]!];
      const before = from[0] * cos + from[1] * sin - offset;
      const after = to[0] * cos + to[1] * sin - offset;
      if (before < 0 === after < 0) continue;
      const share = before / (before - after);
      crossings.push(-(from[0] + (to[0] - from[0]) * share) * sin + (from[1] + (to[1] - from[1]) * share) * cos);
    }
  }
  crossings.sort((a, b) => a - b);
  const chords: Metres[][] = [];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [start, end] = [crossings[index]! - 0.4, crossings[index + 1]! + 0.4];
    if (end - start < 1.5) continue;
    const point = (along: number): Metres => [offset * cos - along * sin, offset * sin + along * cos];
    chords.push([point(start), point(end)]);
  }
  return chords;
}

/** The part of a ring on one side of a line (Sutherland-Hodgman); pieces of a bent ring stay joined along the line. */
function clip(ring: readonly Metres[], { cos, sin, offset }: Cut, side: 1 | -1): Metres[] {
  const kept: Metres[] = [];
  for (let index = 1; index < ring.length; index++) {
    const [from, to] = [ring[index - 1]!, ring[index]!];
    const before = (from[0] * cos + from[1] * sin - offset) * side;
    const after = (to[0] * cos + to[1] * sin - offset) * side;
    if (before < 0) kept.push(from);
    if (before < 0 !== after < 0) {
      const share = before / (before - after);
      kept.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
  }
  return kept.length > 0 ? [...kept, kept[0]!] : [];
}
