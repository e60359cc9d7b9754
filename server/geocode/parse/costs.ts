import { state as s, seen } from './states.ts';

/** One letter of a name that nothing announces. */
export const NAME_UNIT_COST = 0.7;
export const IMPOSSIBLE = 1e6;

/** What it costs to begin a name after a state. A name after a name wants a reason, see the lattice. */
const nameStarts = new Float64Array([
  2.6, 2.6, 2.6, 2.6, 2.6, 2.6, 2.6, 2.9, 2.9, 2.2, 2.9, 1.8, 3, 3.4, 2.6, 2.6, 1.7, 6, 2.4,
]);

export function nameStartCost(before: number): number {
  return nameStarts[before]!;
}

/** What it costs to read a division after a state, apart from what the gazetteer says of it. */
export function divisionCost(before: number, to: number, isShort: boolean): number {
  if (before <= s.town) return before === to && isShort ? 2 : before > to ? 0.6 : 0;
  if (before === s.zone) return isShort ? 1 : 0.3;
  if (before === s.community) return isShort ? 5 : 2;
  return isShort ? 8 : 3.5;
}

/** What it costs to read an open name of a kind (road, community, zone, a division by its word alone) after a state. */
export function placeCost(before: number, to: number, flags: number): number {
  if (to < s.zone) return before > to ? (before < s.community ? 2 : 6) : before === to ? 1 : 0;
  if (to === s.zone) return before < s.zone ? 0 : before === s.community ? 1.5 : 3;
  if (to === s.community) {
    if (before <= s.zone) return 0;
    return before === s.community ? 1 : before === s.name || before === s.closed || before === s.road ? 2 : 3;
  }
  // A road.
  if (before <= s.community) return 0;
  if (before === s.road) return 1.6;
  if (before === s.and) return -0.5;
  if (before === s.assist || before === s.closed) return 0.8;
  if (before === s.name) return (flags & seen.road) !== 0 ? 2.5 : 1.5;
  return before === s.roadNumber || before === s.lane ? 2.2 : 4;
}

export function assistCost(before: number): number {
  return before === s.start || (before > s.start && before < s.town) ? 2 : before === s.assist ? 0.5 : 0;
}

/** 与 joins roads and places only. */
export function andCost(before: number): number {
  return before === s.road || before === s.roadNumber
    ? 0
    : before === s.name || before === s.closed || before === s.community
      ? 2
      : IMPOSSIBLE;
}
