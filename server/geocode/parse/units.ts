/** What kind of code unit stands at a place. */
export const unit = { han: 0, digit: 1, latin: 2, numeral: 3, separator: 4, bracket: 5, other: 6 } as const;

const kinds = new Uint8Array(0x10000).fill(unit.other);
for (let code = 0x3400; code <= 0x9fff; code++) kinds[code] = unit.han;
for (let code = 0xd800; code <= 0xdfff; code++) kinds[code] = unit.han;
for (let code = 0xf900; code <= 0xfaff; code++) kinds[code] = unit.han;
for (const character of '零一二三四五六七八九十百千两') kinds[character.charCodeAt(0)] = unit.numeral;
for (const character of '0123456789') kinds[character.charCodeAt(0)] = unit.digit;
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
  kinds[character.charCodeAt(0)] = unit.latin;
for (const character of '-_,.;:/\\|+*=?!~^。，、；：？！·|<>"\'`…') kinds[character.charCodeAt(0)] = unit.separator;
for (const character of '()[]{}【】《》「」『』〔〕〈〉（）') kinds[character.charCodeAt(0)] = unit.bracket;

/** @param code a UTF-16 code unit of a normal form. */
export function unitKind(code: number): number {
  return kinds[code]!;
}
