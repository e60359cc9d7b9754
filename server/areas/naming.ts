/** How parts of one area are told apart until they get a name. */
const stems = [...'甲乙丙丁戊己庚辛壬'];

/** Names for the parts of a split: those given, else the old name with 甲, 乙, 丙. */
export function partNames(name: string, count: number, given: readonly string[]): string[] {
  return Array.from({ length: count }, (_, at) => given[at] || `${name}${stems[at]}`);
}

/**
 * The next codes below a parent that were never used.
 * @param used all codes below it, of today and of the past. @param digits of a whole code.
 * @returns null where there are not as many left.
 */
export function nextCodes(parent: string, used: readonly string[], count: number, digits: number): string[] | null {
  const serial_digits = digits - parent.length;
  const serials = used.filter((code) => code.length === digits).map((code) => Number(code.slice(parent.length)));
  const last = Math.max(0, ...serials);
  if (last + count >= 10 ** serial_digits) return null;
  return Array.from({ length: count }, (_, at) => `${parent}${String(last + 1 + at).padStart(serial_digits, '0')}`);
}
