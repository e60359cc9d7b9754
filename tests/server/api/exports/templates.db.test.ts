import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { templateLayers } from '../../../../server/api/exports/schema.ts';
import { townApp } from '../../../helpers/app.ts';
import { cellsOf, entriesOf } from '../../../helpers/archive.ts';

async function asked(path: string, language = 'zh-CN') {
  const app = await townApp();
  const response = await app.request(`/api/exports/templates/${path}`, { headers: { 'Accept-Language': language } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('a template', () => {
  it.each(templateLayers)('of %s is a workbook of samples and explanations', async (layer) => {
    const { response, bytes } = await asked(`${layer}?format=xlsx`);
    expect(response.status).toBe(200);
    const entries = entriesOf(bytes);
    const [heads, ...samples] = cellsOf(entries['xl/worksheets/sheet1.xml']!);
    expect(samples).toHaveLength(2);
    const explained = cellsOf(entries['xl/worksheets/sheet2.xml']!).slice(1, heads!.length + 1);
    expect(explained.map(([head]) => head)).toEqual(heads);
    expect(entries['xl/workbook.xml']!.toString()).toContain('填写说明');
  });

  it('lists the codes of a column with their names', async () => {
    const rows = cellsOf(entriesOf((await asked('facilities?format=xlsx')).bytes)['xl/worksheets/sheet2.xml']!);
    const kind = rows.find(([head]) => head === '类型')!;
    expect([kind[1], kind[2]]).toEqual(['必填', expect.stringContaining('公共厕所 (toilet)')]);
    const english = cellsOf(
      entriesOf((await asked('facilities?format=xlsx', 'en')).bytes)['xl/worksheets/sheet2.xml']!,
    );
    expect(english.find(([head]) => head === 'kind')![2]).toContain('Public toilet (toilet)');
  });

  it('as CSV is in the encoding that is asked for', async () => {
    const { bytes, response } = await asked('organisations?format=csv&encoding=gb18030');
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=gb18030');
    const rows = parse(new TextDecoder('gb18030', { fatal: true }).decode(bytes)) as string[][];
    expect(rows[0]).toEqual(['名称', '类型', '地址', '从业人数', '核实日期', '经度', '纬度', '唯一标识']);
    expect(rows).toHaveLength(3);
  });

  it('is there for no other layer and in no other format', async () => {
    expect((await asked('roads?format=xlsx')).response.status).toBe(400);
    expect((await asked('areas?format=shapefile')).response.status).toBe(400);
  });
});
