import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import { findingLink, findingText } from '../../../../client/pages/duty-chain/finding-words.ts';
import { initialState } from '../../../../client/state/store.ts';
import { parseHash } from '../../../../client/state/url.ts';
import type { DutyFinding } from '../../../../server/api/duty-chain/schema.ts';

const finding = (change: Partial<DutyFinding>): DutyFinding => ({
  ...{ check_group: 'staff', code: 'grid_worker_missing', area_code: '990106001001001', kind: 'area', id: 0 },
  ...{ name: '第一网格', centre: [112.1, 32], detail: {} },
  ...change,
});
const text = (change: Partial<DutyFinding>, language: 'zh-CN' | 'en' = 'zh-CN') =>
  findingText(finding(change), words(language), '2026-11-23', language);

describe('a finding', () => {
  it('says who held a post last, and since when nobody does', () => {
    expect(text({ detail: { last_name: '钱多', ended_on: '2026-11-10' } })).toBe('钱多自11月10日起离任，尚无人接任');
    expect(text({ detail: { last_name: '钱多', ended_on: '2026-11-10' } }, 'en')).toBe(
      '钱多 left on 10 Nov; nobody has taken over',
    );
    expect(text({})).toBe('从未登记');
  });

  it('says how much ground, with whom, and who', () => {
    expect(text({ code: 'area_gap', detail: { area_m2: 4200 } })).toContain('共');
    expect(text({ code: 'area_overlap', detail: { area_m2: 4200, other_name: '第二网格' } })).toContain(
      '与第二网格重叠',
    );
    expect(text({ code: 'worker_in_two_grids', detail: { name: '钱多', names: ['甲', '乙'] } })).toBe('钱多：甲、乙');
    expect(text({ code: 'grid_head_double', detail: { names: ['甲', '乙'] } }, 'en')).toBe('甲, 乙');
    expect(text({ code: 'building_outside' })).toBe('');
  });

  it('leads to its place on the map, with the gaps shown', () => {
    const view = parseHash(findingLink(finding({}), initialState).slice(1));
    expect(view.selection).toEqual({ kind: 'area', area_code: '990106001001001' });
    expect(view.camera).toMatchObject({ longitude: 112.1, latitude: 32, zoom: 15 });
    expect(view.layers.gaps.visible).toBe(true);
    const thing = parseHash(findingLink(finding({ kind: 'building', id: 21 }), initialState).slice(1));
    expect(thing).toMatchObject({ selection: { kind: 'building', id: 21 }, camera: { zoom: 17 } });
  });
});
