import type { Label } from './labels.ts';
import { numeralValue } from './numerals.ts';

const numbered: ReadonlySet<Label> = new Set(['road_number', 'subroad_number', 'building', 'unit', 'floor', 'room']);
const parts = /^(第|负|地下|-)?([0-9A-Za-z]+(?:[-/][0-9A-Za-z]+)*|[零一二三四五六七八九十百千两]+)/;
/** Basements by letter, as B1 and B2层. */
const basement = /^B([0-9])(?![0-9])/i;

/**
 * What a part says in one spelling: 三号楼, 3# and 3栋 are all "3", 负一楼 is "-1", ａ座 is "A"; names are in simplified, narrow letters.
 * @param text of the normal form.
 */
export function partValue(label: Label, text: string): string {
  if (!numbered.has(label)) return text;
  const [, sign = '', number = ''] = parts.exec(text) ?? [];
  if (number === '') return text;
  if (label === 'floor') {
    const [, level] = basement.exec(text) ?? [];
    if (level) return `-${level}`;
    return (sign === '负' || sign === '地下' || sign === '-' ? '-' : '') + plain(number.replace(/F$/i, ''));
  }
  return plain(number);
}

function plain(number: string): string {
  const value = numeralValue(number);
  if (!Number.isNaN(value)) return String(value);
  // 03栋 is 3栋, but room 0101 is a name of its own.
  return /^0[0-9]$/.test(number) ? number.slice(1) : number.toUpperCase();
}
