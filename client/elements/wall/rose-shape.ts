/** A figure of one category. */
export interface RoseCount {
  category: string;
  count: number;
  /** What it usually is. */
  usual_count: number;
}

/** One petal of a rose around [0, 0] with radius 1; y down. */
export interface Petal extends RoseCount {
  /** The count as a filled wedge, and the usual one as a line; empty where they are 0. */
  wedge: string;
  usual: string;
  /** Direction of its middle from the centre, length 1. */
  x: number;
  y: number;
}

/** Radians between two petals. */
const GAP = 0.035;

/**
 * Counts as petals of equal angle, clockwise from the top, whose areas are in proportion; the largest of all figures reaches the edge.
 * The first one begins at the top, so that none stands upright and labels find room on both sides.
 */
export function roseOf(counts: readonly RoseCount[]): Petal[] {
  const most = Math.max(1, ...counts.flatMap(({ count, usual_count }) => [count, usual_count]));
  const step = (2 * Math.PI) / Math.max(1, counts.length);
  return counts.map((each, index) => {
    const [from, to] = [index * step + GAP / 2, (index + 1) * step - GAP / 2] as const;
    const middle = (index + 0.5) * step;
    const radius = Math.sqrt(each.count / most);
    const past = Math.sqrt(each.usual_count / most);
    return {
      ...each,
      wedge:
        radius === 0 ? '' : `M0 0L${point(radius, from)}A${fixed(radius)} ${fixed(radius)} 0 0 1 ${point(radius, to)}z`,
      usual: past === 0 ? '' : `M${point(past, from)}A${fixed(past)} ${fixed(past)} 0 0 1 ${point(past, to)}`,
      x: Math.sin(middle),
      y: -Math.cos(middle),
    };
  });
}

/**
 * The petals' counts, each category at its own place whatever its count: in the order of the catalogue; where there are more, the
 * largest `most`.
 */
export function roseCounts(rose: readonly RoseCount[], order: readonly string[], most = 12): RoseCount[] {
  const known = new Map(rose.map((each) => [each.category, each]));
  const all = [...new Set([...order, ...known.keys()])].map(
    (category) => known.get(category) ?? { category, count: 0, usual_count: 0 },
  );
  const largest = new Set([...all].sort((a, b) => b.count - a.count).slice(0, most));
  return all.filter((each) => largest.has(each));
}

function point(radius: number, angle: number): string {
  return `${fixed(radius * Math.sin(angle))} ${fixed(-radius * Math.cos(angle))}`;
}

function fixed(value: number): number {
  return Number(value.toFixed(4));
}
