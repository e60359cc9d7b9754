import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Programme } from '../../../../client/state/wall/programme.ts';
import { Turns } from '../../../../client/state/wall/turns.ts';
import { restingState, type WallScene } from '../../../../server/api/walls/schema.ts';

const scene = (id: string, duration_s: number) => ({ id, duration_s }) as WallScene;

function follow(at_ms: number) {
  vi.setSystemTime(at_ms);
  const programme: { held: Programme | null } = {
    held: {
      scenes: [scene('a', 20), scene('b', 10)],
      plan: { entries: [{ days: 'every', from: null, to: null, scenes: ['a', 'b'] }], emergency: [] },
      state: restingState,
      emergency: false,
      time_zone: 'Asia/Shanghai',
      holidays: [],
      worked_weekends: [],
    },
  };
  const told: string[] = [];
  const turns = new Turns({
    programme: () => programme.held,
    now: Date.now,
    turned: (shown) => told.push(`${shown?.scene.id ?? 'nothing'} at ${Date.now()}`),
    ticked: (now_ms) => told.push(String(Math.floor(now_ms / 1000))),
  });
  turns.start();
  return { turns, told, programme, scenes: () => told.filter((word) => word.includes('at')) };
}

describe('the turns of scenes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('come at their moments, and every second is told once', () => {
    const { turns, told, scenes } = follow(3_000_000_500);
    vi.advanceTimersByTime(31_000);
    expect(scenes()).toEqual(['a at 3000000500', 'b at 3000020000', 'a at 3000030000']);
    const seconds = told.filter((word) => !word.includes('at')).map(Number);
    expect(seconds).toEqual(Array.from({ length: 32 }, (_, second) => 3_000_000 + second));
    turns.stop();
    vi.advanceTimersByTime(60_000);
    expect(scenes()).toHaveLength(3);
  });

  it('follow a command at its moment, which lies ahead', () => {
    const { turns, programme, scenes } = follow(3_000_000_500);
    programme.held = {
      ...programme.held!,
      state: { ...restingState, pinned: { scene: 'b', at_ms: 3_000_001_234, until_ms: 3_000_003_210 } },
    };
    turns.look();
    vi.advanceTimersByTime(5000);
    expect(scenes()).toEqual(['a at 3000000500', 'b at 3000001234', 'a at 3000003210']);
  });

  it('tell that there is nothing to show', () => {
    const { turns, programme, scenes } = follow(3_000_000_000);
    programme.held = null;
    turns.look();
    expect(scenes()).toEqual(['a at 3000000000', 'nothing at 3000000000']);
  });
});
