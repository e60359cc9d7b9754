import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, pointText, type Value } from './bulk.ts';
import { drawConfirmedAge, type Life, staleness } from './context.ts';
import { addDays } from './days.ts';
import { distance, insideRing, type Metres } from './frame.ts';
import type { Building } from './ground.ts';
import { companyName, schoolName, signName } from './signs.ts';
import { calledPlace, doorway, gateOf, scatter } from './sites.ts';

/** An organisation before it is written; kinds are the ids of data/codes/organisation-kind.json. */
interface Organisation {
  kind: string;
  name: string;
  address: string;
  staff_count: number;
  building: Building | null;
  at: Metres;
}

/** Households for which a town has one organisation. */
const HOUSEHOLDS_PER_ORGANISATION = 50;
/** How near a street a dwelling must stand to have shops on its ground floor. */
const FRONTAGE_M = 32;

const schools = new Set(['school', 'university', 'college']);
const offices = new Set(['office', 'commercial']);
const malls = new Set(['retail', 'supermarket', 'mall', 'kiosk']);
const works = new Set(['industrial', 'warehouse', 'factory', 'manufacture']);
const public_ = new Set(['civic', 'public', 'government']);

/** Companies, schools, shops … in the buildings that are for them, then shops along the streets. */
export async function fillOrganisations(life: Life, householdCount: number): Promise<Organisation[]> {
  const random = life.random.fork('organisations');
  const used = new Set<string>();
  const made = [
    ...propertyCompanies(life, random),
    ...onOwnGround(life, random, used),
    ...inOwnBuildings(life, random, used, householdCount),
  ];
  const wanted = Math.max(20, Math.round(householdCount / HOUSEHOLDS_PER_ORGANISATION));
  made.push(...alongStreets(life, random, used, Math.max(wanted - made.length, Math.round(wanted * 0.35))));
  await insertRows(
    life.sql,
    'organisation',
    columns,
    made.map((organisation) => rowOf(life, random, organisation)),
  );
  return made;
}

const columns = {
  kind: 'text',
  name: 'text',
  address: 'text',
  staff_count: 'int',
  building_id: 'int',
  confirmed_on: 'date',
  geometry: 'geometry',
  source: 'text',
};

function rowOf(life: Life, random: Random, { kind, name, address, staff_count, building, at }: Organisation): Value[] {
  const age = drawConfirmedAge(random, staleness(life, building?.area_code ?? null));
  const confirmed_on = random.chance(0.03) ? null : addDays(life.today, -age);
  return [
    kind,
    name,
    address,
    staff_count,
    building?.id ?? null,
    confirmed_on,
    pointText(life.ground.frame.toDegrees(at)),
    'demo',
  ];
}

/** An office a property company at the gate of the first compound that it looks after. */
function propertyCompanies(life: Life, random: Random): Organisation[] {
  const seen = new Set<string>();
  const made: Organisation[] = [];
  for (const compound of life.ground.compounds) {
    const name = compound.property_company;
    if (!name || seen.has(name) || !compound.area_code) continue;
    seen.add(name);
    const { at } = gateOf(life, compound);
    const inside: Metres = [at[0] + (compound.centre[0] - at[0]) * 0.08, at[1] + (compound.centre[1] - at[1]) * 0.08];
    const address = life.streets.address(at) ?? compound.name;
    made.push({ kind: 'property', name, address, staff_count: random.integer(8, 46), building: null, at: inside });
  }
  return made;
}

/** Organisations that have a named ground of their own; what stands on it is theirs. Value: land kind to organisation kind. */
const grounds: Record<string, string> = { school: 'school', hospital: 'clinic', industrial: 'company' };

/** The largest building on each named school, hospital or factory ground stands for the whole. */
function onOwnGround(life: Life, random: Random, used: Set<string>): Organisation[] {
  return life.ground.lands.flatMap((land): Organisation[] => {
    const kind = grounds[land.kind];
    if (!kind || !land.name || used.has(land.name)) return [];
    const standing = life.ground.buildings.filter(({ area_code, inner }) => area_code && insideRing(land.ring, inner));
    const host = standing.reduce<Building | undefined>(
      (best, one) => (!best || one.footprint_m2 > best.footprint_m2 ? one : best),
      undefined,
    );
    if (!host) return [];
    used.add(land.name);
    const { name } = land;
    return [
      {
        kind: name.includes('幼儿园') ? 'kindergarten' : kind,
        name,
        address: calledPlace(life, host),
        staff_count: staffOf(random, land.kind),
        building: host,
        at: host.inner,
      },
    ];
  });
}

/** True for a building on ground that belongs to a named school, hospital or factory. */
function ownGroundIndex(life: Life): (building: Building) => boolean {
  const named = life.ground.lands.filter(({ kind, name }) => grounds[kind] && name);
  return ({ inner }) => named.some(({ ring }) => insideRing(ring, inner));
}

function inOwnBuildings(life: Life, random: Random, used: Set<string>, householdCount: number): Organisation[] {
  const owned = ownGroundIndex(life);
  const buildings = life.ground.buildings.filter((building) => building.area_code && !owned(building));
  const hosts = buildings.filter(({ kind }) => offices.has(kind) || malls.has(kind));
  // A city centre has more offices than its dwellers would explain: they share what such a town can fill.
  const each = Math.max(
    1,
    Math.min(12, ((householdCount / HOUSEHOLDS_PER_ORGANISATION) * 0.55) / Math.max(1, hosts.length)),
  );
  return buildings.flatMap((building) => {
    const kinds = kindsIn(random, building, each);
    return kinds.map((kind) => settle(life, random, used, building, kind, kinds.length === 1));
  });
}

function kindsIn(random: Random, building: Building, each: number): string[] {
  const { kind } = building;
  if (schools.has(kind)) return ['school'];
  if (kind === 'kindergarten') return ['kindergarten'];
  if (kind === 'hospital' || kind === 'clinic') return ['clinic'];
  if (kind === 'hotel') return ['hotel'];
  if (building.name?.includes('市场')) return ['supermarket'];
  if (public_.has(kind)) return /政府|党群|政务|会议|居委/.test(building.name ?? '政府') ? ['party'] : [];
  if (works.has(kind)) return random.chance(0.6) ? [random.chance(0.5) ? 'workshop' : 'company'] : [];
  const count = Math.round(random.between(0.5, 1.5) * each);
  if (offices.has(kind))
    return draw(random, count, { company: 70, bank: 6, restaurant: 9, shop: 9, hotel: 3, clinic: 3 });
  if (malls.has(kind))
    return draw(random, count, { shop: 44, restaurant: 34, supermarket: 9, company: 6, bank: 4, clinic: 3 });
  return [];
}

function draw(random: Random, count: number, shares: Record<string, number>): string[] {
  const kinds = Object.keys(shares);
  return Array.from({ length: count }, () => kinds[random.weighted(Object.values(shares))]!);
}

function settle(
  life: Life,
  random: Random,
  used: Set<string>,
  building: Building,
  kind: string,
  alone: boolean,
): Organisation {
  const street = life.streets.nearest(building.inner, 90);
  const spread = building.length_m / 3;
  const target: Metres | undefined = street && scatter(random, street.at, spread);
  const at = alone || !target ? building.inner : doorway(building, target, -2);
  return {
    kind,
    name: nameOf(life, random, used, building, kind, street?.road.name ?? null),
    address: calledPlace(life, building),
    staff_count: staffOf(random, kind),
    building,
    at,
  };
}

function nameOf(
  life: Life,
  random: Random,
  used: Set<string>,
  building: Building,
  kind: string,
  road: string | null,
): string {
  const called = ['school', 'kindergarten', 'party', 'hotel'].includes(kind) || building.name?.includes('市场');
  if (called && building.name) return building.name;
  if (kind === 'school' || kind === 'kindergarten') return schoolName(random, kind, road, used);
  if (kind === 'company' || kind === 'workshop') return companyName(random, kind, used);
  if (kind === 'party') return `${communityName(life, building)}便民服务中心`;
  return signName(random, kind, used);
}

function communityName(life: Life, building: Building): string {
  return life.communities.find(({ area }) => building.area_code?.startsWith(area.area_code))?.area.name ?? '';
}

function staffOf(random: Random, kind: string): number {
  const ranges: Record<string, [number, number]> = {
    school: [35, 140],
    hospital: [120, 640],
    industrial: [25, 320],
    kindergarten: [12, 46],
    company: [4, 180],
    bank: [8, 26],
    hotel: [8, 70],
    clinic: [3, 18],
    party: [6, 30],
    workshop: [3, 24],
    supermarket: [4, 38],
  };
  const [low, high] = ranges[kind] ?? [1, 9];
  // Most are small: the square of a draw leans to the low end.
  return low + Math.floor(random.next() ** 2 * (high - low + 1));
}

/** Shops on the ground floors that face a street, busier streets first come. */
function alongStreets(life: Life, random: Random, used: Set<string>, wanted: number): Organisation[] {
  const busy = (kind: string) =>
    ({ primary: 2, secondary: 4, tertiary: 5, residential: 3, unclassified: 2, living_street: 4 })[kind] ?? 0;
  const fronts = life.ground.buildings.flatMap((building) => {
    if (!building.area_code || building.footprint_m2 < 60) return [];
    const street = life.streets.nearest(
      building.inner,
      FRONTAGE_M + Math.sqrt(building.footprint_m2),
      (road) => busy(road.kind) > 0,
    );
    if (!street) return [];
    const at = doorway(building, street.at, -1.5);
    return distance(at, street.at) <= FRONTAGE_M ? [{ building, at, street, weight: busy(street.road.kind) }] : [];
  });
  if (fronts.length === 0) return [];
  const weights = fronts.map(({ weight }) => weight);
  const shares = { shop: 42, restaurant: 27, supermarket: 7, clinic: 5, bank: 2, hotel: 3, workshop: 4, company: 10 };
  return Array.from({ length: Math.min(wanted, fronts.length * 4) }, () => {
    const front = fronts[random.weighted(weights)]!;
    const kind = draw(random, 1, shares)[0]!;
    const reach = Math.max(0, front.building.length_m / 2 - 4);
    const slide = random.between(-reach, reach);
    const at: Metres = [
      front.at[0] + Math.cos(front.street.angle) * slide * 0.8,
      front.at[1] + Math.sin(front.street.angle) * slide * 0.8,
    ];
    const name = nameOf(life, random, used, front.building, kind, front.street.road.name);
    return {
      kind,
      name,
      address: life.streets.address(at) ?? calledPlace(life, front.building),
      staff_count: staffOf(random, kind),
      building: front.building,
      at,
    };
  });
}
