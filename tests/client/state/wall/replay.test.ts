import { describe, expect, it } from 'vitest';
import { replayAt, replayKind, replaySpan_ms } from '../../../../client/state/wall/replay.ts';
import type { EventKind } from '../../../../server/api/incidents/schema.ts';
import type { WallMove } from '../../../../server/api/wall/schema.ts';

const since_ms = Date.parse('2026-11-22T12:00:00Z');

function move(id: number, hoursAgo: number, kind: EventKind): WallMove {
  return {
    id,
    incident_id: id,
    kind,
    at: new Date(since_ms - hoursAgo * 3_600_000).toISOString(),
    category: 'noise',
    item: null,
    severity: 'normal',
    status: 'reported',
    area_code: null,
    place: [],
    centre: [112, 32],
  };
}

const moves = [move(1, 30, 'reported'), move(2, 23, 'reported'), move(3, 12, 'resolved'), move(4, 11.9, 'dispatched')];

describe('a replay', () => {
  it('begins a day before the scene and plays it in the seconds it has', () => {
    expect(replayAt(moves, since_ms, since_ms, 60)).toMatchObject({
      at_ms: since_ms - replaySpan_ms,
      share: 0,
      seen: [],
    });
    expect(replayAt(moves, since_ms, since_ms + 30_000, 60)).toMatchObject({
      at_ms: since_ms - replaySpan_ms / 2,
      share: 0.5,
    });
  });

  it('counts what came and was settled up to now, and leaves out what is older than the day', () => {
    const noon = replayAt(moves, since_ms, since_ms + 30_000, 60);
    expect([noon.reported_count, noon.settled_count]).toEqual([1, 1]);
    const early = replayAt(moves, since_ms, since_ms + 5_000, 60);
    expect([early.reported_count, early.settled_count]).toEqual([1, 0]);
  });

  it('shows each for a while, ageing', () => {
    const { seen } = replayAt(moves, since_ms, since_ms + 31_000, 60);
    expect(seen.map(({ move: { id } }) => id)).toEqual([3, 4]);
    // A second of 60 after noon is 0.4 h; a move is seen for 2.5 s, an hour of the day.
    expect(seen[0]!.age).toBeCloseTo(0.4, 6);
    expect(seen[1]!.age).toBeCloseTo(0.3, 6);
  });

  it('begins again when it is over', () => {
    expect(replayAt(moves, since_ms, since_ms + 75_000, 60)).toMatchObject({
      share: 0.25,
      // The second round plays the day before it, not that before the first.
      from_ms: since_ms + 60_000 - replaySpan_ms,
      at_ms: since_ms + 60_000 - 0.75 * replaySpan_ms,
    });
  });

  it('is at the beginning before it began', () => {
    expect(replayAt(moves, since_ms, since_ms - 400, 60).share).toBe(0);
  });

  it('knows what came and what was settled', () => {
    expect(
      (['found', 'reported', 'reopened', 'resolved', 'closed', 'noted'] as const).map((kind) => replayKind({ kind })),
    ).toEqual(['reported', 'reported', 'reported', 'settled', 'moved', 'moved']);
  });
});
