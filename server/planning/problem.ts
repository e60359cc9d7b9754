/**
 * A routing problem without words: places by number, jobs to be done at them, vehicles that do them. Costs, times and demands are in
 * any units as long as they are the same ones throughout; the patrol planner uses metres and seconds since the beginning of the plan.
 */
export interface Problem {
  place_count: number;
  /** What it costs and takes to go from one place to another, by mode of travel. */
  modes: readonly Travel[];
  jobs: readonly Job[];
  vehicles: readonly Vehicle[];
  /** Jobs that begin at least so far apart, whoever does them: visits of one point. */
  gaps: readonly Gap[];
  /**
   * Cost of each unit of time by which the longest route lasts longer than the mean over all vehicles, used or not; waiting does not
   * count. 0: the load need not be even.
   */
  uneven_cost: number;
}

/** `place_count`² values each, row by row: from a place (row) to a place. `Infinity` where no way leads. */
export interface Travel {
  cost: Float64Array;
  time: Float64Array;
}

/** Something that is done once, by one vehicle. */
export interface Job {
  /** How it may be done, at least one: a point has one way, a street one for each direction in which it may be passed. */
  ways: readonly Way[];
  demand: number;
  /** When it may begin, `[from, to]`, ascending, without overlap; whoever comes early waits. None: at any time. */
  windows: readonly (readonly [number, number])[];
  /** What leaving it out costs; `Infinity`: it is left out only where it cannot be done. */
  penalty: number;
  /** Numbers of the vehicles that may do it; null: any. */
  vehicles: readonly number[] | null;
}

/** One way to do a job: it begins at a place, ends at one, and costs and takes something. */
export interface Way {
  from: number;
  to: number;
  cost: number;
  time: number;
}

/** Whoever does jobs: a squad in a shift. */
export interface Vehicle {
  /** Index into `modes`. */
  mode: number;
  start: number;
  /** Null: it may end wherever it is. */
  end: number | null;
  /** It leaves its start no sooner and is at its end no later. */
  open: number;
  close: number;
  capacity: number;
  /** Cost of being used at all. */
  fixed_cost: number;
}

export interface Gap {
  jobs: readonly number[];
  /** Least time between the beginnings of any two. */
  least: number;
}

/** One job in a route. */
export interface Stop {
  job: number;
  /** Index into the job's ways. */
  way: number;
  /** When it begins. */
  begin: number;
}

/** Routes by vehicle, in order; an unused vehicle has an empty one. */
export interface Solution {
  routes: Stop[][];
  /** Jobs that no vehicle does, ascending. */
  left_out: number[];
  /** Of travel, ways, used vehicles and unevenness; without the penalties of what is left out. */
  cost: number;
}

/** How long and from what a solver goes. */
export interface SolveOptions {
  /** The same seed, problem, start and iterations give the same solution. */
  seed: number;
  /** Rounds of ruin and repair. */
  iterations: number;
  /** Asked every some rounds: true ends the search early, with the best so far. */
  over?: () => boolean;
  /** Where it begins: routes by vehicle; jobs in none are free. Times help to find the place of jobs that keep apart from others. */
  start?: readonly (readonly (Pick<Stop, 'job' | 'way'> & Partial<Stop>)[])[];
  /** 1 for jobs that stay with the vehicle, in the order and in the way that `start` gives them, by job; free where that is too late. */
  kept?: Uint8Array;
  /** Hears of every solution that is better, at most some times a second. */
  better?: (solution: Solution, iteration: number) => void;
}
