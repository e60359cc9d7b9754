import { describe, expect, it } from 'vitest';
import { firstDoor, layOut, moveTo } from '../../../client/elements/door-grid.ts';
import type { Door, DoorMatrix } from '../../../server/api/buildings/schema.ts';

const unit = (id: number) => ({ id, unit_no: id, name: `${id}单元`, household_count: 0, visit_due_count: 0 });
const door = (unit_id: number, floor: number, name: string): Door => ({
  household_id: unit_id * 1000 + floor * 10 + Number(name.slice(-1)),
  unit_id,
  floor,
  door: name,
  door_state: 'occupied',
  visit_due: false,
});
/** Two units; the upper floor of the first has one door, and only the second goes below the ground. */
const matrix: DoorMatrix = {
  building_id: 1,
  units: [unit(1), unit(2), unit(3)],
  doors: [
    door(1, 2, '201'),
    door(1, 1, '101'),
    door(1, 1, '102'),
    door(2, 2, '201'),
    door(2, 1, '101'),
    door(2, -1, 'B01'),
  ],
};
const names = (grid: ReturnType<typeof layOut>) =>
  grid.floors.map(({ cells }) => cells.map((cell) => cell?.door ?? null));

describe('door grid', () => {
  it('lays floors from the top, units side by side, gaps where there is no door', () => {
    const grid = layOut(matrix);
    expect(grid.units.map(({ unit: { unit_no }, columns }) => [unit_no, columns])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(grid.floors.map(({ floor }) => floor)).toEqual([2, 1, -1]);
    expect(names(grid)).toEqual([
      ['201', null, '201'],
      ['101', '102', '101'],
      [null, null, 'B01'],
    ]);
  });

  it('narrows to a unit, a floor, or both', () => {
    expect(names(layOut(matrix, { unit_no: 1 }))).toEqual([
      ['201', null],
      ['101', '102'],
    ]);
    expect(names(layOut(matrix, { floor: 1 }))).toEqual([['101', '102', '101']]);
    expect(names(layOut(matrix, { unit_no: 2, floor: -1 }))).toEqual([['B01']]);
    expect(layOut(matrix, { unit_no: 3 })).toEqual({ units: [], floors: [] });
  });

  it('moves by arrows over gaps, and stays at the edge', () => {
    const grid = layOut(matrix);
    expect(firstDoor(grid)).toEqual([0, 0]);
    expect(moveTo(grid, [0, 0], 'ArrowRight')).toEqual([0, 2]);
    expect(moveTo(grid, [1, 1], 'ArrowUp')).toEqual([1, 1]);
    expect(moveTo(grid, [0, 2], 'PageDown')).toEqual([2, 2]);
    expect(moveTo(grid, [1, 2], 'Home')).toEqual([1, 0]);
    expect(moveTo(grid, [1, 0], 'End')).toEqual([1, 2]);
    expect(moveTo(grid, [1, 0], 'x')).toBeNull();
    expect(firstDoor(layOut({ ...matrix, doors: [] }))).toBeNull();
  });
});
