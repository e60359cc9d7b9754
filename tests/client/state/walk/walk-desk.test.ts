import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HELD_MS, WalkDesk } from '../../../../client/state/walk/walk-desk.ts';
import { memoryShelf } from '../../../../client/state/walk/walk-shelf.ts';
import { server, stop } from './walk-server.ts';

describe('a walk on a phone', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-22T20:10:00Z') }));
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const made = async () => {
    const shelf = memoryShelf();
    const { held, post } = server();
    const desk = new WalkDesk(shelf, post);
    await desk.begin('pass');
    return { shelf, held, post, desk };
  };

  it('sends a check-in once it can no longer be taken back, and then keeps nothing of it', async () => {
    const { shelf, held, desk } = await made();
    await desk.checkIn(stop(1), 'button');
    await pass(HELD_MS - 100);
    expect(held.items).toEqual([]);
    await pass(200);
    expect(held.items.map(({ kind, id, visit, at, way }) => [kind, id, visit, at, way])).toEqual([
      ['point', 1, 1, '2026-11-22T20:10:00.000Z', 'button'],
    ]);
    expect(await shelf.checkIns()).toEqual([]);
    desk.stop();
  });

  it('is sent its streets once, and anew with another route, also after a new start of the page', async () => {
    const { shelf, held, post, desk } = await made();
    const names = () => desk.standing.value.walk!.streets.map(({ name }) => name);
    await desk.sync();
    expect([held.asked, names()]).toEqual([[null, 1], ['路1']]);
    held.version = 2;
    await desk.sync();
    expect(names()).toEqual(['路2']);
    desk.stop();
    const again = new WalkDesk(shelf, post);
    await again.begin(null);
    await again.sync();
    expect(held.asked.at(-1)).toBe(2);
    expect(again.standing.value.walk!.streets.map(({ name }) => name)).toEqual(['路2']);
    again.stop();
  });

  it('takes a check-in back while it is held', async () => {
    const { held, desk } = await made();
    await desk.checkIn(stop(1), 'button');
    await desk.takeBack(desk.standing.value.kept[0]!.item.key);
    await pass(120_000);
    expect([held.items, desk.standing.value.kept]).toEqual([[], []]);
    desk.stop();
  });

  it('keeps what is checked in while no network is, over a new start of the page, and sends each once', async () => {
    const { shelf, held, post, desk } = await made();
    held.fault = new Error('away');
    await desk.checkIn(stop(1), 'button');
    await desk.checkIn(stop(2), 'code');
    await pass(300_000);
    expect([held.items.length, desk.standing.value.away]).toEqual([0, true]);
    desk.stop();
    const again = new WalkDesk(shelf, post);
    await again.begin(null);
    expect(again.standing.value.walk?.stops).toHaveLength(3);
    expect(again.standing.value.kept).toHaveLength(2);
    held.fault = null;
    await again.sync();
    expect(held.items.map(({ id }) => id)).toEqual([1, 2]);
    await again.sync();
    expect([held.items.length, held.messages]).toEqual([2, 1]);
    again.stop();
  });

  it('is not doubled where the answer to what was sent got lost', async () => {
    const { shelf, held, post, desk } = await made();
    await desk.checkIn(stop(2), 'code');
    const [kept] = await shelf.checkIns();
    await desk.sync();
    // The phone never heard of it.
    await shelf.putCheckIn({ ...kept!, state: 'waiting' });
    const again = new WalkDesk(shelf, post);
    await again.begin(null);
    await again.sync();
    expect(held.items).toHaveLength(1);
    expect(await shelf.checkIns()).toEqual([]);
    again.stop();
    desk.stop();
  });

  it('says why something was refused until somebody has read it', async () => {
    const { held, desk } = await made();
    held.refuses = '不在本班次时段内';
    await desk.checkIn(stop(1), 'button');
    await pass(HELD_MS + 100);
    expect(desk.standing.value.kept.map(({ state, sentence }) => [state, sentence])).toEqual([
      ['refused', '不在本班次时段内'],
    ]);
    await desk.takeBack(desk.standing.value.kept[0]!.item.key);
    expect(desk.standing.value.kept).toEqual([]);
    desk.stop();
  });

  it('checks in at the next visit of the point whose sign was scanned, and at none of another route', async () => {
    const { held, desk } = await made();
    expect((await desk.scanned('abc'))?.visit).toBe(1);
    await desk.sync();
    expect((await desk.scanned('abc'))?.visit).toBe(2);
    expect(await desk.scanned('xyz')).toBeNull();
    await desk.sync();
    expect(held.items.map(({ id, visit, way }) => [id, visit, way])).toEqual([
      [2, 1, 'code'],
      [2, 2, 'code'],
    ]);
    desk.stop();
  });

  it('keeps no place where it is in a shift that nobody declared', async () => {
    const { shelf, held, desk } = await made();
    const fix = { recorded_at: '2026-11-22T20:10:00.000Z', centre: [120, 30] as [number, number], accuracy_m: 8 };
    await desk.fix(fix);
    expect(await shelf.fixes(9)).toEqual([]);
    held.tracked = true;
    await desk.sync();
    await desk.fix(fix);
    await desk.sync();
    expect([held.fixes, await shelf.fixes(9)]).toEqual([[fix], []]);
    // Declared no longer: what was kept meanwhile goes nowhere.
    await desk.fix(fix);
    held.tracked = false;
    await desk.sync();
    expect([held.fixes.length, await shelf.fixes(9)]).toEqual([1, []]);
    desk.stop();
  });

  it('says that a pass is unknown, but keeps showing a walk that it had', async () => {
    const { shelf, held, post, desk } = await made();
    held.fault = new Error('404');
    await desk.sync();
    expect([desk.standing.value.phase, desk.standing.value.sentence]).toEqual(['open', '不接受']);
    desk.stop();
    const other = new WalkDesk(shelf, post);
    await other.begin('another');
    expect([other.standing.value.phase, other.standing.value.sentence]).toEqual(['unknown', '不接受']);
    other.stop();
  });

  it('sends what is checked in while an answer is long in coming', async () => {
    const { held, desk } = await made();
    let come: () => void = () => {};
    held.wait = new Promise((done) => {
      come = done;
    });
    void desk.sync();
    await pass(0);
    await desk.checkIn(stop(1), 'button');
    await pass(HELD_MS + 5000);
    held.wait = null;
    come();
    await pass(5000);
    expect(held.items.map(({ id }) => id)).toEqual([1]);
    desk.stop();
  });

  it('sends at once what is held where the page goes out of sight', async () => {
    const { held, desk } = await made();
    await desk.checkIn(stop(1), 'button');
    await desk.release();
    expect(held.items.map(({ id }) => id)).toEqual([1]);
    desk.stop();
  });

  it('takes nothing back that may be under way', async () => {
    const { held, desk } = await made();
    held.fault = new Error('away');
    await desk.checkIn(stop(1), 'button');
    await pass(HELD_MS + 100);
    await desk.takeBack(desk.standing.value.kept[0]!.item.key);
    expect(desk.standing.value.kept).toHaveLength(1);
    desk.stop();
  });

  it('holds nothing for longer where the clock was set back', async () => {
    const { held, desk } = await made();
    await desk.checkIn(stop(1), 'button');
    vi.setSystemTime(Date.parse('2026-11-22T19:10:00Z'));
    await desk.sync();
    expect(held.items).toHaveLength(1);
    desk.stop();
  });

  it('says that the route is another one until somebody checks in', async () => {
    const { held, desk } = await made();
    await desk.sync();
    expect(desk.standing.value.changed).toBe(false);
    held.version = 2;
    await desk.sync();
    await desk.sync();
    expect(desk.standing.value.changed).toBe(true);
    await desk.checkIn(stop(1), 'button');
    expect(desk.standing.value.changed).toBe(false);
    desk.stop();
  });
});

describe('several walks and pages on one phone', () => {
  const opened = async (walk: string | null, shelf = memoryShelf()) => {
    const { held, post } = server();
    const desk = new WalkDesk(shelf, post);
    await desk.begin(walk);
    return { shelf, held, desk };
  };
  const shown = ({ standing }: WalkDesk) => [standing.value.phase, standing.value.walk?.plan_name];

  it('a sheet that the server does not know takes nothing from the walk that is open', async () => {
    const { shelf, desk } = await opened('tonight');
    await desk.begin('unknown');
    expect(shown(desk)).toEqual(['unknown', undefined]);
    desk.stop();
    const again = await opened(null, shelf);
    expect(shown(again.desk)).toEqual(['open', 'tonight']);
    again.desk.stop();
  });

  it('another sheet is opened though an answer about the one before is on its way', async () => {
    const { shelf, held, desk } = await opened('tonight');
    let come: () => void = () => {};
    held.wait = new Promise((done) => {
      come = done;
    });
    void desk.sync();
    await Promise.resolve();
    held.wait = null;
    const opening = desk.begin('tomorrow');
    come();
    await opening;
    expect(shown(desk)).toEqual(['open', 'tomorrow']);
    expect((await shelf.open())?.pass).toBe('tomorrow');
    desk.stop();
  });

  it('a page that was left open does not take the place of what was opened since', async () => {
    const { shelf, desk } = await opened('yesterday');
    const other = await opened('tonight', shelf);
    await desk.sync();
    expect((await shelf.open())?.pass).toBe('tonight');
    for (const each of [desk, other.desk]) each.stop();
  });
});
