import { between, boxesMeet, boxOf, crossing, distance, type Line, offsetLine, type Point } from './geometry.ts';
import type { Edge } from './mesh.ts';
import type { Layout, PlannedRoad } from './model.ts';

/** A road being drawn; `trimStart` and `trimEnd` let go of an end that stops short of what it was to meet. */
export interface Draught extends Omit<PlannedRoad, 'line'> {
  line: Point[];
  trimStart?: boolean;
  trimEnd?: boolean;
}

/** The runs of edges that carry one mark, as vertices in order; a closed run ends where it started. */
export function runsOf(edges: readonly Edge[]): number[][] {
  const at = new Map<number, Edge[]>();
  for (const edge of edges) for (const end of [edge.a, edge.b]) at.set(end, [...(at.get(end) ?? []), edge]);
  const left = new Set(edges);
  const walk = (start: number): number[] => {
    const run = [start];
    for (;;) {
      const here = run.at(-1)!;
      const next = at.get(here)!.find((edge) => left.has(edge));
      if (!next || (run.length > 1 && at.get(here)!.length !== 2)) return run;
      left.delete(next);
      run.push(next.a === here ? next.b : next.a);
    }
  };
  const runs: number[][] = [];
  for (const [vertex, here] of at) {
    if (here.length !== 2) while (here.some((edge) => left.has(edge))) runs.push(walk(vertex));
  }
  for (const edge of edges) if (left.has(edge)) runs.push(walk(edge.a));
  return runs;
}

/** Ordinary road attributes of a class. */
export function roadOf(
  kind: string,
  name: string | null,
  line: readonly Point[],
  more: Partial<Draught> = {},
): Draught {
  return {
    kind,
    name,
    oneway: false,
    foot: true,
    bicycle: true,
    motor: true,
    bridge: false,
    tunnel: false,
    lanes: null,
    width_m: null,
    line: [...line],
    ...more,
  };
}

/** Splits a run of vertices where the mark of its edges changes. */
export function stretches(
  layout: Layout,
  run: readonly number[],
): { bridge: boolean; street: number; vertices: number[] }[] {
  const parts: { bridge: boolean; street: number; vertices: number[] }[] = [];
  for (let index = 1; index < run.length; index++) {
    const { bridge, street } = layout.mesh.edge(run[index - 1]!, run[index]!)!;
    const last = parts.at(-1);
    if (last && last.bridge === bridge && last.street === street) last.vertices.push(run[index]!);
    else parts.push({ bridge, street, vertices: [run[index - 1]!, run[index]!] });
  }
  return parts;
}

/**
 * Gives two sets of roads a common point wherever they cross, so that a planner can turn there.
 * Roads in both sets are met with each other too. Lines that only touch at a shared point stay as they are.
 */
export function meet(first: readonly Draught[], second: readonly Draught[]): void {
  const added = new Map<Draught, { at: number; point: Point }[]>();
  const note = (road: Draught, at: number, point: Point) =>
    added.set(road, [...(added.get(road) ?? []), { at, point }]);
  const done = new Set<Draught>();
  for (const a of first) {
    done.add(a);
    const box = boxOf(a.line);
    for (const b of second) {
      if (a === b || (done.has(b) && first.includes(b))) continue;
      if (!boxesMeet(box, boxOf(b.line))) continue;
      for (const hit of crossings(a.line, b.line)) {
        note(a, hit.first, hit.point);
        note(b, hit.second, hit.point);
      }
    }
  }
  for (const [road, points] of added) insert(road, points);
}

function crossings(a: Line, b: Line): { first: number; second: number; point: Point }[] {
  const found: { first: number; second: number; point: Point }[] = [];
  for (let i = 1; i < a.length; i++) {
    const box = boxOf([a[i - 1]!, a[i]!]);
    for (let j = 1; j < b.length; j++) {
      if (!boxesMeet(box, boxOf([b[j - 1]!, b[j]!]))) continue;
      const hit = crossing(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!);
      if (!hit) continue;
      const at = between(b[j - 1]!, b[j]!, hit.second);
      const near = [b[j - 1]!, b[j]!, a[i - 1]!, a[i]!].find((point) => distance(point, at) < 0.6);
      found.push({ first: i - 1 + hit.first, second: j - 1 + hit.second, point: near ?? at });
    }
  }
  return found;
}

/** Points that are there are never moved, since other roads may share them. */
function insert(road: Draught, points: { at: number; point: Point }[]): void {
  const line = road.line.map((point, at) => ({ at, point, hit: false }));
  for (const one of points) {
    const same = line.find(({ point }) => point[0] === one.point[0] && point[1] === one.point[1]);
    if (same) same.hit = true;
    else line.push({ ...one, hit: true });
  }
  line.sort((a, b) => a.at - b.at);
  const from = road.trimStart ? line.findIndex(({ hit }) => hit) : 0;
  const to = road.trimEnd ? line.findLastIndex(({ hit }) => hit) : line.length - 1;
  if (to > from) road.line = line.slice(Math.max(0, from), to + 1).map(({ point }) => point);
}

/** The two carriageways of a divided street: to the right in its own direction, to the left against it. */
export function carriageways(line: Line, half: number): [Point[], Point[]] {
  return [offsetLine(line, -half), offsetLine(line, half)];
}

/** A line made longer at its ends by so many metres. */
export function longer(line: Line, start: number, end: number): Point[] {
  const points = [...line];
  const extend = (at: Point, from: Point, by: number): Point => {
    const length = distance(at, from);
    return [at[0] + ((at[0] - from[0]) / length) * by, at[1] + ((at[1] - from[1]) / length) * by];
  };
  if (start > 0) points[0] = extend(points[0]!, points[1]!, start);
  if (end > 0) points[points.length - 1] = extend(points.at(-1)!, points.at(-2)!, end);
  return points;
}
