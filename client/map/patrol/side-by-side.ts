import type { Feature, Point } from 'geojson';

type Spot = Feature<Point>;

/** Plates that stand side by side at one place. */
export const mostBeside = 6;

/**
 * Spots with their `place` beside the others of the same ground, from 0. Where there are more than six, the last plate says how many
 * more there are (`role` more); what is chosen, or served by nobody, is among those that are seen.
 */
export function sideBySide(spots: readonly Spot[]): Spot[] {
  const groups = new Map<string, Spot[]>();
  for (const spot of spots) {
    const key = spot.geometry.coordinates.join();
    const group = groups.get(key);
    if (group) group.push(spot);
    else groups.set(key, [spot]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length <= mostBeside) return group.map(placed);
    const ordered = [...group.filter(isWanted), ...group.filter((spot) => !isWanted(spot))];
    return [...ordered.slice(0, mostBeside - 1), moreOf(ordered.slice(mostBeside - 1))].map(placed);
  });
}

const isWanted = ({ properties }: Spot) => properties?.chosen === true || properties?.role === 'unserved';

function placed(spot: Spot, place: number): Spot {
  return { ...spot, properties: { ...spot.properties, place } };
}

/** One plate for many: it chooses the thing that the first of them is about, whoever comes there. */
function moreOf(spots: readonly Spot[]): Spot {
  const [first] = spots as [Spot];
  const { kind, id, squad_id } = first.properties ?? {};
  const named = kind === 'squad' ? { kind, squad_id } : { kind, id };
  const dim = spots.every(({ properties }) => properties?.dim === true);
  return { ...first, properties: { ...named, role: 'more', image: `plate|more|+${spots.length}|`, dim } };
}
