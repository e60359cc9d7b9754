import { expect, it } from 'vitest';
import type { ImportKind, ImportSettings } from '../../../../server/api/imports/schema.ts';
import { freshSettings, lookInto } from '../../../../server/import/batches/look.ts';
import { temporaryFile } from '../files.ts';

const nothingKnown = async () => ({ box: null, buildings: 0, closeness: () => 0 });

function look(kind: ImportKind, content: string, mapping: ImportSettings['mapping']) {
  const file = temporaryFile(`${kind}.csv`, content);
  return lookInto(file, kind, { ...freshSettings('Asia/Shanghai'), mapping }, [], nothingKnown);
}

it('lists the values of a coded column, not those of a column of people that holds no codes', async () => {
  const content = '楼栋,室号,姓名,性别\n1幢,101,孙强,男\n1幢,102,周敏,女\n1幢,103,郑洁,不详\n';
  const { codes } = await look('residents', content, { sex: '性别' });
  expect(codes).toMatchObject([
    { field: 'sex', values: [{ value: '男' }, { value: '女' }, { value: '不详', code: null }] },
  ]);
  expect((await look('residents', content, { sex: '姓名' })).codes).toEqual([]);
});

it('does not list what must never be held', async () => {
  const content = '编码,名称,类型\nA1,甲,toilet\nA2,乙,汉族\n';
  const { codes } = await look('facilities', content, { kind: '类型' });
  expect(codes[0]!.values.map(({ value }) => value)).toEqual(['toilet']);
});
