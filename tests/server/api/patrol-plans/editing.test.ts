import { describe, expect, it } from 'vitest';
import { type EditedParts, edited } from '../../../../server/api/patrol-plans/editing.ts';
import { night } from '../../patrol-walks/night.ts';

function plan(): EditedParts {
  const { input, route, idle } = night();
  return {
    input,
    result: {
      ...{ routes: [route, idle], unserved: [], length_m: 400, wanted_count: 5, served_count: 4, longest_min: 48 },
      ...{ mean_min: 24, differ_share: null, differ_cost_m: null, seed: 1, iterations: 10, took_ms: 5 },
    },
    taken: {
      ...{ all_points: true, all_streets: true },
      versions: { 'point:181': 1, 'point:182': 1, 'street:5': 1, 'shift:7': 2, 'shift:8': 2 },
    },
    stale: false,
  };
}
const stopsOf = ({ result }: EditedParts) =>
  result!.routes.map(({ stops }) =>
    stops.map(({ kind, id, visit, locked }) => `${kind} ${id}.${visit}${locked ? '!' : ''}`),
  );
const failure = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return { field: (error as { options: { field: string } }).options.field, message: (error as Error).message };
  }
  throw new Error('it was taken');
};

describe('an edit of a plan', () => {
  it('changes the named fields and nothing else, and makes it stale', () => {
    const before = plan();
    const after = edited(before, { points: [{ id: 182, priority: 5, windows: [[1100, 1200]] }] });
    expect(after.input.points[0]).toEqual(before.input.points[0]);
    expect(after.input.points[1]).toEqual({ ...before.input.points[1]!, priority: 5, windows: [[1100, 1200]] });
    expect([after.stale, after.result]).toEqual([true, before.result]);
    expect(before.input.points[1]!.priority).toBe(3);
  });

  it('is stale by what routes follow from only, and where there were any', () => {
    expect(edited(plan(), { settings: { cover_m: 50, seconds: 20 } }).stale).toBe(false);
    expect(edited(plan(), { settings: { evenness: 1 } }).stale).toBe(true);
    expect(edited({ ...plan(), result: null }, { settings: { evenness: 1 } }).stale).toBe(false);
    expect(edited({ ...plan(), stale: true }, {}).stale).toBe(true);
  });

  it('takes parts out, and then what was copied is no longer all of the area', () => {
    const after = edited(plan(), {
      drop: [
        { kind: 'point', id: 182 },
        { kind: 'squad', id: 172 },
      ],
    });
    expect(after.input.points.map(({ id }) => id)).toEqual([181]);
    expect(after.input.squads.map(({ squad_id }) => squad_id)).toEqual([171]);
    expect(after.taken).toEqual({
      ...{ all_points: false, all_streets: true },
      versions: { 'point:181': 1, 'street:5': 1, 'shift:7': 2 },
    });
  });

  it('names what the plan does not have', () => {
    expect(failure(() => edited(plan(), { points: [{ id: 999, priority: 1 }] }))).toEqual({
      ...{ field: 'points', message: '“points” is wrong: the plan has no 999.' },
    });
    expect(failure(() => edited(plan(), { drop: [{ kind: 'street', id: 4 }] })).field).toBe('drop');
    expect(failure(() => edited(plan(), { squads: [{ squad_id: 171, to_min: 1140 }] }))).toEqual({
      ...{ field: 'squads', message: '“squads” is wrong: the shift of 清河专职队 must end after it begins.' },
    });
  });
});

describe('a lock', () => {
  const lock = (squad_id: number, id: number, visit: number, locked = true) =>
    edited(plan(), { locks: [{ squad_id, kind: 'point', id, visit, locked }] });

  it('lets a stop stay with its squad, without making the plan stale', () => {
    const after = lock(171, 181, 2);
    expect(stopsOf(after)).toEqual([['point 181.1', 'street 5.1', 'point 182.1', 'point 181.2!'], []]);
    expect(after.stale).toBe(false);
    expect(
      stopsOf(edited(after, { locks: [{ squad_id: 171, kind: 'point', id: 181, visit: 2, locked: false }] }))[0],
    ).toContain('point 181.2');
  });

  it('moves a stop to another squad, which makes the plan stale', () => {
    const after = lock(172, 182, 1);
    expect(stopsOf(after)).toEqual([['point 181.1', 'street 5.1', 'point 181.2'], ['point 182.1!']]);
    expect(after.stale).toBe(true);
    const [left, moved] = after.result!.routes;
    // The ways to the stop and from it became one; its own is not known yet.
    expect(left!.legs.map(({ from_min, to_min }) => [from_min, to_min])).toEqual([
      [1148, 1150],
      [1160, 1180],
      [1180, 1260],
    ]);
    expect(moved!.legs).toEqual([
      {
        from_min: 1200,
        to_min: 1200,
        length_m: 0,
        line: [
          [112.1056, 32.0048],
          [112.1056, 32.0048],
        ],
      },
    ]);
  });

  it('puts moved stops in the order of time', () => {
    const first = lock(172, 181, 2);
    const both = edited(first, { locks: [{ squad_id: 172, kind: 'street', id: 5, visit: 1, locked: true }] });
    expect(stopsOf(both)).toEqual([
      ['point 181.1', 'point 182.1'],
      ['street 5.1!', 'point 181.2!'],
    ]);
  });

  it('names a stop that is in no route, and a squad that is not there', () => {
    expect(failure(() => lock(171, 181, 3)).field).toBe('locks');
    expect(failure(() => lock(999, 181, 1)).message).toBe('“locks” is wrong: the plan has no squad 999.');
    const unplanned = { ...plan(), result: null };
    const locks = [{ squad_id: 171, kind: 'point' as const, id: 181, visit: 1, locked: true }];
    expect(failure(() => edited(unplanned, { locks })).field).toBe('locks');
  });
});
