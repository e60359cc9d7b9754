import { type Grouped, NONE } from './place-index.ts';

/** Texts that occur often, each kept once. */
export class Interner {
  readonly texts: string[] = [];
  readonly ids = new Map<string, number>();

  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.ids.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** Number of the first place of each kind. */
export function placeNumbers(counts: {
  areas: number;
  compounds: number;
  roads: number;
  pois: number;
  buildings: number;
}) {
  const compounds = counts.areas;
  const roads = compounds + counts.compounds;
  const pois = roads + counts.roads;
  return { areas: 0, compounds, roads, pois, buildings: pois + counts.pois };
}

/** Longitude and latitude in turn. */
export function centresOf(rows: readonly { centre: readonly [number, number] }[]): Float64Array {
  const centres = new Float64Array(rows.length * 2);
  rows.forEach(({ centre }, at) => {
    centres.set(centre, at * 2);
  });
  return centres;
}

/** Members of groups, in order of their numbers; whatever has no group or number is left out. */
export function groupedBy(
  firstGroup: number,
  groups: number,
  members: readonly { first: number; group: Uint32Array; number: Uint32Array }[],
): Grouped {
  const entries: { group: number; number: number; place: number }[] = [];
  for (const { first, group, number } of members) {
    group.forEach((wanted, at) => {
      if (wanted !== NONE && number[at] !== NONE)
        entries.push({ group: wanted - firstGroup, number: number[at]!, place: first + at });
    });
  }
  entries.sort((a, b) => a.group - b.group || a.number - b.number || a.place - b.place);
  const starts = new Uint32Array(groups + 1);
  for (const { group } of entries) starts[group + 1]!++;
  for (let at = 0; at < groups; at++) starts[at + 1]! += starts[at]!;
  return {
    starts,
    number: Uint32Array.from(entries, ({ number }) => number),
    place: Uint32Array.from(entries, ({ place }) => place),
  };
}
