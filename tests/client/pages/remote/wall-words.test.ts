import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import {
  isAlive,
  isSteered,
  mayKeep,
  neighbour,
  sceneName,
  screenFacts,
  showingOn,
} from '../../../../client/pages/remote/wall-words.ts';
import { restingState, type ScreenReport } from '../../../../server/api/walls/schema.ts';
import { callerWith } from '../../callers.ts';
import { sceneOf, screenOf, wallOf } from './wall-fixture.ts';

const now_ms = Date.parse('2026-11-22T08:00:00Z');
const scenes = [sceneOf('a'), sceneOf('b', 30), sceneOf('c')];
const list = {
  scenes,
  plan: { entries: [{ days: 'every', from: null, to: null, scenes: ['a', 'b'] }], emergency: ['c'] },
  holidays: [],
  worked_weekends: [],
} satisfies Parameters<typeof showingOn>[0];
const shownOn = (different: Parameters<typeof wallOf>[0] = {}) => showingOn(list, wallOf(different), 'UTC', now_ms)!;

describe('what a wall shows, on a phone', () => {
  it('follows the product’s plan, the wall’s own, an emergency, and what was pinned', () => {
    expect(shownOn().turning).toEqual(['a', 'b']);
    const plan = { entries: [{ days: 'every' as const, from: null, to: null, scenes: ['c'] }], emergency: [] };
    expect(shownOn({ plan }).scene.id).toBe('c');
    expect(shownOn({ has_emergency: true })).toMatchObject({ why: 'emergency', turning: ['c'] });
    const pinned = { scene: 'b', at_ms: now_ms - 1, until_ms: null };
    expect(shownOn({ state: { ...restingState, pinned } })).toMatchObject({ why: 'pinned', until_ms: null });
  });

  it('steps to the neighbours in what turns, around the ends, and into it from outside', () => {
    const shown = { ...shownOn(), turning: ['a', 'b', 'c'] };
    const from = (id: string) => ({ ...shown, scene: sceneOf(id) });
    expect([neighbour(from('a'), 1), neighbour(from('c'), 1), neighbour(from('a'), -1)]).toEqual(['b', 'a', 'c']);
    expect([neighbour(from('x'), 1), neighbour(from('x'), -1)]).toEqual(['a', 'c']);
    expect(neighbour({ ...shown, turning: [] }, 1)).toBeNull();
  });

  it('is steered for as long as something can be taken back', () => {
    expect(isSteered(restingState, now_ms)).toBe(false);
    expect(isSteered({ ...restingState, resting: true }, now_ms)).toBe(false);
    expect(isSteered({ ...restingState, turn: { scene: 'a', at_ms: 1 } }, now_ms)).toBe(true);
    const until = (until_ms: number | null) => ({ ...restingState, pinned: { scene: 'a', at_ms: 1, until_ms } });
    expect([until(null), until(now_ms + 1), until(now_ms)].map((state) => isSteered(state, now_ms))).toEqual([
      true,
      true,
      false,
    ]);
    const bounds: [number, number, number, number] = [0, 0, 1, 1];
    expect(isSteered({ ...restingState, focus: { bounds, at_ms: 1, until_ms: now_ms + 1 } }, now_ms)).toBe(true);
  });
});

describe('who looks after a wall', () => {
  it('has the right over all of its area', () => {
    const caller = callerWith({ rights: { wall: ['990106'], places: [''] } });
    expect(mayKeep('990106', caller)).toBe(true);
    expect(mayKeep('990106001', caller)).toBe(true);
    expect(mayKeep('9901', caller)).toBe(false);
    expect(mayKeep('990106', callerWith({ rights: { places: [''] } }))).toBe(false);
    expect(mayKeep('990106', null)).toBe(false);
  });
});

describe('a screen', () => {
  const report: ScreenReport = {
    ...{ scene: 'b', width_px: 3840, height_px: 2160, feed_age_s: 4, rebuilt_count: 0, up_s: 190_000, heap_mb: 80 },
    ...{ clock_ms: 12, clock_error_ms: 1.2 },
  };
  const facts = (time: string | null, different: Partial<ScreenReport> | null = {}) =>
    screenFacts(screenOf(1, time, { report: different && { ...report, ...different } }), {
      ...{ scenes, words: words('zh-CN'), language: 'zh-CN', now_ms },
    });

  it('lives while it reported in the last minute or so', () => {
    const alive = ['07:59:59', '07:58:46', '07:58:44', null].map((time) => isAlive(screenOf(1, time), now_ms));
    expect(alive).toEqual([true, true, false, false]);
  });

  it('is told of in plain words', () => {
    expect(facts('07:59:40')).toEqual([
      '刚刚报到',
      '正在显示「场景b」',
      '地图没有重建过',
      '时钟误差2毫秒以内',
      '已运行2天4小时',
      '3840 × 2160',
    ]);
    expect(facts('05:00:00', { rebuilt_count: 3, feed_age_s: 120 }).slice(0, 4)).toEqual([
      '3小时前报到',
      '正在显示「场景b」',
      '数据停在2分钟前',
      '地图重建过3次',
    ]);
    expect(facts(null)).toEqual(['还没有连上过']);
    expect(facts('07:59:40', null)).toEqual(['刚刚报到']);
  });

  it('names a scene that is no more by its id', () => {
    expect([sceneName(scenes, 'a', 'en'), sceneName(scenes, 'gone', 'en')]).toEqual(['Scene a', 'gone']);
  });
});
