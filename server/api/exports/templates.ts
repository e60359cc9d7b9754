import type { Context } from 'hono';
import { csv } from '../../export/sheet.ts';
import { type Cell, workbook } from '../../export/workbook.ts';
import { importLayers } from '../../import/batches/fields.ts';
import { type DoorKind, doorLayers } from '../../import/doors/layers.ts';
import type { LayerColumn as ImportColumn } from '../../import/layer-columns.ts';
import { isDoorKind, layers } from '../../import/layers.ts';
import type { Language } from '../../language.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import type { CatalogueName } from '../codes/schema.ts';
import type { ApiEnv } from '../context.ts';
import { download } from '../download.ts';
import { fileKinds } from './files.ts';
import { layerExports } from './layers.ts';
import { samples } from './samples.ts';
import type { TemplateLayer } from './schema.ts';

const catalogues = readCatalogues();

/** A column of a template. */
interface TemplateColumn {
  head: string;
  width: number;
  needed: boolean;
  /** What it takes, for people. */
  takes: string;
  sample: readonly (string | number)[];
}

/** The sheet of a layer with sample rows, and in a workbook a second one that says what each column takes. */
export function templateFile(
  c: Context<ApiEnv>,
  layer: TemplateLayer,
  { format, encoding, language }: { format: 'xlsx' | 'csv'; encoding: string; language: Language },
) {
  const columns = templateColumns(layer, language);
  const rows = templateRows(columns);
  const english = language === 'en';
  const { ending, type } = fileKinds[format];
  const title = templateName(layer)[english ? 'en' : 'zh'];
  const file = {
    name: `${english ? 'template' : '模板'}-${title}.${ending}`,
    plain_name: `template-${layer}.${ending}`,
    type: type.startsWith('text/') ? `${type}; charset=${encoding}` : type,
  };
  if (format === 'csv') return download(c, file, csv(rows, encoding === 'utf-8' ? 'utf-8' : 'gb18030'));
  const widths = columns.map(({ width }) => width);
  const explained = {
    name: english ? 'What to fill in' : '填写说明',
    widths: [18, 10, 60, 24],
    rows: explanation(layer, columns, language),
  };
  return download(c, file, workbook({ name: title, widths, rows }, explained));
}

/** What a template is of. */
export function templateName(layer: TemplateLayer): { zh: string; en: string } {
  if (!isDoorKind(layer)) return layerExports[layer];
  const { zh, en } = importLayers().find(({ kind }) => kind === layer)!;
  return { zh, en };
}

/** Heads and sample rows. */
export function templateRows(columns: readonly TemplateColumn[]): Cell[][] {
  const count = Math.max(...columns.map(({ sample }) => sample.length));
  return [
    columns.map(({ head }) => head),
    ...Array.from({ length: count }, (_, row) =>
      columns.map(({ sample }) => (sample[row] === '' ? null : (sample[row] ?? null))),
    ),
  ];
}

/** The columns of a layer's template, in the order of its export; heads are Chinese or English names that an import knows again. */
export function templateColumns(layer: TemplateLayer, language: Language): TemplateColumn[] {
  if (isDoorKind(layer)) return doorColumns(layer, language);
  const imported = layers[layer];
  const english = language === 'en';
  const columns = layerExports[layer].columns.flatMap((column) => {
    const taken = imported.columns.find(({ name }) => name === column.name);
    if (!taken) return [];
    return {
      head: english ? column.name : column.zh,
      width: column.width,
      needed: taken.required === true,
      takes: takes(taken, language),
      sample: samples[layer][column.name] ?? [],
    };
  });
  const place = (name: string, zh: string, sample: number[]): TemplateColumn => ({
    ...{ head: english ? name : zh, width: 13, needed: true, sample },
    takes: english
      ? 'degrees with decimals; say at the import which coordinate system it is: WGS 84, CGCS2000, GCJ-02 or BD-09'
      : '小数形式的度；导入时选择坐标系：WGS 84、CGCS2000、GCJ-02（高德、腾讯）或 BD-09（百度）',
  });
  const own: TemplateColumn = {
    ...{ head: english ? 'source_id' : '唯一标识', width: 22, needed: false, sample: ['A-0001', 'A-0002'] },
    takes: english
      ? 'the row’s own number where it comes from: with it a second import changes the row instead of adding one'
      : '原系统中的编号；有编号时再次导入会更新原有的行，而不是新增',
  };
  if (imported.dimension === 2) return [...columns, ...(imported.naturalId ? [] : [own])];
  return [
    ...columns,
    place('longitude', '经度', [112.1016, 112.1058]),
    place('latitude', '纬度', [32.0052, 32.0019]),
    ...(imported.naturalId ? [] : [own]),
  ];
}

/** The columns of what stands in a building, which has no place of its own. */
function doorColumns(layer: DoorKind, language: Language): TemplateColumn[] {
  return doorLayers[layer].columns.map((column) => ({
    // The first name by which an import knows it again.
    head: language === 'en' ? column.name : column.synonyms[0]!,
    width: column.name === 'address' ? 28 : 12,
    needed: column.required === true,
    takes: takes(column, language),
    sample: samples[layer][column.name] ?? [],
  }));
}

function* explanation(layer: TemplateLayer, columns: readonly TemplateColumn[], language: Language): Generator<Cell[]> {
  const english = language === 'en';
  yield english ? ['Column', 'Needed', 'What it takes', 'Example'] : ['列名', '是否必填', '填写要求', '示例'];
  for (const { head, needed, takes: words, sample } of columns) {
    const yes = english ? 'yes' : '必填';
    const no = english ? 'no' : '选填';
    yield [head, needed ? yes : no, words, sample[0] ?? null];
  }
  yield [];
  yield [
    english ? 'All sample rows are invented. Delete them before you load the sheet.' : '示例行均为虚构，导入前请删除。',
  ];
  if (isDoorKind(layer)) {
    yield [
      english
        ? 'Each row says in which building it is, by its number, its name with the compound, or its address; one of them is enough.'
        : '每行写明在哪栋楼：楼栋编号、小区加楼栋、地址，写一种即可。地址按平时的写法写，系统会认。',
    ];
    return;
  }
  if (layers[layer].dimension === 2) {
    yield [
      english
        ? 'Every row of this layer is an outline, which no sheet holds: load a Shapefile, GeoPackage or GeoJSON whose columns are called as here.'
        : '本图层每一行是一个面，表格放不下轮廓：请用 Shapefile、GeoPackage 或 GeoJSON 提供，字段名与本表列名相同。',
    ];
  }
}

/** What a column takes, in words. */
function takes({ type, range, catalogue, allowed, fallback }: ImportColumn, language: Language): string {
  const english = language === 'en';
  const usual = fallback === undefined ? '' : english ? ` (${fallback} when empty)` : `（不填为 ${fallback}）`;
  if (catalogue || allowed) {
    const known = catalogue ? catalogues[catalogue as CatalogueName] : [];
    const listed = allowed ?? known.map(({ id }) => id);
    const words = listed.map((id) => {
      const entry = known.find((each) => each.id === id);
      return entry ? `${entry[english ? 'en' : 'zh']} (${id})` : id;
    });
    return (english ? `one of: ${words.join(', ')}` : `以下之一：${words.join('、')}`) + usual;
  }
  const span = range && (english ? `, ${range[0]} to ${range[1]}` : `，${range[0]} 至 ${range[1]}`);
  const kinds: Record<ImportColumn['type'], [zh: string, en: string]> = {
    text: ['文字', 'a text'],
    integer: ['整数', 'a whole number'],
    number: ['数字', 'a number'],
    boolean: ['是 或 否', 'yes or no'],
    date: ['日期，如 2026-05-01', 'a day, such as 2026-05-01'],
    time: ['时刻，如 18:00', 'a time of day, such as 18:00'],
    timestamp: ['时间，如 2026-05-01 14:05', 'a moment, such as 2026-05-01 14:05'],
  };
  return kinds[type][english ? 1 : 0] + (span ?? '') + usual;
}
