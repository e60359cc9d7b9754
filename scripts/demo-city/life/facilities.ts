import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, pointText } from './bulk.ts';
import { type Community, drawConfirmedAge, type Life, staleness } from './context.ts';
import { addDays } from './days.ts';
import { distance, type Metres } from './frame.ts';
import type { Compound } from './ground.ts';
import { doorsOf } from './residence.ts';
import { crossings, doorway, gateOf, pointInRing } from './sites.ts';
import { isStreet } from './streets.ts';

/** A facility before it is written; kinds are the ids of data/codes/facility-kind.json. */
export interface Facility {
  kind: string;
  name: string;
  operator: string;
  at: Metres;
}

/** Service centres, health stations, toilets, hydrants … where a town has them. */
export async function fillFacilities(life: Life, householdCount: number): Promise<Facility[]> {
  const random = life.random.fork('facilities');
  const made = [
    ...life.communities.flatMap((community) => ofCommunity(life, random, community)),
    ...life.ground.compounds.flatMap((compound) => ofCompound(life, random, compound)),
    ...atDwellings(life, random),
    ...ofParks(life, random),
    ...ofPlaces(life),
    ...alongStreets(life, random, householdCount),
  ].filter(({ at }) => life.ground.inCity(at));
  const rows = made.map(({ kind, name, operator, at }) => {
    const age = drawConfirmedAge(random, staleness(life, nearestGrid(life, at)));
    const confirmed_on = random.chance(0.03) ? null : addDays(life.today, -age);
    return [
      kind,
      name,
      life.streets.address(at),
      operator,
      confirmed_on,
      pointText(life.ground.frame.toDegrees(at)),
      'demo',
    ];
  });
  const columns = {
    kind: 'text',
    name: 'text',
    address: 'text',
    operator: 'text',
    confirmed_on: 'date',
    geometry: 'geometry',
    source: 'text',
  };
  await insertRows(life.sql, 'facility', columns, rows);
  return made;
}

/** The grid whose centre is nearest: good enough to tell how well a thing is kept. */
export function nearestGrid(life: Life, at: Metres): string | null {
  let best: { code: string; distance_m: number } | undefined;
  for (const { grids } of life.communities) {
    for (const grid of grids) {
      const distance_m = distance(grid.centre, at);
      if (!best || distance_m < best.distance_m) best = { code: grid.area_code, distance_m };
    }
  }
  return best?.code ?? null;
}

/** The public house of a community: its civic building, else the ground floor of its most central dwelling. */
function centreOf(life: Life, { area, buildings }: Community): Metres {
  const civic = buildings.filter(({ kind }) => ['civic', 'public', 'government', 'office'].includes(kind));
  const named = civic.find(({ name }) => name?.includes(area.name) && name.includes('服务中心'));
  if (named) return named.inner;
  const hosts = civic.length > 0 ? civic : buildings.filter(({ kind }) => kind !== 'garage');
  const first = hosts.reduce<(typeof hosts)[number] | undefined>(
    (best, one) => (!best || distance(one.inner, area.centre) < distance(best.inner, area.centre) ? one : best),
    undefined,
  );
  if (!first) return area.centre;
  const street = life.streets.nearest(first.inner, 150);
  return street ? doorway(first, street.at, -2) : first.inner;
}

function ofCommunity(life: Life, random: Random, community: Community): Facility[] {
  const { area } = community;
  const centre = centreOf(life, community);
  const made: Facility[] = [
    { kind: 'service_centre', name: `${area.name}党群服务中心`, operator: `${area.name}居委会`, at: centre },
  ];
  const add = (kind: string, name: string, operator: string) =>
    made.push({ kind, name: `${area.name}${name}`, operator, at: nearDoor(life, random, community, centre) });
  add('police_station', '警务室', '辖区派出所');
  add('clinic', '卫生服务站', '街道卫生服务中心');
  add('elder_canteen', '老年食堂', '街道养老服务中心');
  if (random.chance(0.6)) add('elder_centre', '日间照料中心', '街道养老服务中心');
  add('fire_station', '微型消防站', `${area.name}居委会`);
  add('shelter', '应急避难点', '街道应急办');
  for (let index = 1; index <= 5; index++) add('toilet', `第${index}公厕`, '环卫所');
  for (let index = 1; index <= 5; index++) add('parcel', `${index}号快递驿站`, '驿站经营者');
  return made;
}

/** In front of a building of the community, the nearer the centre the likelier. */
function nearDoor(life: Life, random: Random, { buildings }: Community, centre: Metres): Metres {
  if (buildings.length === 0) return centre;
  const tried = [random.pick(buildings), random.pick(buildings), random.pick(buildings)];
  const building = tried.reduce((best, one) =>
    distance(one.inner, centre) < distance(best.inner, centre) ? one : best,
  );
  const street = life.streets.nearest(building.inner, 120);
  return street ? doorway(building, street.at, 2) : building.inner;
}

function ofCompound(life: Life, random: Random, compound: Compound): Facility[] {
  if (!compound.area_code) return [];
  const operator = compound.property_company ?? '社区代管';
  const { at: gate } = gateOf(life, compound);
  const yard = (): Metres => pointInRing(random, compound.ring, compound.centre);
  const made: Facility[] = [
    { kind: 'notice_board', name: `${compound.name}公告栏`, operator, at: inward(gate, compound.centre, 10) },
  ];
  const wastes = Math.max(1, Math.min(4, Math.round(compound.area_m2 / 22_000)));
  for (let index = 1; index <= wastes; index++) {
    made.push({ kind: 'waste_station', name: `${compound.name}${index}号分类点`, operator, at: yard() });
  }
  if (random.chance(0.75)) made.push({ kind: 'charging', name: `${compound.name}充电车棚`, operator, at: yard() });
  if (compound.area_m2 > 15_000 && random.chance(0.6))
    made.push({ kind: 'fitness', name: `${compound.name}健身点`, operator, at: yard() });
  if (random.chance(0.35))
    made.push({ kind: 'hydrant', name: `${compound.name}消火栓`, operator: '消防救援站', at: yard() });
  return made;
}

/** Doors in blocks of flats for which one of each stands there where no compounds are known. */
const doorsPer = { waste_station: 260, notice_board: 420, charging: 520, fitness: 1_600 } as const;
const dwellingNames = {
  waste_station: '分类点',
  notice_board: '公告栏',
  charging: '充电车棚',
  fitness: '健身点',
} as const;

/** What compounds would have, beside the blocks of flats that belong to none. */
function atDwellings(life: Life, random: Random): Facility[] {
  const blocks = life.ground.buildings
    .filter(({ compound_id, area_code }) => compound_id === null && area_code)
    .map((building) => ({ building, doors: doorsOf(building).households }))
    .filter(({ doors }) => doors > 12);
  return blocks.flatMap(({ building, doors }) =>
    (Object.keys(doorsPer) as (keyof typeof doorsPer)[])
      .filter((kind) => random.chance(doors / doorsPer[kind]))
      .map((kind): Facility => {
        const around: Metres = [building.inner[0] + random.normal() * 40, building.inner[1] + random.normal() * 40];
        const place = building.address ?? life.streets.address(building.inner) ?? '小区';
        return { kind, name: `${place}${dwellingNames[kind]}`, operator: '社区代管', at: doorway(building, around, 5) };
      }),
  );
}

/** A point moved by some metres towards a centre. */
export function inward(from: Metres, centre: Metres, metres: number): Metres {
  const reach = Math.max(metres, distance(from, centre));
  return [from[0] + ((centre[0] - from[0]) * metres) / reach, from[1] + ((centre[1] - from[1]) * metres) / reach];
}

function ofParks(life: Life, random: Random): Facility[] {
  return life.ground.lands
    .filter(
      ({ kind, area_m2, centre }) =>
        ['park', 'square', 'sports'].includes(kind) && area_m2 > 2_000 && life.ground.inCity(centre),
    )
    .flatMap(({ kind, name, ring, centre, area_m2 }) => {
      const place = name ?? (kind === 'square' ? '广场' : kind === 'sports' ? '运动场' : '街头绿地');
      const at = () => pointInRing(random, ring, centre);
      const made: Facility[] = [{ kind: 'fitness', name: `${place}健身点`, operator: '公园管理处', at: at() }];
      if (area_m2 > 8_000)
        made.push(
          { kind: 'toilet', name: `${place}公厕`, operator: '环卫所', at: at() },
          { kind: 'shelter', name: `${place}应急避难所`, operator: '街道应急办', at: at() },
        );
      if (area_m2 > 60_000) made.push({ kind: 'fitness', name: `${place}北健身点`, operator: '公园管理处', at: at() });
      return made;
    });
}

/** What the map itself names: bus stops and markets. */
function ofPlaces(life: Life): Facility[] {
  const made: Facility[] = [];
  for (const { name, inner } of life.ground.buildings) {
    if (name && /农贸|菜市场|集贸/.test(name)) made.push({ kind: 'market', name, operator: '市场管理方', at: inner });
  }
  for (const { kind, name, at } of life.ground.places) {
    if (kind === 'bus_stop')
      made.push({ kind: 'bus_stop', name: name.endsWith('站') ? name : `${name}站`, operator: '公交公司', at });
    if (kind === 'market' || kind === 'marketplace') made.push({ kind: 'market', name, operator: '市场管理方', at });
  }
  return made;
}

function alongStreets(life: Life, random: Random, householdCount: number): Facility[] {
  const made: Facility[] = [];
  const wanted = { hydrant: Math.round(householdCount / 260), bus_stop: Math.round(householdCount / 750) };
  const crossing = crossings(life, 220);
  const named = life.ground.roads.filter(
    (road) => isStreet(road) && road.kind !== 'service' && lengthOf(road.line) > 40,
  );
  if (named.length === 0) return made;
  const lengths = named.map((road) => lengthOf(road.line));
  for (let index = 0; index < wanted.hydrant; index++) {
    const road = named[random.weighted(lengths)]!;
    const at = beside(road.line, random.next(), random.chance(0.5) ? 9 : -9);
    made.push({ kind: 'hydrant', name: `${life.streets.address(at) ?? ''}消火栓`, operator: '消防救援站', at });
  }
  const known = made.length + life.ground.places.filter(({ kind }) => kind === 'bus_stop').length;
  const stops = Math.max(0, wanted.bus_stop - (known - made.length));
  for (const { at, name } of crossing.slice(0, stops)) {
    const place: Metres = [at[0] + random.between(25, 45), at[1] + (random.chance(0.5) ? 8 : -8)];
    made.push({ kind: 'bus_stop', name: `${name.replace('路口', '')}站`, operator: '公交公司', at: place });
  }
  return made;
}

/** Length of a line in metres. */
export function lengthOf(line: readonly Metres[]): number {
  let length = 0;
  for (let index = 1; index < line.length; index++) length += distance(line[index - 1]!, line[index]!);
  return length;
}

/** The point a share of the way along a line, `offset_m` to its left. */
export function beside(line: readonly Metres[], share: number, offset_m: number): Metres {
  let left = share * lengthOf(line);
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!];
    const step = distance(from, to);
    if (left <= step && step > 0) {
      const [ux, uy] = [(to[0] - from[0]) / step, (to[1] - from[1]) / step];
      return [from[0] + ux * left - uy * offset_m, from[1] + uy * left + ux * offset_m];
    }
    left -= step;
  }
  return line.at(-1)!;
}
