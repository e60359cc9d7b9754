import { type ImportKind, type ImportLayer, importKinds } from '../../api/imports/schema.ts';
import { layerOf } from '../layers.ts';
import { fieldsOf } from '../mapping/index.ts';

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

/** Every kind and what a file can fill of it. */
export function importLayers(): ImportLayer[] {
  return importKinds.map((kind) => {
    const [zh, en] = kindNames[kind];
    const layer = layerOf(kind);
    const geometry = layer && layer.dimension !== null ? (['point', 'line', 'area'] as const)[layer.dimension] : null;
    return { kind, zh, en, geometry, fields: layer ? fieldsOf(layer) : [] };
  });
}
