import { buildPlaceIndex } from '../../../server/geocode/build.ts';
import { type Candidate, geocode } from '../../../server/geocode/geocode.ts';
import type { BuildingRow, PlaceRows } from '../../../server/geocode/rows.ts';
import { Random } from '../../../server/simulator/random.ts';
import type { Judged } from './calibration.ts';
import { type Damage, damaged, damages, type Leeway, type Levels, written } from './damage.ts';
import { townRows } from './town-rows.ts';

/** An address as somebody typed it, and which door it is. */
export interface Sample {
  text: string;
  kind: Damage | 'none' | 'several';
  truth: Truth;
}
interface Truth {
  household_id: number;
  unit_id: number;
  building: BuildingRow;
  road: string;
  compound_id: number | null;
  area_code: string;
}

/** Writes damaged addresses of a place's own doors. */
export class SampleMaker {
  readonly #rows: PlaceRows;
  readonly #random: Random;
  readonly #units;
  readonly #buildings;
  readonly #unitCounts = new Map<number, number>();

  constructor(rows: PlaceRows, seed: string) {
    this.#rows = rows;
    this.#random = new Random(`samples/${seed}`);
    this.#units = new Map(rows.units.map((unit) => [unit.id, unit]));
    this.#buildings = new Map(rows.buildings.map((building) => [building.id, building]));
    for (const { building_id } of rows.units)
      this.#unitCounts.set(building_id, (this.#unitCounts.get(building_id) ?? 0) + 1);
  }

  /** @returns undefined where the door that was drawn cannot be damaged so. */
  make(kind: Damage | 'none' | 'several'): Sample | undefined {
    const random = this.#random;
    const door = random.pick(this.#rows.doors);
    const unit = this.#units.get(door.unit_id)!;
    const building = this.#buildings.get(unit.building_id)!;
    const levels = this.#levels(building, unit.name, door.door);
    if (!levels) return undefined;
    const truth = {
      household_id: door.id,
      unit_id: unit.id,
      building,
      road: levels.road,
      compound_id: building.compound_id,
      area_code: building.area_code!,
    };
    const leeway = { past: this.#past(building), oneUnit: this.#unitCounts.get(building.id) === 1 };
    let left: Levels | string | undefined = levels;
    const kinds = kind === 'several' ? this.#several() : kind === 'none' ? [] : [kind];
    for (const one of kinds) {
      if (typeof left !== 'object') break;
      left = damaged(left, one, leeway, random);
    }
    if (left === undefined) return undefined;
    return { text: typeof left === 'string' ? left : written(left), kind, truth };
  }

  #several(): Damage[] {
    const count = this.#random.integer(2, 4);
    const drawn = new Set<Damage>();
    while (drawn.size < count) drawn.add(this.#random.pick(damages));
    // An order that is swapped is no list of levels any more.
    return damages
      .filter((kind) => drawn.has(kind))
      .sort((a, b) => Number(a === 'swapped order') - Number(b === 'swapped order'));
  }

  #levels({ address, compound_id, area_code, name }: BuildingRow, unit: string, door: string): Levels | undefined {
    const [, road, number] = /^(\D+)([0-9-]+号)/.exec(address ?? '') ?? [];
    if (!road || !number) return undefined;
    const area = (digits: number) =>
      this.#rows.areas.find((one) => one.area_code === area_code!.slice(0, digits))?.name ?? '';
    const compound =
      compound_id !== null && /^\d+幢$/.test(name ?? '') ? this.#rows.compounds[compound_id - 1]!.name : '';
    return {
      district: area(6),
      street: area(9),
      community: area(12),
      road,
      number,
      compound,
      building: compound === '' ? '' : name!,
      unit,
      door,
    };
  }

  #past({ compound_id, area_code }: BuildingRow): Leeway['past'] {
    const area = (digits: number) =>
      this.#rows.areas.find((one) => one.area_code === area_code!.slice(0, digits))?.past_names ?? [];
    return {
      street: area(9),
      community: area(12),
      compound: compound_id === null ? [] : this.#rows.compounds[compound_id - 1]!.past_names,
    };
  }
}

/** The rows without some buildings, compounds and doors, so that some addresses have no match. */
export function withHoles(rows: PlaceRows, share: number, seed: string): PlaceRows {
  const random = new Random(`holes/${seed}`);
  const gone = new Set(rows.compounds.filter(() => random.chance(share)).map(({ id }) => id));
  const buildings = rows.buildings.filter(
    ({ compound_id }) => !random.chance(share) && !(compound_id !== null && gone.has(compound_id)),
  );
  const doors = rows.doors.filter(() => !random.chance(share));
  return { ...rows, compounds: rows.compounds.filter(({ id }) => !gone.has(id)), buildings, doors };
}

/** Whether a candidate is right, down to the level that it says. */
export function isRight({ level, kind, id, household_id, unit_id, name }: Candidate, { truth }: Sample): boolean {
  if (level === 'door') return household_id === truth.household_id;
  if (level === 'unit') return unit_id === truth.unit_id;
  if (kind === 'building') return Number(id) === truth.building.id;
  if (level === 'number') return name === truth.road;
  if (level === 'compound') return Number(id) === truth.compound_id;
  if (level === 'road') return name === truth.road;
  return kind === 'area' && truth.area_code.startsWith(id);
}

/** One place in eight that people write of is not in the registers. */
const MISSING = 0.12;
/** Half of what is typed by hand has more than one thing wrong with it. */
const typedKinds = [...damages, ...damages.map(() => 'several' as const)];

/** First candidates for damaged addresses of a town that lacks some of its places, and whether they were right; lines without any are left out. */
export function judgedSamples(seed: string, count: number): Judged[] {
  const rows = townRows(seed);
  const index = buildPlaceIndex(withHoles(rows, MISSING, seed));
  const maker = new SampleMaker(rows, seed);
  const judged: Judged[] = [];
  for (let drawn = 0; drawn < count; drawn++) {
    const sample = maker.make(typedKinds[drawn % typedKinds.length]!);
    const best = sample && geocode(index, sample.text, { limit: 1 })[0];
    if (best)
      judged.push({ score: best.score, share: best.share, confidence: best.confidence, right: isRight(best, sample) });
  }
  return judged;
}
