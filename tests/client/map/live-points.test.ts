import { describe, expect, it } from 'vitest';
import { LivePoints, placeOf, urgencyOf } from '../../../client/map/live-points.ts';
import { CategoryNumbers, eachShown, type Points } from '../../../client/map/points.ts';
import type { LiveIncident } from '../../../server/api/live/schema.ts';
import { all, pointsOf } from './point-answer.ts';

const now = Date.parse('2026-01-05T04:00:00Z');
const zone = 'Asia/Shanghai';

function change(fields: Partial<LiveIncident>): LiveIncident {
  return {
    id: 1,
    kind: 'dispatched',
    version: 2,
    area_code: null,
    category: 'noise',
    item: null,
    severity: 'normal',
    status: 'dispatched',
    channel: 'worker',
    holder_code: null,
    department: null,
    settled_at: null,
    hand_count: 1,
    reported_at: '2026-01-03T17:00:00Z',
    due_at: '2026-01-20T00:00:00Z',
    closed_at: null,
    centre: [112.5, 32.5],
    ...fields,
  };
}

/** A map that holds incidents 1 (open), 2 (overdue) and 3 (done). */
function held() {
  const numbers = new CategoryNumbers();
  const answer = pointsOf(
    [
      { id: 1, at: [112.1, 32], urgency: 1 },
      { id: 2, at: [112.2, 32], urgency: 3 },
      { id: 3, at: [112.3, 32], urgency: 0 },
    ],
    numbers,
  );
  const clock = { now };
  const live = new LivePoints(numbers, () => clock.now);
  const shown = (answers: ReadonlyMap<string, Points> = new Map([['a', answer]])) => {
    const found: string[] = [];
    for (const [name, points] of live.over(answers, zone)) {
      eachShown(points, all, (place) => found.push(`${name} ${points.id[place]} ${points.position[place * 2]}`));
    }
    return found;
  };
  return { live, numbers, answer, shown, clock };
}

describe('what the feed tells of incidents', () => {
  it('moves one that is here, and adds one that is not', () => {
    const { live, shown } = held();
    expect(live.take(change({}))).toBe(true);
    expect(live.take(change({ id: 9, centre: [112.9, 32] }))).toBe(true);
    expect(shown().sort()).toEqual(['a 2 112.2', 'a 3 112.3', 'live 1 112.5', 'live 9 112.9']);
  });

  it('is as the answer of points would have it', () => {
    const { live, numbers, answer } = held();
    live.take(change({ id: 4, status: 'suspended', due_at: null, hand_count: 40 }));
    live.take(change({ id: 5, status: 'closed', settled_at: 'street', category: 'fire' }));
    live.take(change({ id: 6, due_at: '2026-01-05T03:59:00Z' }));
    const points = live.over(new Map([['a', answer]]), zone).get('live')!;
    expect([...points.id]).toEqual([5, 4, 6]);
    expect(points.starts).toEqual([0, 1, 2, 2, 3]);
    // 4 January in Shanghai; category; place in the loop.
    const day = Date.parse('2026-01-04') / 86_400_000;
    expect([...points.filter]).toEqual([
      day,
      numbers.of('fire'),
      10,
      day,
      numbers.of('noise'),
      6,
      day,
      numbers.of('noise'),
      3,
    ]);
    expect([...points.settled]).toEqual([3, 0, 0]);
    expect([...points.hands]).toEqual([1, 15, 1]);
  });

  it('leaves a change that is older than what is known', () => {
    const { live, shown } = held();
    live.take(change({ version: 5 }));
    expect(live.take(change({ version: 4, centre: [0, 0] }))).toBe(false);
    expect(live.take(change({ version: 5 }))).toBe(false);
    expect(shown()).toContain('live 1 112.5');
  });

  it('takes away what is no more', () => {
    const { live, shown } = held();
    live.take({ id: 2, kind: 'gone' });
    expect(shown()).toEqual(['a 3 112.3', 'a 1 112.1']);
  });

  it('also counts over an answer that comes later', () => {
    const { live, numbers, shown } = held();
    live.take(change({}));
    shown();
    const later = pointsOf([{ id: 1, at: [112.1, 32] }], numbers);
    expect(shown(new Map([['b', later]]))).toEqual(['live 1 112.5']);
  });

  it('makes other points only of an answer in which something changed', () => {
    const { live, answer } = held();
    live.take(change({ id: 77 }));
    const answers = new Map([['a', answer]]);
    expect(live.over(answers, zone).get('a')).toBe(answer);
    live.take(change({ id: 1 }));
    const changed = live.over(answers, zone).get('a')!;
    expect(changed).not.toBe(answer);
    expect(changed.position).toBe(answer.position);
    expect(live.over(answers, zone).get('a')).toBe(changed);
  });

  it('is let go of once every answer is younger', () => {
    const { live, clock, answer } = held();
    live.take(change({ id: 8 }));
    clock.now += 1000;
    live.take(change({ id: 9 }));
    live.forget(now + 1);
    expect(live.size).toBe(1);
    live.forget(now + 2000);
    const answers = new Map([['a', answer]]);
    expect(live.over(answers, zone)).toBe(answers);
  });
});

it.each([
  ['closed', '2020-01-01T00:00:00Z', 0],
  ['merged', null, 0],
  ['handling', '2026-01-06T04:00:01Z', 1],
  ['handling', '2026-01-06T03:59:59Z', 2],
  ['returned', '2026-01-05T03:59:59Z', 3],
  ['suspended', null, 1],
] as const)('%s, due %s, has urgency %d', (status, due_at, urgency) => {
  expect(urgencyOf(status, due_at === null ? null : Date.parse(due_at), now)).toBe(urgency);
});

it('finds an incident in any run', () => {
  const points = pointsOf([1, 4, 6, 9, 12, 15].map((id, place) => ({ id, at: [0, 0], urgency: place % 3 })));
  for (const id of [1, 4, 6, 9, 12, 15]) expect(points.id[placeOf(points, id)]).toBe(id);
  for (const id of [0, 2, 5, 16]) expect(placeOf(points, id)).toBe(-1);
});
