import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HELD_MS, WalkDesk, type WalkPost } from '../../../../client/state/walk/walk-desk.ts';
import { type KeptFix, memoryShelf } from '../../../../client/state/walk/walk-shelf.ts';
import type { WalkAnswer, WalkCheckIn, WalkStop } from '../../../../server/api/patrol-walk/schema.ts';

const stop = (id: number, visit = 1, code_digest: string | null = null): WalkStop => ({
  kind: 'point',
  id,
  visit,
  name: `点${id}`,
  address: null,
  centre: [120, 30],
  arrive_min: 1200,
  begin_min: 1200,
  leave_min: 1205,
  until_min: 1260,
  people: 1,
  code_digest,
});

/** A server that keeps what it is sent; `fault` is thrown while it is set. */
function server() {
  const held = {
    fault: null as Error | null,
    refuses: null as string | null,
    items: [] as WalkCheckIn[],
    messages: 0,
    /** Whose streets the phone said that it has, by question. */
    asked: [] as (number | null)[],
    fixes: [] as Omit<KeptFix, 'pass'>[],
    tracked: false,
    version: 1,
    wait: null as Promise<void> | null,
    stops: [stop(1), stop(2, 1, 'abc'), stop(2, 2, 'abc')],
  };
  const reach = () => {
    if (held.fault) throw held.fault;
  };
  const post: WalkPost = {
    walk: async (walk, streetsOf) => {
      reach();
      held.asked.push(streetsOf);
      await held.wait;
      if (walk === 'unknown') throw new Error('404');
      return {
        stops: held.stops,
        streets: streetsOf === held.version ? null : [{ kind: 'path', name: `路${held.version}`, line: [] }],
        check_ins: [...held.items],
        day: '2026-11-22',
        time_zone: 'UTC',
        tracked: held.tracked,
        plan_name: walk,
        version: held.version,
        from_min: 1200,
        to_min: 1500,
      } as unknown as WalkAnswer;
    },
    checkIn: async (_pass, items) => {
      reach();
      held.messages++;
      const known = new Set(held.items.map(({ key }) => key));
      const answer = items.map(({ key }) => ({
        key,
        state: held.refuses ? ('refused' as const) : known.has(key) ? ('known' as const) : ('taken' as const),
        sentence: held.refuses,
      }));
      if (!held.refuses) held.items.push(...items.filter(({ key }) => !known.has(key)));
      return { items: answer, version: 1 };
    },
    track: async (_pass, items) => {
      reach();
      if (!held.tracked) throw new Error('403');
      held.fixes.push(...items);
    },
    refused: (error) => (/^4/.test((error as Error).message) ? '不接受' : null),
  };
  return { held, post };
}

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
