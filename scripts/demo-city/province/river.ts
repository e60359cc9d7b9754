import { offsetLine, type Point } from '../town/geometry.ts';
import type { TownPlan } from '../town/model.ts';
import { size } from '../town/skeleton.ts';
import { cellMiddle, cellSize } from './cell.ts';

/** Half the river's width where it leaves a cell, m. */
const HALF_M = 30;
/** The course is the town's own until this far from its edges, m. */
const OWN_M = 60;

/** Leads the river beyond the town to the middle of the cell's edges, so that it runs on in the next cell. */
export function straightenRiver(plan: TownPlan): void {
  const river = plan.waterways.find(({ kind }) => kind === 'river');
  if (!river) return;
  const bank = plan.land.find(({ kind, name }) => kind === 'water' && name === river.name);
  const reach = cellSize.width / 2 - OWN_M - size.width / 2;
  // Some metres beyond the edge at both ends; the cell cuts them off.
  const line = river.line
    .filter(([x]) => Math.abs(x - cellMiddle[0]) < cellSize.width / 2 + 150)
    .map(([x, y]): Point => {
      const out = Math.abs(x - cellMiddle[0]) - size.width / 2 - OWN_M;
      const t = Math.min(1, Math.max(0, out / reach));
      const weight = t * t * (3 - 2 * t);
      return [x, y + (cellMiddle[1] - y) * weight];
    });
  river.line = line;
  if (!bank) return;
  bank.polygon = [[...offsetLine(line, -HALF_M), ...offsetLine(line, HALF_M).reverse()]];
}
