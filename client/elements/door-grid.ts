import type { Door, DoorMatrix, UnitSummary } from '../../server/api/buildings/schema.ts';

/** A building's doors as an elevation: floors from the top, doors side by side by unit. */
export interface DoorGrid {
  units: { unit: UnitSummary; columns: number }[];
  /** Cells of all units in one row; null where a floor has no door there. */
  floors: { floor: number; cells: (Door | null)[] }[];
}

/** Keeps one unit, one floor, or both, of a building. */
export interface Narrowing {
  unit_no?: number | undefined;
  floor?: number | undefined;
}

/** Lays the doors out; each unit is as wide as its floor with the most doors. Units without doors are left out. */
export function layOut({ units, doors }: DoorMatrix, { unit_no, floor }: Narrowing = {}): DoorGrid {
  const shownUnits = units.filter((unit) => unit_no === undefined || unit.unit_no === unit_no);
  const byPlace = new Map<string, Door[]>();
  const floors = new Set<number>();
  const unitIds = new Set(shownUnits.map(({ id }) => id));
  for (const door of doors) {
    if (!unitIds.has(door.unit_id) || (floor !== undefined && door.floor !== floor)) continue;
    floors.add(door.floor);
    const place = `${door.unit_id} ${door.floor}`;
    const there = byPlace.get(place);
    if (there) there.push(door);
    else byPlace.set(place, [door]);
  }
  const descending = [...floors].sort((a, b) => b - a);
  const wide = shownUnits
    .map((unit) => ({
      unit,
      columns: Math.max(0, ...descending.map((level) => byPlace.get(`${unit.id} ${level}`)?.length ?? 0)),
    }))
    .filter(({ columns }) => columns > 0);
  return {
    units: wide,
    floors: descending.map((level) => ({
      floor: level,
      cells: wide.flatMap(({ unit, columns }) => {
        const there = byPlace.get(`${unit.id} ${level}`) ?? [];
        return Array.from({ length: columns }, (_, column) => there[column] ?? null);
      }),
    })),
  };
}

/** A cell by its row and column, from 0. */
export type Cell = readonly [row: number, column: number];

/** Where a key leads from a cell: the next cell with a door that way; the same cell when there is none, null for other keys. */
export function moveTo(grid: DoorGrid, [row, column]: Cell, key: string): Cell | null {
  const width = grid.floors[0]?.cells.length ?? 0;
  const walk = (rowStep: number, columnStep: number, times = 1): Cell => {
    let found: Cell = [row, column];
    let [r, c] = found;
    let steps = 0;
    while (steps < times) {
      r += rowStep;
      c += columnStep;
      if (r < 0 || c < 0 || r >= grid.floors.length || c >= width) break;
      if (!grid.floors[r]?.cells[c]) continue;
      found = [r, c];
      steps += 1;
    }
    return found;
  };
  switch (key) {
    case 'ArrowUp':
      return walk(-1, 0);
    case 'ArrowDown':
      return walk(1, 0);
    case 'ArrowLeft':
      return walk(0, -1);
    case 'ArrowRight':
      return walk(0, 1);
    case 'PageUp':
      return walk(-1, 0, 5);
    case 'PageDown':
      return walk(1, 0, 5);
    case 'Home':
      return walk(0, -1, width);
    case 'End':
      return walk(0, 1, width);
    default:
      return null;
  }
}

/** The first door of the elevation, where the keyboard comes in; null without doors. */
export function firstDoor(grid: DoorGrid): Cell | null {
  for (const [row, { cells }] of grid.floors.entries()) {
    const column = cells.findIndex(Boolean);
    if (column >= 0) return [row, column];
  }
  return null;
}
