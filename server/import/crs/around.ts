import { candidatesOf } from './candidates.ts';
import { converterOf } from './convert.ts';
import { declaredSpec } from './declared.ts';
import type { GuessInput } from './guess.ts';
import { type Box, DEGREE_M } from './known.ts';
import { usable } from './positions.ts';

/** Of the places, on either end of both axes, that are left out: typing errors lie far away. */
const OUTERMOST = 0.05;
/** Chance is looked at up to 400 m beside the places, and how full the town is a little further, m. */
const AROUND_M = 600;

/** Boxes around where most places of a file would lie by each system that it can be in: the buildings in them are what a guess needs. */
export function likelyBoxes({ positions, declared = null }: Omit<GuessInput, 'known'>, areas: Box | null): Box[] {
  const places = usable(positions);
  if (places.length === 0) return [];
  const boxes = candidatesOf(places, declared && declaredSpec(declared), areas).map(({ spec, swapped }): Box => {
    const convert = converterOf(spec, swapped);
    const found = places.map(([x, y]) => convert(x, y)).filter(([lon]) => Number.isFinite(lon));
    const [west, east] = most(found.map(([lon]) => lon));
    const [south, north] = most(found.map(([, lat]) => lat));
    const up = AROUND_M / DEGREE_M;
    const across = up / Math.cos((south * Math.PI) / 180);
    return [west - across, south - up, east + across, north + up];
  });
  return boxes.filter((box) => box.every(Number.isFinite));
}

function most(values: number[]): [from: number, to: number] {
  const ordered = values.sort((one, other) => one - other);
  const cut = Math.floor(ordered.length * OUTERMOST);
  return [ordered[cut] ?? Number.NaN, ordered[ordered.length - 1 - cut] ?? Number.NaN];
}
