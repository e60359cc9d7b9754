import { describe, expect, it } from 'vitest';
import type { ImportKind } from '../../../../server/api/imports/schema.ts';
import { layerOf } from '../../../../server/import/layers.ts';
import { fieldsToFill, matchCodes, type RememberedCode } from '../../../../server/import/mapping/index.ts';

const field = (kind: ImportKind, name: string) => fieldsToFill(layerOf(kind)!).find((one) => one.name === name)!;

function codeOf(kind: ImportKind, name: string, value: string, remembered: RememberedCode[] = []) {
  return matchCodes(new Map([[value, 1]]), field(kind, name), remembered)[0]!;
}

describe('a value', () => {
  it.each<[ImportKind, string, string, string]>([
    ['organisations', 'kind', 'school', 'school'],
    ['organisations', 'kind', 'School', 'school'],
    ['organisations', 'kind', '学校', 'school'],
    ['organisations', 'kind', '學校', 'school'],
    ['organisations', 'kind', '小学（公办）', 'school'],
    ['organisations', 'kind', ' 餐 饮 ', 'restaurant'],
    ['facilities', 'kind', '公厕', 'toilet'],
    ['facilities', 'kind', '消防栓(地上)', 'hydrant'],
    ['facilities', 'kind', 'ＴＯＩＬＥＴ', 'toilet'],
    ['households', 'door_state', '出租屋', 'let'],
    ['households', 'door_state', '空关', 'empty'],
    ['incidents', 'severity', '三级', 'normal'],
    ['incidents', 'status', '已完成', 'resolved'],
    ['incidents', 'channel', '12345热线', 'hotline'],
    ['residents', 'sex', '女性', 'female'],
    ['compounds', 'kind', '开放式小区', 'open'],
    ['devices', 'status', '在线', 'working'],
  ])('of %s %s, "%s", is %s', (kind, name, value, code) => {
    expect(codeOf(kind, name, value)).toMatchObject({ code });
    expect(codeOf(kind, name, value).confidence).toBeGreaterThanOrEqual(0.9);
  });

  it('that is only near is told, not taken', () => {
    expect(codeOf('organisations', 'kind', '区级示范幼儿园')).toEqual({
      ...{ value: '区级示范幼儿园', rows: 1, code: null, confidence: 0.6, nearest: 'kindergarten' },
      reason: {
        'zh-CN': '目录里有「幼儿园」，像是它，请确认',
        en: 'it is near to "Kindergarten" in the list; please confirm',
      },
    });
    expect(codeOf('incidents', 'category', '环境卫声')).toMatchObject({ code: null, nearest: 'environment' });
  });

  it('that nothing is like has no code', () => {
    expect(codeOf('facilities', 'kind', '雕塑')).toEqual({
      ...{ value: '雕塑', rows: 1, code: null, confidence: 0 },
      reason: { 'zh-CN': '目录里没有', en: 'not in the list' },
    });
  });

  it('is what people have said before, more often than not', () => {
    const said = (code: string, times: number) => ({ value: '学校', code, times });
    expect(codeOf('organisations', 'kind', '学校', [said('kindergarten', 2)])).toMatchObject({
      ...{ code: 'kindergarten', confidence: 0.99 },
      reason: { 'zh-CN': '以前这样对应过' },
    });
    const divided = codeOf('organisations', 'kind', '学校', [said('school', 1), said('kindergarten', 2)]);
    expect(divided).toMatchObject({ code: 'kindergarten', confidence: 0.96 });
    expect(codeOf('organisations', 'kind', '学校', [said('gone', 5)])).toMatchObject({ code: 'school' });
  });
});

it('values come with their rows, most first', () => {
  const values = new Map([
    ['公厕', 2],
    ['健身点', 7],
  ]);
  expect(matchCodes(values, field('facilities', 'kind'), []).map(({ value, rows }) => [value, rows])).toEqual([
    ['健身点', 7],
    ['公厕', 2],
  ]);
});

it('no word stands for two codes of one list', () => {
  for (const kind of [
    'organisations',
    'facilities',
    'devices',
    'incidents',
    'households',
    'areas',
    'compounds',
    'residents',
  ] as const)
    for (const { name, codes = [] } of fieldsToFill(layerOf(kind)!)) {
      const words = codes.flatMap(({ id, zh, en, synonyms = [] }) => [
        ...new Set([id, zh, en, ...synonyms].map((word) => word.toLowerCase())),
      ]);
      expect(words.length, `${kind} ${name}`).toBe(new Set(words).size);
    }
});
