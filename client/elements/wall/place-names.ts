import { textWidth } from './fit.ts';

/**
 * As many names of a place, from the largest area to the nearest, as there is room for: first the one before the last is left out (the
 * grid of a building), then the largest; the nearest always stays.
 */
export function fittingNames(names: readonly string[], room_em: number, separator: string): string[] {
  const told = [...names];
  const isTooWide = () => told.length > 1 && textWidth(told.join(separator)) > room_em;
  if (isTooWide() && told.length > 2) told.splice(-2, 1);
  while (isTooWide()) told.shift();
  return told;
}
