import type { ExpressionSpecification } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import type { Mark } from './image-name.ts';
import type { LayerContext, LegendEntry } from './layer.ts';

/** Days since the last confirmation below which each of the first four classes lies; the fifth is older or never. */
export const freshnessDays = [30, 90, 180, 365] as const;

/** Share of a ring drawn round a symbol, by class, so that colour is not the only sign: it runs out like a lamp's oil. */
export const freshnessRings = [1, 0.75, 0.5, 0.25, 0] as const;

/** The same shares as a character, for what is named and not marked. */
export const freshnessSigns = ['●', '◕', '◑', '◔', '○'] as const;

const dayMs = 86_400_000;
/** Stands for never confirmed: older than every class. */
const never = -100_000;

/** Days from 1970-01-01 to a day `YYYY-MM-DD`, as `confirmed_day` counts them. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

/** One output a class, freshest first, picked by a feature's `confirmed_day`. */
export function byFreshness<Output>(context: LayerContext, outputs: readonly Output[]): ExpressionSpecification {
  const age = ['-', dayNumber(context.today), ['coalesce', ['get', 'confirmed_day'], never]];
  const steps = freshnessDays.flatMap((days, index) => [days, outputs[index + 1]]);
  return ['step', age, outputs[0], ...steps] as unknown as ExpressionSpecification;
}

/** Colours of the classes, freshest first. */
export function freshnessColours(context: LayerContext): string[] {
  return [...context.palette.freshness].reverse();
}

/** Legend of the classes, freshest first: surfaces, or symbols where there is a mark a class. */
export function freshnessLegend(context: LayerContext, mark?: (index: number) => Mark): LegendEntry[] {
  const labels = words(context.language).layers.freshness;
  return freshnessColours(context).map((colour, index) => ({
    label: labels[index]!,
    colour,
    ...(mark ? { shape: 'point', mark: mark(index) } : { shape: 'fill' }),
  }));
}

/** 「45天前核实」 for a popup, from a feature's `confirmed_day`. */
export function confirmedLine(properties: Record<string, unknown>, context: LayerContext): string {
  const text = words(context.language).layers;
  const day = properties.confirmed_day;
  if (typeof day !== 'number') return text.never_confirmed;
  const days = dayNumber(context.today) - day;
  return days <= 0 ? text.confirmed_today : text.confirmed(days.toLocaleString(context.language));
}
