/** Zoom levels at which the heat is set, with the blur of a point there in pixels; between them it is interpolated. */
export const heatStops = [
  [8, 6],
  [11, 13],
  [12.8, 24],
  [14.2, 40],
] as const;
