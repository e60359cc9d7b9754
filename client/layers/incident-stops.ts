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
/** Radius and edge of a dot by urgency, as a share of an open incident's: size says what colour says. */
export const dotSizes = [
  { radius: 0.75, edge: 0.6 },
  { radius: 1, edge: 0.8 },
  { radius: 1.2, edge: 1 },
  { radius: 1.5, edge: 1.4 },
] as const;

/** The value of a curve at a zoom. */
export function atZoom(stops: Stops, zoom: number): number {
  const next = stops.findIndex(([stop]) => zoom < stop);
  if (next === 0) return stops[0]![1];
  if (next === -1) return stops.at(-1)![1];
  const [[from, before], [to, after]] = [stops[next - 1]!, stops[next]!];
  return before + ((after - before) * (zoom - from)) / (to - from);
}
