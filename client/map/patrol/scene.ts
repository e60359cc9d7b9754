import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import type { PatrolPlan, PlanRun } from '../../../server/api/patrol-plans/schema.ts';
import type { PatrolStreet } from '../../../server/api/patrol-streets/schema.ts';
import type { KeptSquad } from '../../../server/api/squads/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import type { Chosen } from '../../state/patrol/patrol-view.ts';
import type { CoverPiece } from './cover-classes.ts';

/** What <jw-patrol-map> draws of the page, on one of its maps. */
export interface PatrolScene {
  points: readonly PatrolPoint[];
  streets: readonly PatrolStreet[];
  squads: readonly KeptSquad[];
  /** Null: no plan is open. */
  plan: PatrolPlan | null;
  /** The plan on the other map. */
  other: PatrolPlan | null;
  /** The best routes so far while the plan is being made. */
  preview: Readonly<PlanRun['preview']>;
  chosen: Chosen | null;
  /** Minute of the day at which windows are looked at; null: they are not. */
  clock_min: number | null;
  /** Streets by when they were passed; null: not shown. */
  cover: readonly CoverPiece[] | null;
  /** Where the record of incidents proposes a point. */
  proposals: readonly { centre: LonLat; radius_m: number }[];
}

/** Nothing at all. */
export const emptyScene: PatrolScene = {
  points: [],
  streets: [],
  squads: [],
  plan: null,
  other: null,
  preview: [],
  chosen: null,
  clock_min: null,
  cover: null,
  proposals: [],
};

/** A thing of the map that somebody pointed at. */
export type Pointed = Omit<Chosen, 'kind'> & { kind?: 'point' | 'street' | 'squad' | 'proposal' };
