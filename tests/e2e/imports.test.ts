import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { BuildingSummary } from '../../server/api/buildings/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { ImportBatch } from '../../server/api/imports/schema.ts';
import type { SearchAnswer } from '../../server/api/search/schema.ts';
import type { Page as ListPage, LonLat } from '../../server/api/wire.ts';
import { toGcj02 } from '../../server/import/crs/shifted.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { shapefileParts, shapefileZip } from '../server/import/readers/shapefile-file.ts';
import { sheetRow, workbookFile } from '../server/import/readers/workbook-file.ts';
import { answerTo } from './household-doors.ts';

const browser = useBrowser();
const clerk = 'registrar';
/** Less of a file than this does not show for certain how its letters are written. */
const few_bytes = 2000;
/** Tells this run's file from those of another. */
const mark = Date.now() % 100_000;

/** The middle of the demo city's root area. */
async function middle(): Promise<[lon: number, lat: number]> {
  const { bounds } = await answerTo<{ bounds: [number, number, number, number] }>(clerk, 'deployment');
  return [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}

/** A sheet of invented facilities; the third lacks its kind. */
async function sheet(): Promise<Buffer> {
  const [lon, lat] = await middle();
  const kinds = ['健身点', '公共厕所', '', '消火栓'];
  const rows = kinds.map((kind, at) => `试验设施${mark}-${at},${kind},${lon + at / 10_000},${lat}`);
  return Buffer.from(`设施名称,类型,经度,纬度\n${rows.join('\n')}\n`);
}

/** Some houses of the demo city. */
async function houses(): Promise<BuildingSummary[]> {
  const { root } = await answerTo<Deployment>(clerk, 'deployment');
  const path = `buildings?area_code=${root!.area_code}&limit=200`;
  return (await answerTo<ListPage<BuildingSummary>>(clerk, path)).items;
}

/** Where something of that name is; undefined: there is no such thing. */
async function placeOf(name: string): Promise<LonLat | undefined> {
  const { items } = await answerTo<SearchAnswer>(clerk, `search?q=${encodeURIComponent(name)}`);
  return items.find((hit) => hit.name === name)?.centre;
}

/** Puts a file on the page and answers its questions, the coordinates with the system of that name. */
async function load(page: Page, kind: string, crs: string, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByText('把文件拖到这里').waitFor();
  await page.getByLabel('文件里是什么').selectOption({ label: kind });
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole('button', { name: /^上传/ }).click();
  // A few letters leave room for doubt: the clerk agrees that they can be read.
  const yes = page.getByRole('button', { name: '没问题，下一步' });
  if (file.buffer.length < few_bytes) await opened(page, '文件').then(() => yes.click());
  await opened(page, '坐标');
  await page.locator('label.guess').filter({ hasText: crs }).click();
  await page.getByRole('button', { name: '位置对，就用这一种' }).click();
  await opened(page, '对应列');
  await yes.click();
  await opened(page, '核对');
  await page.getByRole('button', { name: '试算', exact: true }).last().click();
}

const step = (page: Page, name: string) =>
  page.locator('jw-import-batch h3 button').filter({ has: page.getByText(name, { exact: true }) });
const opened = (page: Page, name: string) =>
  expect.poll(() => step(page, name).getAttribute('aria-expanded'), { timeout: 30_000 }).toBe('true');
/** Takes the batch out again, which is asked twice. */
async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: '整批撤销' }).click();
  await page.getByRole('button', { name: '整批撤销' }).click();
  await page.getByText('数据已恢复为导入之前的样子').waitFor();
}
const found = async () =>
  (await answerTo<ListPage<ImportBatch>>(clerk, 'imports?limit=50')).items.find(({ file_name }) =>
    file_name.includes(String(mark)),
  );

describe('importing', () => {
  it('takes a sheet from the file to the registers and out again, by the page alone', async () => {
    await using view = await browser.open('/imports', { as: clerk });
    const { page, faults } = view;
    await page.getByText('把文件拖到这里').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('文件里是什么').selectOption({ label: '公共设施' });
    const name = `试验设施${mark}.csv`;
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: await sheet() });
    await page.getByRole('button', { name: /^上传/ }).click();
    await page.getByRole('heading', { name }).waitFor();

    // What the file is: asked only where it is not certain.
    const yes = page.getByRole('button', { name: '没问题，下一步' });
    await opened(page, '文件').then(() => yes.click());
    await opened(page, '坐标');
    await page.getByText('地图上是文件里的4处').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '位置对，就用这一种' }).click();
    await opened(page, '对应列');
    await page.getByLabel('填到: 设施名称').waitFor();
    if ((await page.getByLabel('填到: 设施名称').inputValue()) !== 'name')
      await page.getByLabel('填到: 设施名称').selectOption('name');
    expect(await page.getByLabel('填到: 类型').inputValue()).toBe('kind');
    expect(await seriousFaults(page)).toEqual([]);
    await yes.click();

    // The row without a kind is found by N and mended where it stands.
    await opened(page, '核对');
    await page.getByText('前100行里有1处问题').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('gridcell').first().focus();
    await page.keyboard.press('n');
    await page.getByText('第4行「类型」').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('健身点');
    await page.keyboard.press('Enter');
    await page.getByText('前100行没有发现问题。').waitFor();

    await page.getByRole('button', { name: '试算', exact: true }).last().click();
    await opened(page, '导入');
    await page.getByText('新增 4').first().waitFor();
    expect((await found())?.state).toBe('checked');
    await page.getByRole('button', { name: '导入4行' }).click();
    await page.getByRole('button', { name: '整批撤销' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await found()).toMatchObject({ state: 'applied', counts: { new: 4, rejected: 0 } });

    // Elsewhere and back: the batch stands in the list and is opened from there, in the theme that was chosen on the way.
    await page.getByRole('link', { name: '全部导入记录' }).click();
    await page.getByRole('link', { name }).waitFor();
    await page.getByRole('button', { name: /^明暗/ }).click();
    const chosen = /theme=\w+/.exec(page.url())?.[0];
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { name }).waitFor();
    expect(/theme=\w+/.exec(page.url())?.[0]).toBe(chosen ?? 'none');
    await undo(page);
    expect((await found())?.state).toBe('undone');
    expect(faults).toEqual([]);
  });

  it('takes a GB 18030 file of shifted points, mends a rejected cell and takes all of it out again', async () => {
    await using view = await browser.open('/imports', { as: clerk });
    const { page, faults } = view;
    const places = (await houses()).map(({ centre }) => centre);
    const names = places.map((_, at) => `移位点${mark}-${at}`);
    // Behind the rows that are looked at beforehand.
    const late = 120;
    const rows = places.map((place, at) => {
      const [lon, lat] = toGcj02(place);
      return `${names[at]},${at === late ? '' : '消火栓'},${lon.toFixed(6)},${lat.toFixed(6)}`;
    });
    const buffer = iconv.encode(`设施名称,类型,经度,纬度\r\n${rows.join('\r\n')}\r\n`, 'gb18030');
    await load(page, '公共设施', 'GCJ-02', { name: `移位点${mark}.csv`, mimeType: 'text/csv', buffer });
    await page.getByText(/GBK \/ GB 18030/).waitFor();
    await page.getByLabel(`第${late + 2}行「类型」改成`).fill('消火栓');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel(`第${late + 2}行「类型」改成`).press('Enter');
    await page.getByRole('button', { name: `导入${rows.length}行` }).click();
    await page.getByRole('button', { name: '整批撤销' }).waitFor();

    const [lon, lat] = (await placeOf(names[late]!))!;
    expect(Math.hypot(lon - places[late]![0], lat - places[late]![1])).toBeLessThan(0.00001);
    expect(await page.getByRole('link', { name: '到地图上看' }).getAttribute('href')).toMatch(/#v=1&map=/);
    const quality = await page.getByRole('link', { name: '看数据质量' }).getAttribute('href');
    expect(quality).toBe(`/quality#source=${encodeURIComponent(`移位点${mark}`)}`);
    await undo(page);
    expect(await placeOf(names[late]!)).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('takes a GBK shapefile that says neither its letters nor its coordinates, and takes it out again', async () => {
    await using view = await browser.open('/imports', { as: clerk });
    const { page, faults } = view;
    const [lon, lat] = await middle();
    const side = 0.0001;
    const names = ['桂花楼', '银杏楼', '石榴楼'].map((name) => name + mark);
    const shapes = names.map((_, at) => {
      const [west, north] = [lon + at * 3 * side, lat + side];
      return {
        type: 5,
        parts: [
          [
            [west, lat],
            [west, north],
            [west + side, north],
            [west + side, lat],
            [west, lat],
          ],
        ],
      };
    });
    const letters = names.map((name) => iconv.encode(name, 'gbk'));
    const { shp, shx, dbf } = shapefileParts(5, shapes, letters);
    const buffer = shapefileZip({ shp, shx, dbf });
    await load(page, '楼栋', 'WGS 84', { name: `新楼${mark}.zip`, mimeType: 'application/zip', buffer });
    await page.getByRole('button', { name: '导入3行' }).click();
    await page.getByRole('button', { name: '整批撤销' }).waitFor();
    const [east] = (await placeOf(names[1]!))!;
    expect(Math.abs(east - (lon + 3.5 * side))).toBeLessThan(0.00001);
    await undo(page);
    expect(await placeOf(names[1]!)).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('takes a workbook by addresses as they are typed, leaves the doubtful ones behind, and takes it out again', async () => {
    await using view = await browser.open('/imports', { as: clerk });
    const { page, faults } = view;
    const all = await houses();
    const isAlone = ({ address }: BuildingSummary) =>
      /^[^0-9]+路\d+号$/.test(address ?? '') && all.filter((other) => other.address === address).length === 1;
    const [one, two, three] = all.filter(isAlone);
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const typed = [
      wide(one!.address!),
      ` ${two!.address!.replace(/(\d+)/, ' $1 ')} `,
      three!.address!,
      '菜市场对面第三家',
      '',
    ];
    const names = typed.map((_, at) => `按地址${mark}-${at}`);
    // A day as Excel counts them: 2026-10-01.
    const rows = typed.map((address, at) =>
      sheetRow(at + 3, [names[at]!, '消火栓', address, '<c s="1"><v>46296</v></c>']),
    );
    const title = sheetRow(1, ['消防设施摸底表', null, null, null]);
    const head = sheetRow(2, ['设施名称', '类型', '地址', '核实日期']);
    const sheets = [{ name: '摸底', rows: [title, head, ...rows].join(''), merged: ['A1:D1'] }];
    const buffer = workbookFile(sheets);
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await page.getByText('把文件拖到这里').waitFor();
    await page.locator('input[type="file"]').setInputFiles({ name: `消防设施${mark}.xlsx`, mimeType, buffer });
    // Its name says what it holds.
    expect(await page.getByLabel('文件里是什么').inputValue()).toBe('facilities');
    await page.getByRole('button', { name: /^上传/ }).click();
    await opened(page, '坐标');
    await page.getByText('3行按地址找到了位置，1行没有把握').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '位置对，就用这一种' }).click();
    await opened(page, '对应列');
    await page.getByText('按地址定位', { exact: true }).waitFor();
    await page.getByRole('button', { name: '没问题，下一步' }).click();
    await opened(page, '核对');
    await page.getByText('2026-10-01').first().waitFor();
    await page.getByRole('button', { name: '试算', exact: true }).last().click();
    await page.getByText('菜市场对面第三家').waitFor();
    await page.getByText('没有坐标，「地址」也是空的').waitFor();
    // What was typed is mended before the choice beside it has the file counted anew.
    await page.getByLabel('第7行「地址」改成').fill('菜市场对面第五家');
    expect(await page.getByRole('button', { name: '改好1格，重新试算' }).isVisible()).toBe(true);
    await page.getByLabel('退回的留下，先导入其余3行').click();
    await page.getByText('菜市场对面第五家').waitFor();
    await page.getByRole('button', { name: '没问题，下一步' }).click();
    await page.getByRole('button', { name: '导入3行' }).click();
    await page.getByRole('button', { name: '整批撤销' }).waitFor();
    const [lon, lat] = (await placeOf(names[1]!))!;
    expect(Math.hypot(lon - two!.centre[0], lat - two!.centre[1])).toBeLessThan(0.0005);
    expect(await placeOf(names[3]!)).toBeUndefined();

    // What was left behind is a batch of its own in one press; one of its rows is mended, the other has no place still.
    const parent = page.url();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '再导入这些行' }).click();
    await page.getByRole('heading', { name: `消防设施${mark}-退回.xlsx` }).waitFor();
    await opened(page, '对应列');
    await page.getByRole('button', { name: '没问题，下一步' }).click();
    await opened(page, '核对');
    await page.getByRole('gridcell', { name: '菜市场对面第三家', exact: true }).dblclick();
    await page.keyboard.type(three!.address!);
    await page.keyboard.press('Enter');
    await page.getByRole('gridcell', { name: three!.address!, exact: true }).waitFor();
    await page.getByRole('button', { name: '试算', exact: true }).last().click();
    await page.getByLabel('退回的留下，先导入其余1行').click();
    await page.getByRole('button', { name: '没问题，下一步' }).click();
    await page.getByRole('button', { name: '导入1行' }).click();
    await page.getByRole('button', { name: '整批撤销' }).waitFor();
    expect(await placeOf(names[3]!)).toBeDefined();
    await undo(page);
    expect(await placeOf(names[3]!)).toBeUndefined();

    await page.goto(parent);
    await undo(page);
    expect(await placeOf(names[1]!)).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('is not offered to others', async () => {
    await using view = await browser.open('/imports', { as: 'grid-worker' });
    await view.page.getByText('由全辖区的数据登记员操作').waitFor();
    expect(await view.page.locator('jw-import-start').count()).toBe(0);
    expect(view.faults).toEqual([]);
  });
});
