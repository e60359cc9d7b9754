import type { LayerSpecification } from 'maplibre-gl';

/**
 * Heights in the stack, bottom first. Every style layer names one, so that a choropleth lies under the roads that belong to
 * another map layer, and words lie over everything; within a slot the order of index.ts holds.
 */
export const slots = [
  'land',
  'tint',
  'water',
  'road',
  'wall',
  'solid',
  'heat',
  'line',
  'mark',
  'dot',
  'label',
  'symbol',
  'name',
  'signal',
] as const;
export type Slot = (typeof slots)[number];

/** Marks a style layer with its slot. */
export function inSlot<Layer extends LayerSpecification>(slot: Slot, layer: Layer): Layer {
  return { ...layer, metadata: { slot } };
}

/** The slot of a style layer; `mark` when it names none. */
export function slotOf(layer: LayerSpecification): Slot {
  return (layer.metadata as { slot?: Slot } | undefined)?.slot ?? 'mark';
}
