import traditionalPairs from 'opencc-js/dict/TSCharacters';

/** A line as the parser reads it: narrow, simplified, lower dashes, without spaces. */
export interface NormalForm {
  text: string;
  /** Place of each UTF-16 code unit of `text` in the line as typed, and the line's length at the end. */
  at: Int32Array;
  /** 1 where spaces stood before the code unit. */
  gapBefore: Uint8Array;
}

const SPACE = 0x20;
const ZERO = 0x30;
const CHARACTERS = 0x10000;
const dashes = '‐‑‒–—―−－﹣ー～~〜﹘﹣';
/** ①, ⑴ and ⒈; from ten on they are two digits and stay as they are. */
const ringedOnes = [0x2460, 0x2474, 0x2488];
const digitsInCharacters = /[0-9]/;

/** Each code unit becomes one code unit or, as a space, none: that is why a place can be told back. */
const table = buildTable();

// One line is read at a time: its arrays are used again for the next.
let at = new Int32Array(0);
let gapBefore = new Uint8Array(0);

/** The normal form of a line; what it returned for the line before is no longer valid. */
export function normalForm(line: string): NormalForm {
  if (at.length <= line.length) {
    at = new Int32Array(line.length * 2 + 64);
    gapBefore = new Uint8Array(line.length * 2 + 64);
  }
  gapBefore.fill(0, 0, line.length + 1);
  let text = '';
  let length = 0;
  // What stays as it is is copied in stretches.
  let kept = 0;
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    const unit = table[code]!;
    if (unit !== code || unit === SPACE) {
      text += line.slice(kept, index);
      kept = index + 1;
      if (unit === SPACE) {
        gapBefore[length] = 1;
        continue;
      }
      text += String.fromCharCode(unit);
    }
    at[length++] = index;
  }
  at[length] = line.length;
  return { text: mendDashes(kept === 0 ? line : text + line.slice(kept)), at, gapBefore };
}

/** 3一2一501: a dash typed as the numeral one, which stands between digits for nothing else. */
function mendDashes(text: string): string {
  if (!text.includes('一') || !digitsInCharacters.test(text)) return text;
  return text.replace(/(?<=[0-9])一(?=[0-9])/g, '-');
}

function buildTable(): Uint16Array {
  const units = Uint16Array.from({ length: CHARACTERS }, (_, unit) => unit);
  for (const pair of traditionalPairs.split('|')) {
    const [traditional = '', simplified = ''] = pair.split(' ');
    if (traditional.length === 1 && simplified.length === 1)
      units[traditional.charCodeAt(0)] = simplified.charCodeAt(0);
  }
  for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = unit - 0xfee0;
  for (const one of ringedOnes) for (let value = 1; value <= 9; value++) units[one + value - 1] = ZERO + value;
  for (const dash of dashes) units[dash.charCodeAt(0)] = '-'.charCodeAt(0);
  for (const sharp of '♯＃﹟') units[sharp.charCodeAt(0)] = '#'.charCodeAt(0);
  for (const zero of '〇') units[zero.charCodeAt(0)] = '零'.charCodeAt(0);
  for (let unit = 0; unit < SPACE; unit++) units[unit] = SPACE;
  for (const space of '\u007f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff')
    units[space.charCodeAt(0)] = SPACE;
  return units;
}
