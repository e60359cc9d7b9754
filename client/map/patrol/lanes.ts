import type { PlannedRoute } from '../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';

/** A piece of a squad's route that keeps one place beside the others of its street. */
export interface Lane {
  squad_id: number;
  /** Walked from the first to the last. */
  line: LonLat[];
  /** Lanes to the right of the street's middle, in the direction of the line; halves where an even number share it. */
  offset: number;
  /** The compared plan passes it too; false while nothing is compared. */
  shared: boolean;
}

/** Ends of legs within this many metres of a segment cut it, so that who stops half way still shares the rest. */
const cut_m = 1;
const metresPerDegree = 111_195;

/** A street's piece as one squad walks it. */
interface Step {
  squad_id: number;
  from: LonLat;
  to: LonLat;
  /** The same for both directions. */
  key: string;
  /** True: in the direction of the key. */
  along: boolean;
}

/**
 * Routes side by side: where several squads share a street, or one passes it both ways, each has a lane of its own, keeping to the
 * right, in the order of the plan's squads. Pieces that follow each other in the same lane are one.
 * @param others routes of the plan that this one is compared with
 */
export function lanesOf(routes: readonly PlannedRoute[], others: readonly PlannedRoute[] = []): Lane[] {
  const ends = endsOf(routes);
  const steps = routes.map((route) => stepsOf(route, ends));
  const company = companies(steps.flat());
  const passed = new Set(others.flatMap((route) => stepsOf(route, ends).map(({ key }) => key)));
  return steps.flatMap((own) => joined(own, company, passed));
}

function endsOf(routes: readonly PlannedRoute[]): LonLat[] {
  const ends = new Map<string, LonLat>();
  for (const { legs } of routes) {
    for (const { line } of legs) {
      for (const end of [line[0], line.at(-1)]) if (end) ends.set(name(end), end);
    }
  }
  return [...ends.values()].sort((a, b) => a[0] - b[0]);
}

function stepsOf(route: PlannedRoute, ends: readonly LonLat[]): Step[] {
  const steps: Step[] = [];
  for (const { line } of route.legs) {
    for (let index = 1; index < line.length; index++) {
      const [from, to] = [line[index - 1]!, line[index]!];
      let last = from;
      for (const corner of [...cutsOf(from, to, ends), to]) {
        if (name(last) !== name(corner)) steps.push(step(route.squad_id, last, corner));
        last = corner;
      }
    }
  }
  return steps;
}

function step(squad_id: number, from: LonLat, to: LonLat): Step {
  const [a, b] = [name(from), name(to)];
  return a < b
    ? { squad_id, from, to, key: `${a} ${b}`, along: true }
    : { squad_id, from, to, key: `${b} ${a}`, along: false };
}

/** Ends of legs that lie on a segment, in its direction. `ends` are sorted by longitude. */
function cutsOf(from: LonLat, to: LonLat, ends: readonly LonLat[]): LonLat[] {
  const scale = Math.cos((from[1] * Math.PI) / 180);
  const reach = cut_m / metresPerDegree;
  const [west, east] = [Math.min(from[0], to[0]) - reach / scale, Math.max(from[0], to[0]) + reach / scale];
  const [south, north] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
  const [x, y] = [(to[0] - from[0]) * scale, to[1] - from[1]];
  const length = Math.hypot(x, y);
  if (length === 0) return [];
  const found: { end: LonLat; at: number }[] = [];
  for (let index = firstFrom(ends, west); index < ends.length && ends[index]![0] <= east; index++) {
    const end = ends[index]!;
    if (end[1] < south || end[1] > north) continue;
    const [dx, dy] = [(end[0] - from[0]) * scale, end[1] - from[1]];
    const at = (dx * x + dy * y) / length;
    const off = Math.abs(dx * y - dy * x) / length;
    if (off <= reach && at > reach && at < length - reach) found.push({ end, at });
  }
  return found.sort((a, b) => a.at - b.at).map(({ end }) => end);
}

/** Index of the first end not west of a longitude. */
function firstFrom(ends: readonly LonLat[], west: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]![0] < west) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Who shares each piece: those against the key's direction first, so that each keeps to its right. */
function companies(steps: readonly Step[]): Map<string, string[]> {
  const order = [...new Set(steps.map(({ squad_id }) => squad_id))];
  const rank = new Map(order.map((squad_id, index) => [squad_id, index]));
  const found = new Map<string, Map<string, number>>();
  for (const { key, squad_id, along } of steps) {
    const place = rank.get(squad_id)!;
    const own = found.get(key) ?? new Map<string, number>();
    own.set(lane(squad_id, along), along ? order.length + place : order.length - 1 - place);
    found.set(key, own);
  }
  return new Map(
    [...found].map(([key, own]) => [key, [...own].sort(([, a], [, b]) => a - b).map(([member]) => member)]),
  );
}

/** Lays a squad's pieces in their lanes and joins those that follow each other, but where it turns back. */
function joined(
  steps: readonly Step[],
  company: ReadonlyMap<string, readonly string[]>,
  passed: ReadonlySet<string>,
): Lane[] {
  const lanes: Lane[] = [];
  const seen = new Set<string>();
  for (const { squad_id, from, to, key, along } of steps) {
    // A piece passed again in the same direction is drawn once.
    const again = `${key} ${along}`;
    if (seen.has(again)) continue;
    seen.add(again);
    const members = company.get(key)!;
    const place = members.indexOf(lane(squad_id, along)) - (members.length - 1) / 2;
    const offset = along ? place : -place || 0;
    const shared = passed.has(key);
    const last = lanes.at(-1);
    const follows = last && name(last.line.at(-1)!) === name(from) && name(last.line.at(-2)!) !== name(to);
    if (follows && last.offset === offset && last.shared === shared) last.line.push(to);
    else lanes.push({ squad_id, line: [from, to], offset, shared });
  }
  return lanes;
}

function lane(squad_id: number, along: boolean): string {
  return `${squad_id} ${along}`;
}

/** A corner as text, about 10 cm exact: the same corner in two routes is the same text. */
function name([longitude, latitude]: LonLat): string {
  return `${longitude.toFixed(6)},${latitude.toFixed(6)}`;
}
