import type { IncidentStatus, StatusGroup } from '../../server/api/incidents/schema.ts';
import type { Bounds } from '../../server/api/wire.ts';
import type { Days } from '../state/period.ts';
import { incidentStatuses, isGroup, type StatusFilter } from '../state/status.ts';
import type { PointColumns } from './point-columns.ts';

const day_ms = 86_400_000;
/** Steps of a position in a degree. */
const steps = 1e7;
/** Number of urgencies. */
const urgencyCount = 4;

/** Incidents as the map draws them, in order of urgency: each urgency is one run, and the most urgent lie on top. */
export interface Points {
  count: number;
  id: Uint32Array;
  /** Longitude and latitude of each point in turn, degrees. */
  position: Float64Array;
  /** Day (`dayNumber`), category (`CategoryNumbers`) and status (its place in the loop) of each point in turn: what the filter looks at. */
  filter: Float32Array;
  /** Level at which each was settled, 1 grid to 4 district, 0 not; and hands that it passed through. */
  settled: Uint8Array;
  hands: Uint8Array;
  /** Where the run of each urgency begins, and the last one ends. */
  starts: readonly number[];
}

/** Which points are shown; every bound is included. */
export interface PointFilter {
  /** By `dayNumber`. */
  days: readonly [number, number];
  categories: readonly [number, number];
  /** Places in the loop. */
  statuses: readonly [number, number];
  urgencies: readonly [number, number];
}

/** Days from 1970 to a `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  return Date.parse(day) / day_ms;
}

/** Numbers for the names of categories, the same in every answer. */
export class CategoryNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  name(number: number): string {
    return this.#names[number] ?? '';
  }
}

/** Brings an answer into the order in which it is drawn. */
export function drawnPoints(columns: PointColumns, categories: CategoryNumbers): Points {
  const { header, id, position, day, category, status, urgency, course } = columns;
  const { count } = header;
  const first = dayNumber(header.first_day);
  const numbers = header.categories.map((name) => categories.of(name));
  const stages = header.statuses.map((name) => incidentStatuses.indexOf(name));
  const starts = runs(urgency);
  const next = starts.slice();
  const points = {
    count,
    id: new Uint32Array(count),
    position: new Float64Array(count * 2),
    filter: new Float32Array(count * 3),
    settled: new Uint8Array(count),
    hands: new Uint8Array(count),
    starts,
  };
  for (let from = 0; from < count; from++) {
    const to = next[urgency[from]!]!++;
    points.id[to] = id[from]!;
    points.position[to * 2] = position[from * 2]! / steps;
    points.position[to * 2 + 1] = position[from * 2 + 1]! / steps;
    points.filter[to * 3] = first + day[from]!;
    points.filter[to * 3 + 1] = numbers[category[from]!]!;
    points.filter[to * 3 + 2] = stages[status[from]!]!;
    points.settled[to] = course[from]! >> 4;
    points.hands[to] = course[from]! & 15;
  }
  return points;
}

function runs(urgency: Uint8Array): number[] {
  const starts = new Array<number>(urgencyCount + 1).fill(0);
  for (let point = 0; point < urgency.length; point++) starts[urgency[point]! + 1]!++;
  for (let run = 1; run <= urgencyCount; run++) starts[run]! += starts[run - 1]!;
  return starts;
}

/** Place of a status in the loop, as `Points.filter` has it. */
export function stageOf(status: IncidentStatus): number {
  return incidentStatuses.indexOf(status);
}

/** Urgencies that a state stands for. */
const urgenciesOf: Record<StatusGroup, readonly [number, number]> = { open: [1, 3], overdue: [3, 3], done: [0, 0] };

/** The filter of a view. */
export function pointFilter(
  period: Days,
  category: string | null,
  status: StatusFilter | null,
  categories: CategoryNumbers,
): PointFilter {
  const number = category === null ? null : categories.of(category);
  return {
    days: [dayNumber(period.from), dayNumber(period.to)],
    categories: number === null ? [0, Number.MAX_SAFE_INTEGER] : [number, number],
    statuses:
      status === null || isGroup(status) ? [0, incidentStatuses.length - 1] : [stageOf(status), stageOf(status)],
    urgencies: status !== null && isGroup(status) ? urgenciesOf[status] : [0, urgencyCount - 1],
  };
}

/** Calls back with the place of every point that passes the filter and lies in the box, least urgent first. */
export function eachShown(
  points: Points,
  { days, categories, statuses, urgencies }: PointFilter,
  visit: (place: number) => void,
  [west, south, east, north]: Bounds = [-180, -90, 180, 90],
): void {
  const { filter, position, starts } = points;
  const [firstDay, lastDay] = days;
  const [firstCategory, lastCategory] = categories;
  const [firstStatus, lastStatus] = statuses;
  const end = starts[urgencies[1] + 1]!;
  for (let place = starts[urgencies[0]]!; place < end; place++) {
    const day = filter[place * 3]!;
    if (day < firstDay || day > lastDay) continue;
    const category = filter[place * 3 + 1]!;
    if (category < firstCategory || category > lastCategory) continue;
    const status = filter[place * 3 + 2]!;
    if (status < firstStatus || status > lastStatus) continue;
    const longitude = position[place * 2]!;
    const latitude = position[place * 2 + 1]!;
    if (longitude >= west && longitude <= east && latitude >= south && latitude <= north) visit(place);
  }
}

/** Urgency of the point at a place. */
export function urgencyAt({ starts }: Points, place: number): number {
  let urgency = 0;
  while (place >= starts[urgency + 1]!) urgency++;
  return urgency;
}
