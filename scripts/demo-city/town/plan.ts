import { Random } from '../../../server/simulator/random.ts';
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
import { UnfitTownError } from './unfit.ts';

/** Households for which the town is built. */
export const wantedDoors = 30_000;

/** Towns drawn at most for one seed; one in some twenty cannot be cut into grids, or has a street beside it. */
const most = 10;

/**
 * Plans a whole town from a seed: the same seed gives the same town, to the last corner.
 * @throws UnfitTownError when none of ten towns drawn for the seed has its streets and grids of 200 to 420 doors; no seed is
 * known to do so.
 */
export function planTown(seed: string): TownPlan {
  for (let drawn = 1; ; drawn++) {
    try {
      return draw(seed, new Random(drawn === 1 ? `town/${seed}` : `town/${seed}/${drawn}`));
    } catch (error) {
      if (!(error instanceof UnfitTownError) || drawn === most) throw error;
    }
  }
}

function draw(seed: string, random: Random): TownPlan {
  const layout = drawSkeleton(random);
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
