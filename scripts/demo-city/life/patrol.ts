import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, nextId, pointText, type Value } from './bulk.ts';
import type { Community, Life } from './context.ts';
import { distance, type Metres } from './frame.ts';
import { edgeKey, Paths } from './paths.ts';
import { fillRoster, type RosterSquad } from './patrol-roster.ts';
import { demandOf, startOf, stationsOf } from './patrol-starts.ts';
import { fillPatrolStreets } from './patrol-streets.ts';
import { gateOf, pointInRing } from './sites.ts';

/** Patrol points that a community keeps. */
const POINTS_PER_COMMUNITY = 6;

interface Squad extends RosterSquad {
  name: string;
  wanted: number;
}
interface Point {
  id: number;
  name: string;
  at: Metres;
  worth: number;
  /** Nearest vertex of the walkable network. */
  vertex: number;
}
interface Rows {
  /** Squads as they stand, for the roster. */
  roster: RosterSquad[];
  squads: Value[][];
  points: Value[][];
  routes: Value[][];
}

const shifts = {
  full_time: [
    { shift: 'night', label: '夜巡', starts_at: '20:00', ends_at: '23:30' },
    { shift: 'day', label: '日巡', starts_at: '09:00', ends_at: '11:30' },
  ],
  volunteer: [{ shift: 'evening', label: '晚巡', starts_at: '18:30', ends_at: '20:30' }],
  enterprise: [{ shift: 'late_night', label: '深夜巡', starts_at: '23:00', ends_at: '02:00' }],
} as const;

/** Squads, six points a community, and closed routes along the streets. */
export async function fillPatrol(life: Life): Promise<void> {
  const random = life.random.fork('patrol');
  const paths = new Paths(life.ground.roads, life.ground.nearCity);
  const connected = paths.connected;
  const next = { squad: await nextId(life.sql, 'squad'), point: await nextId(life.sql, 'patrol_point') };
  const rows: Rows = { roster: [], squads: [], points: [], routes: [] };
  const stations = await stationsOf(life, life.communities);
  for (const [index, community] of life.communities.entries()) {
    fillCommunity(life, random.fork(community.area.area_code), community, { paths, connected, stations }, next, rows);
    life.onProgress('patrol', index + 1, life.communities.length);
  }
  await write(life, rows);
  await fillPatrolStreets(life, (at) => gridOf(life, at));
  await fillRoster(life, rows.roster, shifts);
}

async function write({ sql }: Life, rows: Rows): Promise<void> {
  const squad = { id: 'int', area_code: 'text', kind: 'text', name: 'text', member_count: 'int', source: 'text' };
  const start = { mode: 'text', start_at: 'geometry', ends_anywhere: 'boolean' };
  await insertRows(sql, 'squad', { ...squad, ...start }, rows.squads);
  const point = {
    id: 'int',
    squad_id: 'int',
    name: 'text',
    address: 'text',
    window_start: 'time',
    window_end: 'time',
    dwell_min: 'int',
    wanted_visits: 'int',
    geometry: 'geometry',
    source: 'text',
    ...{ priority: 'int', optional: 'boolean', gap_min: 'int', people: 'int', code: 'text' },
  };
  await insertRows(sql, 'patrol_point', point, rows.points);
  const route = {
    squad_id: 'int',
    name: 'text',
    shift: 'text',
    starts_at: 'time',
    ends_at: 'time',
    patrol_point_ids: 'int[]',
    length_m: 'float8',
    geometry: 'geometry',
    source: 'text',
  };
  await insertRows(sql, 'patrol_route', route, rows.routes);
}

function fillCommunity(
  life: Life,
  random: Random,
  community: Community,
  network: { paths: Paths; connected: number[]; stations: ReadonlyMap<string, string> },
  next: { squad: number; point: number },
  rows: Rows,
): void {
  const squads = squadsOf(random, community, next);
  const sites = choose(random, candidates(life, random, community), community);
  const points = sites.map((site): Point => ({ id: next.point++, ...site, vertex: nearestVertex(network, site.at) }));
  const ordered = byAngle(points, community.area.centre);
  // A stream of its own, so that what a city had before plans stays as it was.
  const planned = random.fork('plan');
  const station = network.stations.get(community.area.area_code);
  let from = 0;
  for (const squad of squads) {
    const own = ordered.slice(from, from + squad.wanted);
    from += squad.wanted;
    const start = startOf(life, planned, squad.kind, { station, first: own[0]?.at });
    rows.roster.push(squad);
    rows.squads.push([
      squad.id,
      community.area.area_code,
      squad.kind,
      squad.name,
      squad.member_count,
      'demo',
      ...start,
    ]);
    for (const point of own) {
      rows.points.push([...pointRow(life, random, squad, point), ...demandOf(planned, point.worth)]);
    }
    if (own.length < 2) continue;
    for (const shift of shifts[squad.kind]) {
      // The day's route goes round the other way, so that nobody can set a clock by it.
      const stops = shift.shift === 'day' ? [...own].reverse() : own;
      const route = routeRow(life, network.paths, squad, stops, shift);
      if (route) rows.routes.push(route);
    }
  }
}

/** One full-time squad; most have volunteers; guards of a firm where shops or works stand. Together six points. */
function squadsOf(random: Random, { area, buildings }: Community, next: { squad: number }): Squad[] {
  const trade = buildings.filter(
    ({ kind, footprint_m2 }) => ['retail', 'commercial', 'industrial', 'office'].includes(kind) && footprint_m2 > 900,
  );
  const enterprise = trade.length > 0 && random.chance(0.6);
  const volunteer = !enterprise || random.chance(0.3);
  const fullTimePoints = POINTS_PER_COMMUNITY - (enterprise ? 2 : 0) - (volunteer ? 2 : 0);
  const make = (kind: Squad['kind'], label: string, low: number, high: number, wanted: number): Squad => ({
    id: next.squad++,
    kind,
    name: `${area.name}${label}`,
    member_count: random.integer(low, high),
    wanted,
  });
  const squads = [make('full_time', '专职巡逻队', 8, 16, fullTimePoints)];
  if (volunteer) squads.push(make('volunteer', '红袖章志愿巡逻队', 86, 150, 2));
  if (enterprise) squads.push(make('enterprise', '企业联防队', 14, 40, 2));
  return squads;
}

interface Site {
  name: string;
  at: Metres;
  /** Higher is more in need of a patrol. */
  worth: number;
}

function candidates(life: Life, random: Random, { area, grids }: Community): Site[] {
  const { ground } = life;
  const within = (code: string | null) => code?.startsWith(area.area_code) ?? false;
  const radius = Math.max(...grids.map((grid) => distance(grid.centre, area.centre)), 250) + 150;
  const close = (at: Metres) =>
    distance(at, area.centre) < radius && ground.inCity(at) && holds(life, area.area_code, at);
  const sites: Site[] = [];
  for (const compound of ground.compounds.filter((one) => within(one.area_code))) {
    const { at, side } = gateOf(life, compound);
    sites.push({ name: `${compound.name}${side}门`, at, worth: compound.property_company ? 1 : 2 });
  }
  for (const land of ground.lands) {
    if (!['park', 'square', 'school', 'construction'].includes(land.kind) || !close(land.centre)) continue;
    const label = { park: '公园', square: '广场', school: '学校门口', construction: '工地外围' }[land.kind as 'park'];
    sites.push({ name: land.name ?? label, at: pointInRing(random, land.ring, land.centre), worth: 2 });
  }
  for (const { kind, name, at } of ground.places) {
    if (['station', 'market', 'marketplace', 'square', 'bus_station'].includes(kind) && close(at))
      sites.push({ name, at, worth: 3 });
  }
  for (const road of ground.roads) {
    if (!['service', 'living_street', 'residential', 'tertiary'].includes(road.kind)) continue;
    const at = road.line[Math.floor(road.line.length / 2)]!;
    if (close(at))
      sites.push({
        name: `${life.streets.address(at) ?? '小区'}${road.kind === 'service' ? '背街' : '路段'}`,
        at,
        worth: 1,
      });
  }
  return sites;
}

/** True where a point's nearest grid is one of the community's: exact enough for points inside it. */
function holds(life: Life, code: string, at: Metres): boolean {
  return gridOf(life, at).startsWith(code);
}

function gridOf(life: Life, at: Metres): string {
  let best = { code: '', distance_m: Infinity };
  for (const { grids } of life.communities) {
    for (const grid of grids) {
      const distance_m = distance(grid.centre, at);
      if (distance_m < best.distance_m) best = { code: grid.area_code, distance_m };
    }
  }
  return best.code;
}

/** Six sites far from each other: each next one is the worthiest times its distance to those chosen. */
function choose(random: Random, sites: Site[], { area }: Community): Site[] {
  const chosen: Site[] = [];
  const names = new Set<string>();
  while (chosen.length < POINTS_PER_COMMUNITY) {
    let best: { site: Site; score: number } | undefined;
    for (const site of sites) {
      if (names.has(site.name)) continue;
      const apart =
        chosen.length === 0
          ? 1 / (1 + distance(site.at, area.centre))
          : Math.min(...chosen.map((one) => distance(one.at, site.at)));
      const score = apart * Math.sqrt(site.worth);
      if (!best || score > best.score) best = { site, score };
    }
    const site = best?.site ?? {
      name: `${area.name}${chosen.length + 1}号巡逻点`,
      at: [area.centre[0] + random.normal() * 80, area.centre[1] + random.normal() * 80] as Metres,
      worth: 1,
    };
    names.add(site.name);
    chosen.push(site);
  }
  return chosen;
}

function byAngle(points: Point[], centre: Metres): Point[] {
  const angle = ({ at }: Point) => Math.atan2(at[1] - centre[1], at[0] - centre[0]);
  return [...points].sort((a, b) => angle(b) - angle(a) || a.id - b.id);
}

function nearestVertex({ paths, connected }: { paths: Paths; connected: number[] }, at: Metres): number {
  let best = { vertex: -1, distance_m: Infinity };
  for (const vertex of connected) {
    const distance_m = distance(paths.points[vertex]!, at);
    if (distance_m < best.distance_m) best = { vertex, distance_m };
  }
  return best.vertex;
}

function pointRow(life: Life, random: Random, squad: Squad, point: Point): Value[] {
  const [start, end] =
    squad.kind === 'volunteer'
      ? ['18:00', '21:30']
      : squad.kind === 'enterprise'
        ? ['22:00', '06:00']
        : ['18:00', '06:00'];
  const where = pointText(life.ground.frame.toDegrees(point.at));
  return [
    point.id,
    squad.id,
    point.name,
    life.streets.address(point.at),
    start!,
    end!,
    random.pick([5, 5, 8, 10]),
    random.integer(1, 3),
    where,
    'demo',
  ];
}

/** A closed way along the streets through all stops in their order; null where the streets do not join them. */
function routeRow(
  life: Life,
  paths: Paths,
  squad: Squad,
  stops: Point[],
  shift:
    | (typeof shifts)['full_time'][number]
    | (typeof shifts)['volunteer'][number]
    | (typeof shifts)['enterprise'][number],
): Value[] | null {
  if (stops.some(({ vertex }) => vertex < 0)) return null;
  const worn = new Set<string>();
  const way: number[] = [];
  for (const [index, stop] of stops.entries()) {
    const leg = paths.between(stop.vertex, stops[(index + 1) % stops.length]!.vertex, worn);
    if (!leg) return null;
    for (let step = 1; step < leg.length; step++) worn.add(edgeKey(leg[step - 1]!, leg[step]!));
    way.push(...(way.length > 0 ? leg.slice(1) : leg));
  }
  if (way.length < 3) return null;
  const points = way.map((vertex) => paths.points[vertex]!);
  let length_m = 0;
  for (let index = 1; index < points.length; index++) length_m += distance(points[index - 1]!, points[index]!);
  const text = points
    .map((point) =>
      life.ground.frame
        .toDegrees(point)
        .map((value) => value.toFixed(7))
        .join(' '),
    )
    .join(',');
  const ids = `{${stops.map(({ id }) => id).join(',')}}`;
  return [
    squad.id,
    `${squad.name}${shift.label}路线`,
    shift.shift,
    shift.starts_at,
    shift.ends_at,
    ids,
    Math.round(length_m * 10) / 10,
    `SRID=4326;LINESTRING(${text})`,
    'demo',
  ];
}
