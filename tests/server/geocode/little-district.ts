import type { PlaceRows } from '../../../server/geocode/rows.ts';

/** Metres in a degree near the little district's middle. */
const [LON_M, LAT_M] = [94_400, 110_870];
const origin = [112, 32] as const;

/** Longitude and latitude of a place in metres east and north of the south-west corner. */
export function at(x: number, y: number): [lon: number, lat: number] {
  return [origin[0] + x / LON_M, origin[1] + y / LAT_M];
}

function box(west: number, south: number, east: number, north: number): number[] {
  return [...at(west, south), ...at(east, south), ...at(east, north), ...at(west, north)];
}

const area = (area_code: string, level: string, name: string, past_names: string[], ring: number[]) => ({
  area_code,
  level,
  name,
  past_names,
  rings: [ring],
  centre: [ring[0]!, ring[1]!] as const,
});
const west = '990101001001001';
const east = '990101001002001';

/** An invented district of two communities, two compounds, a lane of houses, a market and a shop. */
export const littleDistrict: PlaceRows = {
  areas: [
    area('990101', 'district', '碧川区', [], box(0, 0, 1000, 500)),
    area('990101001', 'street', '云阶街道', ['红星街道'], box(0, 0, 1000, 500)),
    area('990101001001', 'community', '柳塘社区', [], box(0, 0, 500, 500)),
    area('990101001002', 'community', '杏坞社区', ['老杏坞村'], box(500, 0, 1000, 500)),
    area(west, 'grid', '柳塘第一网格', [], box(0, 0, 500, 500)),
    area(east, 'grid', '杏坞第一网格', [], box(500, 0, 1000, 500)),
  ],
  compounds: [
    {
      id: 11,
      area_code: west,
      name: '听枫苑',
      past_names: ['纺织二宿舍'],
      address: '桥南路18号听枫苑',
      centre: at(100, 100),
    },
    { id: 12, area_code: east, name: '听枫园', past_names: [], address: '染坊街7号听枫园', centre: at(700, 100) },
  ],
  buildings: [
    {
      id: 101,
      area_code: west,
      compound_id: 11,
      name: '1幢',
      address: '桥南路18号听枫苑1幢',
      rings: [box(50, 50, 90, 62)],
      centre: at(70, 56),
    },
    {
      id: 103,
      area_code: west,
      compound_id: 11,
      name: '3幢',
      address: '桥南路18号听枫苑3幢',
      rings: [box(50, 90, 90, 102)],
      centre: at(70, 96),
    },
    {
      id: 201,
      area_code: east,
      compound_id: 12,
      name: '3幢',
      address: null,
      rings: [box(650, 90, 690, 102)],
      centre: at(670, 96),
    },
    {
      id: 301,
      area_code: east,
      compound_id: null,
      name: null,
      address: '染坊街19-3号',
      rings: [box(600, 300, 610, 310)],
      centre: at(605, 305),
    },
    {
      id: 302,
      area_code: east,
      compound_id: null,
      name: null,
      address: '染坊街19-5号',
      rings: [box(620, 300, 630, 310)],
      centre: at(625, 305),
    },
    {
      id: 401,
      area_code: west,
      compound_id: null,
      name: '柳塘菜市场',
      address: '桥南路30号',
      rings: [box(300, 50, 360, 90)],
      centre: at(330, 70),
    },
  ],
  units: [
    { id: 1011, building_id: 101, unit_no: 1, name: '1单元' },
    { id: 1031, building_id: 103, unit_no: 1, name: '1单元' },
    { id: 1032, building_id: 103, unit_no: 2, name: '2单元' },
    { id: 2011, building_id: 201, unit_no: 1, name: '东单元' },
    { id: 3011, building_id: 301, unit_no: 1, name: '1单元' },
  ],
  doors: [
    { id: 1, unit_id: 1011, floor: 1, door: '101' },
    { id: 2, unit_id: 1011, floor: 5, door: '501' },
    { id: 3, unit_id: 1031, floor: 5, door: '501' },
    { id: 4, unit_id: 1032, floor: 5, door: '501' },
    { id: 5, unit_id: 1032, floor: 5, door: '0502' },
    { id: 6, unit_id: 2011, floor: 5, door: '501' },
    { id: 7, unit_id: 3011, floor: 1, door: '101' },
  ],
  roads: [
    { id: 1, area_code: west, name: '桥南路', lines: [[...at(0, 30), ...at(500, 30)]] },
    { id: 2, area_code: west, name: '桥南路', lines: [[...at(500, 30), ...at(520, 30)]] },
    { id: 3, area_code: east, name: '染坊街', lines: [[...at(560, 0), ...at(560, 500)]] },
  ],
  pois: [
    {
      kind: 'organisation',
      id: 1,
      area_code: east,
      building_id: 302,
      name: '恒盛五金店',
      past_names: ['恒盛日杂'],
      address: '染坊街19-5号',
      kind_name: null,
      centre: at(625, 305),
    },
    {
      kind: 'facility',
      id: 1,
      area_code: east,
      building_id: null,
      name: '杏坞社区第1公厕',
      past_names: [],
      address: null,
      kind_name: '公共厕所',
      centre: at(800, 200),
    },
    {
      kind: 'place',
      id: 1,
      area_code: west,
      building_id: null,
      name: '柳塘社区',
      past_names: [],
      address: null,
      kind_name: null,
      centre: at(200, 200),
    },
  ],
  synonyms: [{ text: '老纺织院', kind: 'compound', name: '听枫苑' }],
};
