import { describe, expect, it } from 'vitest';
import {
  AHEAD_MS,
  restingState,
  steeringAt,
  type WallState,
  wallCommands,
} from '../../../../server/api/walls/schema.ts';
import { type Steering, steered } from '../../../../server/api/walls/steered.ts';
import type { Bounds } from '../../../../server/api/wire.ts';

const now = 1_800_000_000_000;
const at = now + 500;
const bounds: Bounds = [112.1, 32, 112.2, 32.1];
const { from_ms: _, before: __, ...resting } = restingState;

/** A wall on which everything was done. */
const busy: WallState = {
  turn: { scene: 'patrol', at_ms: 1 },
  pinned: { scene: 'overdue', at_ms: 2, until_ms: null },
  focus: { bounds, at_ms: 3, until_ms: 4 },
  identify_until_ms: 5,
  reload_at_ms: 6,
  resting: true,
  from_ms: 7,
  before: null,
};

const table: [Steering, Partial<WallState>][] = [
  [
    { command: 'show', scene: 'replay' },
    { turn: { scene: 'replay', at_ms: at }, pinned: null },
  ],
  [
    { command: 'pin', scene: 'replay', minutes: 15 },
    { pinned: { scene: 'replay', at_ms: at, until_ms: at + 900_000 } },
  ],
  [{ command: 'pin', scene: 'replay', minutes: null }, { pinned: { scene: 'replay', at_ms: at, until_ms: null } }],
  [{ command: 'unpin' }, { pinned: null, turn: null }],
  [{ command: 'focus', bounds }, { focus: { bounds, at_ms: at, until_ms: at + 30_000 } }],
  [{ command: 'unfocus' }, { focus: null }],
  [{ command: 'identify' }, { identify_until_ms: at + 10_000 }],
  [{ command: 'reload' }, { reload_at_ms: at }],
  [{ command: 'rest' }, { resting: true }],
  [{ command: 'wake' }, { resting: false }],
];

describe('a command', () => {
  it('lies half a second ahead', () => {
    expect(AHEAD_MS).toBe(500);
    expect(new Set(table.map(([{ command }]) => command))).toEqual(new Set(wallCommands));
  });

  it.each(table)('%j changes just what it says, from its moment on', (steering, change) => {
    const { from_ms, before, ...was } = busy;
    expect(steered(busy, steering, now)).toEqual({ ...busy, ...change, from_ms: at, before: was });
    expect(steered(restingState, steering, now)).toEqual({ ...restingState, ...change, from_ms: at, before: resting });
  });

  it('takes nothing away before its moment', () => {
    const shown = steered(restingState, { command: 'show', scene: 'patrol' }, now);
    const again = steered(shown, { command: 'show', scene: 'replay' }, now + 60_000);
    expect(steeringAt(again, now + 60_499).turn).toEqual({ scene: 'patrol', at_ms: at });
    expect(steeringAt(again, now + 60_500).turn).toEqual({ scene: 'replay', at_ms: now + 60_500 });
  });

  it('builds on one that is not in force yet, and keeps what is', () => {
    const pinned = steered(restingState, { command: 'pin', scene: 'patrol', minutes: null }, now);
    const both = steered(pinned, { command: 'focus', bounds }, now + 100);
    expect(steeringAt(both, now + 599)).toEqual(resting);
    expect(steeringAt(both, now + 600)).toMatchObject({ pinned: { scene: 'patrol' }, focus: { bounds } });
    expect(JSON.stringify(both.before)).not.toContain('before');
  });
});
