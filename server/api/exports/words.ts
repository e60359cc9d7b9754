import type { ShapefileWords } from '../../export/shapefile.ts';
import type { SheetWords } from '../../export/sheet.ts';
import type { Column } from '../../export/table.ts';
import type { Language } from '../../language.ts';
import type { Catalogues } from '../codes/schema.ts';
import type { LayerColumn } from './layers.ts';

/** What every sheet says in a language. */
export function sheetWords(language: Language, time_zone: string): SheetWords {
  return language === 'en'
    ? { longitude: 'Longitude', latitude: 'Latitude', datum: 'Coordinates', yes: 'yes', no: 'no', time_zone }
    : { longitude: '经度', latitude: '纬度', datum: '坐标系', yes: '是', no: '否', time_zone };
}

/** What the note beside a shapefile says in a language. */
export function shapefileWords(language: Language): ShapefileWords {
  return language === 'en'
    ? {
        fileName: 'README.txt',
        coordinates: 'Coordinates',
        encoding: 'Encoding of texts',
        columns: 'Columns (a shapefile holds names of at most 10 bytes)',
        cut: (count) => `Texts of more than 254 bytes that were cut: ${count}. Other formats hold them whole.`,
      }
    : {
        fileName: '说明.txt',
        coordinates: '坐标系',
        encoding: '文字编码',
        columns: '字段（Shapefile 字段名至多10个字节）',
        cut: (count) => `有 ${count} 处文字超过254个字节，已截断；其他格式保留全文。`,
      };
}

/** A column as a file has it in a language. */
export function columnIn(language: Language, catalogues: Catalogues, column: LayerColumn): Column {
  const { name, type, width, catalogue, options } = column;
  const codes = catalogue ? catalogues[catalogue] : options;
  const inWords = ({ zh, en }: { zh: string; en: string }) => (language === 'en' ? en : zh);
  return {
    name,
    type,
    width,
    head: inWords(column),
    ...(codes && { words: new Map(codes.map((code) => [code.id, inWords(code)])) }),
  };
}
