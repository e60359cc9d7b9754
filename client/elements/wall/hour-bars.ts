/** Bars of equal width as one SVG path, 1 wide each, standing on y = 0; up to `reach` high, down where it is negative. @param most the value that reaches so far */
export function hourBars(values: readonly number[], most: number, reach: number, width = 0.72): string {
  const margin = (1 - width) / 2;
  return values
    .map((value, hour) => {
      const height = fixed((-value / Math.max(1, most)) * reach);
      return height === 0 ? '' : `M${fixed(hour + margin)} 0v${height}h${width}V0z`;
    })
    .join('');
}

/** How many of some moments fall into each of the 24 hours from a first one on; those outside are left out. ms. */
export function countByHour(moments: readonly number[], from_ms: number): number[] {
  const counts = Array.from({ length: 24 }, () => 0);
  for (const moment of moments) {
    const hour = Math.floor((moment - from_ms) / 3_600_000);
    if (hour >= 0 && hour < 24) counts[hour]!++;
  }
  return counts;
}

function fixed(value: number): number {
  return Number(value.toFixed(3)) || 0;
}
