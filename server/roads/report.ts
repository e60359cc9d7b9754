import { type TravelMode, travelModes } from '../api/patrol-plans/schema.ts';
import { NOWHERE, type RoadGraph, type Wall } from './road-graph.ts';
import { segment } from './shape.ts';
import { inSlices } from './slices.ts';
import { crossings, isInside, Walls } from './walls.ts';

/** Streets of which each leads to each other and back. */
export interface ComponentFigures {
  vertex_count: number;
  length_m: number;
  /** `[west, south, east, north]`. */
  bounds: [number, number, number, number];
}

/** A walled compound that a mode cannot enter from the largest component. */
export interface ShutCompound {
  compound_id: number;
  name: string;
  /** How often streets cross its border, or end on it, wherever they lead. */
  gate_count: number;
  /** Length of the streets inside that the mode may use. */
  street_m: number;
}

/** How the streets of a mode hang together, and what is not joined. */
export interface NetworkReport {
  component_count: number;
  /** The largest, falling; at most as many as were asked for. */
  components: ComponentFigures[];
  length_m: number;
  /** Streets that lead from one component to another, one way only. */
  between_m: number;
  gate_count: number;
  shut_compounds: ShutCompound[];
}

/** Vertices or edges between two pauses: each edge is held against the walls around it. */
const LOOKED_AT = 500;

const reports = new WeakMap<RoadGraph, Map<TravelMode, Promise<NetworkReport>>>();

/**
 * How the streets of a mode hang together, with the figures of the largest components; made once for a graph, as that goes through all of
 * it, in slices between which the server answers others.
 */
export async function reportOf(graph: RoadGraph, mode: TravelMode, most: number): Promise<NetworkReport> {
  const made = reports.get(graph) ?? new Map<TravelMode, Promise<NetworkReport>>();
  reports.set(graph, made);
  const report = made.get(mode) ?? inSlices(wholeReport(graph, mode));
  made.set(mode, report);
  const whole = await report;
  return { ...whole, components: whole.components.slice(0, most) };
}

/** With the figures of all components. */
function* wholeReport(graph: RoadGraph, mode: TravelMode): Generator<void, NetworkReport> {
  const component = graph.component[travelModes.indexOf(mode)]!;
  const figures: ComponentFigures[] = [];
  for (let vertex = 0; vertex < graph.vertex_count; vertex++) {
    if (vertex % LOOKED_AT === 0) yield;
    if (component[vertex] !== NOWHERE) widen(figureOf(figures, component[vertex]!), graph, vertex);
  }
  let length_m = 0;
  let between_m = 0;
  for (let edge = 0; edge < graph.edge_count; edge++) {
    if (edge % LOOKED_AT === 0) yield;
    if (!isPassed(graph, mode, edge)) continue;
    length_m += graph.length_m[edge]!;
    const [one, other] = [component[graph.from[edge]!]!, component[graph.to[edge]!]!];
    if (one === other) figures[one]!.length_m += graph.length_m[edge]!;
    else between_m += graph.length_m[edge]!;
  }
  const compounds = yield* compoundsOf(graph, mode);
  return {
    component_count: figures.length,
    components: figures,
    length_m,
    between_m,
    gate_count: compounds.reduce((sum, { gate_count }) => sum + gate_count, 0),
    shut_compounds: compounds.filter(({ open }) => !open).map(({ open: _, ...compound }) => compound),
  };
}

function figureOf(figures: ComponentFigures[], component: number): ComponentFigures {
  while (figures.length <= component) {
    figures.push({ vertex_count: 0, length_m: 0, bounds: [Infinity, Infinity, -Infinity, -Infinity] });
  }
  return figures[component]!;
}

function widen(figure: ComponentFigures, graph: RoadGraph, vertex: number): void {
  const [lon, lat] = [graph.position[2 * vertex]!, graph.position[2 * vertex + 1]!];
  const [west, south, east, north] = figure.bounds;
  figure.vertex_count++;
  figure.bounds = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
}

function isPassed(graph: RoadGraph, mode: TravelMode, edge: number): boolean {
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  return arc_s[2 * edge] !== Infinity || arc_s[2 * edge + 1] !== Infinity;
}

/** Gates of each walled compound, and whether one of them leads in from the largest component. */
function* compoundsOf(graph: RoadGraph, mode: TravelMode): Generator<void, (ShutCompound & { open: boolean })[]> {
  const component = graph.component[travelModes.indexOf(mode)]!;
  const walls = new Walls(graph.walls);
  const found = graph.walls.map(({ compound_id, name }) => {
    return { compound_id, name, gate_count: 0, street_m: 0, open: false };
  });
  for (let edge = 0; edge < graph.edge_count; edge++) {
    if (edge % LOOKED_AT === 0) yield;
    if (!isPassed(graph, mode, edge)) continue;
    const isMain = component[graph.from[edge]!] === 0 && component[graph.to[edge]!] === 0;
    for (const index of nearWalls(graph, walls, edge)) {
      const { gates, inside } = enters(graph, graph.walls[index]!, edge);
      const compound = found[index]!;
      compound.gate_count += gates;
      compound.street_m += inside * graph.length_m[edge]!;
      if (gates > 0 && isMain) compound.open = true;
    }
  }
  return found;
}

function nearWalls(graph: RoadGraph, walls: Walls, edge: number): number[] {
  const near = new Set<number>();
  for (let at = graph.shape_start[edge]!; at < graph.shape_start[edge + 1]! - 1; at++) {
    const [lonA, latA, lonB, latB] = segment(graph.shape, at);
    const box = [Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB)] as const;
    for (const index of walls.near(...box)) near.add(index);
  }
  return [...near];
}

/** How often an edge crosses a wall, and about which share of it lies inside: the share of its segments' pieces, by degrees. */
function enters(graph: RoadGraph, wall: Wall, edge: number): { gates: number; inside: number } {
  let gates = 0;
  let inside = 0;
  let total = 0;
  for (let at = graph.shape_start[edge]!; at < graph.shape_start[edge + 1]! - 1; at++) {
    const [lonA, latA, lonB, latB] = segment(graph.shape, at);
    const shares = crossings(wall, [lonA, latA], [lonB, latB]).sort((a, b) => a - b);
    const length = Math.hypot(lonB - lonA, latB - latA);
    gates += shares.length;
    total += length;
    [0, ...shares].forEach((begin, piece) => {
      const end = shares[piece] ?? 1;
      const middle = (begin + end) / 2;
      if (isInside(wall, [lonA + middle * (lonB - lonA), latA + middle * (latB - latA)]))
        inside += (end - begin) * length;
    });
  }
  return { gates, inside: total === 0 ? 0 : inside / total };
}
