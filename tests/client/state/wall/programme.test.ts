import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Programme, showing } from '../../../../client/state/wall/programme.ts';
import { restingState, type WallScene } from '../../../../server/api/walls/schema.ts';

const scene = (id: string, duration_s: number) => ({ id, duration_s }) as WallScene;
const scenes = [scene('a', 60), scene('b', 30), scene('c', 10), scene('night', 120), scene('grave', 40)];
/** Shanghai is 8 hours ahead of UTC all year. */
const at = (local: string) => Date.parse(`${local}+08:00`);

const programme = (changes: Partial<Programme> = {}): Programme => ({
  scenes,
  plan: {
    entries: [
      { days: 'every', from: '22:00', to: '06:00', scenes: ['night'] },
      { days: 'holiday', from: null, to: null, scenes: ['c'] },
      { days: 'off', from: '08:00', to: '20:00', scenes: ['b'] },
      { days: 'every', from: null, to: null, scenes: ['a', 'b', 'c'] },
    ],
    emergency: ['grave'],
  },
  state: restingState,
  emergency: false,
  time_zone: 'Asia/Shanghai',
  holidays: ['2026-10-01'],
  worked_weekends: ['2026-10-10'],
  ...changes,
});
const idAt = (moment: number, changes: Partial<Programme> = {}) => showing(programme(changes), moment)?.scene.id;

describe('what the clock shows', () => {
  it.each([
    ['2026-11-18T21:59:59', ['a', 'b', 'c']],
    ['2026-11-18T22:00:00', ['night']],
    ['2026-11-19T05:59:59', ['night']],
    ['2026-11-19T06:00:00', ['a', 'b', 'c']],
    ['2026-10-01T12:00:00', ['c']],
    // Saturday, Sunday, and a Saturday that is worked.
    ['2026-11-21T12:00:00', ['b']],
    ['2026-11-22T19:59:59', ['b']],
    ['2026-11-22T20:00:00', ['a', 'b', 'c']],
    ['2026-10-10T12:00:00', ['a', 'b', 'c']],
  ])('at %s turn %j', (local, turning) => {
    expect(showing(programme(), at(local))?.turning).toEqual(turning);
  });

  it('counts the small hours to the day before', () => {
    const plan = {
      entries: [
        { days: 'holiday' as const, from: '20:00', to: '04:00', scenes: ['c'] },
        { days: 'every' as const, from: null, to: null, scenes: ['a'] },
      ],
      emergency: [],
    };
    expect(idAt(at('2026-10-01T03:00:00'), { plan })).toBe('a');
    expect(idAt(at('2026-10-01T20:00:00'), { plan })).toBe('c');
    expect(idAt(at('2026-10-02T03:59:00'), { plan })).toBe('c');
    expect(idAt(at('2026-10-02T04:00:00'), { plan })).toBe('a');
  });

  it('leaves out scenes that do not exist, and entries without any', () => {
    const plan = {
      entries: [
        { days: 'every' as const, from: null, to: null, scenes: ['gone'] },
        { days: 'every' as const, from: null, to: null, scenes: ['gone', 'b'] },
      ],
      emergency: [],
    };
    expect(showing(programme({ plan }), at('2026-11-18T12:00:00'))?.turning).toEqual(['b']);
    expect(showing(programme({ plan: { entries: [], emergency: [] } }), 0)?.turning).toEqual(['a']);
    expect(showing(programme({ scenes: [] }), 0)).toBeNull();
  });

  it('turns without gap or overlap, the same for whoever asks', () => {
    const moments = fc.integer({ min: at('2026-11-18T08:00:00'), max: at('2026-11-18T21:00:00') });
    fc.assert(
      fc.property(moments, (moment) => {
        const now = showing(programme(), moment)!;
        expect(now.since_ms).toBeLessThanOrEqual(moment);
        expect(now.until_ms).toBe(now.since_ms + now.scene.duration_s * 1000);
        expect(now.until_ms).toBeGreaterThan(moment);
        const next = showing(programme(), now.until_ms!)!;
        expect(next.since_ms).toBe(now.until_ms);
        expect(next.scene.id).toBe({ a: 'b', b: 'c', c: 'a' }[now.scene.id as 'a']);
      }),
    );
  });
});

describe('what somebody calls up', () => {
  const noon = at('2026-11-18T12:00:00');

  it('begins at its moment, and the rotation goes on behind it', () => {
    const state = { ...restingState, turn: { scene: 'c', at_ms: noon } };
    expect(idAt(noon - 1, { state })).toBe(idAt(noon - 1));
    expect(showing(programme({ state }), noon)).toMatchObject({ since_ms: noon, until_ms: noon + 10_000 });
    expect(idAt(noon + 9_999, { state })).toBe('c');
    expect(idAt(noon + 10_000, { state })).toBe('a');
    expect(idAt(noon + 70_000, { state })).toBe('b');
    expect(idAt(noon + 100_000, { state })).toBe('c');
  });

  it('is shown once where it does not turn now', () => {
    const state = { ...restingState, turn: { scene: 'night', at_ms: noon } };
    expect(showing(programme({ state }), noon + 119_999)).toMatchObject({ why: 'turn', since_ms: noon });
    expect(idAt(noon + 120_000, { state })).not.toBe('night');
  });

  it('stands while it is pinned, also through an emergency', () => {
    const pinned = { scene: 'b', at_ms: noon, until_ms: noon + 60_000 };
    const state = { ...restingState, pinned };
    expect(showing(programme({ state, emergency: true }), noon)).toMatchObject({
      scene: { id: 'b' },
      why: 'pinned',
      until_ms: noon + 60_000,
    });
    expect(idAt(noon + 60_000, { state, emergency: true })).toBe('grave');
    const forGood = { ...restingState, pinned: { ...pinned, until_ms: null } };
    expect(idAt(noon + 9e9, { state: forGood })).toBe('b');
    expect(idAt(noon, { state: { ...restingState, pinned: { ...pinned, scene: 'gone' } } })).not.toBe('gone');
  });

  it('gives way to an emergency, which turns its own scenes', () => {
    expect(showing(programme({ emergency: true }), noon)).toMatchObject({ why: 'emergency', turning: ['grave'] });
    const plan = { ...programme().plan, emergency: ['gone'] };
    expect(showing(programme({ emergency: true, plan }), noon)?.why).toBe('plan');
  });
});
