import type { Metres } from '../life/frame.ts';
import { MinHeap } from '../life/heap.ts';
import type { Border } from './mesh.ts';

/** Parts that are to be grouped: grids into communities, communities into streets. */
interface Parts {
  centres: readonly Metres[];
  /** Households of each part; 0 is allowed. */
  weights: readonly number[];
  borders: readonly ReadonlyMap<number, Border>[];
}

const DIRECTIONS = Array.from({ length: 24 }, (_, index) => (index * Math.PI) / 12);
/** How far a side's share of the weight may be from what is wanted. */
const LEEWAY = 0.035;

/**
 * Groups parts into `count` compact groups of about the same weight, by halving again and again along the shortest
 * straight border; main streets and rivers count as short.
 * @returns the group of each part, 0 up to `count`.
 */
export function partition(parts: Parts, count: number): number[] {
  const groups = new Array<number>(parts.centres.length).fill(0);
  const divide = (members: number[], wanted: number, first: number): void => {
    if (wanted < 2 || members.length < 2) {
      for (const member of members) groups[member] = first;
      return;
    }
    const half = Math.floor(wanted / 2);
    const left = halve(parts, members, half / wanted);
    divide(
      members.filter((member) => left.has(member)),
      half,
      first,
    );
    divide(
      members.filter((member) => !left.has(member)),
      wanted - half,
      first + half,
    );
  };
  divide(
    parts.centres.map((_, index) => index),
    count,
    0,
  );
  smooth(parts, groups, count);
  return groups;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Length of a border as the divider feels it. */
function resistance({ length_m, main_m, cut_m }: Border): number {
  return length_m - 0.65 * main_m + 0.4 * cut_m + 20;
}

/** The members on one side of the best border; both sides hang together where the whole does. */
function halve(parts: Parts, members: readonly number[], share: number): Set<number> {
  let best: { left: Set<number>; cost: number } | undefined;
  for (const angle of DIRECTIONS) {
    const left = mend(parts, members, bestPrefix(parts, sweep(parts, members, angle), share));
    const cost = costOf(parts, members, left, share);
    if (!best || cost < best.cost - 1e-9) best = { left, cost };
  }
  return best?.left ?? new Set(members.slice(0, 1));
}

/** Members in the order in which a front that moves one way takes them in, each touching one taken before. */
function sweep(parts: Parts, members: readonly number[], angle: number): number[] {
  const along = (member: number) =>
    parts.centres[member]![0] * Math.cos(angle) + parts.centres[member]![1] * Math.sin(angle);
  const waiting = new Set([...members].sort((a, b) => along(a) - along(b) || a - b));
  const front = new MinHeap();
  const order: number[] = [];
  const take = (member: number): void => {
    order.push(member);
    for (const neighbour of parts.borders[member]!.keys())
      if (waiting.has(neighbour)) front.push(neighbour, along(neighbour));
  };
  for (const start of waiting) {
    waiting.delete(start);
    take(start);
    for (let member = front.pop(); member !== undefined; member = front.pop()) if (waiting.delete(member)) take(member);
  }
  return order;
}

/** The beginning of an order that ends at the shortest border with about the wanted share of the weight. */
function bestPrefix(parts: Parts, order: readonly number[], share: number): Set<number> {
  const within = new Set(order);
  const total = Math.max(1e-9, sum(order.map((member) => parts.weights[member]!)));
  const left = new Set<number>();
  let [weight, border] = [0, 0];
  let best = { size: 1, cost: Infinity };
  for (const member of order.slice(0, -1)) {
    left.add(member);
    weight += parts.weights[member]!;
    for (const [neighbour, one] of parts.borders[member]!) {
      if (within.has(neighbour)) border += left.has(neighbour) ? -resistance(one) : resistance(one);
    }
    const cost = weighed(border, Math.abs(weight / total - share));
    if (cost < best.cost) best = { size: left.size, cost };
  }
  return new Set(order.slice(0, best.size));
}

/** A border's length made dearer by an uneven division. */
function weighed(border: number, off: number): number {
  return (border + 200) * (1 + off * 3 + (off > LEEWAY ? 60 * (off - LEEWAY) : 0));
}

function costOf(parts: Parts, members: readonly number[], left: ReadonlySet<number>, share: number): number {
  const within = new Set(members);
  const total = Math.max(1e-9, sum(members.map((member) => parts.weights[member]!)));
  let [weight, border] = [0, 0];
  for (const member of left) {
    weight += parts.weights[member]!;
    for (const [neighbour, one] of parts.borders[member]!) {
      if (within.has(neighbour) && !left.has(neighbour)) border += resistance(one);
    }
  }
  return left.size === 0 || left.size === members.length ? Infinity : weighed(border, Math.abs(weight / total - share));
}

/** Makes both sides hang together: a splinter goes to the side that it touches. */
function mend(parts: Parts, members: readonly number[], left: Set<number>): Set<number> {
  const within = new Set(members);
  const touches = (member: number, side: boolean) =>
    [...parts.borders[member]!.keys()].some((other) => within.has(other) && left.has(other) !== side);
  for (let round = 0; round < 4; round++) {
    let moved = false;
    for (const side of [true, false]) {
      const pieces = connected(
        parts,
        members.filter((member) => left.has(member) === side),
      );
      for (const piece of pieces.slice(1)) {
        if (!piece.some((member) => touches(member, side))) continue;
        moved = true;
        for (const member of piece) {
          if (side) left.delete(member);
          else left.add(member);
        }
      }
    }
    if (!moved) break;
  }
  return left;
}

/** Pieces that hang together, the heaviest first. */
function connected(parts: Parts, members: readonly number[]): number[][] {
  const left = new Set(members);
  const pieces: number[][] = [];
  for (const start of members) {
    if (!left.delete(start)) continue;
    const piece = [start];
    for (let at = 0; at < piece.length; at++) {
      for (const neighbour of parts.borders[piece[at]!]!.keys()) if (left.delete(neighbour)) piece.push(neighbour);
    }
    pieces.push(piece);
  }
  const weight = (piece: number[]) => sum(piece.map((member) => parts.weights[member]! + 1e-3));
  return pieces.sort((a, b) => weight(b) - weight(a));
}

/** Moves single parts over a border where that shortens it and keeps the groups even and whole. */
function smooth(parts: Parts, groups: number[], count: number): void {
  const weights = new Array<number>(count).fill(0);
  for (const [part, group] of groups.entries()) weights[group]! += parts.weights[part]!;
  const mean = sum(weights) / count;
  for (let round = 0; round < 6; round++) {
    let moved = false;
    for (const [part, group] of groups.entries()) {
      const touch = new Map<number, number>();
      for (const [neighbour, border] of parts.borders[part]!) {
        touch.set(groups[neighbour]!, (touch.get(groups[neighbour]!) ?? 0) + resistance(border));
      }
      const own = touch.get(group) ?? 0;
      const [best] = [...touch].filter(([other]) => other !== group).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (!best || best[1] <= own * 1.15) continue;
      const weight = parts.weights[part]!;
      const balanced = weights[best[0]]! + weight <= mean * 1.15 && weights[group]! - weight >= mean * 0.85;
      if (!balanced || !staysWhole(parts, groups, part)) continue;
      weights[group]! -= weight;
      weights[best[0]]! += weight;
      groups[part] = best[0];
      moved = true;
    }
    if (!moved) return;
  }
}

/** True where a group hangs together without one of its parts, which is not its last. */
function staysWhole(parts: Parts, groups: readonly number[], part: number): boolean {
  const rest = groups.flatMap((group, index) => (group === groups[part] && index !== part ? [index] : []));
  return rest.length > 0 && connected(parts, rest).length === 1;
}

/** Order of serials: rows from north to south, in each row from west to east. Returns indices. */
export function readingOrder(centres: readonly Metres[]): number[] {
  if (centres.length === 0) return [];
  const ys = centres.map(([, y]) => y);
  const xs = centres.map(([x]) => x);
  const height = Math.max(...ys) - Math.min(...ys);
  const width = Math.max(...xs) - Math.min(...xs);
  const rows = Math.max(1, Math.round(Math.sqrt((centres.length * Math.max(height, 1)) / Math.max(width, 1))));
  const row = (index: number) =>
    Math.min(rows - 1, Math.floor(((Math.max(...ys) - ys[index]!) / Math.max(height, 1)) * rows));
  return centres.map((_, index) => index).sort((a, b) => row(a) - row(b) || xs[a]! - xs[b]! || a - b);
}
