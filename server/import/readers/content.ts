import type { Sentence } from '../../errors.ts';
import { unmarkedUtf16 } from './text.ts';
import type { TableFormat } from './types.ts';

/** What a file is by its first bytes: a format, an archive to be looked into, or why it cannot be read. */
export type Content = { format: Exclude<TableFormat, 'xlsx'> } | { archive: true } | { refused: Sentence };

const refused = (chinese: string, english: string): Content => ({ refused: { 'zh-CN': chinese, en: english } });

const readable =
  '可以上传 Excel（.xlsx）、CSV、Shapefile（打成 .zip）、GeoJSON、GeoPackage、KML/KMZ、GPX 和 DXF 文件。';
const readableEnglish =
  'Excel (.xlsx), CSV, Shapefile (as .zip), GeoJSON, GeoPackage, KML/KMZ, GPX and DXF files can be uploaded.';

const binaries: [start: string, chinese: string, english: string][] = [
  ['%PDF', 'PDF 文档', 'a PDF document'],
  ['\x89PNG', '图片', 'a picture'],
  ['\xff\xd8\xff', '图片', 'a picture'],
  ['GIF8', '图片', 'a picture'],
  ['II*\0', '图片（或影像）', 'a picture'],
  ['MM\0*', '图片（或影像）', 'a picture'],
  ['OggS', '音频', 'a sound'],
];
const packed: [start: string, kind: string][] = [
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7z'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
];

/**
 * Tells a file by its content, whatever its name says.
 * @param head up to 64 KiB of its beginning.
 */
export function contentOf(name: string, head: Buffer): Content {
  const magic = head.subarray(0, 32).toString('latin1');
  if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06') || magic.startsWith('PK\x07\x08'))
    return { archive: true };
  if (magic.startsWith('SQLite format 3\0')) return { format: 'geopackage' };
  if (head.length >= 4 && head.readUInt32BE(0) === 9994)
    return /\.shx$/i.test(name) ? partOfShapefile(name) : { format: 'shapefile' };
  const archive = packed.find(([start]) => magic.startsWith(start));
  if (archive)
    return refused(
      `${name} 是 ${archive[1]} 压缩包。请解压后上传，或改用 ZIP 压缩。`,
      `${name} is packed as ${archive[1]}. Unpack it, or pack it as ZIP, and upload that.`,
    );
  const binary = binaries.find(([start]) => magic.startsWith(start));
  if (binary)
    return refused(
      `${name} 其实是${binary[1]}，不是数据表。${readable}`,
      `${name} is ${binary[2]}, not a table. ${readableEnglish}`,
    );
  if (/^AC10\d\d/.test(magic) || magic.startsWith('AutoCAD Binary DXF'))
    return refused(
      `${name} 是 AutoCAD 的${magic.startsWith('AC10') ? ' DWG 文件' : '二进制 DXF 文件'}。请在 CAD 软件中另存为文本格式的 DXF（ASCII），再上传。`,
      `${name} is ${magic.startsWith('AC10') ? 'a DWG' : 'a binary DXF'} file of AutoCAD. Save it as DXF (ASCII) in the CAD program and upload that.`,
    );
  if (/\.(dbf|shx|prj|cpg|sbn|sbx)$/i.test(name)) return partOfShapefile(name);
  return textContent(name, head);
}

function partOfShapefile(name: string): Content {
  return refused(
    `${name} 只是 Shapefile 的一部分。请把同名的 .shp、.shx、.dbf、.prj、.cpg 一起压缩成一个 .zip 文件上传。`,
    `${name} is one part of a shapefile. Put the .shp, .shx, .dbf, .prj and .cpg of the same name into one .zip file and upload that.`,
  );
}

function textContent(name: string, head: Buffer): Content {
  const wide = bomOf(head) ?? unmarkedUtf16(head)?.name;
  if (!wide && head.includes(0))
    return refused(
      `${name} 是无法识别的二进制文件。${readable}`,
      `${name} is a binary file of an unknown kind. ${readableEnglish}`,
    );
  const text = new TextDecoder(wide ?? 'utf-8').decode(head).replace(/^[\s\p{Cc}\uFEFF]+/u, '');
  if (text.startsWith('<')) return markupContent(name, text);
  if (/^[{[]/.test(text)) return { format: 'geojson' };
  if (/^(999\r?\n[^\n]*\n\s*)*0\r?\n\s*SECTION\s/.test(text)) return { format: 'dxf' };
  if (/\.(geo)?json$|\.geojsonl$|\.ndjson$/i.test(name)) return { format: 'geojson' };
  return { format: 'csv' };
}

function bomOf(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
}

function markupContent(name: string, text: string): Content {
  const root = /<(?:[\w-]+:)?([A-Za-z][\w-]*)[\s/>]/.exec(text.replace(/<!--[\s\S]*?-->/g, ''))?.[1] ?? '';
  if (root === 'kml') return { format: 'kml' };
  if (root === 'gpx') return { format: 'gpx' };
  if (root === 'Workbook')
    return refused(
      `${name} 是 Excel 2003 的 XML 表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后上传。`,
      `${name} is an XML spreadsheet of Excel 2003. Open it in Excel or WPS, save it as "Excel workbook (.xlsx)" and upload that.`,
    );
  if (/^(html|head|body|table|div|meta|style|script)$/i.test(root) || /^<!doctype html/i.test(text))
    return refused(
      `${name} 其实是网页（HTML）${/\.xls/i.test(name) ? '，有些系统导出的“Excel”就是这样' : ''}。请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”后上传。`,
      `${name} is a web page (HTML)${/\.xls/i.test(name) ? ', as some systems export it for Excel' : ''}. Open it in Excel or WPS, save it as "Excel workbook (.xlsx)" and upload that.`,
    );
  if (root === 'osm')
    return refused(
      `${name} 是 OpenStreetMap 数据。请管理员用“npm run import -- osm”载入底图。`,
      `${name} holds OpenStreetMap data. The administrator loads it as the base map with "npm run import -- osm".`,
    );
  return refused(
    `${name} 是无法识别的 XML 文件。${readable}`,
    `${name} is an XML file of an unknown kind. ${readableEnglish}`,
  );
}
