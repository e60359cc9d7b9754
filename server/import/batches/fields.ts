import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type ImportField, type ImportKind, type ImportLayer, importKinds } from '../../api/imports/schema.ts';
import { rootFolder } from '../../config.ts';
import { fieldNames } from '../field-names.ts';
import type { LayerColumn } from '../layer-columns.ts';
import { layerOf } from '../layers.ts';

const entries = z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() }));

const kindNames: Record<ImportKind, readonly [zh: string, en: string]> = {
  osm: ['底图（OpenStreetMap）', 'Base map (OpenStreetMap)'],
  areas: ['网格与区划', 'Areas'],
  land: ['用地', 'Land use'],
  waterways: ['水系', 'Waterways'],
  buildings: ['楼栋', 'Buildings'],
  roads: ['道路', 'Roads'],
  places: ['地名', 'Places'],
  boundaries: ['行政界线', 'Boundaries'],
  compounds: ['小区', 'Compounds'],
  organisations: ['单位', 'Organisations'],
  facilities: ['公共设施', 'Public facilities'],
  devices: ['设备', 'Devices'],
  'patrol-points': ['巡逻点', 'Patrol points'],
  incidents: ['事件', 'Incidents'],
  units: ['单元', 'Units'],
  households: ['住户（门牌）', 'Households (doors)'],
  residents: ['居民', 'Residents'],
};
const words: Record<string, readonly [zh: string, en: string]> = {
  walled: ['封闭', 'Walled'],
  open: ['开放', 'Open'],
  working: ['正常', 'Working'],
  faulty: ['故障', 'Faulty'],
  off: ['停用', 'Off'],
  female: ['女', 'Female'],
  male: ['男', 'Male'],
};

/** Every kind and what a file can fill of it. */
export function importLayers(): ImportLayer[] {
  return importKinds.map((kind) => {
    const [zh, en] = kindNames[kind];
    const layer = layerOf(kind);
    const geometry = layer && layer.dimension !== null ? (['point', 'line', 'area'] as const)[layer.dimension] : null;
    return { kind, zh, en, geometry, fields: layer ? fieldsOf(layer) : [] };
  });
}

/** What a file can fill of a layer; its id in the source and, of points, the two coordinates among them. */
export function fieldsOf(layer: NonNullable<ReturnType<typeof layerOf>>): ImportField[] {
  const own = layer.columns.map(fieldOf);
  if (layer.dimension === null) return own;
  const id = named('source_id', 'text');
  return layer.dimension === 0 ? [id, ...own, named('lon', 'number'), named('lat', 'number')] : [id, ...own];
}

function named(name: string, type: ImportField['type']): ImportField {
  const [zh, en] = fieldNames[name]!;
  return { name, zh, en, type, required: false };
}

function fieldOf({ name, zh, en, type, required, range, catalogue, allowed, sealed }: LayerColumn): ImportField {
  const codes = codesOf(catalogue, allowed);
  return {
    ...{ name, zh, en, type, required: required === true },
    ...(codes && { codes }),
    ...(range && { range }),
    ...(sealed && { sealed: true as const }),
  };
}

function codesOf(catalogue: string | undefined, allowed: string[] | undefined): ImportField['codes'] {
  if (catalogue !== undefined) {
    const text = readFileSync(path.join(rootFolder, 'data/codes', `${catalogue}.json`), 'utf8');
    const all = entries.parse(JSON.parse(text));
    return allowed ? all.filter(({ id }) => allowed.includes(id)) : all;
  }
  return allowed?.map((id) => ({ id, zh: words[id]?.[0] ?? id, en: words[id]?.[1] ?? id }));
}
