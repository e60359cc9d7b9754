/** A pattern that fills areas; its name holds all that is needed to draw it, as with marks. */
export interface Pattern {
  drawing: 'hatch' | 'cross';
  /** `#rrggbb` of its strokes. */
  colour: string;
}

/** Name under which the map asks for a pattern. */
export function patternName({ drawing, colour }: Pattern): string {
  return `pattern|${drawing}|${colour}`;
}

/** The pattern of a name; null when the name is none of ours. */
export function readPatternName(name: string): Pattern | null {
  const [kind, drawing, colour] = name.split('|');
  if (kind !== 'pattern' || (drawing !== 'hatch' && drawing !== 'cross') || !colour) return null;
  return { drawing, colour };
}
