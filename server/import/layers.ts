import { incidentStatuses } from '../api/incidents/schema.ts';
import { type DoorKind, type DoorLayer, doorLayers } from './doors/layers.ts';
import { column, type LayerColumn } from './layer-columns.ts';
import type { ImportKind } from './types.ts';

/** One table that files are loaded into. */
export interface Layer {
  table: string;
  /** 0 point, 1 line, 2 polygon. */
  dimension: 0 | 1 | 2;
  columns: LayerColumn[];
  /** Column that `timeColumn` fills. */
  timeColumn?: string;
  /** Column whose value is a row's id in its source, where there is one. */
  naturalId?: string;
  /** A column that must be unique over all sources. */
  uniqueColumn?: string;
}

const metres = ['米', 'm'];
const name = column('name', 'text', '名称 名字 title');
const requiredName = { ...name, required: true };
const kind = column('kind', 'text', '类型 类别 种类 type category');
const requiredKind = { ...kind, required: true };
const address = column('address', 'text', '地址 标准地址 详细地址 addr');
const confirmedOn = column('confirmed_on', 'date', '核实日期 最近核实 确认日期 更新日期');
const operator = column('operator', 'text', '管理单位 运营单位 责任单位');

const land: Layer = { table: 'land', dimension: 2, columns: [requiredKind, name] };
const waterway: Layer = { table: 'waterway', dimension: 1, columns: [requiredKind, name] };
const place: Layer = { table: 'place', dimension: 0, columns: [requiredKind, requiredName] };
const boundary: Layer = {
  table: 'boundary',
  dimension: 2,
  columns: [column('admin_level', 'integer', '级别', { required: true, range: [1, 12] }), name],
};
const road: Layer = {
  table: 'road',
  dimension: 1,
  columns: [
    requiredKind,
    name,
    column('oneway', 'boolean', '单行', { fallback: 'false' }),
    column('foot', 'boolean', '', { fallback: 'true' }),
    column('bicycle', 'boolean', '', { fallback: 'true' }),
    column('motor', 'boolean', '', { fallback: 'true' }),
    column('bridge', 'boolean', '桥', { fallback: 'false' }),
    column('tunnel', 'boolean', '隧道', { fallback: 'false' }),
    column('lanes', 'integer', '车道数', { range: [1, 20] }),
    column('width_m', 'number', '宽度 width', { range: [0.01, 1000], units: metres }),
  ],
};
const building: Layer = {
  table: 'building',
  dimension: 2,
  timeColumn: 'confirmed_on',
  columns: [
    { ...kind, fallback: 'yes' },
    name,
    address,
    column('floor_count', 'integer', '层数 楼层数 地上层数 floors levels', { range: [1, 200], units: ['层', 'F'] }),
    column('basement_count', 'integer', '地下层数 basements', { range: [0, 20], units: ['层'], fallback: '0' }),
    column('height_m', 'number', '高度 建筑高度 height', { range: [0.01, 999.99], units: metres }),
    column('built_year', 'integer', '建成年份 建造年份 年代', { range: [1000, 2100], units: ['年'] }),
    confirmedOn,
  ],
};
const compound: Layer = {
  table: 'compound',
  dimension: 2,
  timeColumn: 'confirmed_on',
  columns: [
    { ...kind, allowed: ['walled', 'open'], fallback: 'walled' },
    { ...requiredName, synonyms: [...name.synonyms, '小区名称', '小区'] },
    address,
    column('property_company', 'text', '物业公司 物业'),
    column('owners_committee', 'boolean', '业委会 业主委员会', { fallback: 'false' }),
    confirmedOn,
  ],
};
const organisation: Layer = {
  table: 'organisation',
  dimension: 0,
  timeColumn: 'confirmed_on',
  columns: [
    { ...requiredKind, catalogue: 'organisation-kind', free: true },
    { ...requiredName, synonyms: [...name.synonyms, '单位名称', '企业名称'] },
    address,
    column('staff_count', 'integer', '人数 员工数 从业人数', { range: [0, 1_000_000], units: ['人'] }),
    confirmedOn,
  ],
};
const facility: Layer = {
  table: 'facility',
  dimension: 0,
  timeColumn: 'confirmed_on',
  columns: [
    { ...requiredKind, catalogue: 'facility-kind', free: true },
    { ...requiredName, synonyms: [...name.synonyms, '设施名称'] },
    address,
    operator,
    confirmedOn,
  ],
};
const device: Layer = {
  table: 'device',
  dimension: 0,
  timeColumn: 'confirmed_on',
  columns: [
    { ...requiredKind, catalogue: 'device-kind', free: true },
    { ...requiredName, synonyms: [...name.synonyms, '设备名称'] },
    address,
    operator,
    column('purpose', 'text', '用途'),
    column('sign_up', 'boolean', '标识牌 提示标识', { fallback: 'false' }),
    column('retention_days', 'integer', '保存天数 留存天数', { range: [0, 3650], units: ['天', '日'] }),
    column('status', 'text', '状态', { allowed: ['working', 'faulty', 'off'], fallback: 'working' }),
    confirmedOn,
  ],
};
const patrolPoint: Layer = {
  table: 'patrol_point',
  dimension: 0,
  columns: [
    { ...kind, fallback: 'point' },
    { ...requiredName, synonyms: [...name.synonyms, '点位名称', '巡逻点'] },
    address,
    column('window_start', 'time', '开始时间', { fallback: '18:00' }),
    column('window_end', 'time', '结束时间', { fallback: '06:00' }),
    column('dwell_min', 'integer', '停留分钟', { range: [0, 600], units: ['分钟', '分'], fallback: '5' }),
    column('wanted_visits', 'integer', '应巡次数 巡逻次数', { range: [1, 48], units: ['次'], fallback: '1' }),
  ],
};
const incident: Layer = {
  table: 'incident',
  dimension: 0,
  timeColumn: 'reported_at',
  naturalId: 'incident_code',
  uniqueColumn: 'incident_code',
  columns: [
    column('incident_code', 'text', '事件编号 案件编号 工单编号 casenumber'),
    column('category', 'text', '事件类别 事件类型 类别 类型 offense offence kind type primarytype', {
      required: true,
      catalogue: 'incident-category',
      free: true,
    }),
    column('title', 'text', '标题 事件标题 名称 name'),
    column('description', 'text', '描述 事件描述 内容', { longest: 4000 }),
    address,
    column('severity', 'text', '等级 严重程度', {
      catalogue: 'incident-severity',
      allowed: ['low', 'normal', 'high', 'urgent'],
      fallback: 'normal',
    }),
    column('status', 'text', '状态 处理状态', {
      catalogue: 'incident-status',
      allowed: [...incidentStatuses],
    }),
    column('channel', 'text', '来源 上报渠道', { catalogue: 'incident-channel', free: true, fallback: 'import' }),
    column('reported_at', 'timestamp', '上报时间 发生时间 时间 time datetime timestamp occurredat createdat', {
      required: true,
    }),
    column('due_at', 'timestamp', '截止时间 办理时限'),
    column('closed_at', 'timestamp', '办结时间 结案时间'),
  ],
};
const area: Layer = {
  table: 'area',
  dimension: 2,
  naturalId: 'area_code',
  uniqueColumn: 'area_code',
  columns: [
    column('area_code', 'text', '网格编码 区划编码 区划代码 编码 代码 code adcode', { required: true }),
    column('level', 'text', '层级 级别', { required: true, catalogue: 'area-level' }),
    { ...requiredName, synonyms: [...name.synonyms, '网格名称', '区划名称'] },
  ],
};

/** Kinds whose rows have a place of their own; the others stand in a building. */
export type PlacedKind = Exclude<ImportKind, 'osm' | DoorKind>;

/** The table that a kind fills; `osm` fills several, see `osmLayers`. */
export const layers: Record<PlacedKind, Layer> = {
  areas: area,
  land,
  waterways: waterway,
  buildings: building,
  roads: road,
  places: place,
  boundaries: boundary,
  compounds: compound,
  organisations: organisation,
  facilities: facility,
  devices: device,
  'patrol-points': patrolPoint,
  incidents: incident,
};

/** The layer of a kind; undefined for `osm`, whose tags decide. */
export function layerOf(kind: ImportKind): Layer | DoorLayer | undefined {
  return ({ ...layers, ...doorLayers } as Partial<Record<ImportKind, Layer | DoorLayer>>)[kind];
}

/** Whether a kind's rows stand in a building. */
export function isDoorKind(kind: ImportKind): kind is DoorKind {
  return kind in doorLayers;
}

/** The layers that OpenStreetMap's tags are understood for, by table. */
export const osmLayers = { land, waterway, road, building, place, boundary };

const kept = new Set([
  'area',
  'compound',
  'building',
  'unit',
  'household',
  'resident',
  'organisation',
  'facility',
  'device',
]);

/** Whether a table keeps its past, so that its rows are known by the change that made them. */
export function isKept(table: string): boolean {
  return kept.has(table);
}

/** Whether rows of a layer that a file has no more may be deleted: reports are a record, and areas end by being reorganised. */
export function mayDeleteAbsent(table: string): boolean {
  return table !== 'incident' && table !== 'area';
}
