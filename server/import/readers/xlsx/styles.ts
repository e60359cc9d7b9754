import type { ByteSource } from '../bytes.ts';
import { readXml } from '../xml.ts';

/** How a number is to be read: as a day or time, as a code with leading zeros of so many digits, or as it stands. */
export type NumberKind = 'date' | 'time' | number | null;

/** What a cell's style makes of its number, by the style's index. */
export async function readStyles(source: ByteSource): Promise<NumberKind[]> {
  const custom = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  const events = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) kinds.push(kindOf(Number(attributes.numFmtId ?? 0), custom));
    },
    close(name: string) {
      if (name === 'cellXfs') inCells = false;
    },
  };
  for await (const _piece of readXml(source, events));
  return kinds;
}

/** Built-in formats (ECMA-376 18.8.30); 27 to 36 and 50 to 58 are days in the Chinese Excel. */
function kindOf(id: number, custom: ReadonlyMap<number, string>): NumberKind {
  const code = custom.get(id);
  if (code !== undefined) return kindOfCode(code);
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54))
    return 'date';
  if (id === 57 || id === 58) return 'date';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56
    ? 'time'
    : null;
}

/** A format's kind by its code; only the first section, which is for positive numbers, counts. */
export function kindOfCode(code: string): NumberKind {
  // Elapsed time, [h]:mm, is a length and no moment.
  if (/\[[hms]+\]/i.test(code)) return null;
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .split(';')[0]!;
  if (/^0{2,}$/.test(plain)) return plain.length;
  if (/general|[0#?]/i.test(plain.replace(/s\.0+/i, 's'))) return null;
  if (/[yde]|a{3,}|^m+$/i.test(plain)) return 'date';
  return /[hms]/i.test(plain) ? 'time' : null;
}
