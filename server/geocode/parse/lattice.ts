import { Cells, NAME_BEGINS, NAME_GOES_ON } from './cells.ts';
import { andCost, assistCost, divisionCost, IMPOSSIBLE, nameStartCost, placeCost } from './costs.ts';
import { codeWithin, divisionEdges, isWithin, oneOf, onlyCode } from './division-edges.ts';
import { Edges, edgeKind, type NumberToken } from './edges.ts';
import type { Gazetteer } from './gazetteer.ts';
import { closerSums, namesEndingAt, wordsAt } from './name-edges.ts';
import { leavingCost, NameEnds } from './name-ends.ts';
import type { NormalForm } from './normal-form.ts';
import { nameKind, readChain, readNumber } from './number-costs.ts';
import { numberEdges } from './number-edges.ts';
import { STATES, seen, seenAfter, state } from './states.ts';

/** A stretch of the line, how it was read and what that made of the state. */
export interface Step {
  from: number;
  to: number;
  state: number;
  /** An `edgeKind`, -1 for a name. */
  kind: number;
  numbers: NumberToken[];
  /** Of the gazetteer, 0 for none. */
  code: number;
  /** `state` before, and `seen` before it. */
  before: number;
  flags: number;
}

/** A town of another area than the one that was read: rather a town that the gazetteer does not know there. */
const UNKNOWN_TOWN = 1.2;
const SHORT_AGAIN = 1.5;
/** Readings so much dearer than the best one up to the same place are given up. */
const BEAM = 11;

// One line is read at a time: what it needs is kept for the next.
const edges = new Edges();
const cells = new Cells();
const ends = new NameEnds();
let sums = new Float64Array(256);

/** The cheapest way through a line: steps that cover it without a gap, in order. */
export function cheapestSteps(form: NormalForm, gazetteer: Gazetteer): Step[] {
  const { text } = form;
  if (text.length === 0) return [];
  ends.read(text, form.gapBefore);
  findEdges(text, gazetteer);
  cells.reset(text.length);
  for (let at = 0; at < text.length; at++) {
    const base = at * STATES;
    let best = IMPOSSIBLE;
    for (let before = 0; before < STATES; before++) {
      const cost = cells.cost[base + before]!;
      if (cost < best) best = cost;
    }
    for (let before = 0; before < STATES; before++) {
      const cell = base + before;
      const cost = cells.cost[cell]!;
      if (cost >= IMPOSSIBLE || cost > best + BEAM) continue;
      const left = before === state.name ? cost + nameEndCost(cell, at) : cost;
      for (let edge = edges.first[at]!; edge >= 0; edge = edges.next[edge]!)
        follow(cell, before, left, at, edge, gazetteer, form);
      goOn(cell, before, left, at, form);
    }
  }
  return trace(text.length);
}

function findEdges(text: string, gazetteer: Gazetteer): void {
  edges.reset(text.length);
  if (sums.length <= text.length) sums = new Float64Array(text.length * 2);
  closerSums(text, sums);
  for (let at = 0; at < text.length; at++) {
    divisionEdges(gazetteer, text, at, edges);
    numberEdges(text, at, edges);
    wordsAt(text, at, edges);
    namesEndingAt(text, sums, at + 1, edges);
  }
}

function nameEndCost(cell: number, at: number): number {
  return leavingCost(ends, cells.mark[cell]!, at, (cells.flags[cell]! & seen.secondName) !== 0);
}

/** Reads one unit as the beginning of a name, or as more of the one that is being read. */
function goOn(cell: number, before: number, left: number, at: number, form: NormalForm): void {
  const target = (at + 1) * STATES + state.name;
  const flags = cells.flags[cell]!;
  const area = cells.area[cell]!;
  const isName = before === state.name;
  const unitCost = ends.unitCost[at]!;
  if (isName) cells.put(target, cells.cost[cell]! + unitCost, cell, NAME_GOES_ON, area, 0, flags, cells.mark[cell]!);
  // A second name begins where the first one is at its end.
  if (isName && ends.kind[at] === nameKind.plain && !form.gapBefore[at]) return;
  const cost = left + nameStartCost(before) + unitCost - (form.gapBefore[at] ? 2 : 0);
  cells.put(target, cost, cell, NAME_BEGINS, area, 0, seenAfter(flags, state.name), at);
}

/** Reads on from a cell by an edge. @param left what the cell costs once it is left. */
function follow(
  cell: number,
  before: number,
  left: number,
  at: number,
  edge: number,
  gazetteer: Gazetteer,
  form: NormalForm,
): void {
  const mark = before === state.name ? at : cells.mark[cell]!;
  const cost = left + edges.cost[edge]!;
  const kind = edges.kind[edge]!;
  if (kind <= edgeKind.shortDivision) enterDivision(cell, before, cost, edge, gazetteer, mark);
  else if (kind >= edgeKind.filler) pass(cell, before, cost, edge, mark, form);
  else if (kind === edgeKind.number) enterNumber(cell, before, cost, edge, mark);
  else if (kind === edgeKind.chain) enterChain(cell, before, cost, edge, mark);
  else if (kind === edgeKind.place) {
    const to = edges.state[edge]!;
    enter(cell, to, cost + placeCost(before, to, cells.flags[cell]!), edge, mark);
  } else if (kind === edgeKind.part) enter(cell, state.closed, cost + (isAfterName(before) ? 0.2 : 2.2), edge, mark);
  else if (kind === edgeKind.assist) enter(cell, state.assist, cost + assistCost(before), edge, mark);
  else enter(cell, state.and, cost + andCost(before), edge, mark);
}

function isAfterName(before: number): boolean {
  return before === state.name || before === state.closed;
}

function enterNumber(cell: number, before: number, cost: number, edge: number, mark: number): void {
  const kind = isAfterName(before) ? ends.kind[mark]! : nameKind.plain;
  const known = before === state.closed && kind === nameKind.plain ? nameKind.homes : kind;
  const [to, extra] = readNumber(edges.numbers[edges.extra[edge]!]!, before, cells.flags[cell]!, known);
  if (to >= 0) enter(cell, to, cost + extra, edge, mark);
}

function enterChain(cell: number, before: number, cost: number, edge: number, mark: number): void {
  if (before === state.and) return;
  const to = readChain(numbersOf(edge), before).at(-1)!;
  enter(cell, to, cost + (before < state.road ? 1.5 : 0.4), edge, mark);
}

function enter(cell: number, to: number, cost: number, edge: number, mark: number): void {
  const target = edges.to[edge]! * STATES + to;
  cells.put(target, cost, cell, edge, cells.area[cell]!, 0, seenAfter(cells.flags[cell]!, to), mark);
}

/** A separator or a word that is no part of the address leaves the state as it is, but for a name, which ends. */
function pass(cell: number, before: number, cost: number, edge: number, mark: number, form: NormalForm): void {
  const to = before === state.name ? state.closed : before;
  const target = edges.to[edge]! * STATES + to;
  const isInside = edges.kind[edge] === edgeKind.filler && edges.to[edge]! < form.text.length;
  cells.put(target, cost + (isInside ? 1 : 0), cell, edge, cells.area[cell]!, 0, cells.flags[cell]!, mark);
}

function enterDivision(
  cell: number,
  before: number,
  cost: number,
  edge: number,
  gazetteer: Gazetteer,
  mark: number,
): void {
  const isShort = edges.kind[edge] === edgeKind.shortDivision;
  const to = edges.state[edge]!;
  const group = edges.extra[edge]!;
  const area = cells.area[cell]!;
  const within = codeWithin(gazetteer, group, area);
  const price = divisionCost(before, to, isShort) + areaCost(gazetteer, group, to, isShort, area, within);
  // Elsewhere than what was read so far: from here on, that is where the address is, but for a town, whose name may be new.
  const code = within !== 0 || to === state.town ? within : onlyCode(gazetteer, group);
  const target = edges.to[edge]! * STATES + to;
  cells.put(
    target,
    cost + price,
    cell,
    edge,
    areaAfter(gazetteer, group, to, area, code),
    code,
    seenAfter(cells.flags[cell]!, to),
    mark,
  );
}

function areaAfter(gazetteer: Gazetteer, group: number, to: number, area: number, code: number): number {
  if (code === 0) return area === 0 && to !== state.town ? oneOf(gazetteer, group) : area;
  if (area > 0 && isWithin(area, code)) return area;
  // Townships of a county that is no more are in its neighbours now.
  return gazetteer.isFormer(code) ? Math.floor(code / 100) : code;
}

/** What the gazetteer has against a division here: elsewhere than what was read, or one of many. */
function areaCost(
  gazetteer: Gazetteer,
  group: number,
  to: number,
  isShort: boolean,
  area: number,
  within: number,
): number {
  const { firstCode } = gazetteer.trie;
  if (to === state.town) {
    if (!isShort) return area === 0 || within !== 0 ? 0 : UNKNOWN_TOWN;
    if (area === 0) return 2.7;
    if (within === 0) return 5;
    if (area > 0 && isWithin(area, within)) return SHORT_AGAIN;
    return area < 0 || area >= 100_000 ? 0 : area >= 1000 ? 0.4 : 1.4;
  }
  if (area !== 0 && within === 0) return isShort ? 5 : 2.5;
  if (area === 0) return isShort ? 0.3 * Math.log2(firstCode[group + 1]! - firstCode[group]!) : 0;
  // 杭州 again within Hangzhou is rather the beginning of a name.
  return isShort ? (area > 0 && isWithin(area, within) ? SHORT_AGAIN : -0.4) : 0;
}

function numbersOf(edge: number): NumberToken[] {
  const first = edges.extra[edge]!;
  return edges.numbers.slice(first, first + edges.state[edge]!);
}

function trace(length: number): Step[] {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let last = 0; last < STATES; last++) {
    const cell = length * STATES + last;
    if (cells.cost[cell]! >= IMPOSSIBLE) continue;
    const cost = cells.cost[cell]! + (last === state.name ? nameEndCost(cell, length) : 0);
    if (cost < least) {
      least = cost;
      best = cell;
    }
  }
  const steps: Step[] = [];
  for (let cell = best; cell >= STATES; ) {
    const edge = cells.edge[cell]!;
    let previous = cells.from[cell]!;
    // The units of a name are one step.
    for (let unit = cell; cells.edge[unit] === NAME_GOES_ON; previous = cells.from[unit]!) unit = previous;
    steps.push({
      from: Math.floor(previous / STATES),
      to: Math.floor(cell / STATES),
      state: cell % STATES,
      kind: edge < 0 ? -1 : edges.kind[edge]!,
      numbers: edge >= 0 && edges.kind[edge] === edgeKind.chain ? numbersOf(edge) : [],
      code: cells.code[cell]!,
      before: previous % STATES,
      flags: cells.flags[previous]!,
    });
    cell = previous;
  }
  return steps.reverse();
}
