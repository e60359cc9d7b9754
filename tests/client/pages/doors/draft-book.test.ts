import { describe, expect, it } from 'vitest';
import {
  bringBack,
  changedDoors,
  clashesOf,
  moveTo,
  openBook,
  seenOf,
  takeBack,
  withoutMarks,
  write,
} from '../../../../client/pages/doors/draft-book.ts';
import type { DoorAct, DoorPlan, PlanDoor } from '../../../../server/api/door-plans/schema.ts';

const door = (household_id: number, name: string, more: Partial<PlanDoor> = {}): PlanDoor => ({
  ...{ household_id, unit_no: 1, floor: 1, door: name, door_use: 'home', door_state: 'unknown', joined_doors: [] },
  ...{ version: 1, confirmed_on: null, visit_owed: null, ...more },
});
const plan: DoorPlan = {
  ...{ building_id: 1, name: null, address: null, area_code: null, floor_count: 1, basement_count: 0, editable: true },
  units: [{ id: 1, unit_no: 1, name: '1单元' }],
  doors: [door(1, '101'), door(2, '102'), door(3, '103')],
};
const mark = (...doors: string[]): DoorAct => ({ kind: 'mark', unit_no: 1, doors, door_state: 'let' });
const states = ({ draft }: { draft: { doors: readonly PlanDoor[] } }) =>
  draft.doors.map(({ door_state }) => door_state);

describe('the draft of a plan', () => {
  it('takes strokes back and brings them back', () => {
    const two = write(write(openBook(plan), [mark('101')]), [mark('102', '103')]);
    expect(states(two)).toEqual(['let', 'let', 'let']);
    expect(changedDoors(two).size).toBe(3);
    const one = takeBack(two);
    expect(states(one)).toEqual(['let', 'unknown', 'unknown']);
    expect(states(bringBack(one))).toEqual(['let', 'let', 'let']);
    expect(bringBack(write(one, [mark('103')])).undone).toEqual([]);
    expect(takeBack(openBook(plan)).strokes).toEqual([]);
  });

  it('splits what was just joined as it was, people and states', () => {
    const joined = write(write(openBook(plan), [mark('102')]), [{ kind: 'join', unit_no: 1, doors: ['101', '102'] }]);
    expect(joined.draft.doors[0]).toMatchObject({ household_id: 1, door_state: 'let', joined_doors: ['102'] });
    const split = write(joined, [{ kind: 'split', unit_no: 1, door: '102' }]);
    expect(split.draft.doors.map(({ household_id }) => household_id)).toEqual([1, 2, 3]);
    expect(states(split)).toEqual(['unknown', 'let', 'unknown']);
  });

  it('goes on upon a plan that others changed, and says what cannot be done any more', () => {
    const book = write(write(openBook(plan), [mark('101')]), [mark('103')]);
    const now = { ...plan, doors: [door(1, '101', { version: 2, door_state: 'empty' }), door(2, '102')] };
    expect(clashesOf(book, now).map(({ theirs, mine }) => [theirs.door_state, mine.door_state])).toEqual([
      ['empty', 'let'],
    ]);
    const moved = moveTo(now, book.strokes);
    expect([moved.lost, states(moved.book)]).toEqual([1, ['let', 'unknown']]);
    expect(withoutMarks([[mark('101', '102')], [mark('101')]], [now.doors[0]!])).toEqual([[mark('102')]]);
    expect(seenOf(now)).toEqual({ 1: 2, 2: 1 });
  });
});
