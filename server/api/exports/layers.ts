import type { Column } from '../../export/table.ts';
import type { CatalogueName } from '../codes/schema.ts';
import type { Right } from '../session/schema.ts';
import type { ExportLayer } from './schema.ts';

/** A column of a layer; its Chinese head is one by which an import knows it again. */
export interface LayerColumn {
  name: string;
  type: Column['type'];
  zh: string;
  en: string;
  /** In a sheet, in characters. */
  width: number;
  catalogue?: CatalogueName;
  /** Codes that stand in no catalogue. */
  options?: readonly { id: string; zh: string; en: string }[];
}

/** What of a layer leaves. */
export interface LayerExport {
  zh: string;
  en: string;
  /** Whoever has it somewhere may ask; the row policies decide which rows. */
  right: Right;
  columns: readonly LayerColumn[];
}

const column = (
  name: string,
  type: Column['type'],
  [zh, en]: readonly [string, string],
  width: number,
  more: Pick<LayerColumn, 'catalogue' | 'options'> = {},
): LayerColumn => ({ name, type, zh, en, width, ...more });
const option = (id: string, zh: string, en: string) => ({ id, zh, en });

const areaCode = column('area_code', 'text', ['网格编码', 'Area code'], 17);
const name = column('name', 'text', ['名称', 'Name'], 24);
const kind = (catalogue?: CatalogueName) =>
  column('kind', 'text', ['类型', 'Kind'], 14, catalogue ? { catalogue } : {});
const address = column('address', 'text', ['地址', 'Address'], 32);
const confirmedOn = column('confirmed_on', 'date', ['核实日期', 'Confirmed on'], 12);
const operator = column('operator', 'text', ['管理单位', 'Run by'], 20);
const source = [
  column('source', 'text', ['数据来源', 'Source'], 14),
  column('source_id', 'text', ['唯一标识', 'Source id'], 22),
];
const flag = (id: string, zh: string, en: string) => column(id, 'boolean', [zh, en], 8);
const whole = (id: string, zh: string, en: string) => column(id, 'integer', [zh, en], 9);

/** What of each layer leaves; nobody's name, phone or birth date is among it. */
export const layerExports: Record<ExportLayer, LayerExport> = {
  areas: {
    ...{ zh: '区域', en: 'Areas', right: 'map' },
    columns: [
      areaCode,
      column('level', 'text', ['层级', 'Level'], 8, { catalogue: 'area-level' }),
      name,
      column('parent_code', 'text', ['上级编码', 'Parent code'], 15),
      column('area_m2', 'number', ['面积（平方米）', 'Area, m²'], 16),
    ],
  },
  buildings: {
    ...{ zh: '楼栋', en: 'Buildings', right: 'map' },
    columns: [
      areaCode,
      name,
      kind(),
      address,
      whole('floor_count', '层数', 'Floors'),
      whole('basement_count', '地下层数', 'Basements'),
      column('height_m', 'number', ['高度', 'Height, m'], 9),
      whole('built_year', '建成年份', 'Built in'),
      confirmedOn,
      ...source,
    ],
  },
  compounds: {
    ...{ zh: '小区', en: 'Compounds', right: 'map' },
    columns: [
      areaCode,
      name,
      column('kind', 'text', ['类型', 'Kind'], 8, {
        options: [option('walled', '封闭', 'Walled'), option('open', '开放', 'Open')],
      }),
      address,
      column('property_company', 'text', ['物业公司', 'Property company'], 22),
      flag('owners_committee', '业主委员会', 'Owners’ committee'),
      confirmedOn,
      ...source,
    ],
  },
  organisations: {
    ...{ zh: '单位', en: 'Organisations', right: 'map' },
    columns: [
      areaCode,
      name,
      kind('organisation-kind'),
      address,
      whole('staff_count', '从业人数', 'Staff'),
      confirmedOn,
      ...source,
    ],
  },
  facilities: {
    ...{ zh: '公共设施', en: 'Facilities', right: 'map' },
    columns: [areaCode, name, kind('facility-kind'), address, operator, confirmedOn, ...source],
  },
  devices: {
    ...{ zh: '设备', en: 'Devices', right: 'map' },
    columns: [
      areaCode,
      name,
      kind('device-kind'),
      column('status', 'text', ['状态', 'Status'], 8, {
        options: [
          option('working', '正常', 'Working'),
          option('faulty', '故障', 'Faulty'),
          option('off', '停用', 'Off'),
        ],
      }),
      address,
      operator,
      column('purpose', 'text', ['用途', 'Purpose'], 20),
      flag('sign_up', '提示标识', 'Sign is up'),
      whole('retention_days', '保存天数', 'Kept, days'),
      confirmedOn,
      ...source,
    ],
  },
  'patrol-points': {
    ...{ zh: '巡逻点', en: 'Patrol points', right: 'map' },
    columns: [
      areaCode,
      name,
      address,
      column('window_start', 'time', ['开始时间', 'From'], 9),
      column('window_end', 'time', ['结束时间', 'To'], 9),
      whole('dwell_min', '停留分钟', 'Dwell, min'),
      whole('wanted_visits', '应巡次数', 'Wanted visits'),
      ...source,
    ],
  },
  roads: {
    ...{ zh: '道路', en: 'Roads', right: 'map' },
    columns: [
      areaCode,
      name,
      kind(),
      flag('oneway', '单行', 'One way'),
      flag('foot', '可步行', 'On foot'),
      flag('bicycle', '可骑行', 'By bicycle'),
      flag('motor', '可行车', 'By car'),
      flag('bridge', '桥', 'Bridge'),
      flag('tunnel', '隧道', 'Tunnel'),
      whole('lanes', '车道数', 'Lanes'),
      column('width_m', 'number', ['宽度', 'Width, m'], 9),
      ...source,
    ],
  },
  incidents: {
    ...{ zh: '事件', en: 'Incidents', right: 'cases' },
    columns: [
      column('incident_code', 'text', ['事件编号', 'Code'], 20),
      areaCode,
      column('category', 'text', ['事件类别', 'Category'], 12, { catalogue: 'incident-category' }),
      column('title', 'text', ['标题', 'Title'], 36),
      column('description', 'text', ['描述', 'Description'], 40),
      address,
      column('severity', 'text', ['严重程度', 'Severity'], 8, { catalogue: 'incident-severity' }),
      column('status', 'text', ['状态', 'Status'], 10, { catalogue: 'incident-status' }),
      column('channel', 'text', ['来源', 'Source'], 10, { catalogue: 'incident-channel' }),
      column('department', 'text', ['办理部门', 'Department'], 12, { catalogue: 'department' }),
      column('reported_at', 'moment', ['上报时间', 'Reported'], 17),
      column('due_at', 'moment', ['截止时间', 'Due'], 17),
      column('closed_at', 'moment', ['办结时间', 'Settled'], 17),
    ],
  },
  households: {
    ...{ zh: '住户（门牌）', en: 'Households (doors)', right: 'doors' },
    columns: [
      areaCode,
      column('building_name', 'text', ['楼栋', 'Building'], 16),
      column('unit_name', 'text', ['单元', 'Unit'], 9),
      whole('floor', '楼层', 'Floor'),
      column('door', 'text', ['门牌', 'Door'], 9),
      column('address', 'text', ['地址', 'Address'], 34),
      column('door_state', 'text', ['居住状态', 'State'], 10, { catalogue: 'door-state' }),
      confirmedOn,
    ],
  },
  'people-counts': {
    ...{ zh: '人口和住户数', en: 'People and households', right: 'map' },
    columns: [
      areaCode,
      name,
      whole('household_count', '住户数', 'Households'),
      whole('resident_count', '居住人数', 'Residents'),
      column('hidden_below', 'integer', ['少于此数不显示', 'Hidden below'], 15),
    ],
  },
};
