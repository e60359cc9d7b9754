import { type AddressReader, addressReader, writtenRoad } from './address-reader.ts';
import { doorSteps } from './doors.ts';
import { centresOf, groupedBy, Interner, placeNumbers } from './gathering.ts';
import { NameGatherer, nameSource } from './name-table.ts';
import { buildingNumber } from './numbers.ts';
import { parseAddress } from './parse/index.ts';
import type { Label } from './parse/labels.ts';
import { NONE, type PlaceIndex, poiKinds, type UnitPlaces } from './place-index.ts';
import type { AreaRow, BuildingRow, PlaceRows, PoiRow, RoadRow } from './rows.ts';
import { shapeSteps } from './shape-index.ts';
import { gridSpellings, shortAreaName, spelling } from './spellings.ts';
import { withSynonyms } from './synonyms.ts';

/** Rows read between two pauses. */
const SLICE = 2000;

/** Roads of one name within one district. */
interface RoadGroup {
  name: string;
  rows: RoadRow[];
}

/** Makes the index of a deployment's places at once. */
export function buildPlaceIndex(rows: PlaceRows): PlaceIndex {
  const steps = buildPlaceSteps(rows);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Makes the index step by step, so that others get their turn between two. */
export function* buildPlaceSteps(rows: PlaceRows): Generator<void, PlaceIndex> {
  const drawn = roadGroups(rows.roads);
  const groups = [...drawn, ...roadGroups(yield* writtenSteps(rows, readerOf(drawn)))];
  const reader = readerOf(groups);
  // An area that is also marked as a place is one thing.
  const areaNames = new Set(rows.areas.map(({ name }) => name));
  const pointed = rows.pois.filter(({ kind, name }) => kind !== 'place' || !areaNames.has(name));
  const named = rows.buildings.filter(({ name }) => name !== null && buildingNumber(spelling(name)) === undefined);
  const counts = {
    areas: rows.areas.length,
    compounds: rows.compounds.length,
    roads: groups.length,
    pois: pointed.length + named.length,
    buildings: rows.buildings.length,
  };
  const from = placeNumbers(counts);
  const numbers = new Interner();
  const areaByCode = new Map(rows.areas.map(({ area_code }, at) => [area_code, at]));
  const areaOf = (code: string | null) => deepestArea(areaByCode, code);
  const compoundById = new Map(rows.compounds.map(({ id }, at) => [id, at]));
  const buildingById = new Map(rows.buildings.map(({ id }, at) => [id, at]));
  yield;

  const compoundRoads = readRoads(reader, rows.compounds, from.roads, numbers);
  yield;
  const pois: (PoiRow | BuildingRow)[] = [...pointed, ...named];
  const poiRoads = readRoads(reader, pois, from.roads, numbers);
  yield;
  const buildingRoads = { road: new Uint32Array(counts.buildings), number: new Uint32Array(counts.buildings) };
  const own = new Uint32Array(counts.buildings).fill(NONE);
  const compound = new Uint32Array(counts.buildings).fill(NONE);
  for (let at = 0; at < counts.buildings; at++) {
    if (at % SLICE === SLICE - 1) yield;
    const row = rows.buildings[at]!;
    const inside = row.compound_id === null ? undefined : compoundById.get(row.compound_id);
    if (inside !== undefined) compound[at] = from.compounds + inside;
    const read = row.address === null ? undefined : reader(spelling(row.address), row.area_code);
    buildingRoads.road[at] = read ? from.roads + read.road : NONE;
    buildingRoads.number[at] = read ? numbers.id(read.number) : NONE;
    const number = ownNumber(row, inside === undefined ? '' : rows.compounds[inside]!.name, read?.building);
    if (number !== undefined) own[at] = numbers.id(number);
  }

  const numbered = groupedBy(
    from.roads,
    counts.roads,
    [
      { from: from.compounds, ...compoundRoads },
      { from: from.pois, ...poiRoads },
      { from: from.buildings, ...buildingRoads },
    ].map(({ from: first, road, number }) => ({ first, group: road, number })),
  );
  const housed = groupedBy(from.compounds, counts.compounds, [{ first: from.buildings, group: compound, number: own }]);
  yield;
  const { units, unitStarts } = unitsOf(rows, buildingById);
  yield;
  const doors = yield* doorSteps(units, rows.doors);
  const gathered = nameAll(rows, groups, pois, from);
  yield;
  const names = withSynonyms(gathered.table(), rows.synonyms);
  yield;
  const shapes = yield* shapeSteps(rows, groups, from);
  return {
    areas: {
      from: from.areas,
      count: counts.areas,
      centres: centresOf(rows.areas),
      area: Uint32Array.from(rows.areas, (_, at) => from.areas + at),
      codes: rows.areas.map(({ area_code }) => area_code),
      levels: rows.areas.map(({ level }) => level),
      names: rows.areas.map(({ name }) => name),
      parent: Uint32Array.from(rows.areas, ({ area_code }) => areaOf(area_code.slice(0, -1))),
    },
    compounds: {
      from: from.compounds,
      count: counts.compounds,
      centres: centresOf(rows.compounds),
      area: Uint32Array.from(rows.compounds, ({ area_code }) => areaOf(area_code)),
      ids: Int32Array.from(rows.compounds, ({ id }) => id),
      names: rows.compounds.map(({ name }) => name),
      address: rows.compounds.map(({ address }) => address),
      ...compoundRoads,
    },
    roads: {
      from: from.roads,
      count: counts.roads,
      centres: centresOf(groups.map(({ rows: pieces }) => ({ centre: middleOf(pieces) }))),
      area: Uint32Array.from(groups, ({ rows: pieces }) => areaOf(commonCode(pieces))),
      ids: Int32Array.from(groups, ({ rows: pieces }) => Math.min(...pieces.map(({ id }) => id))),
      names: groups.map(({ name }) => name),
    },
    pois: {
      from: from.pois,
      count: counts.pois,
      centres: centresOf(pois),
      area: Uint32Array.from(pois, ({ area_code }) => areaOf(area_code)),
      kind: Uint8Array.from(pois, (row) => poiKinds.indexOf('kind' in row ? row.kind : 'building')),
      ids: Int32Array.from(pois, ({ id }) => id),
      names: pois.map(({ name }) => name!),
      address: pois.map(({ address }) => address),
      building: Uint32Array.from(pois, (row) => {
        const at = buildingById.get('kind' in row ? (row.building_id ?? -1) : row.id);
        return at === undefined ? NONE : from.buildings + at;
      }),
      wide: Uint8Array.from(pois, (row) => Number('kind' in row && row.kind === 'place' && isDivision(row.name))),
      ...poiRoads,
    },
    buildings: {
      from: from.buildings,
      count: counts.buildings,
      centres: centresOf(rows.buildings),
      area: Uint32Array.from(rows.buildings, ({ area_code }) => areaOf(area_code)),
      ids: Int32Array.from(rows.buildings, ({ id }) => id),
      names: rows.buildings.map(({ name }) => name),
      address: rows.buildings.map(({ address }) => address),
      compound,
      own,
      unitStarts,
      ...buildingRoads,
    },
    names,
    numbers: numbers.texts,
    numberIds: numbers.ids,
    numbered,
    housed,
    units,
    doors,
    shapes,
  };
}

function readerOf(groups: readonly RoadGroup[]): AddressReader {
  return addressReader(groups.map(({ name, rows: [first] }) => ({ name, area_code: first!.area_code })));
}

/** Roads that stand in addresses only, each once a district, at the first place that bears it. */
function* writtenSteps(rows: PlaceRows, reader: AddressReader): Generator<void, RoadRow[]> {
  const written = new Map<string, RoadRow>();
  let read = 0;
  for (const { address, area_code, centre } of [...rows.compounds, ...rows.buildings, ...rows.pois]) {
    if (++read % SLICE === 0) yield;
    if (address === null || reader(spelling(address), area_code)) continue;
    const name = writtenRoad(address);
    const key = `${area_code?.slice(0, 6)} ${name}`;
    if (name !== undefined && !written.has(key))
      written.set(key, { id: 0, area_code: area_code?.slice(0, 6) ?? null, name, lines: [centre] });
  }
  return [...written.values()];
}

function roadGroups(roads: readonly RoadRow[]): RoadGroup[] {
  const groups = new Map<string, RoadGroup>();
  for (const row of roads) {
    const key = `${row.area_code?.slice(0, 6) ?? ''} ${row.name}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { name: row.name, rows: [row] });
  }
  return [...groups.values()];
}

const divisions: ReadonlySet<Label> = new Set(['province', 'city', 'district', 'town']);

/** Whether a name is that of a division above the community, as 玄武区, and nothing more. */
function isDivision(name: string): boolean {
  const [part, ...others] = parseAddress(name).parts;
  return (
    part !== undefined && others.length === 0 && divisions.has(part.label) && part.end - part.start === name.length
  );
}

/** The longest code that an area has and the given one begins with. */
function deepestArea(byCode: ReadonlyMap<string, number>, code: string | null): number {
  for (let length = code?.length ?? 0; length > 0; length--) {
    const at = byCode.get(code!.slice(0, length));
    if (at !== undefined) return at;
  }
  return NONE;
}

function commonCode(rows: readonly RoadRow[]): string {
  const codes = rows.flatMap(({ area_code }) => area_code ?? []);
  let common = codes[0] ?? '';
  for (const code of codes) while (!code.startsWith(common)) common = common.slice(0, -1);
  return common;
}

/** A vertex in the middle of the middle piece. */
function middleOf(rows: readonly RoadRow[]): [number, number] {
  const line = rows[rows.length >> 1]!.lines[0] ?? [0, 0];
  const at = (line.length >> 2) * 2;
  return [line[at]!, line[at + 1]!];
}

function readRoads(
  reader: AddressReader,
  rows: readonly { address: string | null; area_code: string | null }[],
  firstRoad: number,
  numbers: Interner,
): { road: Uint32Array; number: Uint32Array } {
  const road = new Uint32Array(rows.length).fill(NONE);
  const number = new Uint32Array(rows.length).fill(NONE);
  rows.forEach(({ address, area_code }, at) => {
    const read = address === null ? undefined : reader(spelling(address), area_code);
    if (!read) return;
    road[at] = firstRoad + read.road;
    number[at] = numbers.id(read.number);
  });
  return { road, number };
}

/** 3 of 3幢, 兰馨苑3幢 and of an address that ends so. */
function ownNumber({ name }: BuildingRow, compoundName: string, byAddress: string | undefined): string | undefined {
  if (name === null) return byAddress;
  const text = spelling(name);
  const inside = spelling(compoundName);
  return buildingNumber(inside !== '' && text.startsWith(inside) ? text.slice(inside.length) : text) ?? byAddress;
}

function unitsOf(rows: PlaceRows, buildingById: ReadonlyMap<number, number>) {
  const byBuilding = (id: number) => buildingById.get(id) ?? NONE;
  const kept = rows.units.filter(({ building_id }) => byBuilding(building_id) !== NONE);
  kept.sort((a, b) => byBuilding(a.building_id) - byBuilding(b.building_id) || a.unit_no - b.unit_no);
  const unitStarts = new Uint32Array(rows.buildings.length + 1);
  for (const { building_id } of kept) unitStarts[byBuilding(building_id) + 1]!++;
  for (let at = 0; at < rows.buildings.length; at++) unitStarts[at + 1]! += unitStarts[at]!;
  const units: UnitPlaces = {
    ids: Int32Array.from(kept, ({ id }) => id),
    unit_no: Uint8Array.from(kept, ({ unit_no }) => unit_no),
    names: kept.map(({ name }) => name),
  };
  return { units, unitStarts };
}

function nameAll(
  rows: PlaceRows,
  groups: readonly RoadGroup[],
  pois: readonly (PoiRow | BuildingRow)[],
  from: ReturnType<typeof placeNumbers>,
): NameGatherer {
  const names = new NameGatherer();
  const add = (name: string, place: number, past: readonly string[]) => {
    names.add(spelling(name), place, nameSource.own);
    for (const before of past) if (before !== name) names.add(spelling(before), place, nameSource.past);
  };
  rows.areas.forEach((row: AreaRow, at) => {
    add(row.name, from.areas + at, row.past_names);
    const short = shortAreaName(spelling(row.name));
    for (const said of [short, ...gridSpellings(spelling(row.name))])
      if (said !== undefined) names.add(said, from.areas + at, nameSource.short);
  });
  rows.compounds.forEach((row, at) => {
    add(row.name, from.compounds + at, row.past_names);
  });
  groups.forEach((group, at) => {
    add(group.name, from.roads + at, []);
  });
  pois.forEach((row, at) => {
    add(row.name!, from.pois + at, 'past_names' in row ? row.past_names : []);
    const kind = 'kind_name' in row ? row.kind_name : null;
    if (kind !== null) names.add(spelling(kind), from.pois + at, nameSource.kind);
  });
  return names;
}
