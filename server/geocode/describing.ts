import type { Standing } from './evidence.ts';
import { NONE, type PlaceIndex } from './place-index.ts';

/** What a place is called: a building by its compound and number, else by its address. */
export function nameOf(index: PlaceIndex, place: number): string {
  const { areas, compounds, roads, pois, buildings } = index;
  if (place >= buildings.from) {
    const at = place - buildings.from;
    const compound = buildings.compound[at]!;
    const own = buildings.names[at];
    if (own && compound !== NONE) return compounds.names[compound - compounds.from]! + own;
    return own ?? buildings.address[at] ?? '';
  }
  if (place >= pois.from) return pois.names[place - pois.from]!;
  if (place >= roads.from) return roads.names[place - roads.from]!;
  if (place >= compounds.from) return compounds.names[place - compounds.from]!;
  return areas.names[place]!;
}

/** Areas that stand in an address: all but the deepest of four, which is the grid. */
const WRITTEN = 3;

/** The standard address of a place, from the largest area down. @param unit its index. @param door as it is written. */
export function composedAddress(
  index: PlaceIndex,
  standing: Standing,
  place: number,
  unit: number | undefined,
  door: string | undefined,
): string {
  const { areas, units } = index;
  const chain: string[] = [];
  for (let area = standing.area; area !== NONE; area = areas.parent[area]!) chain.unshift(areas.names[area]!);
  if (place < areas.count) return chain.join('');
  const own = ownAddress(index, standing, place);
  const above = chain.slice(0, WRITTEN).filter((name) => !own.includes(name));
  const inside = `${unit === undefined ? '' : units.names[unit]}${door === undefined ? '' : doorText(door)}`;
  return above.join('') + own + inside;
}

function doorText(door: string): string {
  return /[0-9A-Za-z]$/.test(door) ? `${door}室` : door;
}

function ownAddress(index: PlaceIndex, standing: Standing, place: number): string {
  const { compounds, roads, pois, buildings, numbers } = index;
  const atRoad =
    standing.road === NONE
      ? ''
      : roads.names[standing.road - roads.from]! + (standing.number === NONE ? '' : `${numbers[standing.number]}号`);
  if (place >= buildings.from) {
    const at = place - buildings.from;
    const written = buildings.address[at];
    const compound = standing.compound === NONE ? '' : compounds.names[standing.compound - compounds.from]!;
    const name = buildings.names[at] ?? '';
    return written ?? `${atRoad}${compound}${name}`;
  }
  if (place >= pois.from) {
    const at = place - pois.from;
    const [written, name] = [pois.address[at] ?? atRoad, pois.names[at]!];
    return written.includes(name) ? written : written + name;
  }
  if (place >= roads.from) return atRoad;
  return compounds.address[place - compounds.from] ?? atRoad + compounds.names[place - compounds.from]!;
}
