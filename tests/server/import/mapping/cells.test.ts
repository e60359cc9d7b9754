import { describe, expect, it } from 'vitest';
import type { ImportKind, ImportSettings } from '../../../../server/api/imports/schema.ts';
import { layerOf } from '../../../../server/import/layers.ts';
import { problemsOf, repeatedIds } from '../../../../server/import/mapping/index.ts';
import type { ReadRow } from '../../../../server/import/readers/index.ts';

const settled = (mapping: Record<string, string>, more: Partial<ImportSettings> = {}) => ({
  ...{ mapping, constants: {}, codes: {}, time_zone: 'Asia/Shanghai', ...more },
});

function wrong(
  kind: ImportKind,
  properties: ReadRow['properties'],
  mapping: Record<string, string>,
  more: Partial<ImportSettings> = {},
) {
  return problemsOf({ row: 7, properties, geometry: null }, kind, layerOf(kind)!, settled(mapping, more)).map(
    ({ column, kind: what, sentence }) => [column, what, sentence['zh-CN']],
  );
}

describe('a cell', () => {
  it.each<[ImportKind, string, string, unknown, string, string]>([
    ['buildings', 'floor_count', '楼高', '很高', 'number', '「楼高」应为数字，现为“很高”'],
    ['buildings', 'floor_count', '楼高', 900, 'range', '「楼高」应在 1 至 200 之间，现为“900”'],
    ['buildings', 'built_year', '年代', '1998.5', 'number', '「年代」应为整数，现为“1998.5”'],
    ['buildings', 'confirmed_on', '查看日', '2024-02-30', 'date', '「查看日」“2024-02-30”日历上没有这个时间'],
    [
      'buildings',
      'name',
      '楼名',
      '1.10105E+17',
      'identity',
      '「楼名」含有身份证号码，本系统不得保存，请删去这一列或这些号码',
    ],
    ['buildings', 'name', '楼名', 'x'.repeat(501), 'long', '「楼名」有 501 个字，最多 500 个字'],
    [
      ...(['households', 'door_state', '住法', '群居', 'code'] as const),
      '「住法」应为 自住、出租、空置、待核实 之一，现为“群居”；也可以在「对应列」里说明这种写法是哪一种',
    ],
    [
      ...(['compounds', 'kind', '围墙', '半封', 'code'] as const),
      '「围墙」应为 封闭、开放 之一，现为“半封”；也可以在「对应列」里说明这种写法是哪一种',
    ],
  ])('of %s %s says under its own name what is wrong', (kind, field, column, value, what, sentence) => {
    const found = wrong(kind, { [column]: value }, { [field]: column });
    expect(found).toContainEqual([column, what, sentence]);
  });

  it('that is needed and empty is marked where it stands', () => {
    expect(wrong('facilities', { 店名: '', 业: 'toilet' }, { name: '店名', kind: '业' })).toEqual([
      ['店名', 'missing', '「店名」没有填写'],
    ]);
    expect(wrong('facilities', { 业: 'toilet' }, { kind: '业' })).toEqual([[null, 'missing', '「名称」没有填写']]);
    expect(wrong('facilities', { 业: 'toilet' }, { kind: '业' }, { constants: { name: '公厕' } })).toEqual([]);
  });

  it('of a person is not quoted', () => {
    const mapping = { building_name: '幢', door: '室', person_name: '人', sex: '性', birth_date: '生' };
    const row = { 幢: '1幢', 室: '101', 人: '孙强', 性: '女', 生: '五八年三月' };
    expect(wrong('residents', row, mapping)).toEqual([
      ['生', 'date', '「生」看不出是什么时间，请写成 2024-05-01 08:30'],
    ]);
  });

  it('with what people have said it stands for is right', () => {
    const mapping = { building_name: '幢', door: '室', floor: '层', door_state: '住法' };
    const row = { 幢: '1幢', 室: '101', 层: 1, 住法: '群居' };
    expect(wrong('households', row, mapping)).toHaveLength(1);
    expect(wrong('households', row, mapping, { codes: { door_state: { 群居: 'let' } } })).toEqual([]);
  });

  it('of a list that takes more than it knows is kept as it stands', () => {
    expect(wrong('facilities', { 名: '石狮', 类: '雕塑' }, { name: '名', kind: '类' })).toEqual([]);
  });

  it('of coordinates is a number', () => {
    const row = { 名: '甲', 类: 'toilet', 经: '东经118', 纬: '32.06' };
    expect(wrong('facilities', row, { name: '名', kind: '类', lon: '经', lat: '纬' })).toEqual([
      ['经', 'place', '「经」“东经118”不是坐标，应为数字，例如 112.1234'],
    ]);
  });
});

describe('a row', () => {
  it('that cannot be read says so and nothing else', () => {
    const reason = { 'zh-CN': '这一行少了引号', en: 'a quote is missing' };
    const row = { row: 3, properties: {}, geometry: null, reason };
    expect(problemsOf(row, 'facilities', layerOf('facilities')!, settled({ name: '名' }))).toEqual([
      { row: 3, column: null, kind: 'unreadable', sentence: reason },
    ]);
  });

  it('of a register says which building and floor, or where that is to be put right', () => {
    const mapping = { door: '室', building_name: '幢', floor: '层' };
    expect(wrong('households', { 室: '101' }, mapping)).toEqual([
      ['幢', 'missing', '没有说是哪栋楼：请填写楼栋编号、小区和楼栋，或地址'],
    ]);
    expect(wrong('households', { 室: '甲', 幢: '1幢' }, mapping)).toEqual([
      ['层', 'missing', '「层」没有填写，从门牌也看不出'],
    ]);
    expect(wrong('households', { 室: '1203', 幢: '1幢' }, mapping)).toEqual([]);
    expect(wrong('households', { 址: '清河花园1幢2单元301室' }, { address: '址' })).toEqual([]);
  });

  it('of incidents closes after it was reported', () => {
    const mapping = { category: '类', reported_at: '报', closed_at: '结' };
    const row = { 类: '噪声扰民', 报: '2026-03-02 08:00', 结: '2026-03-01 08:00' };
    expect(wrong('incidents', row, mapping)).toEqual([['结', 'value', '「结」早于「报」']]);
  });
});

describe('an id', () => {
  const ids = (kind: ImportKind, mapping: Record<string, string>, rows: ReadRow[]) => {
    const repeated = repeatedIds(layerOf(kind)!, settled(mapping));
    return rows.flatMap((row) => repeated(row)).map(({ row, column, sentence }) => [row, column, sentence['zh-CN']]);
  };
  const row = (number: number, properties: ReadRow['properties']): ReadRow => ({
    row: number,
    properties,
    geometry: null,
  });

  it('that came before with other content is marked', () => {
    const mapping = { source_id: '号', name: '名' };
    const rows = [
      row(2, { 号: 'A1', 名: '甲' }),
      row(3, { 号: 'A1', 名: '甲' }),
      row(4, { 号: 'A1', 名: '乙' }),
      row(5, { 号: '', 名: '丙' }),
    ];
    expect(ids('facilities', mapping, rows)).toEqual([[4, '号', '「号」A1 已在第 2 行出现，内容不同']]);
    expect(ids('facilities', { name: '名' }, rows)).toEqual([]);
  });

  it('is what a layer is known by, where it has one', () => {
    const mapping = { incident_code: '案号', title: '题' };
    expect(ids('incidents', mapping, [row(2, { 案号: 'X', 题: '甲' }), row(3, { 案号: 'X', 题: '乙' })])).toHaveLength(
      1,
    );
  });
});
