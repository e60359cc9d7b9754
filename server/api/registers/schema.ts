import { z } from 'zod';
import type { CatalogueName } from '../codes/schema.ts';
import { areaCode, day, id, type LonLat, limit, pageToken } from '../wire.ts';

/** The registers that are edited here, in the order of the screen. */
export const registers = [
  'compound',
  'building',
  'unit',
  'household',
  'resident',
  'organisation',
  'facility',
  'device',
] as const;
export type Register = (typeof registers)[number];

/** One attribute of a register: everything that a form, a check and a writer need to know of it. */
export interface Field {
  name: string;
  kind: 'text' | 'number' | 'choice' | 'date' | 'boolean' | 'reference' | 'place' | 'outline';
  zh: string;
  en: string;
  required?: true;
  /** Set when the row is made, and never after. */
  fixed?: true;
  /** Stands sealed, and is masked where the stated purpose does not need it. */
  sealed?: true;
  /** Of a number; of a text, `max` is its characters. */
  min?: number;
  max?: number;
  /** A number may have decimals. */
  fraction?: true;
  /** Values of a choice; a catalogue's entries where it names one. */
  options?: readonly { id: string; zh: string; en: string }[];
  catalogue?: CatalogueName;
  /** What a reference points at. */
  register?: Register;
}

const name: Field = { name: 'name', kind: 'text', max: 80, required: true, zh: '名称', en: 'Name' };
const address: Field = { name: 'address', kind: 'text', max: 120, zh: '地址', en: 'Address' };
const operator: Field = { name: 'operator', kind: 'text', max: 80, zh: '管理单位', en: 'Run by' };
const place: Field = { name: 'place', kind: 'place', required: true, zh: '位置', en: 'Place' };
const outline: Field = { name: 'outline', kind: 'outline', required: true, zh: '轮廓', en: 'Outline' };
const choice = (id: string, zh: string, en: string) => ({ id, zh, en });

/** Every register's attributes, in the order of the form. */
export const fieldsOf: Record<Register, readonly Field[]> = {
  compound: [
    name,
    {
      ...{ name: 'kind', kind: 'choice', required: true, zh: '围合', en: 'Enclosure' },
      options: [choice('walled', '封闭', 'Walled'), choice('open', '开放', 'Open')],
    },
    address,
    { name: 'property_company', kind: 'text', max: 80, zh: '物业公司', en: 'Property company' },
    { name: 'owners_committee', kind: 'boolean', required: true, zh: '业主委员会', en: 'Owners’ committee' },
    outline,
  ],
  building: [
    { name: 'name', kind: 'text', max: 80, zh: '名称', en: 'Name' },
    { name: 'kind', kind: 'text', max: 40, required: true, zh: '类型', en: 'Kind' },
    address,
    { name: 'compound_id', kind: 'reference', register: 'compound', zh: '所属小区', en: 'Compound' },
    { name: 'floor_count', kind: 'number', min: 1, max: 200, zh: '地上层数', en: 'Floors' },
    { name: 'basement_count', kind: 'number', min: 0, max: 20, required: true, zh: '地下层数', en: 'Basements' },
    { name: 'height_m', kind: 'number', min: 0.1, max: 999, fraction: true, zh: '高度（米）', en: 'Height, m' },
    { name: 'built_year', kind: 'number', min: 1000, max: 2100, zh: '建成年份', en: 'Built in' },
    outline,
  ],
  unit: [
    {
      ...{ name: 'building_id', kind: 'reference', register: 'building', required: true, fixed: true },
      ...{ zh: '所在楼栋', en: 'Building' },
    },
    { name: 'unit_no', kind: 'number', min: 1, max: 99, required: true, zh: '单元号', en: 'Unit number' },
    { ...name, max: 20 },
  ],
  household: [
    {
      ...{ name: 'unit_id', kind: 'reference', register: 'unit', required: true, fixed: true },
      ...{ zh: '所在单元', en: 'Unit' },
    },
    { name: 'floor', kind: 'number', min: -20, max: 200, required: true, zh: '楼层', en: 'Floor' },
    { name: 'door', kind: 'text', max: 20, required: true, zh: '门牌', en: 'Door' },
    { name: 'door_state', kind: 'choice', catalogue: 'door-state', required: true, zh: '居住状态', en: 'State' },
  ],
  resident: [
    {
      ...{ name: 'household_id', kind: 'reference', register: 'household', required: true, fixed: true },
      ...{ zh: '所在户', en: 'Household' },
    },
    { name: 'name', kind: 'text', max: 60, required: true, sealed: true, zh: '姓名', en: 'Name' },
    { name: 'relation', kind: 'text', max: 30, required: true, zh: '与户主关系', en: 'Relation to the head' },
    {
      ...{ name: 'sex', kind: 'choice', required: true, zh: '性别', en: 'Sex' },
      options: [choice('female', '女', 'Female'), choice('male', '男', 'Male')],
    },
    { name: 'birth_date', kind: 'date', required: true, sealed: true, zh: '出生日期', en: 'Born on' },
    { name: 'phone', kind: 'text', max: 30, sealed: true, zh: '电话', en: 'Phone' },
    { name: 'registered_here', kind: 'boolean', required: true, zh: '户籍在此', en: 'Registered here' },
    { name: 'lives_here', kind: 'boolean', required: true, zh: '居住在此', en: 'Lives here' },
  ],
  organisation: [
    name,
    { name: 'kind', kind: 'choice', catalogue: 'organisation-kind', required: true, zh: '类型', en: 'Kind' },
    address,
    { name: 'building_id', kind: 'reference', register: 'building', zh: '所在楼栋', en: 'Building' },
    { name: 'staff_count', kind: 'number', min: 0, max: 1_000_000, zh: '从业人数', en: 'Staff' },
    place,
  ],
  facility: [
    name,
    { name: 'kind', kind: 'choice', catalogue: 'facility-kind', required: true, zh: '类型', en: 'Kind' },
    address,
    operator,
    place,
  ],
  device: [
    name,
    { name: 'kind', kind: 'choice', catalogue: 'device-kind', required: true, zh: '类型', en: 'Kind' },
    {
      ...{ name: 'status', kind: 'choice', required: true, zh: '状态', en: 'Status' },
      options: [choice('working', '正常', 'Working'), choice('faulty', '故障', 'Faulty'), choice('off', '停用', 'Off')],
    },
    address,
    operator,
    { name: 'purpose', kind: 'text', max: 120, zh: '用途', en: 'Purpose' },
    { name: 'sign_up', kind: 'boolean', required: true, zh: '已设提示标识', en: 'Sign is up' },
    { name: 'retention_days', kind: 'number', min: 0, max: 3650, zh: '保存天数', en: 'Kept, days' },
    place,
  ],
};

/** A value as it travels: a place is `[lon, lat]`, an outline a ring of them that need not be closed. */
export type Value = string | number | boolean | null | LonLat | LonLat[];
/** Values by the name of their field. */
export type Values = Record<string, Value>;

const register = z.enum(registers, { error: 'there is no such register | 没有这本台账' });
export const registerParam = z.object({ register });
export const rowParam = z.object({ register, id });
export const registerQuery = z.object({
  /** Ignored where a parent is given. */
  area_code: areaCode,
  /** The building of units and households, the household of residents. */
  parent_id: id.optional(),
  q: z.string().trim().max(60).optional(),
  /** Only what nobody has confirmed for too long. */
  stale: z.stringbool().optional(),
  limit,
  page: pageToken.optional(),
});
export const completenessQuery = z.object({ area_code: areaCode });
export const apartWays = ['away', 'unregistered'] as const;
/** 人户分离: `away` is registered here and lives elsewhere, `unregistered` lives here and is registered elsewhere. */
export type ApartWay = (typeof apartWays)[number];
export const apartQuery = z.object({ area_code: areaCode, way: z.enum(apartWays), limit, page: pageToken.optional() });
/** A household with people apart, and how many; who they are stands in its file. */
export interface ApartItem {
  id: number;
  area_code: string;
  title: string;
  count: number;
}

const given = {
  source: z.string().trim().max(200).optional(),
  note: z.string().trim().max(500).optional(),
  /** From which day it is so: today when not said. */
  true_from: day.optional(),
};
const fields = z.record(z.string(), z.unknown());
export const newBody = z.strictObject({ ...given, fields });
export const patchBody = z.strictObject({
  ...given,
  version: z.int().min(1),
  /** What else is recorded was looked at too, and is so today. */
  confirm: z.boolean().optional(),
  fields,
});
export const removeBody = z.strictObject({ ...given, version: z.int().min(1) });
export const confirmBody = z.strictObject({ source: given.source });

/** One row of a register as it is known now. */
export interface RegisterRow {
  id: number;
  version: number;
  area_code: string | null;
  /** Null: never, or a register that is not confirmed by itself. */
  confirmed_on: string | null;
  values: Values;
  /** Fields that are shown masked. */
  masked: string[];
}
/** The answer to a write. */
export interface Written {
  row: RegisterRow;
  /** What can be undone; null: nothing was changed. */
  change_id: number | null;
}
/** A field that both changed: the value before, the other's, mine. */
export interface FieldConflict {
  field: string;
  before: Value;
  theirs: Value;
  mine: Value;
}
/** Body of 409 where another changed the same fields meanwhile. */
export interface ConflictBody {
  error: { code: 'conflict'; field: string; message: string };
  /** The version to send next. */
  version: number;
  conflicts: FieldConflict[];
}
/** One step of one field, newest first. `old` is null for a row that was new. */
export interface HistoryEntry {
  change_id: number;
  kind: string;
  made_at: string;
  /** Null: the system. */
  made_by: string | null;
  source: string | null;
  /** Null: always. */
  true_from: string | null;
  field: string;
  old: Value;
  new: Value;
}
/** A row in a list. */
export interface RegisterItem {
  id: number;
  area_code: string | null;
  title: string;
  confirmed_on: string | null;
  /** Nobody has confirmed it for longer than its register allows. */
  stale: boolean;
  /** By which round it will be confirmed next: the open visit's day, and who answers for the grid. */
  next: { due_on: string | null; holder: string | null } | null;
}
/** Part and whole of a gauge; `whole` 0: there is nothing to measure. */
export interface Gauge {
  part: number;
  whole: number;
}
/**
 * How complete a grid's registers are: 四到四清. Base numbers (底数清): doors whose state is known and was confirmed in time. Circumstances
 * (情况清): compounds, buildings, organisations, facilities and devices confirmed in time. Needs (需求清): visits owed this month up to
 * today that were made. Changes (动态清): doors let or empty, which change most, that were confirmed in the last 30 days.
 */
export interface Completeness {
  area_code: string;
  name: string;
  doors_known: number;
  doors_counted: number;
  base: Gauge;
  circumstances: Gauge;
  needs: Gauge;
  changes: Gauge;
  /** 人户分离: registered here and living elsewhere, living here and registered elsewhere. */
  registered_away: number;
  living_unregistered: number;
}
/** Days after which a register's rows are stale; registers that are not confirmed by themselves are left out. */
export type FreshnessDays = Partial<Record<Register, number>>;

/** How fresh the rows of a place are: confirmed in time, due within 30 days, or confirmed too long ago. */
export const freshnessSigns = ['fresh', 'soon', 'stale'] as const;
export type FreshnessSign = (typeof freshnessSigns)[number];
/** The signs of an area's grids and houses in columns; no houses where there are more than a map needs. */
export interface FreshnessSigns {
  grids: { area_code: string[]; sign: FreshnessSign[] };
  buildings: { id: number[]; sign: FreshnessSign[] };
}
