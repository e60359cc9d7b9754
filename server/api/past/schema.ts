import { z } from 'zod';
import { areaCode } from '../wire.ts';

/** The answers that can be asked for as of a day (`on=YYYY-MM-DD`); all others refuse it. */
export const pastAddresses: readonly RegExp[] = [
  /^\/api\/areas(\/\w+)?(\/children)?$/,
  /^\/api\/buildings(\/\d+(\/households)?)?$/,
  /^\/api\/households\/\d+$/,
  /^\/api\/(compounds|organisations|facilities|devices)(\/\d+)?$/,
  /^\/api\/people-counts$/,
  /^\/api\/incidents(\/points|\/cells|\/histogram|\/\d+)?$/,
  /^\/api\/past\/map$/,
];

export const pastMapQuery = z.object({ area_code: areaCode });
export const pastChangesQuery = z.object({ area_code: areaCode });

/** The registers whose shapes stand on the map. */
export const pastKinds = ['area', 'compound', 'building', 'organisation', 'facility', 'device'] as const;
export type PastKind = (typeof pastKinds)[number];

/** A GeoJSON feature of a register. */
export interface PastFeature {
  type: 'Feature';
  id: number;
  properties: { layer: PastKind; [name: string]: string | number | boolean };
  geometry: { type: string; coordinates: number[] };
}

/** What of the map was other on a day. */
export interface PastMap {
  /** The day, `YYYY-MM-DD`. */
  on: string;
  /** Numbers of today's features (of an area its code) that were not so, or not yet; in order. */
  hidden: Record<PastKind, number[]>;
  /** How they were, and what is no more. `layer` is the tile layer that a feature would stand in; the rest as in tiles. */
  features: { type: 'FeatureCollection'; features: PastFeature[] };
}

/** Where on the slider something changed. */
export interface PastChanges {
  /** Mondays, `YYYY-MM-DD`, of the weeks from which on something was other, in order, and how much. */
  week: string[];
  change_count: number[];
}
