import type { Problem } from '../../server/planning/problem.ts';
import { type Instance, InstanceError, numberIn, used } from './instance.ts';

interface Edge {
  from: number;
  to: number;
  cost: number;
  demand: number;
}

/** Whether a text is a file of CARPLIB: its key words are Spanish. */
export function isCarp(text: string): boolean {
  return /^\s*VERTICES\s*:/m.test(text);
}

/**
 * Reads CARPLIB's format: streets to be served in either direction, by vehicles that start and end at the depot. Costs are those of all
 * streets that are passed, served or not.
 * @throws InstanceError naming the line.
 */
export function readCarp(text: string): Instance {
  const lines = text.split(/\r?\n/);
  const value = (word: string) => {
    const index = lines.findIndex((line) => new RegExp(`^\\s*${word}\\s*:`).test(line));
    if (index < 0) throw new InstanceError(0, `The file does not say its ${word}`);
    return { text: lines[index]!.split(':')[1]!.trim(), line: index + 1 };
  };
  const number = (word: string) => {
    const { text: written, line } = value(word);
    return numberIn(written, line, word);
  };
  const vertices = number('VERTICES');
  const depot = number('DEPOSITO') - 1;
  if (!(depot >= 0 && depot < vertices)) {
    throw new InstanceError(value('DEPOSITO').line, `there is no vertex ${depot + 1} among ${vertices}`);
  }
  const edges = edgesOf(lines, vertices);
  const served = edges.filter(({ demand }) => demand > 0);
  if (served.length !== number('ARISTAS_REQ')) {
    const { line } = value('ARISTAS_REQ');
    throw new InstanceError(line, `${served.length} edges with a demand are listed, not ${number('ARISTAS_REQ')}`);
  }
  const problem = problemOf(edges, served, {
    ...{ vertices, depot },
    vehicles: number('VEHICULOS'),
    capacity: number('CAPACIDAD'),
  });
  return {
    name: value('NOMBRE').text,
    problem,
    costOf: ({ cost }) => cost,
    routesOf: ({ routes }) =>
      used(
        routes.map((route) =>
          route.map(({ job, way }): readonly [number, number] => {
            const { from, to } = served[job]!;
            return way === 0 ? [from + 1, to + 1] : [to + 1, from + 1];
          }),
        ),
      ),
  };
}

function edgesOf(lines: readonly string[], vertices: number): Edge[] {
  const edges: Edge[] = [];
  lines.forEach((text, index) => {
    if (!/^\s*\(/.test(text)) return;
    const line = index + 1;
    const parts = /^\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)\s*coste?\s+(\S+)(?:\s+demanda\s+(\S+))?\s*$/.exec(text);
    if (!parts) throw new InstanceError(line, 'an edge reads ( 1, 2) coste 3 demanda 4');
    const [from, to] = [parts[1]!, parts[2]!].map((node) => {
      const place = Number(node) - 1;
      if (place < 0 || place >= vertices) throw new InstanceError(line, `there is no vertex ${node} among ${vertices}`);
      return place;
    });
    const cost = numberIn(parts[3], line, 'coste');
    const demand = parts[4] === undefined ? 0 : numberIn(parts[4], line, 'demanda');
    edges.push({ from: from!, to: to!, cost, demand });
  });
  if (edges.length === 0) throw new InstanceError(0, 'The file lists no edge');
  return edges;
}

interface Fleet {
  vertices: number;
  vehicles: number;
  capacity: number;
  depot: number;
}

function problemOf(edges: readonly Edge[], served: readonly Edge[], fleet: Fleet): Problem {
  const matrix = shortest(edges, fleet.vertices);
  return {
    place_count: fleet.vertices,
    modes: [{ cost: matrix, time: matrix }],
    jobs: served.map(({ from, to, cost, demand }) => ({
      ways: [
        { from, to, cost, time: cost },
        { from: to, to: from, cost, time: cost },
      ],
      demand,
      windows: [],
      penalty: Number.POSITIVE_INFINITY,
      vehicles: null,
    })),
    vehicles: Array.from({ length: fleet.vehicles }, () => ({
      mode: 0,
      start: fleet.depot,
      end: fleet.depot,
      open: 0,
      close: Number.POSITIVE_INFINITY,
      capacity: fleet.capacity,
      fixed_cost: 0,
    })),
    gaps: [],
    uneven_cost: 0,
  };
}

/** Least costs between all vertices (Floyd & Warshall). */
function shortest(edges: readonly Edge[], count: number): Float64Array {
  const matrix = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
  for (let node = 0; node < count; node++) matrix[node * count + node] = 0;
  for (const { from, to, cost } of edges) {
    matrix[from * count + to] = Math.min(matrix[from * count + to]!, cost);
    matrix[to * count + from] = Math.min(matrix[to * count + from]!, cost);
  }
  for (let by = 0; by < count; by++) {
    for (let from = 0; from < count; from++) {
      const first = matrix[from * count + by]!;
      for (let to = 0; to < count; to++) {
        const through = first + matrix[by * count + to]!;
        if (through < matrix[from * count + to]!) matrix[from * count + to] = through;
      }
    }
  }
  return matrix;
}
