import type { Job, Problem, Vehicle } from '../../server/planning/problem.ts';
import { type Instance, InstanceError, numberIn, used } from './instance.ts';
import { readSections, type VrplibFile } from './vrplib-sections.ts';

/** How a kind measures: what a unit of the file is inside, how a length becomes whole, and what its costs are written in. */
interface Measure {
  unit: number;
  whole(length: number): number;
  /** A cost of the inside is divided by this when it is written. */
  written: number;
}

/**
 * Rules of rounding of the collections: TSPLIB and X take the nearest whole number (CEIL_2D: the next), the DIMACS challenge cuts off
 * after one decimal; the prize-collecting ones write tenths, those with several depots thousandths.
 */
const measures: Record<string, Measure> = {
  CVRP: { unit: 1, whole: Math.round, written: 1 },
  TSP: { unit: 1, whole: Math.round, written: 1 },
  VRPTW: { unit: 10, whole: Math.floor, written: 10 },
  PCVRPTW: { unit: 10, whole: Math.floor, written: 1 },
  MDVRPTW: { unit: 1000, whole: Math.round, written: 1 },
};

/** Room above the least number of vehicles, where a file leaves open how many there are. */
const SPARE_SHARE = 1.25;
const SPARE = 4;

/**
 * Reads CVRP, TSP, VRPTW, PCVRPTW and MDVRPTW in VRPLIB's format, as PyVRP's collection writes them; not those of which a route's length
 * is limited, as that counts waiting from a departure which is free. The first node of the file has the number 0 in routes.
 * @throws InstanceError naming the line.
 */
export function readVrplib(text: string): Instance {
  const file = readSections(text);
  const kind = file.value('TYPE');
  const measure = measures[kind];
  if (!measure) {
    throw new InstanceError(
      file.lineOf('TYPE'),
      `the type ${kind} is not known; there are ${Object.keys(measures).join(', ')}`,
    );
  }
  const problem = problemOf(file, kind, measure);
  const depots = depotCount(file);
  return {
    name: file.value('NAME'),
    problem,
    costOf: ({ cost, left_out }) =>
      (cost + left_out.reduce((all, job) => all + problem.jobs[job]!.penalty, 0)) / measure.written,
    routesOf: ({ routes }) => {
      const named = routes.map((route) => route.map(({ job }) => job + depots));
      // With several depots the place of a route says whose it is.
      return depots > 1 ? named : used(named);
    },
  };
}

function problemOf(file: VrplibFile, kind: string, measure: Measure): Problem {
  const count = numberIn(file.value('DIMENSION'), file.lineOf('DIMENSION'), 'DIMENSION');
  const places = file.rows('NODE_COORD_SECTION', count, 2);
  const travel = lengths(places, kind, file, measure);
  const depots = depotCount(file);
  const demands = file.has('DEMAND_SECTION') ? file.rows('DEMAND_SECTION', count, 1) : places.map(() => [0]);
  const windows = file.has('TIME_WINDOW_SECTION') ? file.rows('TIME_WINDOW_SECTION', count, 2) : null;
  const prizes = file.has('PRIZE_SECTION') ? file.rows('PRIZE_SECTION', count, 1) : null;
  const service = services(file, count);
  const jobs: Job[] = [];
  for (let place = depots; place < count; place++) {
    const window = windows?.[place];
    jobs.push({
      ways: [{ from: place, to: place, cost: 0, time: service[place]! * measure.unit }],
      demand: demands[place]![0]!,
      windows: window ? [[window[0]! * measure.unit, window[1]! * measure.unit]] : [],
      penalty: prizes ? prizes[place]![0]! * measure.unit : Number.POSITIVE_INFINITY,
      vehicles: null,
    });
  }
  return {
    place_count: count,
    modes: [{ cost: travel, time: travel }],
    jobs,
    vehicles: vehiclesOf(file, jobs, windows, measure),
    gaps: [],
    uneven_cost: 0,
  };
}

function services(file: VrplibFile, count: number): number[] {
  if (file.has('SERVICE_TIME_SECTION')) return file.rows('SERVICE_TIME_SECTION', count, 1).map((row) => row[0]!);
  const each = file.number('SERVICE_TIME') ?? 0;
  return Array.from({ length: count }, () => each);
}

function lengths(places: readonly number[][], kind: string, file: VrplibFile, { unit, whole }: Measure): Float64Array {
  const form = file.value('EDGE_WEIGHT_TYPE');
  if (form !== 'EUC_2D' && form !== 'CEIL_2D') {
    throw new InstanceError(
      file.lineOf('EDGE_WEIGHT_TYPE'),
      `lengths by ${form} are not known; there are EUC_2D, CEIL_2D`,
    );
  }
  const rounded = form === 'CEIL_2D' && kind === 'TSP' ? Math.ceil : whole;
  const matrix = new Float64Array(places.length ** 2);
  places.forEach(([x, y], from) => {
    places.forEach(([otherX, otherY], to) => {
      matrix[from * places.length + to] = rounded(unit * Math.hypot(x! - otherX!, y! - otherY!));
    });
  });
  return matrix;
}

function depotCount(file: VrplibFile): number {
  if (!file.has('DEPOT_SECTION')) return 1;
  const depots = file.list('DEPOT_SECTION').filter(({ numbers }) => numbers[0] !== -1);
  depots.forEach(({ numbers, line }, index) => {
    if (numbers[0] !== index + 1) throw new InstanceError(line, `the depots should be the first nodes, in order`);
  });
  return depots.length;
}

function vehiclesOf(file: VrplibFile, jobs: readonly Job[], windows: number[][] | null, { unit }: Measure): Vehicle[] {
  const capacity = file.number('CAPACITY') ?? Number.POSITIVE_INFINITY;
  if (file.has('VEHICLES_MAX_DURATION')) checkDuration(file);
  const demand = jobs.reduce((all, job) => all + job.demand, 0);
  const least = Number.isFinite(capacity) ? Math.ceil(demand / capacity) : 1;
  const count = file.number('VEHICLES') ?? Math.min(jobs.length, Math.ceil(least * SPARE_SHARE) + SPARE);
  const homes = file.has('VEHICLES_DEPOT_SECTION') ? file.rows('VEHICLES_DEPOT_SECTION', count, 1) : null;
  const depots = depotCount(file);
  const stray = homes?.find(([home]) => !(home! >= 1 && home! <= depots));
  if (stray) {
    throw new InstanceError(file.lineOf('VEHICLES_DEPOT_SECTION'), `there is no depot ${stray[0]} among ${depots}`);
  }
  return Array.from({ length: count }, (_, index): Vehicle => {
    const home = homes ? homes[index]![0]! - 1 : 0;
    return {
      mode: 0,
      start: home,
      end: home,
      open: (windows?.[home]?.[0] ?? 0) * unit,
      close: windows ? windows[home]![1]! * unit : Number.POSITIVE_INFINITY,
      capacity,
      fixed_cost: 0,
    };
  });
}

function checkDuration(file: VrplibFile): void {
  throw new InstanceError(file.lineOf('VEHICLES_MAX_DURATION'), 'routes of a limited length are not known');
}
