/** Width of a digit and of what stands between, in em of the faces that we name. */
const DIGIT = 0.6;
const MARK = 0.3;
const WIDE = 1.02;

/** About how wide a text is, in em: digits and Latin letters narrow, separators narrower, Chinese as wide as high. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) {
    width += /[,.:' %|il]/.test(letter) && letter !== '%' ? MARK : /[\u2e80-\uffef]/.test(letter) ? WIDE : DIGIT;
  }
  return width;
}

/**
 * Size at which a text fits into a width, rem: as large as wanted, or as small as is still read from ten metres. A longer text
 * shrinks in steps of a quarter, so that it does not change its size with every digit.
 */
export function fittingSize(text: string, width_rem: number, wanted_rem: number): number {
  const fitting = width_rem / textWidth(text);
  if (fitting >= wanted_rem) return wanted_rem;
  return Math.max(1, Math.floor(fitting * 4) / 4);
}
