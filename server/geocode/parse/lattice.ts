import { andCost, assistCost, divisionCost, IMPOSSIBLE, nameStartCost, placeCost } from './costs.ts';
import { codeWithin, divisionEdges, isWithin, onlyCode } from './division-edges.ts';
import type { Edge } from './edges.ts';
import type { Gazetteer } from './gazetteer.ts';
import { closerSums, namesEndingAt, wordsAt } from './name-edges.ts';
import { type NameEnds, nameEnds } from './name-ends.ts';
import type { NormalForm } from './normal-form.ts';
import { nameKind, readChain, readNumber } from './number-costs.ts';
import { numberEdges } from './number-edges.ts';
import { bitOf, STATES, state } from './states.ts';

/** A stretch of the line, how it was read and what that made of the state. */
export interface Step {
  from: number;
  to: number;
  state: number;
  /** Null for a name. */
  edge: Edge | null;
  /** Of the gazetteer, 0 for none. */
  code: number;
  /** `state` before, and `seen` before it. */
  before: number;
  flags: number;
}

const NAME = -1;
const UNKNOWN_AREA = 1.2;

/** The cheapest way through a line: steps that cover it without a gap, in order. */
export function cheapestSteps(form: NormalForm, gazetteer: Gazetteer): Step[] {
  const { text } = form;
  if (text.length === 0) return [];
  const edges = edgesOf(text, gazetteer);
  const cells = new Cells(text.length);
  const ends = nameEnds(text, form.gapBefore);
  for (let at = 0; at < text.length; at++) {
    for (let before = 0; before < STATES; before++) {
      const cell = at * STATES + before;
      if (cells.cost[cell]! >= IMPOSSIBLE) continue;
      const left = cells.cost[cell]! + (before === state.name ? leavingCost(cells, cell, at, ends) : 0);
      for (const edge of edges[at]!) follow(cells, cell, before, left, at, edge, gazetteer, ends, form);
      goOn(cells, cell, before, left, at, ends, form);
    }
  }
  return trace(cells, text.length, ends);
}

function edgesOf(text: string, gazetteer: Gazetteer): Edge[][] {
  const edges: Edge[][] = Array.from({ length: text.length }, () => []);
  const sums = closerSums(text);
  const addAt = (from: number, edge: Edge) => edges[from]!.push(edge);
  for (let at = 0; at < text.length; at++) {
    const here = edges[at]!;
    const add = (edge: Edge) => here.push(edge);
    divisionEdges(gazetteer, text, at, add);
    numberEdges(text, at, add);
    wordsAt(text, at, add);
    namesEndingAt(text, sums, at + 1, addAt);
  }
  return edges;
}

/** Best readings up to each place, by the state they end in; a place's cells stand together. */
class Cells {
  readonly cost: Float64Array;
  readonly from: Int32Array;
  readonly edge: (Edge | null)[];
  /** Code of the smallest division read so far, of the division just read, bits of `seen`, and where the name begins or the last one ended. */
  readonly area: Int32Array;
  readonly code: Int32Array;
  readonly flags: Int32Array;
  readonly mark: Int32Array;

  constructor(length: number) {
    const size = (length + 1) * STATES;
    this.cost = new Float64Array(size).fill(IMPOSSIBLE);
    this.from = new Int32Array(size);
    this.edge = new Array(size).fill(null);
    this.area = new Int32Array(size);
    this.code = new Int32Array(size);
    this.flags = new Int32Array(size);
    this.mark = new Int32Array(size);
    this.cost[state.start] = 0;
  }

  put(cell: number, cost: number, from: number, edge: Edge | null, area: number, code: number, flags: number, mark: number): void {
    if (cost >= this.cost[cell]!) return;
    this.cost[cell] = cost;
    this.from[cell] = from;
    this.edge[cell] = edge;
    this.area[cell] = area;
    this.code[cell] = code;
    this.flags[cell] = flags;
    this.mark[cell] = mark;
  }
}

function leavingCost(cells: Cells, cell: number, at: number, ends: NameEnds): number {
  const length = at - cells.mark[cell]!;
  if (length === 1) return 2.5;
  return ends.endCost[at]! + (length > 12 ? 0.3 * (length - 12) : 0);
}

/** Reads one unit as the beginning of a name, or as more of the one that is being read. */
function goOn(cells: Cells, cell: number, before: number, left: number, at: number, ends: NameEnds, form: NormalForm): void {
  const target = (at + 1) * STATES + state.name;
  const flags = cells.flags[cell]!;
  const area = cells.area[cell]!;
  const isName = before === state.name;
  if (isName) cells.put(target, cells.cost[cell]! + ends.unitCost[at]!, cell, null, area, NAME, flags, cells.mark[cell]!);
  // A second name begins where the first one is at its end.
  if (isName && ends.kind[at] === nameKind.plain && !form.gapBefore[at]) return;
  const cost = left + nameStartCost(before) + ends.unitCost[at]! - (form.gapBefore[at] ? 0.8 : 0);
  cells.put(target, cost, cell, null, area, 0, flags | bitOf[state.name]!, at);
}

function follow(
  cells: Cells,
  cell: number,
  before: number,
  left: number,
  at: number,
  edge: Edge,
  gazetteer: Gazetteer,
  ends: NameEnds,
  form: NormalForm,
): void {
  const flags = cells.flags[cell]!;
  const area = cells.area[cell]!;
  const mark = before === state.name ? at : cells.mark[cell]!;
  const target = edge.to * STATES;
  const put = (to: number, cost: number, nextArea = area, code = 0) =>
    cells.put(target + to, left + edge.cost + cost, cell, edge, nextArea, code, flags | bitOf[to]!, to === state.closed ? edge.to : mark);
  switch (edge.kind) {
    case 'division': {
      const code = codeWithin(gazetteer, edge.group, area);
      const cost = divisionCost(before, edge.state, edge.isShort) + areaCost(gazetteer, edge.group, edge.state, edge.isShort, area, code);
      // Elsewhere than what was read so far: from here on, that is where the address is, but for a town, whose name may be wrong.
      const known = code !== 0 || edge.state === state.town ? code : onlyCode(gazetteer, edge.group);
      const isInside = area === 0 || code === 0 || !isWithin(area, code);
      put(edge.state, cost, isInside && (known !== 0 || edge.state !== state.town) ? known || area : area, known);
      return;
    }
    case 'place':
      put(edge.state, placeCost(before, edge.state, flags));
      return;
    case 'number': {
      const kind = before === state.name || before === state.closed ? ends.kind[mark]! : nameKind.plain;
      const [to, cost] = readNumber(edge.token, before, flags, before === state.closed && kind === nameKind.plain ? nameKind.homes : kind);
      if (to >= 0) put(to, cost);
      return;
    }
    case 'chain':
      if (before !== state.and) put(readChain(edge.numbers, before).at(-1)!, before < state.road ? 1.5 : 0.4);
      return;
    case 'part':
      put(state.closed, before === state.name || before === state.closed ? 0.2 : 2.2);
      return;
    case 'assist':
      put(state.assist, assistCost(before));
      return;
    case 'and':
      put(state.and, andCost(before));
      return;
    case 'filler':
    case 'separator':
      cells.put(
        target + (before === state.name ? state.closed : before),
        left + edge.cost + (edge.kind === 'filler' && edge.to < form.text.length ? 1 : 0),
        cell,
        edge,
        area,
        0,
        flags,
        mark,
      );
  }
}

/** What the gazetteer has against a division here: elsewhere than what was read, or one of many. */
function areaCost(gazetteer: Gazetteer, group: number, to: number, isShort: boolean, area: number, code: number): number {
  const { firstCode } = gazetteer.trie;
  const many = firstCode[group + 1]! - firstCode[group]!;
  if (to === state.town) {
    if (!isShort) return area === 0 || code !== 0 ? 0 : UNKNOWN_AREA;
    if (area === 0 || code === 0) return code === 0 && area !== 0 ? 5 : 2.7;
    return area >= 100_000 ? 0 : area >= 1000 ? 0.4 : 1.4;
  }
  if (area !== 0 && code === 0) return isShort ? 5 : 2.5;
  if (area === 0) return isShort ? 0.3 * Math.log2(many) : 0;
  // 杭州 again within Hangzhou is rather the beginning of a name.
  return isShort ? (isWithin(area, code) ? 1 : -0.4) : 0;
}

function trace(cells: Cells, length: number, ends: NameEnds): Step[] {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let last = 0; last < STATES; last++) {
    const cell = length * STATES + last;
    if (cells.cost[cell]! >= IMPOSSIBLE) continue;
    const cost = cells.cost[cell]! + (last === state.name ? leavingCost(cells, cell, length, ends) : 0);
    if (cost < least) {
      least = cost;
      best = cell;
    }
  }
  const steps: Step[] = [];
  for (let cell = best; cell >= STATES; ) {
    let previous = cells.from[cell]!;
    const edge = cells.edge[cell]!;
    const to = Math.floor(cell / STATES);
    // The units of a name are one step.
    if (edge === null) for (let unit = cell; cells.code[unit] === NAME; unit = previous, previous = cells.from[unit]!);
    steps.push({
      from: Math.floor(previous / STATES),
      to,
      state: cell % STATES,
      edge,
      code: Math.max(0, cells.code[cell]!),
      before: previous % STATES,
      flags: cells.flags[previous]!,
    });
    cell = previous;
  }
  return steps.reverse();
}
