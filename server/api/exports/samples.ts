import type { TemplateLayer } from './schema.ts';

/** Where the doors of samples are: a house by its compound, another by its address. */
const stair = {
  compound_name: ['示例小区', ''],
  building_name: ['1号楼', ''],
  address: ['', '示例路8号2栋'],
  unit_no: [1, 2],
};

/** Sample values of templates by column; all of it is invented. */
export const samples: Record<TemplateLayer, Record<string, readonly (string | number)[]>> = {
  areas: {
    area_code: ['990106001001001', '990106001001002'],
    level: ['网格', '网格'],
    name: ['示例第一网格', '示例第二网格'],
  },
  buildings: {
    name: ['示例1号楼', '示例2号楼'],
    kind: ['residential', 'apartments'],
    address: ['示例路1号示例小区1号楼', '示例路1号示例小区2号楼'],
    floor_count: [6, 18],
    basement_count: [0, 1],
    height_m: [18.6, 54],
    built_year: [1998, 2015],
    confirmed_on: ['2026-05-01', '2026-05-01'],
  },
  compounds: {
    name: ['示例小区', '示例大院'],
    kind: ['walled', 'open'],
    address: ['示例路1号', '示例路8号'],
    property_company: ['示例物业公司'],
    owners_committee: ['是', '否'],
    confirmed_on: ['2026-05-01', '2026-05-01'],
  },
  organisations: {
    name: ['示例超市', '示例小学'],
    kind: ['超市', '学校'],
    address: ['示例路3号', '示例路5号'],
    staff_count: [24, 86],
    confirmed_on: ['2026-05-01', '2026-05-01'],
  },
  facilities: {
    name: ['示例社区党群服务中心', '示例路消火栓'],
    kind: ['党群服务中心', '消火栓'],
    address: ['示例路2号', '示例路与示例街交叉口'],
    operator: ['示例社区', '示例水务所'],
    confirmed_on: ['2026-05-01', '2026-05-01'],
  },
  devices: {
    name: ['示例小区南门道闸', '示例下穿通道积水监测'],
    kind: ['门禁道闸', '积水监测'],
    status: ['working', 'faulty'],
    address: ['示例路1号南门', '示例下穿通道'],
    operator: ['示例物业公司', '示例市政所'],
    purpose: ['车辆出入', '积水告警'],
    sign_up: ['是', '否'],
    retention_days: [30, 90],
    confirmed_on: ['2026-05-01', '2026-05-01'],
  },
  'patrol-points': {
    name: ['示例小区北门', '示例河堤'],
    address: ['示例路1号北门', '示例河堤步道入口'],
    window_start: ['18:00', '19:30'],
    window_end: ['06:00', '23:00'],
    dwell_min: [5, 10],
    wanted_visits: [2, 1],
  },
  incidents: {
    incident_code: ['SL-2026-0001', 'SL-2026-0002'],
    category: ['环境卫生', '车辆停放'],
    title: ['示例路口垃圾未清', '示例路单车占用盲道'],
    description: ['垃圾桶满溢，已拍照', '约二十辆共享单车'],
    address: ['示例路与示例街交叉口', '示例路3号门前'],
    severity: ['normal', 'low'],
    status: ['', ''],
    channel: ['', ''],
    reported_at: ['2026-05-01 08:30', '2026-05-01 14:05'],
    due_at: ['2026-05-03 18:00', ''],
    closed_at: ['', ''],
  },
  units: {
    ...stair,
    unit_name: ['东单元', ''],
  },
  households: {
    ...stair,
    floor: [3, 5],
    door: ['301', '502'],
    door_state: ['自住', '出租'],
    confirmed_on: ['2026-05-01', '2026-05-01'],
  },
  residents: {
    ...stair,
    door: ['301', '502'],
    person_name: ['示例甲', '示例乙'],
    relation: ['户主', '户主'],
    sex: ['女', '男'],
    birth_date: ['1980-05-01', '1975-10-01'],
    phone: ['', ''],
    registered_here: ['是', '否'],
    lives_here: ['是', '是'],
  },
};
