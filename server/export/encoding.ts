import iconv from 'iconv-lite';

/** Ways in which texts are written as bytes. */
export const encodings = ['utf-8', 'gb18030', 'gbk'] as const;
export type Encoding = (typeof encodings)[number];

/** Stands for a character that an encoding lacks: 〓, as in print. */
const LACKING = '〓';

/** A text as bytes. GB 18030 holds every character; GBK holds some 21,000, and 〓 stands for the others. */
export function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  const bytes = iconv.encode(text, 'gbk');
  if (!bytes.includes(0x3f)) return bytes;
  // The library puts a question mark for what is lacking; a text may have some of its own.
  return iconv.encode([...text].map((character) => (isLacking(character) ? LACKING : character)).join(''), 'gbk');
}

function isLacking(character: string): boolean {
  const bytes = iconv.encode(character, 'gbk');
  return bytes[0] === 0x3f && character !== '?';
}

/** The longest beginning of a text that takes no more than so many bytes; no character is cut. */
export function fitting(text: string, encoding: Encoding, most: number): Buffer {
  const whole = encoded(text, encoding);
  if (whole.length <= most) return whole;
  let size = 0;
  let end = 0;
  for (const character of text) {
    const next = size + encoded(character, encoding).length;
    if (next > most) break;
    size = next;
    end += character.length;
  }
  return encoded(text.slice(0, end), encoding);
}
