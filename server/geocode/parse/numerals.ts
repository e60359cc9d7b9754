const digits = '零一二三四五六七八九';
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The value of a Chinese numeral (三十二, 一零一, 廿 not), NaN of anything else. */
export function numeralValue(text: string): number {
  if (text === '') return Number.NaN;
  const hasUnit = /[十百千]/.test(text);
  let total = 0;
  let pending = 0;
  for (const character of text) {
    const digit = character === '两' ? 2 : digits.indexOf(character);
    const unit = units[character];
    if (digit >= 0) pending = hasUnit ? digit : pending * 10 + digit;
    else if (unit) {
      total += (pending || 1) * unit;
      pending = 0;
    } else return Number.NaN;
  }
  return total + pending;
}
