/** A spot on the screen, CSS pixels. */
interface Spot {
  x: number;
  y: number;
}

/**
 * Where a spot that somebody set near lines comes to lie: on the nearest corner of theirs within reach, else on the nearest of their edges.
 * @param reach CSS pixels. @returns null where none is that near.
 */
export function snapped(spot: Spot, lines: readonly (readonly Spot[])[], reach: number): Spot | null {
  const corners = lines.flat();
  const edges = lines.flatMap((line) => line.slice(1).map((to, at) => footOn(spot, line[at]!, to)));
  return nearest(spot, corners, reach) ?? nearest(spot, edges, reach);
}

function nearest(spot: Spot, others: readonly Spot[], reach: number): Spot | null {
  let [best, least]: [Spot | null, number] = [null, reach];
  for (const other of others) {
    const away = Math.hypot(other.x - spot.x, other.y - spot.y);
    if (away <= least) [best, least] = [other, away];
  }
  return best;
}

/** The point of an edge that is nearest to a spot. */
function footOn({ x, y }: Spot, from: Spot, to: Spot): Spot {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length2));
  return { x: from.x + along * dx, y: from.y + along * dy };
}
