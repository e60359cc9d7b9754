import type { Random } from '../../../server/simulator/random.ts';
import type { Addresses } from './addresses.ts';
import type { BuiltParcel, Cell } from './building.ts';
import { centroid, contains } from './geometry.ts';
import { parcelPolygon } from './ground.ts';
import type { Layout, PlannedBuilding, PlannedCompound, Use } from './model.ts';
import type { Draft } from './site.ts';

const FLOOR_M = 3;
/** Shops and offices have higher floors, m. */
const PUBLIC_FLOOR_M = 3.9;

/** Compounds and buildings with names, numbers, years and addresses. */
export function listBuildings(
  layout: Layout,
  built: readonly BuiltParcel[],
  gridOf: ReadonlyMap<number, string>,
  addresses: Addresses,
): { compounds: PlannedCompound[]; buildings: PlannedBuilding[] } {
  const compounds: PlannedCompound[] = [];
  const buildings: PlannedBuilding[] = [];
  built.forEach((parcel, index) => {
    const random = layout.random.fork(`listing/${index}`);
    const address = addresses.of(parcel.parcel);
    const compound = compoundOf(layout, random, parcel, address);
    const number = compound ? compounds.push(compound) - 1 : null;
    let shop = 0;
    let house = 0;
    let block = 0;
    for (const { draft, cell } of inReadingOrder(parcel.cells)) {
      const home = draft.kind === 'apartments';
      const name = home ? `${++block}幢` : (draft.name ?? null);
      const street = address.replace(/号$/, '');
      const place = home
        ? `${address}${compound?.name ?? ''}${name}`
        : draft.kind === 'house'
          ? `${street}-${++house}号`
          : compound
            ? `${street}-${++shop}号`
            : address;
      buildings.push({
        kind: draft.kind,
        name,
        address: place,
        // A shop that stands out of the wall belongs to the street.
        compound: compound && draft.ring.every((point) => contains(compound.polygon[0]!, point)) ? number : null,
        area_code: gridOf.get(cell.face)!,
        floor_count: draft.floor_count,
        basement_count: draft.basement_count ?? 0,
        height_m: heightOf(draft),
        built_year: yearOf(random, parcel, draft),
        polygon: [draft.ring],
      });
    }
  });
  return { compounds, buildings };
}

/** From the north, row by row; each row from the west. */
function inReadingOrder(cells: readonly Cell[]): { draft: Draft; cell: Cell }[] {
  return cells
    .flatMap((cell) => cell.drafts.map((draft) => ({ draft, cell, at: centroid(draft.ring) })))
    .map((one) => ({ ...one, row: Math.round(one.at[1] / 26) }))
    .sort((a, b) => b.row - a.row || a.at[0] - b.at[0]);
}

function compoundOf(
  layout: Layout,
  random: Random,
  { parcel, pattern }: BuiltParcel,
  address: string,
): PlannedCompound | null {
  const polygon = parcelPolygon(layout, parcel);
  if (!polygon) return null;
  if (parcel.use === 'oldtown') {
    const name = layout.names.quarter();
    return {
      kind: 'open',
      name,
      address: `${address}${name}`,
      property_company: null,
      owners_committee: false,
      polygon,
    };
  }
  if (parcel.use !== 'compound' || !pattern) return null;
  const name = layout.names.compound(pattern.age);
  // Estates of the work-unit years are often looked after by nobody.
  const managed = random.chance({ old: 0.45, middle: 0.92, new: 1 }[pattern.age]);
  return {
    kind: pattern.age === 'old' && !managed && random.chance(0.4) ? 'open' : 'walled',
    name,
    address: `${address}${name}`,
    property_company: managed ? layout.names.property() : null,
    owners_committee: random.chance({ old: 0.25, middle: 0.55, new: 0.5 }[pattern.age]),
    polygon,
  };
}

function heightOf(draft: Draft): number {
  const floor = ['apartments', 'house'].includes(draft.kind) ? FLOOR_M : PUBLIC_FLOOR_M;
  return Math.round((draft.height_m ?? draft.floor_count * floor) * 10) / 10;
}

const years: Partial<Record<Use, [number, number]>> = {
  oldtown: [1935, 1984],
  industry: [1975, 2008],
  school: [1988, 2015],
  campus: [1996, 2012],
  mall: [2012, 2020],
  office: [2003, 2022],
  construction: [2024, 2025],
  civic: [2005, 2021],
  station: [1995, 2012],
};

function yearOf(random: Random, { parcel, pattern }: BuiltParcel, draft: Draft): number {
  if (pattern) return draft.kind === 'apartments' ? pattern.built_year : pattern.built_year + random.integer(0, 3);
  const [from, to] = years[parcel.use] ?? [1992, 2018];
  return random.integer(from, to);
}
