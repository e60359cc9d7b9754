import type { AreaRow, BuildingRow, DoorRow, PlaceRows, PoiRow, UnitRow } from '../../../server/geocode/rows.ts';
import { Random } from '../../../server/simulator/random.ts';
import { doorsOf } from '../../demo-city/life/residence.ts';
import { companyName, signName } from '../../demo-city/life/signs.ts';
import { centroid, distance, type Point, type Polygon, ringArea } from '../../demo-city/town/geometry.ts';
import type { TownPlan } from '../../demo-city/town/model.ts';
import { planTown } from '../../demo-city/town/plan.ts';
import { toEarth } from '../../demo-city/town/projection.ts';

/** One shop, office or bank for so many buildings, and one hydrant or stop beside the road. */
const BUILDINGS_PER_SHOP = 3;
const shopKinds = ['shop', 'restaurant', 'supermarket', 'bank', 'hotel', 'clinic', 'company', 'workshop'];
/** What areas and compounds may have been called before. */
const oldWords =
  '红星 建设 工农 解放 东方 向阳 卫东 跃进 曙光 新华 先锋 立新 朝霞 长征 井冈 延河 赤水 金沙 遵义 古田 瑞金 韶峰'.split(
    ' ',
  );

/** The places of an invented town as the registers would hold them, made without a database: doors as the demo city's. */
export function townRows(seed: string): PlaceRows {
  const plan = planTown(seed);
  const random = new Random(`geocode/${seed}`);
  const used = new Set<string>();
  const areas = areaRows(plan, random.fork('areas'), used);
  const { buildings, units, doors } = buildingRows(plan);
  return {
    areas,
    compounds: plan.compounds.map((compound, at) => {
      const [lon, lat] = toEarth(centroid(compound.polygon[0]!));
      const first = plan.buildings.find((building) => building.compound === at);
      const past_names = random.chance(0.3) ? pastNames(random, used, ['小区', '大院', '新村']) : [];
      return {
        id: at + 1,
        area_code: first?.area_code ?? null,
        name: compound.name,
        past_names,
        address: compound.address,
        centre: [lon, lat],
      };
    }),
    buildings,
    units,
    doors,
    roads: plan.roads.flatMap(({ name, line }, at) =>
      name === null
        ? []
        : [{ id: at + 1, area_code: areas[0]!.area_code, name, lines: [line.flatMap((point) => toEarth(point))] }],
    ),
    pois: poiRows(plan, random.fork('pois'), buildings),
    synonyms: [],
  };
}

function areaRows({ areas }: TownPlan, random: Random, used: Set<string>): AreaRow[] {
  return areas.map(({ area_code, level, name, polygons }) => {
    const ending = { district: '区', street: '街道', community: '社区', grid: '' }[level];
    const past_names = ending === '' || ending === '区' || !random.chance(0.5) ? [] : pastNames(random, used, [ending]);
    return {
      area_code,
      level,
      name,
      past_names,
      rings: ringsOf(polygons),
      centre: toEarth(centroid(polygons[0]![0]!)),
    };
  });
}

/** One name that nothing else had, or none. */
function pastNames(random: Random, used: Set<string>, endings: readonly string[]): string[] {
  const name = random.pick(oldWords) + random.pick(endings);
  if (used.has(name)) return [];
  used.add(name);
  return [name];
}

function ringsOf(polygons: readonly Polygon[]): number[][] {
  return polygons.flatMap((polygon) => polygon.map((ring) => ring.flatMap((point) => toEarth(point))));
}

function buildingRows(plan: TownPlan) {
  const buildings: BuildingRow[] = [];
  const units: UnitRow[] = [];
  const doors: DoorRow[] = [];
  plan.buildings.forEach((building, at) => {
    const { area_code, name, address, compound, polygon } = building;
    const id = at + 1;
    const compound_id = compound === null ? null : compound + 1;
    buildings.push({
      id,
      area_code,
      compound_id,
      name,
      address,
      rings: ringsOf([polygon]),
      centre: toEarth(centroid(polygon[0]!)),
    });
    const shape = { footprint_m2: Math.abs(ringArea(polygon[0]!)), length_m: longerSide(polygon[0]!) };
    const inside = doorsOf({ ...building, ...shape, compound_id });
    for (let unit_no = 1; unit_no <= inside.units; unit_no++) {
      const unit_id = units.push({ id: units.length + 1, building_id: id, unit_no, name: `${unit_no}单元` });
      for (let floor = 1; floor <= inside.floors; floor++) {
        for (let number = 1; number <= inside.doors_per_floor; number++)
          doors.push({ id: doors.length + 1, unit_id, floor, door: `${floor}${String(number).padStart(2, '0')}` });
      }
    }
  });
  return { buildings, units, doors };
}

/** Longer side of the smallest rectangle around a ring, of those that lie along one of its edges. */
function longerSide(ring: readonly Point[]): number {
  let best = { area: Number.POSITIVE_INFINITY, side: 0 };
  ring.forEach((from, at) => {
    const to = ring[(at + 1) % ring.length]!;
    const length = distance(from, to);
    if (length === 0) return;
    const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    const along = ring.map(([x, y]) => x * ux + y * uy);
    const across = ring.map(([x, y]) => y * ux - x * uy);
    const [width, depth] = [along, across].map((values) => Math.max(...values) - Math.min(...values)) as [
      number,
      number,
    ];
    if (width * depth < best.area) best = { area: width * depth, side: Math.max(width, depth) };
  });
  return best.side;
}

const things: readonly (readonly [kind_name: string, name: string])[] = [
  ['党群服务中心', '党群服务中心'],
  ['警务室', '警务室'],
  ['卫生服务站', '卫生服务站'],
  ['老年食堂', '老年食堂'],
  ['微型消防站', '微型消防站'],
  ['公共厕所', '第1公厕'],
  ['公共厕所', '第2公厕'],
  ['快递驿站', '1号快递驿站'],
  ['快递驿站', '2号快递驿站'],
];

/** Shops in buildings, what communities and compounds have, and the plan's own named places. */
function poiRows(plan: TownPlan, random: Random, buildings: readonly BuildingRow[]): PoiRow[] {
  const rows: PoiRow[] = [];
  const used = new Set<string>();
  const put = (row: Omit<PoiRow, 'id' | 'past_names'>) => rows.push({ ...row, id: rows.length + 1, past_names: [] });
  for (const building of buildings) {
    if (!random.chance(1 / BUILDINGS_PER_SHOP)) continue;
    const kind = random.pick(shopKinds);
    const name =
      kind === 'company' || kind === 'workshop' ? companyName(random, kind, used) : signName(random, kind, used);
    const { id, area_code, address, centre } = building;
    put({ kind: 'organisation', area_code, building_id: id, name, address, kind_name: null, centre });
  }
  const facility = (name: string, kind_name: string, host: BuildingRow) =>
    put({
      kind: 'facility',
      area_code: host.area_code,
      building_id: null,
      name,
      address: null,
      kind_name,
      centre: host.centre,
    });
  for (const { name, area_code } of plan.areas.filter(({ level }) => level === 'community')) {
    const near = buildings.filter((building) => building.area_code?.startsWith(area_code));
    for (const [kind_name, what] of things) if (near.length > 0) facility(name + what, kind_name, random.pick(near));
  }
  plan.compounds.forEach(({ name }, at) => {
    const host = buildings.find(({ compound_id }) => compound_id === at + 1);
    if (!host) return;
    facility(`${name}公告栏`, '公告栏', host);
    facility(`${name}1号分类点`, '垃圾分类点', host);
    if (random.chance(0.7)) facility(`${name}充电车棚`, '充电车棚', host);
  });
  for (const { name, point } of plan.places)
    put({
      kind: 'place',
      area_code: null,
      building_id: null,
      name,
      address: null,
      kind_name: null,
      centre: toEarth(point),
    });
  return rows;
}
