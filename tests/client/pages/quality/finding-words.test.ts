import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import {
  findingCount,
  findingShare,
  findingTitle,
  isSliver,
  keyOf,
  problemsOf,
  suggestionOf,
  workPage,
} from '../../../../client/pages/quality/finding-words.ts';
import type { AreaMend } from '../../../../server/api/area-changes/schema.ts';
import type { QualityFault, QualityFinding } from '../../../../server/api/quality/schema.ts';

const [zh, en] = [words('zh-CN'), words('en')];
const view = { theme: 'auto', language: 'zh-CN' } as const;
const finding = (more: Partial<QualityFinding>): QualityFinding => ({
  ...{ group: 'fields', code: 'empty', layer: 'building', field: 'address', count: 12, whole: 1694, gravity: 'slight' },
  areas: [],
  ...more,
});
const [one, other] = [
  { area_code: '1', name: '甲' },
  { area_code: '2', name: '乙' },
];
const fault = (more: Partial<QualityFault>): QualityFault => ({
  ...{ kind: 'overlap', area_code: '0', name: '社区', areas: [one, other], area_m2: 90, width_m: 9, place: [120, 30] },
  shape: { type: 'Polygon', coordinates: [] },
  repair: { area_codes: ['1', '2'], mend: { kind: 'overlap', place: [120, 30], to: '1' } },
  ...more,
});

describe('a finding in words', () => {
  it('names layer and field, how many, and of how many', () => {
    expect(findingTitle(finding({}), zh, 'zh-CN')).toBe('楼栋「地址」 · 没有填写');
    expect(findingTitle(finding({}), en, 'en')).toBe('Buildings: Address · Left empty');
    expect(findingCount(finding({}), zh, 'zh-CN')).toBe('12条');
    expect(findingShare(finding({}), zh, 'zh-CN')).toBe('占1,694条的<1%');
    expect(findingShare(finding({ whole: null }), zh, 'zh-CN')).toBe('');
  });

  it('counts ground in places, people as people, pairs as pairs', () => {
    expect(findingTitle(finding({ code: 'gap', layer: null, field: null }), zh, 'zh-CN')).toBe('下级之间有空白');
    expect(findingCount(finding({ code: 'gap', layer: null, field: null }), zh, 'zh-CN')).toBe('12处');
    expect(findingCount(finding({ code: 'never_confirmed', layer: 'resident', field: null }), zh, 'zh-CN')).toBe(
      '12人',
    );
    const twice = { code: 'duplicate_resident', layer: 'resident', field: null } as const;
    expect(findingCount(finding(twice), zh, 'zh-CN')).toBe('12对');
    expect(findingCount(finding({ ...twice, count: 1000 }), zh, 'zh-CN')).toBe('至少1,000对');
  });

  it('has an address, and a page where it is worked off', () => {
    expect(keyOf(finding({}))).toBe('empty.building.address');
    expect(keyOf(finding({ code: 'gap', layer: null, field: null }))).toBe('gap');
    expect(workPage(finding({}), '99', view)).toBeNull();
    expect(workPage(finding({ code: 'stale', field: null }), '99', view)).toBe(
      '/register#register=building&area_code=99&stale=true',
    );
    expect(workPage(finding({ code: 'duplicate_household' }), '99', view)).toBe('/duplicates#household&area_code=99');
  });
});

describe('a fault', () => {
  it('says what is proposed', () => {
    expect(suggestionOf(fault({}), zh)).toBe('建议归「甲」，从「乙」划出');
    const mend: AreaMend = { kind: 'gap', place: [120, 30], to: '2' };
    const gap = fault({ kind: 'gap', areas: [other], repair: { area_codes: ['2'], mend } });
    expect(suggestionOf(gap, zh)).toBe('建议划给「乙」，它与空白相邻最长');
    const beyond = fault({
      kind: 'beyond',
      repair: { area_codes: ['1', '2'], mend: { ...mend, kind: 'beyond', to: null } },
    });
    expect(suggestionOf(beyond, zh)).toBe('建议从「甲、乙」切去');
    expect(suggestionOf(fault({ repair: null }), zh)).toBeNull();
  });

  it('is a sliver where it is narrower than a metre, unless an area itself is meant', () => {
    expect(isSliver(fault({ width_m: 0.4 }))).toBe(true);
    expect(isSliver(fault({ width_m: 1 }))).toBe(false);
    expect(isSliver(fault({ kind: 'hole', width_m: 0.4 }))).toBe(false);
    expect(problemsOf([fault({ width_m: 0.4 }), fault({})]).map(({ kind }) => kind)).toEqual(['sliver', 'overlap']);
  });
});
