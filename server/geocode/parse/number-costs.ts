import type { NumberToken } from './edges.ts';
import { seen, state } from './states.ts';

/** What a place of interest is by its name's end, 0 for what tells nothing. */
export const nameKind = { plain: 0, homes: 1, rooms: 2, organisation: 3 } as const;

/** What a number becomes after `before`, with its cost: [state, cost]. */
export type Reading = readonly [state: number, cost: number];

const NO_READING: Reading = [-1, 0];
const s = state;
const LONG = 3;

/**
 * Reads a number by the word behind it and what stands before it.
 * @param flags what the address has had so far, as bits of `seen`.
 * @param kind `nameKind` of the name before, where there is one.
 */
export function readNumber(token: NumberToken, before: number, flags: number, kind: number): Reading {
  switch (token.says) {
    case 'number':
      return readPlain(token, before, flags, kind);
    case 'lane':
      return [s.lane, before === s.road ? 0 : before === s.and ? 3 : 1.2];
    case 'building':
      return [s.building, buildingCost(before)];
    case 'unit':
      return [
        s.unit,
        before === s.building ? 0 : isName(before) ? 0.5 : before === s.roadNumber || before === s.lane ? 0.6 : 1.5,
      ];
    case 'floor':
      return [s.floor, before === s.floor ? 1.5 : before === s.room ? 2 : before >= s.roadNumber ? 0 : 0.8];
    case 'room':
      return [s.room, roomCost(before)];
    case 'yard':
      return before === s.road || before < s.road ? [s.roadNumber, 0.2] : [s.building, 1];
    case 'group':
      return [s.road, before === s.community ? 0 : before === s.town || isName(before) ? 0.8 : 2];
    case 'road':
      // Within a market, a numbered street is a row of stalls.
      if (before === s.floor || before === s.closed || (before === s.name && kind === nameKind.rooms))
        return [s.unit, 0.8];
      return [s.road, before < s.road ? 1.2 : before === s.road ? 1.8 : isName(before) ? 1.8 : 3];
    case 'part':
      return isName(before) ? [s.closed, 0.3] : [s.closed, 2];
    case 'distance':
      return [s.assist, 0.5];
    default:
      return readBare(token, before, kind);
  }
}

function isName(before: number): boolean {
  return before === s.name || before === s.closed;
}

function readPlain(token: NumberToken, before: number, flags: number, kind: number): Reading {
  const isRoomy = token.digits >= LONG || Number.isNaN(token.value);
  switch (before) {
    case s.road:
      return [s.roadNumber, 0];
    case s.community:
      return [s.roadNumber, 0.3];
    case s.lane:
      return [s.building, 0];
    case s.roadNumber:
      return [s.building, 0.6];
    case s.name:
    case s.closed:
      if (kind === nameKind.homes) return [s.building, 0.3];
      if (kind === nameKind.rooms) return isRoomy ? [s.room, 0.4] : [s.building, 0.4];
      return (flags & seen.roadNumber) !== 0 ? [s.building, 0.9] : [s.roadNumber, 0.5];
    case s.building:
      return isRoomy ? [s.room, 0.2] : [s.unit, 0.3];
    case s.unit:
    case s.floor:
      return [s.room, 0.1];
    case s.room:
      return [s.room, 2.5];
    case s.and:
      return NO_READING;
    case s.assist:
      return [s.roadNumber, 0.8];
    default:
      return [s.roadNumber, 1];
  }
}

function readBare(token: NumberToken, before: number, kind: number): Reading {
  const isRoomy = token.digits >= LONG || (Number.isNaN(token.value) && token.digits > 0);
  switch (before) {
    case s.building:
    case s.unit:
    case s.floor:
      return [s.room, 0.3];
    case s.name:
    case s.closed:
      if (kind === nameKind.plain) return isRoomy ? [s.room, 1.2] : [s.building, 1.4];
      return isRoomy ? [s.room, 0.8] : [s.building, 1];
    case s.road:
      return [s.roadNumber, 0.8];
    case s.community:
      return [s.roadNumber, 1];
    case s.lane:
      return [s.building, 0.5];
    case s.roadNumber:
      return isRoomy ? [s.room, 1] : [s.building, 1];
    case s.room:
      return [s.room, 3];
    case s.and:
      return NO_READING;
    default:
      return [s.roadNumber, 2.2];
  }
}

function buildingCost(before: number): number {
  if (isName(before) || before === s.roadNumber || before === s.lane) return 0;
  if (before === s.community) return 0.3;
  if (before === s.building) return 0.8;
  return before > s.building && before !== s.assist ? 2.5 : 0.8;
}

function roomCost(before: number): number {
  if (before >= s.building && before <= s.floor) return 0;
  if (isName(before) || before === s.roadNumber) return 0.3;
  return before === s.room ? 1.5 : 0.8;
}

/** States that the numbers of a run joined by dashes stand for, as 3-2-501: building, unit, room; the last one's own word counts first. */
export function readChain(numbers: readonly NumberToken[], before: number): readonly number[] {
  const last = numbers.at(-1)!;
  const count = numbers.length;
  if (before === s.unit) return count === 2 ? [s.floor, s.room] : [s.floor, s.room, s.room].slice(0, count);
  if (before === s.floor || before === s.room) return numbers.map(() => s.room);
  if (before === s.building)
    return endedBy(last, count === 2 ? [s.unit, s.room] : count === 3 ? [s.unit, s.floor, s.room] : fourth);
  const isStreet = before <= s.road || before === s.assist;
  if (isStreet && count === 2) return endedBy(last, [s.roadNumber, s.building]);
  if (isStreet && count === 3 && before === s.road) return endedBy(last, [s.roadNumber, s.building, s.room]);
  if (count === 2)
    return endedBy(last, [s.building, last.digits >= LONG || Number.isNaN(last.value) ? s.room : s.unit]);
  return endedBy(last, count === 3 ? [s.building, s.unit, s.room] : fourth);
}

const fourth = [state.building, state.unit, state.floor, state.room];
const endedStates: Record<string, number> = { building: s.building, unit: s.unit, floor: s.floor, room: s.room };

function endedBy(last: NumberToken, states: readonly number[]): readonly number[] {
  const own = endedStates[last.says];
  return own === undefined ? states : [...states.slice(0, -1), own];
}
