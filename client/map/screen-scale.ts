/** How much larger than on a desk things are to be: the type of the page tells it. */
export function screenScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(size) && size > 16 ? size / 16 : 1;
}
