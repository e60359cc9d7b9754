import type { Sentence } from '../../../errors.ts';
import { guessEncoding, hasOther, knownEncoding, soundIn, type TextEncoding } from '../text.ts';

/** Language bytes of dBase that say an encoding which occurs here; those of Western Europe are written by default and say nothing. */
const languages: Record<number, string> = { 77: 'gb18030', 79: 'big5', 120: 'big5', 122: 'gb18030' };
const codePages: Record<string, string> = {
  '936': 'gb18030',
  '54936': 'gb18030',
  '950': 'big5',
  '65001': 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  euccn: 'gb18030',
  utf8: 'utf-8',
  big5: 'big5',
};

/**
 * The encoding of a dBase table. What a .cpg or the language byte says is believed only where the texts agree: programs write them
 * by default, and people copy them.
 * @param wanted what a person chose.
 * @param codePage content of the .cpg; null without one.
 * @param notes takes what a clerk should know.
 */
export function dbfEncoding(
  texts: readonly Uint8Array[],
  wanted: string | undefined,
  codePage: string | null,
  language: number,
  notes: Sentence[],
): TextEncoding {
  if (wanted !== undefined) return { name: knownEncoding(wanted), certain: true };
  const declared = codePageName(codePage) ?? languages[language];
  const guess = guessEncoding(texts);
  // Most UTF-8 is some GBK as well; the other way round it is not.
  const isUtf8 = guess.name === 'utf-8' && guess.certain && texts.some(hasOther);
  if (declared && soundIn(texts, declared) && !(isUtf8 && declared !== 'utf-8'))
    return { name: declared, certain: true };
  if (declared)
    notes.push({
      'zh-CN': `文件声明的编码是 ${declared}，但文字与它不符，已按 ${guess.name} 读取。请核对预览中的文字。`,
      en: `The file says that its encoding is ${declared}, but its texts are not; they were read as ${guess.name}. Check the texts in the preview.`,
    });
  else if (!guess.certain)
    notes.push({
      'zh-CN': `缺少 .cpg 文件，编码推测为 ${guess.name}。如果预览中有乱码，请改选编码。`,
      en: `There is no .cpg file; the encoding was guessed to be ${guess.name}. If the preview is garbled, choose another one.`,
    });
  return guess;
}

/** An encoding's name as our decoder knows it; null where the .cpg says nothing of use. */
function codePageName(codePage: string | null): string | null {
  const plain = (codePage ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  return codePages[plain.replace(/^(ansi|oem|cp|windows)/, '')] ?? null;
}
