import { numeralValue } from '../geocode/parse/numerals.ts';

/**
 * A number as it is computed with, where people have written it with its unit (6层), marks of thousands (1,820.5), in wide signs or in
 * characters (第三单元); the text itself where it is no number.
 * @param units words that may stand behind it.
 */
export function plainNumber(text: string, units: readonly string[] = []): string {
  if (isNumber(text)) return text;
  const narrow = text.normalize('NFKC').replace(/\s+/g, '').replace(/^第/, '');
  const unit = units.find((word) => narrow.endsWith(word)) ?? '';
  const bare = narrow.slice(0, narrow.length - unit.length);
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  if (isNumber(plain)) return plain;
  const value = numeralValue(bare);
  return Number.isFinite(value) ? String(value) : text;
}

const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));
