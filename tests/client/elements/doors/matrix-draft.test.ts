import { describe, expect, it } from 'vitest';
import { drawBoard } from '../../../../client/elements/doors/board.ts';
import { draftOf, type Narrowing } from '../../../../client/elements/doors/matrix-draft.ts';
import type { Door, DoorMatrix } from '../../../../server/api/buildings/schema.ts';

const unit = (id: number) => ({ id: id + 30, unit_no: id, name: `${id}单元`, household_count: 0, visit_due_count: 0 });
const door = (unit_no: number, floor: number, name: string): Door => ({
  ...{ household_id: unit_no * 1000 + floor * 10 + Number(name.slice(-1)), unit_id: unit_no + 30, floor, door: name },
  ...{ door_state: 'occupied', door_use: 'home', joined_doors: [], visit_owed: null },
});
/** Two units; the upper floor of the first has one door, and only the second goes below the ground; nobody lives in the third. */
const matrix: DoorMatrix = {
  building_id: 1,
  units: [unit(1), unit(2), unit(3)],
  doors: [
    ...[door(1, 2, '201'), door(1, 1, '101'), door(1, 1, '102')],
    ...[door(2, 2, '201'), door(2, 1, '101'), door(2, -1, 'B01')],
  ],
};

/** Keys of the windows, a row a floor. */
const rows = (narrowing?: Narrowing) =>
  drawBoard(draftOf(matrix, narrowing)).floors.map(({ units }) =>
    units.flatMap(({ cells }) => cells.map(({ key }) => key)),
  );

describe('the doors of a building beside the map', () => {
  it('are drawn as on their page, without units that have none', () => {
    expect(drawBoard(draftOf(matrix)).units.map(({ unit: { unit_no }, columns }) => [unit_no, columns])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(rows()).toEqual([['1/201', '2/201'], ['1/101', '1/102', '2/101'], ['2/B01']]);
  });

  it('narrow to a unit, a floor, or both', () => {
    expect(rows({ unit_no: 1 })).toEqual([['1/201'], ['1/101', '1/102']]);
    expect(rows({ floor: 1 })).toEqual([['1/101', '1/102', '2/101']]);
    expect(rows({ unit_no: 2, floor: -1 })).toEqual([['2/B01']]);
    expect(rows({ unit_no: 3 })).toEqual([]);
  });
});
