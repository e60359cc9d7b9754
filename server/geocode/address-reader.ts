import { roadNumberAt } from './numbers.ts';
import { parseAddress } from './parse/index.ts';
import { spelling } from './spellings.ts';

/** A road of the deployment and a number beside it; the building's own number where the address says one. */
export interface ReadAddress {
  /** Index among the roads. */
  road: number;
  number: string;
  building: string | undefined;
}

/** Reads the register's own addresses: the longest road that the deployment has and that a number follows. */
export type AddressReader = (address: string, area_code: string | null) => ReadAddress | undefined;

/** @param roads may hold one name for several districts: the one of the address's own is meant. */
export function addressReader(roads: readonly { name: string; area_code: string | null }[]): AddressReader {
  const byName = new Map<string, number[]>();
  roads.forEach(({ name }, at) => {
    const spelled = spelling(name);
    byName.set(spelled, [...(byName.get(spelled) ?? []), at]);
  });
  const lengths = [...new Set([...byName.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  return (address, area_code) => {
    for (const length of lengths) {
      for (let start = 0; start + length < address.length; start++) {
        const named = byName.get(address.slice(start, start + length));
        if (!named) continue;
        const end = start + length;
        const number = roadNumberAt(address.slice(end));
        if (!number) continue;
        const district = area_code?.slice(0, 6) ?? '';
        const road = named.find((at) => roads[at]!.area_code?.slice(0, 6) === district) ?? named[0]!;
        return { road, number: number.value, building: buildingIn(address.slice(end + number.length)) };
      }
    }
    return undefined;
  };
}

function buildingIn(rest: string): string | undefined {
  if (rest === '') return undefined;
  return parseAddress(rest)
    .parts.find(({ label }) => label === 'building')
    ?.value.toLowerCase();
}

/** The road of an address that has a number beside it, by how addresses are made. */
export function writtenRoad(address: string): string | undefined {
  const { parts } = parseAddress(address);
  const at = parts.findIndex(({ label }) => label === 'road');
  return parts[at + 1]?.label === 'road_number' ? parts[at]?.text : undefined;
}
