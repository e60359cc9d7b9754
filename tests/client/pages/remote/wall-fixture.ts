import { type KeptScene, restingState, type Wall, type WallScreen } from '../../../../server/api/walls/schema.ts';

/** A scene of the product with this id; what is not said is nothing special. */
export function sceneOf(id: string, duration_s = 60): KeptScene {
  return {
    ...{ id, zh: `场景${id}`, en: `Scene ${id}`, duration_s, origin: 'product' },
    camera: { look: 'area', pitch: 50, bearing: 0, closer: 0 },
    ...{ layers: [], indicator: null, overdue_only: false, freshness: false, period: 'today', replay_s: null },
    panels: { left: [], right: [] },
  };
}

/** A wall of one screen that nobody steered, with these differences. */
export function wallOf(different: Partial<Wall> = {}): Wall {
  return {
    ...{ id: 3, name: '指挥中心', area_code: '990106', area_name: '澄江', column_count: 1, row_count: 1, plan: null },
    ...{ state: restingState, version: 1, has_emergency: false, screens: [] },
    ...different,
  };
}

/** A screen that reported at a moment of 22 November 2026, UTC. */
export function screenOf(part: number, time: string | null, different: Partial<WallScreen> = {}): WallScreen {
  const seen_at = time && `2026-11-22T${time}Z`;
  return {
    token_id: part,
    name: `屏${part}`,
    part,
    seen_at,
    expires_at: '2027-11-22T00:00:00Z',
    report: null,
    ...different,
  };
}
