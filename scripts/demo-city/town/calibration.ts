import type { BuiltParcel, Cell } from './building.ts';
import { doorsOf } from './homes.ts';

/** Doors that a grid may have. */
export const gridDoors = { least: 200, wanted: 300, most: 420 };

/** Fewest and most floors to which homes of a first floor count may be brought. */
function range(floors: number): [number, number] {
  if (floors > 13) return [14, 33];
  if (floors > 8) return [8, 12];
  return [4, 7];
}

/** Takes floors off compounds, or puts them on, turn by turn, until the town holds about as many doors as wanted. */
export function calibrate(built: readonly BuiltParcel[], wanted: number): void {
  const compounds = built
    .filter(({ parcel }) => parcel.use === 'compound')
    .sort((a, b) => a.parcel.taste - b.parcel.taste);
  let total = built.reduce((sum, { cells }) => sum + cells.reduce((doors, cell) => doors + cell.doors, 0), 0);
  for (let round = 0; round < 12; round++) {
    const step = total > wanted ? -1 : 1;
    let changed = 0;
    for (const compound of compounds) {
      if (step < 0 ? total <= wanted : total >= wanted) return;
      const before = total;
      total += changeFloors(compound.cells, step, gridDoors.most - 20);
      changed += Math.abs(total - before);
    }
    if (changed === 0) return;
  }
}

/** Gives every home of the cells a floor more or fewer, within what its type allows; returns the change in doors. */
export function changeFloors(cells: readonly Cell[], step: 1 | -1, most: number): number {
  let change = 0;
  for (const cell of cells) {
    const drafts = cell.drafts.map((draft) => {
      if (draft.kind !== 'apartments') return draft;
      const [least, most] = range(draft.floor_count);
      return { ...draft, floor_count: Math.min(most, Math.max(least, draft.floor_count + step)) };
    });
    const doors = drafts.reduce((sum, draft) => sum + doorsOf(draft), 0);
    if (step > 0 && doors > most) continue;
    change += doors - cell.doors;
    Object.assign(cell, { drafts, doors });
  }
  return change;
}
