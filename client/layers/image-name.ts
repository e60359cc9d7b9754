/** Outline of a symbol; what the shape means stands in the layer that uses it. */
export type MarkShape = 'disc' | 'diamond' | 'hollow' | 'square' | 'arrow';

/**
 * A symbol of the map. Its name holds all that is needed to draw it, so a change of theme is a change of names and the images
 * come into being when the map first misses them.
 */
export interface Mark {
  shape: MarkShape;
  /** `maki/NAME` or `temaki/NAME`; empty: no icon. */
  icon: string;
  /** `#rrggbb` of the body. */
  fill: string;
  /** `#rrggbb` of the icon. */
  ink: string;
  /** `#rrggbb` of the rim. */
  edge: string;
  /** How much of a ring round the body is drawn, clockwise from the top, 0 to 1. */
  ring: number;
}

const shapes: readonly MarkShape[] = ['disc', 'diamond', 'hollow', 'square', 'arrow'];

/** Name under which the map asks for a mark. */
export function imageName(mark: Mark): string {
  return ['mark', mark.shape, mark.icon, mark.fill, mark.ink, mark.edge, mark.ring].join('|');
}

/** The mark of a name; null when the name is not one of ours. */
export function readImageName(name: string): Mark | null {
  const [kind, shape, icon, fill, ink, edge, ring] = name.split('|');
  if (kind !== 'mark' || !shapes.includes(shape as MarkShape) || ring === undefined) return null;
  return { shape: shape as MarkShape, icon: icon!, fill: fill!, ink: ink!, edge: edge!, ring: Number(ring) };
}
