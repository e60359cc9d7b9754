import { describe, expect, it } from 'vitest';
import { words } from '../../../client/locales/index.ts';
import { parentStep, stepsTo } from '../../../client/pages/breadcrumb.ts';
import type { Detail } from '../../../client/pages/detail.ts';
import type { AreaSummary } from '../../../server/api/wire.ts';

const area = (area_code: string, name: string) => ({ area_code, name }) as AreaSummary;
const path = [area('990101', '锦河区'), area('990101001', '锦河街道')];
const building = {
  kind: 'building',
  data: { path, building: { id: 5, name: '5号楼', address: null }, units: [{ unit_no: 2, name: '东单元' }] },
} as unknown as Detail;
const household = {
  kind: 'household',
  data: {
    path,
    household: {
      id: 9,
      building_id: 5,
      building_name: '5号楼',
      unit_no: 2,
      unit_name: '东单元',
      floor: 12,
      door: '1203',
    },
  },
} as unknown as Detail;
const steps = (detail: Detail | null, selection: Parameters<typeof stepsTo>[1]) =>
  stepsTo(detail, selection, path[0] ?? null, 'zh-CN', words('zh-CN'));

describe('breadcrumb', () => {
  it('leads from the district to the door', () => {
    expect(steps(household, { kind: 'household', id: 9 })).toEqual([
      { label: '锦河区', selection: { kind: 'area', area_code: '990101' } },
      { label: '锦河街道', selection: { kind: 'area', area_code: '990101001' } },
      { label: '5号楼', selection: { kind: 'building', id: 5 } },
      { label: '东单元', selection: { kind: 'building', id: 5, unit_no: 2 } },
      { label: '12层', selection: { kind: 'building', id: 5, unit_no: 2, floor: 12 } },
      { label: '1203室', selection: { kind: 'household', id: 9 } },
    ]);
  });

  it('narrows a building by unit and floor, each alone too', () => {
    const labels = (selection: Parameters<typeof stepsTo>[1]) => steps(building, selection).map(({ label }) => label);
    expect(labels({ kind: 'building', id: 5 })).toEqual(['锦河区', '锦河街道', '5号楼']);
    expect(labels({ kind: 'building', id: 5, floor: -1 })).toEqual(['锦河区', '锦河街道', '5号楼', '地下1层']);
    expect(labels({ kind: 'building', id: 5, unit_no: 3 }).at(-1)).toBe('3单元');
  });

  it('shows the root while nothing is selected, and has nothing above it', () => {
    const root = steps(null, null);
    expect(root.map(({ label }) => label)).toEqual(['锦河区']);
    expect(parentStep(root)).toBeNull();
    expect(parentStep(steps(household, { kind: 'household', id: 9 }))?.label).toBe('12层');
  });
});
