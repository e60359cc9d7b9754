/** Zooms between which the heat gives way to single dots. */
export const dotsFrom = 13;
export const heatUntil = 14.4;
/** Zoom from which dots give way to clusters and symbols. */
export const symbolsFrom = 15.4;

/** A step of a zoom curve, linear between its stops. */
type Stops = readonly (readonly [zoom: number, value: number])[];

/** How much the dots cover, 0 to 1, while they come. */
export const dotOpacity: Stops = [
  [dotsFrom, 0],
  [dotsFrom + 0.7, 1],
];
/** Radius of an open incident's dot, in pixels; other urgencies have a share of it. */
export const dotRadius: Stops = [
  [dotsFrom, 1.6],
  [14, 2.6],
  [symbolsFrom, 4.4],
];
/**
 * Dots by urgency: radius as a share of an open incident's, edge in pixels, how much they cover (0 to 1), and the style layer below
 * which they lie. Size says what colour says; what is settled steps back, what is urgent lies over the names.
 */
export const dotLooks = [
  { radius: 0.7, edge: 0, opacity: 0.6, below: 'incidents-selected' },
  { radius: 1, edge: 0.7, opacity: 1, below: 'incidents-selected' },
  { radius: 1.3, edge: 1, opacity: 1, below: 'incidents-cluster' },
  { radius: 1.6, edge: 1.4, opacity: 1, below: 'incidents-cluster' },
] as const;

/** The value of a curve at a zoom. */
export function atZoom(stops: Stops, zoom: number): number {
  const next = stops.findIndex(([stop]) => zoom < stop);
  if (next === 0) return stops[0]![1];
  if (next === -1) return stops.at(-1)![1];
  const [[from, before], [to, after]] = [stops[next - 1]!, stops[next]!];
  return before + ((after - before) * (zoom - from)) / (to - from);
}
