import { describe, expect, it } from 'vitest';
import { doorsByUnit, mostHouseholds, withDoors } from '../../../../client/pages/exports/door-choice.ts';
import type { Door } from '../../../../server/api/buildings/schema.ts';
import { MOST_HOUSEHOLDS } from '../../../../server/api/exports/schema.ts';

const door = (household_id: number, unit_id: number, floor: number, name: string): Door => ({
  ...{ household_id, unit_id, floor, door: name, door_state: 'occupied', door_use: 'home' },
  ...{ joined_doors: [], visit_owed: null },
});
const unit = (id: number, name: string) => ({ id, unit_no: id, name, household_count: 1, visit_due_count: 0 });
const labelled = (...ids: number[]) => ids.map((household_id) => ({ household_id, label: `${household_id}室` }));

describe('doors to be chosen', () => {
  it('stand by unit, from the ground up, numbers as numbers', () => {
    const units = [unit(1, '一单元'), unit(2, '二单元'), unit(3, '三单元')];
    const doors = [
      door(14, 1, 10, '1001'),
      door(12, 1, 1, '102'),
      door(11, 1, 1, '1'),
      door(13, 1, 1, '12'),
      door(21, 2, 1, '101'),
    ];
    expect(doorsByUnit({ units, doors })).toEqual([
      {
        ...{ unit_id: 1, name: '一单元' },
        doors: [
          { household_id: 11, door: '1' },
          { household_id: 13, door: '12' },
          { household_id: 12, door: '102' },
          { household_id: 14, door: '1001' },
        ],
      },
      { unit_id: 2, name: '二单元', doors: [{ household_id: 21, door: '101' }] },
    ]);
  });
});

describe('chosen doors', () => {
  it('are put in and taken out, and what was chosen before stays', () => {
    const one = withDoors(new Map(), labelled(3, 1), true);
    const two = withDoors(one, labelled(3), false);
    expect([[...one.keys()], [...two]]).toEqual([[3, 1], [[1, '1室']]]);
  });

  it('are as many as the server takes at once', () => {
    const many = withDoors(new Map(), labelled(...Array.from({ length: 30 }, (_, at) => at)), true);
    expect([many.size, mostHouseholds]).toEqual([MOST_HOUSEHOLDS, MOST_HOUSEHOLDS]);
  });
});
