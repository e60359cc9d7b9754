import type { Random } from '../../../server/simulator/random.ts';
import type { Home, Life } from './context.ts';
import { beside, lengthOf } from './facilities.ts';
import type { Metres } from './frame.ts';
import type { Building, Road } from './ground.ts';
import type { HotSpot } from './hot-spots.ts';
import { doorway, pointInRing, scatter } from './sites.ts';
import { isStreet, spaced } from './streets.ts';

/** Where an incident is, in the words of its title. */
export interface IncidentSite {
  at: Metres;
  place: string;
  address: string | null;
}

/** Draws places: at dwellings by their households, on streets by their length, and around hot spots. */
export class IncidentSites {
  readonly #life: Life;
  readonly #dwellings: Building[];
  readonly #households: Cumulative;
  readonly #roads: Road[];
  readonly #lengths: Cumulative;
  readonly #compounds: Map<number, { name: string; ring: Metres[]; centre: Metres }>;

  constructor(life: Life, homes: readonly Home[]) {
    this.#life = life;
    const counts = new Map<Building, number>();
    for (const { building } of homes) counts.set(building, (counts.get(building) ?? 0) + 1);
    this.#dwellings = [...counts.keys()];
    // Problems gather in old houses: a share more for every decade before 2015.
    this.#households = new Cumulative(
      [...counts].map(([{ built_year }, count]) => count * (1 + Math.max(0, 2015 - (built_year ?? 2005)) / 25)),
    );
    const busy: Record<string, number> = {
      primary: 1.2,
      secondary: 1.5,
      tertiary: 1.6,
      residential: 1.2,
      living_street: 1.2,
      unclassified: 0.8,
      service: 0.5,
    };
    this.#roads = life.ground.roads.filter((road) => isStreet(road) && (busy[road.kind] ?? 0) > 0);
    this.#lengths = new Cumulative(this.#roads.map((road) => lengthOf(road.line) * busy[road.kind]!));
    this.#compounds = new Map(life.ground.compounds.map((compound) => [compound.id, compound]));
  }

  /** A dwelling's yard or door. */
  atHome(random: Random): IncidentSite {
    const building = this.#dwellings[this.#households.draw(random)];
    if (!building) return this.onStreet(random);
    return this.#atBuilding(random, building);
  }

  /** The side of a street. */
  onStreet(random: Random): IncidentSite {
    for (let attempt = 0; attempt < 40 && this.#roads.length > 0; attempt++) {
      const road = this.#roads[this.#lengths.draw(random)]!;
      const at = beside(road.line, random.next(), random.between(4, 10) * (random.chance(0.5) ? 1 : -1));
      if (this.#life.ground.inCity(at)) return this.#named(at);
    }
    const building = this.#dwellings[this.#households.draw(random)];
    return building ? this.#atBuilding(random, building) : this.#named(this.#life.ground.areas[0]?.centre ?? [0, 0]);
  }

  /** Near a hot spot: normally spread, then moved onto the nearest street or house front. */
  around(random: Random, spot: HotSpot): IncidentSite {
    for (let attempt = 0; attempt < 12; attempt++) {
      const drawn = scatter(random, spot.at, spot.spread_m);
      const street = this.#life.streets.nearest(drawn, 45);
      const at = street && random.chance(0.7) ? scatter(random, street.at, 4) : drawn;
      if (!this.#life.ground.inCity(at)) continue;
      const site = this.#named(at);
      return spot.name && random.chance(0.3) ? { ...site, place: spaced(spot.name) } : site;
    }
    return this.#named(spot.at);
  }

  #atBuilding(random: Random, building: Building): IncidentSite {
    const compound = building.compound_id === null ? undefined : this.#compounds.get(building.compound_id);
    const street = this.#life.streets.nearest(building.inner, 120);
    const yard = compound && random.chance(0.15);
    const target = street?.at ?? [building.inner[0], building.inner[1] - 50];
    const at = yard
      ? pointInRing(random, compound.ring, compound.centre)
      : doorway(building, scatter(random, target as Metres, 12), 2.5);
    const address = building.address ?? this.#life.streets.address(building.inner);
    if (!this.#life.ground.inCity(at)) return { at: building.inner, place: address ?? '居民楼', address };
    const place = yard ? compound.name : placeOf(compound?.name, building.name, address);
    return { at, place, address };
  }

  #named(at: Metres): IncidentSite {
    const address = this.#life.streets.address(at);
    const kind = this.#life.streets.nearest(at, 60)?.road.name;
    return { at, place: address ?? (kind ? spaced(kind) : '小区内部道路'), address };
  }
}

function placeOf(compound: string | undefined, name: string | null, address: string | null): string {
  if (compound && name) return name.startsWith(compound) ? name : `${compound}${name}`;
  return address ?? name ?? compound ?? '居民楼';
}

/** Draws an index in proportion to its weight in the logarithm of their number. */
class Cumulative {
  readonly #sums: Float64Array;

  constructor(weights: readonly number[]) {
    this.#sums = new Float64Array(weights.length);
    let sum = 0;
    for (const [index, weight] of weights.entries()) {
      sum += weight;
      this.#sums[index] = sum;
    }
  }

  draw(random: Random): number {
    const wanted = random.next() * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
