import { z } from 'zod';
import { areaCode, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const patrolParam = z.object({ id });
export const patrolListQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });

export type SquadKind = 'full_time' | 'volunteer' | 'enterprise';
export interface Squad {
  id: number;
  kind: SquadKind;
  name: string;
  member_count: number;
}
export interface PatrolPoint {
  id: number;
  area_code: string | null;
  name: string;
  address: string | null;
  /** Local time `HH:MM`; a window whose end is before its start runs over midnight. */
  window_start: string;
  window_end: string;
  dwell_min: number;
  /** Visits wanted a shift. */
  wanted_visits: number;
  squad: Squad | null;
  centre: LonLat;
}
export interface PatrolPointDetail extends Located {
  patrol_point: PatrolPoint;
}
export interface PatrolRoute {
  id: number;
  area_code: string | null;
  name: string;
  shift: string;
  starts_at: string;
  ends_at: string;
  length_m: number;
  squad: Squad;
  stops: { id: number; name: string; centre: LonLat }[];
}
export interface PatrolRouteDetail extends Located {
  patrol_route: PatrolRoute;
}
