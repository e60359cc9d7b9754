import type { Sentence } from '../../errors.ts';
import { readAt } from './bytes.ts';

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Whether a file is an OLE compound file: an encrypted .xlsx, an .xls, a .doc. */
export function isOle(head: Buffer): boolean {
  return head.subarray(0, 8).equals(SIGNATURE);
}

/** What to do with an OLE file, by the names of its streams (MS-CFB 2.2 and 2.6: the directory's first sector). */
export async function oleSentence(file: string, name: string, head: Buffer): Promise<Sentence> {
  const sectorBytes = 2 ** Math.min(12, head.readUInt16LE(30));
  const directory = await readAt(file, (head.readUInt32LE(48) + 1) * sectorBytes, 4096);
  const names: string[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const bytes = directory.readUInt16LE(at + 64);
    if (bytes >= 2 && bytes <= 64) names.push(directory.toString('utf16le', at, at + bytes - 2));
  }
  if (names.includes('EncryptedPackage'))
    return {
      'zh-CN': `${name} 设有打开密码。请在 Excel 或 WPS 中打开，在“文件 → 信息 → 保护工作簿”中清除密码，保存后上传。`,
      en: `${name} is protected by a password. Open it in Excel or WPS, remove the password under "File, Info, Protect workbook", save it and upload it again.`,
    };
  if (names.includes('WordDocument'))
    return {
      'zh-CN': `${name} 是 Word 文档。请把其中的表格复制到 Excel，保存为 .xlsx 后上传。`,
      en: `${name} is a Word document. Copy its table into Excel, save it as .xlsx and upload that.`,
    };
  return {
    'zh-CN': `${name} 是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后上传。`,
    en: `${name} is a file of an old Excel (.xls). Open it in Excel or WPS, save it as "Excel workbook (.xlsx)" and upload that.`,
  };
}
