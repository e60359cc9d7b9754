import { Random } from '../../../server/simulator/random.ts';
import type { Cell, Units } from './cell.ts';
import { ProvinceNames } from './names.ts';

/** Figures of the whole province; a share takes whole districts of it. */
export const whole = {
  districts: 49,
  streetsPerDistrict: 10,
  gridsPerStreet: 100,
  householdsPerStreet: 30_000,
  buildingsPerStreet: 2_041,
  incidents: 5_000_000,
} as const;

/** How much of it is made. */
export interface ProvinceSize {
  districts: number;
  streetsPerDistrict: number;
  /** Kinds of town that the streets are copies of. */
  towns: number;
}

/** @param share over 0, at most 1; the number of districts is rounded up. */
export function sizeOf(share: number): ProvinceSize {
  return {
    districts: Math.ceil(whole.districts * share - 1e-9),
    streetsPerDistrict: whole.streetsPerDistrict,
    towns: 4,
  };
}

/** Code of a province that there is not. */
export const provinceCode = '99';
/** Middle of the province, `[lon, lat]`, in hundred-millionths of a degree. */
const middle: Units = [11_213_800_000, 3_200_600_000];

/** One street: a copy of a town at a place. */
export interface Street {
  /** Counted from 0 in the order in which streets are made, that of their codes. */
  number: number;
  town: number;
  /** 1, or -1 when turned by half a circle. */
  sign: 1 | -1;
  /** Where the cell's middle lies. */
  at: Units;
  area_code: string;
  /** Without 街道. */
  word: string;
  communityWords: string[];
  /** Incidents of the last year. */
  incident_count: number;
}

export interface District {
  area_code: string;
  /** Without 区. */
  word: string;
  name: string;
  streets: Street[];
}

export interface City {
  area_code: string;
  name: string;
  districts: District[];
}

export interface ProvincePlan {
  area_code: string;
  name: string;
  cities: City[];
}

interface Place {
  column: number;
  row: number;
  at: Units;
}

/** Plans which cells of the lattice are settled and to which street, district and city each belongs. */
export function planProvince(seed: string, size: ProvinceSize, cell: Cell): ProvincePlan {
  const random = new Random(`province/${seed}`);
  const names = new ProvinceNames(random.fork('names'));
  const { districts: districtCount, streetsPerDistrict, towns } = size;
  const cityCount = Math.max(Math.min(2, districtCount), Math.round(districtCount / 7));
  const places = settled(random.fork('outline'), districtCount * streetsPerDistrict, cell);
  const cut = random.fork('cut');
  const lots = new Random(`province/${seed}/towns`);
  const turnedRows = new Map<number, 1 | -1>();
  const signOf = (row: number): 1 | -1 => {
    if (!turnedRows.has(row)) turnedRows.set(row, random.fork(`row/${row}`).chance(0.5) ? 1 : -1);
    return turnedRows.get(row)!;
  };
  const sizes = Array.from({ length: cityCount }, (_, index) => dealt(index, cityCount, districtCount));
  let number = 0;
  const cities = pieces(
    cut,
    places,
    sizes.map((count) => count * streetsPerDistrict),
  ).map((ground, index): City => {
    const area_code = provinceCode + serial(index, 2);
    const equal = Array.from({ length: sizes[index]! }, () => streetsPerDistrict);
    return {
      area_code,
      name: names.city(),
      districts: pieces(cut, ground, equal).map((own, order): District => {
        const code = area_code + serial(order, 2);
        const word = names.district();
        const communities = names.communities(own.length * 8);
        const streets = inReadingOrder(own).map(
          (place, at): Street => ({
            number: number++,
            town: lots.integer(0, towns - 1),
            sign: signOf(place.row),
            at: place.at,
            area_code: code + serial(at, 3),
            word: names.street(),
            communityWords: communities.slice(at * 8, at * 8 + 8),
            incident_count: dealt(number - 1, whole.districts * whole.streetsPerDistrict, whole.incidents),
          }),
        );
        return { area_code: code, word, name: `${word}区`, streets };
      }),
    };
  });
  return { area_code: provinceCode, name: names.province, cities };
}

/** The cells nearest to the middle, farther out in some directions than in others. */
function settled(random: Random, count: number, cell: Cell): Place[] {
  const reach = Math.ceil(Math.sqrt(count)) + 3;
  const waves = [2, 3, 5].map((times) => ({ times, phase: random.between(0, 2 * Math.PI), height: 0.22 / times }));
  const found: (Place & { far: number })[] = [];
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const at = placed(cell, column, row);
      const angle = Math.atan2(row, column);
      const stretch = waves.reduce(
        (sum, { times, phase, height }) => sum + height * Math.sin(times * angle + phase),
        1,
      );
      found.push({ column, row, at, far: Math.hypot(column, row) / stretch });
    }
  }
  return found.sort((a, b) => a.far - b.far || a.row - b.row || a.column - b.column).slice(0, count);
}

function placed({ eastward, northward }: Cell, column: number, row: number): Units {
  return [middle[0] + column * eastward[0] + row * northward[0], middle[1] + column * eastward[1] + row * northward[1]];
}

/** Cuts places into pieces of the given sizes, halving across the longer side, a little askew. */
function pieces(random: Random, places: readonly Place[], sizes: readonly number[]): Place[][] {
  if (sizes.length === 1) return [[...places]];
  const half = sizes.length >> 1;
  const count = sizes.slice(0, half).reduce((sum, size) => sum + size, 0);
  const span = (axis: 'column' | 'row') =>
    Math.max(...places.map((place) => place[axis])) - Math.min(...places.map((place) => place[axis]));
  const angle = (span('column') >= span('row') ? 0 : -Math.PI / 2) + random.between(-0.35, 0.35);
  const along = ({ column, row }: Place) => column * Math.cos(angle) + row * Math.sin(angle);
  const sorted = [...places].sort((a, b) => along(a) - along(b) || a.row - b.row || a.column - b.column);
  return [
    ...pieces(random, sorted.slice(0, count), sizes.slice(0, half)),
    ...pieces(random, sorted.slice(count), sizes.slice(half)),
  ];
}

/** Row by row from the north, each row from the west. */
function inReadingOrder(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => b.row - a.row || a.column - b.column);
}

/** What one of `parts` gets when a whole number is dealt out as evenly as can be. */
function dealt(index: number, parts: number, total: number): number {
  return Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts);
}

function serial(index: number, digits: number): string {
  return String(index + 1).padStart(digits, '0');
}
