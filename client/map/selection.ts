import type { FeatureIdentifier, Map as MapLibreMap } from 'maplibre-gl';
import type { Selection } from '../state/selection.ts';

const homes: Partial<Record<Selection['kind'], { source: string; sourceLayer?: string }>> = {
  building: { source: 'ground', sourceLayer: 'building' },
  compound: { source: 'living', sourceLayer: 'compound' },
  organisation: { source: 'living', sourceLayer: 'organisation' },
  facility: { source: 'living', sourceLayer: 'facility' },
  device: { source: 'living', sourceLayer: 'device' },
  patrol_point: { source: 'patrol', sourceLayer: 'patrol_point' },
  patrol_route: { source: 'patrol', sourceLayer: 'patrol_route' },
};

/** The map feature that a selection lights up; null for what has no shape of its own (a household), is stressed by filters (an area) or is ringed (an incident). */
export function featureOf(selection: Selection | null): FeatureIdentifier | null {
  if (selection === null || selection.kind === 'area') return null;
  const home = homes[selection.kind];
  return home ? { ...home, id: selection.id } : null;
}

/** Moves the `selected` state from what was chosen to what is. */
export class SelectionMark {
  #marked: FeatureIdentifier | null = null;

  constructor(private readonly map: MapLibreMap) {}

  /** Lights what is selected; a household lights its building, and keeps what is lit until that is known (null). */
  show(selection: Selection | null, building: number | null): void {
    const household = selection?.kind === 'household';
    if (household && building === null) return;
    const next = featureOf(household ? { kind: 'building', id: building! } : selection);
    if (this.#marked) this.map.removeFeatureState(this.#marked, 'selected');
    this.#marked = next;
    if (next) this.map.setFeatureState(next, { selected: true });
  }
}
