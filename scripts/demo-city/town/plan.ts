import { Random } from '../random.ts';
import { Addresses } from './addresses.ts';
import { cutBlocks } from './blocks.ts';
import { buildParcels } from './building.ts';
import { calibrate } from './calibration.ts';
import { cutGrids } from './grids.ts';
import { drawLand, drawPlaces } from './ground.ts';
import { listBuildings } from './listing.ts';
import type { TownPlan } from './model.ts';
import { cutCells, cutParcels } from './parcels.ts';
import { drawPaths } from './paths.ts';
import { drawRoads } from './roads.ts';
import { bridgeCanal, drawSkeleton, endLanesAtCanal } from './skeleton.ts';

/** Households for which the town is built. */
export const wantedDoors = 30_000;

/**
 * Plans a whole town from a seed: the same seed gives the same town, to the last corner.
 * @throws Error when a grid cannot be given 200 to 420 doors; no seed is known to do so.
 */
export function planTown(seed: string): TownPlan {
  const layout = drawSkeleton(new Random(`town/${seed}`));
  const blocks = cutBlocks(layout);
  bridgeCanal(layout);
  cutParcels(layout, blocks);
  cutCells(layout);
  endLanesAtCanal(layout);
  const built = buildParcels(layout);
  calibrate(built, wantedDoors);
  const paths = drawPaths(layout, built);
  const cells = built.flatMap((parcel) => parcel.cells);
  const { areas, gridOf } = cutGrids(layout, cells);
  const roads = drawRoads(layout, paths);
  const { compounds, buildings } = listBuildings(layout, built, gridOf, new Addresses(layout));
  return {
    seed,
    areas,
    land: drawLand(layout, built),
    waterways: [
      { kind: 'river', name: layout.river.name, line: layout.river.line },
      { kind: 'canal', name: layout.canal.name, line: layout.canal.line },
    ],
    roads,
    places: drawPlaces(layout, built),
    compounds,
    buildings,
  };
}
