import { distance, type Metres } from '../life/frame.ts';
import type { Place, Road } from '../life/ground.ts';
import { spaced } from '../life/streets.ts';

const placeKinds = new Set(['suburb', 'quarter', 'neighbourhood', 'village', 'locality']);
const roadKinds = new Set([
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'unclassified',
  'living_street',
  'pedestrian',
]);
/** Words that say what a road is, in the languages of the former Soviet Union: a neighbourhood is named without them. */
const roadWords =
  /(^|\s)(улица|ул\.|проспект|пр\.|переулок|шоссе|проезд|бульвар|көшесі|даңғылы|street|avenue)(?=\s|$)/giu;

interface Candidate {
  name: string;
  at: Metres;
  /** Metres that a candidate may be farther away and still be preferred. */
  bonus_m: number;
}

/** Gives out names of nearby roads and places, each one once. */
export class Names {
  readonly #candidates: Candidate[] = [];
  readonly #used = new Set<string>();

  constructor(roads: readonly Road[], places: readonly Place[]) {
    const longest = new Map<string, { road: Road; points: number }>();
    for (const road of roads) {
      if (!road.name || !roadKinds.has(road.kind)) continue;
      for (const at of [road.line[Math.floor(road.line.length / 2)]!]) {
        this.#candidates.push({
          name: baseOf(road.name),
          at,
          bonus_m: ['primary', 'secondary'].includes(road.kind) ? 120 : 0,
        });
      }
      longest.set(road.name, { road, points: road.line.length });
    }
    for (const { kind, name, at } of places) {
      if (placeKinds.has(kind)) this.#candidates.push({ name: baseOf(name), at, bonus_m: 350 });
    }
    this.#candidates = this.#candidates.filter(
      ({ name }) => name.length > 1 && name.length <= 16 && /^\p{L}/u.test(name),
    );
  }

  /** The nearest unused name within `reach_m` with what the area is called after it; the ordinal where none is near. */
  take(at: Metres, reach_m: number, title: string, ordinal: number): string {
    let best: { name: string; score: number } | undefined;
    for (const { name, at: where, bonus_m } of this.#candidates) {
      const away = distance(where, at);
      if (away > reach_m || this.#used.has(name)) continue;
      if (!best || away - bonus_m < best.score) best = { name, score: away - bonus_m };
    }
    if (!best) return `第${chinese(ordinal)}${title}`;
    this.#used.add(best.name);
    return `${spaced(best.name)}${title}`;
  }

  /** Lets names be given out again: a street and a community may be called after the same road. */
  reset(): void {
    this.#used.clear();
  }
}

function baseOf(name: string): string {
  return name
    .replace(roadWords, ' ')
    .replace(/[（(].*$/u, '')
    .replace(/(社区|街道|小区)$/u, '')
    .trim();
}

const digits = [...'零一二三四五六七八九'];

/** A number from 1 to 999 in Chinese: 一, 十二, 一百零五. */
export function chinese(value: number): string {
  if (value < 10) return digits[value]!;
  if (value < 20) return `十${value === 10 ? '' : digits[value - 10]}`;
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const tens = Math.floor(rest / 10);
  const ones = rest % 10 === 0 ? '' : digits[rest % 10];
  const below = tens > 0 ? `${digits[tens]}十${ones}` : ones === '' ? '' : `零${ones}`;
  return hundreds > 0 ? `${digits[hundreds]}百${below}` : below;
}
