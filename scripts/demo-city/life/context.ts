import type { Sealer } from '../../../server/access/sealing.ts';
import type { Database } from '../../../server/db/open.ts';
import type { Loop } from '../../../server/loop/catalogue.ts';
import type { Pictures } from '../../../server/simulator/pictures.ts';
import type { Random } from '../../../server/simulator/random.ts';
import type { Clock } from './days.ts';
import type { Area, Building, Ground } from './ground.ts';
import type { OnProgress } from './stage.ts';
import type { Streets } from './streets.ts';

/** What every part of the city's life is made from. */
export interface Life {
  sql: Database;
  /** Seals what is stored of people. */
  sealer: Sealer;
  random: Random;
  /** `YYYY-MM-DD` in the deployment's zone. */
  today: string;
  /** Milliseconds since 1970; nothing that has happened lies after it. */
  now: number;
  clock: Clock;
  ground: Ground;
  streets: Streets;
  communities: Community[];
  loop: Loop;
  /** What incidents of a category show; undefined: records have no photos. */
  pictures: ReadonlyMap<string, Pictures> | undefined;
  onProgress: OnProgress;
}

/** The areas of the second deepest level, with what stands in each. */
export interface Community {
  area: Area;
  grids: Area[];
  buildings: Building[];
}

/** A household as later parts need it; rows in order of `id`. */
export interface Home {
  id: number;
  building: Building;
  area_code: string;
  /** Ages in years of those who live there, head first; empty where nobody is known to. */
  ages: number[];
  /** Nobody who lives there is on the register at this door. */
  newcomer: boolean;
}

/** Areas of the deepest level, in order of code. */
export function gridsOf(ground: Ground): Area[] {
  const deepest = ground.areas.at(-1)?.level;
  return ground.areas.filter((area) => area.level === deepest);
}

/** Groups grids and buildings by the level above the grids. */
export function communitiesOf(ground: Ground): Community[] {
  const grids = gridsOf(ground);
  const levels = [...new Set(ground.areas.map((area) => area.level))];
  const level = levels.at(-2) ?? levels.at(-1);
  const communities = ground.areas
    .filter((area) => area.level === level)
    .map((area): Community => ({ area, grids: [], buildings: [] }));
  const byCode = new Map(communities.map((community) => [community.area.area_code, community]));
  const digits = communities[0]?.area.area_code.length ?? 0;
  for (const grid of grids) byCode.get(grid.area_code.slice(0, digits))?.grids.push(grid);
  for (const building of ground.buildings)
    byCode.get(building.area_code?.slice(0, digits) ?? '')?.buildings.push(building);
  return communities;
}

/** How well a grid's worker keeps the living map: 0 is fresh, 1 is stale. The same for everything in the grid. */
export function staleness(life: Pick<Life, 'random'>, area_code: string | null): number {
  const draw = life.random.fork(`staleness/${area_code ?? ''}`).next();
  return draw < 0.3 ? draw : draw < 0.75 ? 0.4 + (draw - 0.3) * 0.5 : 0.8 + (draw - 0.75) * 0.8;
}

/** Days since something was last confirmed, 0 to 400, by how stale its grid is. */
export function drawConfirmedAge(random: Random, stale: number): number {
  const typical = 18 + stale * 230;
  return Math.min(400, Math.floor(-Math.log(1 - random.next()) * typical * 0.6 + random.next() * typical * 0.6));
}
