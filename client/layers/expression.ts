import type { ExpressionSpecification } from 'maplibre-gl';
import type { CodeEntry } from '../../server/api/codes/schema.ts';
import type { LayerContext } from './layer.ts';

/** `match` over a property: one output a value, and one for all others; a plain output when there is no value to match. */
export function matching<Output>(
  property: string,
  outputs: readonly (readonly [value: string | number | readonly string[], output: Output])[],
  otherwise: Output,
): ExpressionSpecification {
  const used = outputs.filter(([value]) => !Array.isArray(value) || value.length > 0);
  if (used.length === 0) return ['literal', otherwise] as unknown as ExpressionSpecification;
  const flat = (used as readonly (readonly unknown[])[]).flat();
  return ['match', ['get', property], ...flat, otherwise] as unknown as ExpressionSpecification;
}

/** Output `yes` where a feature is in the state (`selected`, `hover`), else `no`. */
export function whenState(state: 'selected' | 'hover', yes: unknown, no: unknown): ExpressionSpecification {
  return ['case', ['boolean', ['feature-state', state], false], yes, no] as unknown as ExpressionSpecification;
}

/** Linear between `[zoom, value]` pairs, in rising order of zoom. */
export function byZoom(...stops: (readonly [zoom: number, value: unknown])[]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()] as unknown as ExpressionSpecification;
}

/** The words of a catalogue entry in the language of the context; the id itself when the catalogue lacks it. */
export function codeName(entries: readonly CodeEntry[], id: string, context: LayerContext): string {
  const entry = entries.find((candidate) => candidate.id === id);
  if (!entry) return id;
  return context.language === 'en' ? entry.en : entry.zh;
}

/** A feature's text property; empty when it is absent. */
export function textOf(properties: Record<string, unknown> | null, name: string): string {
  const value = properties?.[name];
  return value === undefined || value === null ? '' : String(value);
}
