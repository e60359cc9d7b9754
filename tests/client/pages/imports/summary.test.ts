import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import {
  confidenceWord,
  countsLine,
  kindOfFile,
  progressLine,
  type Speech,
  summaryOf,
} from '../../../../client/pages/imports/summary.ts';
import type { ImportLayer } from '../../../../server/api/imports/schema.ts';
import { batch, facilities, noCounts } from './batch.ts';

const chinese: Speech = { words: words('zh-CN'), language: 'zh-CN' };
const english: Speech = { words: words('en'), language: 'en' };

describe('one line', () => {
  it('of counts leaves out what is none', () => {
    const counts = { ...noCounts, new: 1204, changed: 31, same: 8840, rejected: 12 };
    expect(countsLine(counts, chinese)).toBe('新增 1,204 · 有变化 31 · 相同 8,840 · 退回 12');
    expect(countsLine({ ...counts, changed: 0, deleted: 2 }, english)).toBe(
      '1,204 new · 8,840 the same · 2 deleted · 12 rejected',
    );
    expect(countsLine(noCounts, chinese)).toBe('没有可导入的行');
  });

  it('of progress tells rows and time as far as they are known', () => {
    const progress = { phase: 'reading', rows: 0, rows_total: null, seconds_left: null } as const;
    expect(progressLine(progress, chinese)).toBe('正在读取');
    expect(progressLine({ ...progress, rows: 12000 }, chinese)).toBe('正在读取 · 12,000行');
    expect(progressLine({ ...progress, rows: 12000, rows_total: 100000, seconds_left: 200 }, chinese)).toBe(
      '正在读取 · 12,000 / 100,000 行 · 还需3分钟',
    );
  });

  it('of an undoing tells how many rows it takes out', () => {
    const progress = { phase: 'undoing', rows: 0, rows_total: 19998, seconds_left: null } as const;
    expect(progressLine(progress, chinese)).toBe('正在撤销 · 19,998行');
    expect(progressLine({ ...progress, rows_total: null }, english)).toBe('Undoing');
  });

  it('of a guess says how sure it is', () => {
    expect([0.98, 0.7, 0.3].map((confidence) => confidenceWord(confidence, chinese))).toEqual([
      '很可能',
      '可能',
      '不确定',
    ]);
  });

  it('of each question', () => {
    const { settings } = batch();
    expect(summaryOf('file', batch(), facilities, chinese)).toBe('CSV · GBK / GB 18030 · 1,235行');
    expect(summaryOf('place', batch(), facilities, chinese)).toBe('');
    const crs_words = { line: { 'zh-CN': 'BD-09 经纬度（百度），x、y 对调', en: 'BD-09' }, note: null };
    const swapped = batch({ settings: { ...settings, crs: { kind: 'bd09' }, swapped: true, crs_words } });
    expect(summaryOf('place', swapped, facilities, chinese)).toBe('BD-09 经纬度（百度），x、y 对调');
    const mapping = { ...settings.mapping, address: '地址' };
    const addressed = batch({ settings: { ...settings, mapping, by_address: true } });
    expect(summaryOf('place', addressed, facilities, chinese)).toBe('按地址定位');
    expect(summaryOf('columns', batch(), facilities, chinese)).toBe('4列导入，1列不导入');
    expect(summaryOf('rows', batch({ fix_count: 2 }), facilities, chinese)).toBe('改了2格');
    expect(summaryOf('rows', batch(), facilities, chinese)).toBe('已看过');
    expect(summaryOf('check', batch({ counts: { ...noCounts, new: 3 } }), facilities, chinese)).toBe('新增 3');
    expect(summaryOf('apply', batch({ state: 'undone' }), facilities, chinese)).toBe('已撤销');
  });

  it('names the table where there are several', () => {
    const findings = batch().findings!;
    const [table] = findings.tables;
    const several = { ...findings, tables: [table!, { ...table!, name: 'b' }] };
    expect(summaryOf('file', batch({ findings: several }), facilities, chinese)).toBe(
      'CSV · a · GBK / GB 18030 · 1,235行',
    );
  });
});

describe('what a file holds', () => {
  const layer = (kind: ImportLayer['kind'], zh: string): ImportLayer => ({ ...facilities, kind, zh });
  const layers = [
    layer('buildings', '楼栋'),
    layer('facilities', '公共设施'),
    layer('areas', '网格与区划'),
    layer('households', '住户（门牌）'),
  ];

  it('is told by its name, where that names one kind', () => {
    expect(kindOfFile('2026公共设施普查.xlsx', layers)).toBe('facilities');
    expect(kindOfFile('jiangwan_buildings.zip', layers)).toBe('buildings');
    expect(kindOfFile('网格.geojson', layers)).toBe('areas');
    expect(kindOfFile('全区门牌.csv', layers)).toBe('households');
    expect(kindOfFile('玄武房屋面.zip', layers)).toBe('buildings');
    expect(kindOfFile('高德设施点.csv', layers)).toBe('facilities');
    expect(kindOfFile('nanjing-latest.osm.pbf', layers)).toBe('osm');
  });

  it('is left open where it names none or two', () => {
    expect(kindOfFile('新建文本文档.csv', layers)).toBeUndefined();
    expect(kindOfFile('楼栋和公共设施.xlsx', layers)).toBeUndefined();
    expect(kindOfFile('房屋住户台账.xlsx', layers)).toBeUndefined();
  });
});
