import type { Random } from '../../../server/simulator/random.ts';
import type { Life } from './context.ts';
import type { Facility } from './facilities.ts';
import { distance, type Metres } from './frame.ts';
import { crossings } from './sites.ts';

/** A place where incidents gather. */
export interface HotSpot {
  name: string;
  at: Metres;
  /** Standard deviation of the distance east and north, in metres. */
  spread_m: number;
  /** Share among the hot spots; some cool down or warm up over the two years. */
  weight: number;
  /** Factor reached at the end of the two years; 1 where nothing changes. */
  trend: number;
  /** Categories that gather here with their weights. */
  categories: Record<string, number>;
}

const tempers = {
  market: {
    spread_m: 55,
    weight: 1.7,
    trend: 1,
    categories: { environment: 5, parking: 4, order: 2, safety: 2, traffic: 2, noise: 1 },
  },
  station: {
    spread_m: 75,
    weight: 1.5,
    trend: 1.2,
    categories: { parking: 5, traffic: 4, order: 3, environment: 3, noise: 1 },
  },
  old_compound: {
    spread_m: 70,
    weight: 1.2,
    trend: 1,
    categories: { property: 5, fire: 4, public_works: 3, dispute: 3, construction: 2, parking: 3 },
  },
  construction: {
    spread_m: 80,
    weight: 1.1,
    trend: 1.8,
    categories: { noise: 6, environment: 3, traffic: 2, safety: 3 },
  },
  school: { spread_m: 45, weight: 0.8, trend: 1, categories: { parking: 5, traffic: 5, safety: 1 } },
  hospital: { spread_m: 50, weight: 0.8, trend: 1.1, categories: { parking: 6, traffic: 3, environment: 1 } },
  night: {
    spread_m: 50,
    weight: 1.2,
    trend: 1.3,
    categories: { noise: 7, environment: 4, order: 3, parking: 2, fire: 1 },
  },
  crossing: { spread_m: 35, weight: 0.7, trend: 0.7, categories: { traffic: 6, parking: 2, public_works: 2 } },
} as const;
type Temper = keyof typeof tempers;

/** Eight to twelve hot spots in a town of 30,000 households, more in a city; none within 180 m of another. */
export function chooseHotSpots(life: Life, facilities: readonly Facility[], householdCount: number): HotSpot[] {
  const random = life.random.fork('hot spots');
  const wanted = Math.max(4, Math.min(40, Math.round(7 + householdCount / 8_000)));
  const offers = offersOf(life, random, facilities);
  const chosen: HotSpot[] = [];
  for (let round = 0; chosen.length < wanted && offers.some(({ sites }) => sites.length > round); round++) {
    for (const { temper, sites } of offers) {
      const site = sites[round];
      if (!site || chosen.length >= wanted || !life.ground.inCity(site.at)) continue;
      if (chosen.some((spot) => distance(spot.at, site.at) < 180)) continue;
      const { weight, ...rest } = tempers[temper];
      chosen.push({ ...rest, ...site, weight: weight * random.between(0.7, 1.3) });
    }
  }
  return chosen;
}

function offersOf(
  life: Life,
  random: Random,
  facilities: readonly Facility[],
): { temper: Temper; sites: { name: string; at: Metres }[] }[] {
  const { places, lands, buildings } = life.ground;
  const ofPlace = (...kinds: string[]) =>
    places.filter(({ kind }) => kinds.includes(kind)).map(({ name, at }) => ({ name, at }));
  const ofLand = (kind: string, label: string) =>
    lands
      .filter((land) => land.kind === kind && land.area_m2 > 1_500)
      .map(({ name, centre }) => ({ name: name ?? label, at: centre }));
  const ofBuilding = (...kinds: string[]) =>
    buildings.filter(({ kind }) => kinds.includes(kind)).map(({ name, inner }) => ({ name: name ?? '', at: inner }));
  const markets = facilities.filter(({ kind }) => kind === 'market').map(({ name, at }) => ({ name, at }));
  const shuffled = <Item>(items: Item[]): Item[] => shuffle(random, items);
  return [
    {
      temper: 'market',
      sites: [
        ...markets,
        ...shuffled(ofPlace('supermarket', 'mall')),
        ...shuffled(ofBuilding('retail', 'supermarket')),
      ],
    },
    { temper: 'station', sites: shuffled(ofPlace('station', 'bus_station')) },
    { temper: 'old_compound', sites: oldCompounds(life) },
    { temper: 'construction', sites: ofLand('construction', '在建工地') },
    {
      temper: 'night',
      sites: shuffled([...ofPlace('restaurant', 'bar', 'fast_food', 'cafe'), ...ofBuilding('commercial')]),
    },
    { temper: 'old_compound', sites: oldCompounds(life).slice(1) },
    { temper: 'school', sites: shuffled([...ofLand('school', '学校'), ...ofBuilding('school')]) },
    { temper: 'hospital', sites: shuffled([...ofLand('hospital', '医院'), ...ofBuilding('hospital')]) },
    { temper: 'crossing', sites: shuffled(crossings(life, 150)) },
  ];
}

/** Compounds with the oldest buildings first; where there are none, dense dwellings here and there. */
function oldCompounds(life: Life): { name: string; at: Metres }[] {
  const { compounds, buildings } = life.ground;
  if (compounds.length === 0) {
    const blocks = buildings.filter(({ kind, footprint_m2 }) => kind === 'apartments' && footprint_m2 > 500);
    const step = Math.max(1, Math.floor(blocks.length / 40));
    return blocks.filter((_, index) => index % step === 0).map(({ inner }) => ({ name: '', at: inner }));
  }
  const years = new Map<number, number>();
  for (const { compound_id, built_year } of buildings) {
    if (compound_id !== null && built_year)
      years.set(compound_id, Math.min(years.get(compound_id) ?? built_year, built_year));
  }
  return [...compounds]
    .sort((a, b) => (years.get(a.id) ?? 2100) - (years.get(b.id) ?? 2100) || a.id - b.id)
    .map(({ name, centre }) => ({ name, at: centre }));
}

function shuffle<Item>(random: Random, items: Item[]): Item[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = random.integer(0, index);
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
}
