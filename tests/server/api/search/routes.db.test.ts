import { describe, expect, it } from 'vitest';
import type { SearchAnswer, SearchHit } from '../../../../server/api/search/schema.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

async function found(q: string, app?: Awaited<ReturnType<typeof townApp>>): Promise<SearchHit[]> {
  const address = `/api/search?limit=20&q=${encodeURIComponent(q)}`;
  const { status, body } = await ask(app ?? (await townApp()), address);
  expect(status).toBe(200);
  return (body as SearchAnswer).items;
}
const named = (hits: SearchHit[]) => hits.map((hit) => `${hit.kind} ${hit.id}`);

describe('GET /api/search', () => {
  it('puts the very name first, then what begins with it, then what holds it, each by kind', async () => {
    const hits = await found('清河');
    expect(named(hits)).toEqual([
      'area 990106',
      'area 990106001001',
      'area 990106001',
      'compound 11',
      'building 21',
      'building 22',
      'building 24',
      'organisation 91',
      'organisation 93',
      'facility 101',
      'road 121',
      'place 151',
    ]);
    expect(named(await found('清河社区')).slice(0, 2)).toEqual(['area 990106001001', 'facility 101']);
    expect(named(await found('花园')).slice(0, 1)).toEqual(['compound 11']);
    expect(named(await found('广场')).slice(0, 1)).toEqual(['place 151']);
  });

  it('says where a hit is', async () => {
    expect((await found('清河花园'))[0]).toEqual({
      kind: 'compound',
      id: '11',
      name: '清河花园',
      detail: '清河路18号',
      centre: [112.1018, 32.0053],
    });
    expect((await found('第四网格'))[0]).toEqual({
      kind: 'area',
      id: '990106001002002',
      name: '第四网格',
      detail: '清河区 · 清河街道 · 机床社区',
      centre: [112.1063, 32.0018],
    });
    expect((await found('幼儿园'))[0]).toEqual({
      kind: 'organisation',
      id: '93',
      name: '清河幼儿园',
      detail: '清河区 · 清河街道 · 清河社区 · 第二网格',
      centre: [112.1074, 32.006],
    });
  });

  it('tells buildings of one name apart by their addresses', async () => {
    const hits = (await found('1幢')).filter((hit) => hit.name === '1幢');
    expect(hits.map((hit) => [hit.id, hit.detail])).toEqual([
      ['23', '机床路3号1幢'],
      ['21', '清河路18号1幢'],
    ]);
  });

  it('shows a road of several pieces once, in the area that holds all of them', async () => {
    const roads = (await found('清河路')).filter((hit) => hit.kind === 'road');
    expect(roads).toHaveLength(1);
    expect(roads[0]).toMatchObject({ id: '121', name: '清河路', detail: '清河区 · 清河街道 · 清河社区' });
  });

  it('finds an address in one piece or in several', async () => {
    expect(named(await found('清河路18号2幢'))[0]).toBe('building 22');
    expect(named(await found('清河路18号 2幢'))[0]).toBe('building 22');
    expect(named(await found('2幢　清河路'))[0]).toBe('building 22');
    expect(named(await found('清河花园 2幢'))[0]).toBe('building 22');
    expect(named(await found('机床路3号1幢1单元101'))[0]).toBe('building 23');
  });

  it('finds an area by the beginning of its code', async () => {
    expect(named(await found('990106001002'))).toEqual([
      'area 990106001002',
      'area 990106001002001',
      'area 990106001002002',
    ]);
  });

  it('finds what looks alike where a character is wrong', async () => {
    expect(named(await found('清和花园'))).toContain('compound 11');
    expect(named(await found('万合商厦'))[0]).toBe('building 24');
    expect(await found('完全无关的词')).toEqual([]);
  });

  it('finds Latin names in any case', async () => {
    await rolledBack(async (sql) => {
      await sql`update organisation set name = 'Riverside School' where id = 91`;
      const app = await townApp(sql);
      expect(named(await found('riverside', app))).toContain('organisation 91');
      expect(named(await found('SCHOOL river', app))).toContain('organisation 91');
      expect(named(await found('Rivreside', app))).toContain('organisation 91');
    });
  });

  it('takes pattern and quote characters for themselves', async () => {
    for (const q of ['%', '_', '\\', "'", "' or '1'='1", '"; drop table area; --', '幢%', '%幢']) {
      expect(await found(q)).toEqual([]);
    }
    await rolledBack(async (sql) => {
      await sql`update place set name = '100%_店' where id = 151`;
      expect(named(await found('0%_', await townApp(sql)))).toEqual(['place 151']);
    });
  });

  it('never finds people', async () => {
    for (const q of ['张伟', '欧阳娜', '13800001234', '孙立']) expect(await found(q)).toEqual([]);
  });

  it('keeps to the limit', async () => {
    const { body } = await ask(await townApp(), `/api/search?limit=3&q=${encodeURIComponent('清河')}`);
    expect(named((body as SearchAnswer).items)).toEqual(['area 990106', 'area 990106001001', 'area 990106001']);
  });

  it.each([
    ['', '缺少「q」。'],
    ['q=', '缺少「q」。'],
    ['q=%20%20', '「q」有误：请输入至少一个字。'],
    [`q=${'x'.repeat(81)}`, '「q」有误：请勿超过80个字。'],
  ])('refuses %s', async (query, message) => {
    const { status, body } = await ask(await townApp(), `/api/search?${query}`);
    expect(status).toBe(400);
    expect(body).toEqual({ error: { code: 'bad_input', field: 'q', message } });
  });
});
