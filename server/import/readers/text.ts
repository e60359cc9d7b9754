import { isAscii } from 'node:buffer';
import { importFault } from '../faults.ts';
import type { ByteSource } from './bytes.ts';

/** The encoding of a file's texts; `certain` when a mark says so or many texts agree. */
export interface TextEncoding {
  name: string;
  certain: boolean;
}

const MANY_TEXTS = 20;
const SCAN_BYTES = 64 * 1024 ** 2;
const ENOUGH_TEXTS = 2000;
const ENOUGH_BYTES = 1024 ** 2;
/** Of a hundred texts, as many may be broken without a change of mind: cells are cut off in the middle of a character. */
const TOLERATED = 0.05;

/**
 * Tells UTF-8 from GB 18030 (GBK, GB 2312) by texts that hold other bytes than ASCII. Few texts can be both: 联通 in GBK is also two
 * Latin letters and one of another script, so UTF-8 counts only where it gives characters of three bytes, as Chinese has.
 */
export function guessEncoding(texts: readonly Uint8Array[]): TextEncoding {
  const foreign = texts.filter(hasOther);
  if (foreign.length === 0) return { name: 'utf-8', certain: true };
  const utf8 = foreign.filter((text) => fits(text, 'utf-8')).length;
  if (utf8 >= foreign.length * (1 - TOLERATED)) {
    const wide = foreign.some((text) => text.some((byte) => byte >= 0xe0));
    const chinese = foreign.filter((text) => fits(text, 'gb18030')).length === foreign.length && !wide;
    return chinese ? { name: 'gb18030', certain: false } : { name: 'utf-8', certain: foreign.length >= MANY_TEXTS };
  }
  const gb18030 = foreign.filter((text) => fits(text, 'gb18030')).length;
  const sound = gb18030 >= foreign.length * (1 - TOLERATED);
  if (!sound && utf8 > gb18030) return { name: 'utf-8', certain: false };
  return { name: 'gb18030', certain: sound && foreign.length >= MANY_TEXTS };
}

/** Whether nearly all texts are sound in an encoding; true when there is none. */
export function soundIn(texts: readonly Uint8Array[], encoding: string): boolean {
  const foreign = texts.filter(hasOther);
  return foreign.filter((text) => fits(text, encoding)).length >= foreign.length * (1 - TOLERATED);
}

/** Whether a text holds other bytes than ASCII. */
export function hasOther(text: Uint8Array): boolean {
  return !isAscii(text);
}

/** Whether a text is sound; a character that its end cuts off is let pass. */
function fits(text: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(text, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The label of an encoding that somebody asked for.
 * @throws AppError when there is none of that name.
 */
export function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch (error) {
    throw importFault(
      `没有名为 ${label} 的编码。常用的有 utf-8、gb18030、big5。`,
      `There is no encoding ${label}. Common ones are utf-8, gb18030 and big5.`,
      'encoding',
      error,
    );
  }
}

/** The encoding of a text file: its mark, the zero bytes of UTF-16, or a guess by its lines. */
export async function encodingOf(source: ByteSource): Promise<TextEncoding> {
  const { head } = source;
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', certain: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', certain: true };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', certain: true };
  return unmarkedUtf16(head) ?? guessEncoding(await foreignLines(source));
}

/** Line ends, digits and separators have a zero byte in UTF-16, always in the same place. */
export function unmarkedUtf16(head: Buffer): TextEncoding | null {
  let [even, odd] = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 === 0 ? even++ : odd++;
  if (even + odd < 2 || Math.min(even, odd) * 20 > even + odd) return null;
  // Zeros in every other kind of file are many or far apart; text has some in any stretch.
  const share = (even + odd) / (head.length / 2);
  if (share < 0.02) return null;
  return { name: odd > even ? 'utf-16le' : 'utf-16be', certain: false };
}

/** Lines with other bytes than ASCII, from as much of the file as is needed for enough of them. */
async function foreignLines(source: ByteSource): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  let [scanned, collected] = [0, 0];
  for await (const chunk of source.chunks()) {
    scanned += chunk.length;
    if (hasOther(chunk)) {
      collectLines(chunk, lines);
      collected += chunk.length;
    }
    if (lines.length >= ENOUGH_TEXTS || collected >= ENOUGH_BYTES || scanned >= SCAN_BYTES) break;
  }
  return lines;
}

/** The first and last line of a piece are cut anywhere; they are taken only when it has no others. */
function collectLines(chunk: Buffer, lines: Buffer[]): void {
  let start = 0;
  let first = true;
  for (let end = chunk.indexOf(10); end >= 0 && lines.length < ENOUGH_TEXTS; end = chunk.indexOf(10, start)) {
    const line = chunk.subarray(start, end);
    if ((!first || lines.length === 0) && hasOther(line)) lines.push(Buffer.from(line));
    first = false;
    start = end + 1;
  }
  if (lines.length === 0) lines.push(Buffer.from(chunk.subarray(start)));
}

/** The text of a file, piece by piece; bytes that make no character become U+FFFD. */
export async function* textOf(source: ByteSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.chunks()) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
