import { describe, expect, it, vi } from 'vitest';
import { WalkDesk } from '../../../../client/state/walk/walk-desk.ts';
import { memoryShelf } from '../../../../client/state/walk/walk-shelf.ts';
import { server, stop } from './walk-server.ts';

describe('a phone that keeps nothing', () => {
  it('checks in all the same for as long as the page is open, and says so', async () => {
    const full = async () => {
      throw new Error('QuotaExceededError');
    };
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const shelf = memoryShelf();
    const { held, post } = server();
    const desk = new WalkDesk({ ...shelf, putCheckIn: full }, post);
    await desk.begin('pass');
    expect(desk.standing.value.fleeting).toBe(false);
    await desk.checkIn(stop(1), 'code');
    expect(desk.standing.value).toMatchObject({ fleeting: true, phase: 'open', kept: [{ state: 'waiting' }] });
    await desk.sync();
    expect(held.items.map(({ id }) => id)).toEqual([1]);
    desk.stop();
    const none = new WalkDesk(
      Object.fromEntries(Object.keys(shelf).map((name) => [name, full])) as unknown as typeof shelf,
      post,
    );
    await none.begin('pass');
    expect(none.standing.value).toMatchObject({ fleeting: true, phase: 'open' });
    none.stop();
    expect(warned).toHaveBeenCalledTimes(2);
    warned.mockRestore();
  });
});

describe('a connection to what is kept', () => {
  it('that is lost once is no reason to keep nothing', async () => {
    const shelf = memoryShelf();
    let lost = 1;
    const desk = new WalkDesk(
      {
        ...shelf,
        putCheckIn: async (kept) => {
          if (lost-- > 0) throw new Error('Connection to Indexed Database server lost');
          await shelf.putCheckIn(kept);
        },
      },
      server().post,
    );
    await desk.begin('pass');
    await desk.checkIn(stop(1), 'button');
    expect(desk.standing.value.fleeting).toBe(false);
    expect(await shelf.checkIns()).toHaveLength(1);
    desk.stop();
  });
});

describe('where a squad is', () => {
  it('is kept in a declared shift for as long as it lasts, and dropped once it was sent, not what came meanwhile', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-22T20:10:00Z') });
    const { held, post } = server();
    held.tracked = true;
    const shelf = memoryShelf();
    const desk = new WalkDesk(shelf, post);
    await desk.begin('pass');
    const fix = (minute: number) => ({
      recorded_at: `2026-11-22T20:${minute}:00.000Z`,
      centre: [120, 30] as [number, number],
      accuracy_m: 8,
    });
    await desk.fix(fix(11));
    const sent = post.track;
    post.track = async (...message) => {
      // Another page of this phone sends the same, and then keeps one more.
      await shelf.dropFixes((await shelf.fixes(1))[0]!.order);
      post.track = sent;
      await shelf.putFix({ pass: 'pass', ...fix(12) });
      return sent(...message);
    };
    await desk.sync();
    expect(held.fixes.map(({ recorded_at }) => recorded_at)).toEqual(
      [fix(11), fix(12)].map((each) => each.recorded_at),
    );
    vi.setSystemTime(Date.parse('2026-11-23T01:01:00Z'));
    expect(desk.isTracked).toBe(false);
    await desk.fix(fix(13));
    expect(await shelf.fixes(9)).toEqual([]);
    desk.stop();
    vi.useRealTimers();
  });
});
