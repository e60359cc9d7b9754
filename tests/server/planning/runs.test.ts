import { describe, expect, it } from 'vitest';
import { AppError } from '../../../server/errors.ts';
import { PlanRuns } from '../../../server/planning/runs.ts';

/** Work that goes on until it is let go. */
function held() {
  let letGo = () => {};
  const open = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { open, letGo };
}

describe('runs of planning', () => {
  it('say how they go on, and that they are done', async () => {
    const runs = new PlanRuns();
    const { open, letGo } = held();
    const begun = runs.begin(1, async (say) => {
      say({ state: 'solving', progress: 0.5, served_count: 3 });
      await open;
    });
    expect(begun).toMatchObject({ plan_id: 1, state: 'solving', progress: 0.5, served_count: 3, sentence: null });
    letGo();
    await runs.settled(1);
    expect(runs.find(1)).toMatchObject({ state: 'done', progress: 1, served_count: 3 });
    expect(runs.find(2)).toBeUndefined();
  });

  it('go two at once, and the third when one is over', async () => {
    const runs = new PlanRuns();
    const work = [held(), held(), held()];
    for (const [at, { open }] of work.entries()) {
      runs.begin(at, async (say) => {
        say({ state: 'matrix' });
        await open;
      });
    }
    const states = () => [0, 1, 2].map((id) => runs.find(id)!.state);
    expect(states()).toEqual(['matrix', 'matrix', 'waiting']);
    work[1]!.letGo();
    await runs.settled(1);
    await Promise.resolve();
    expect(states()).toEqual(['matrix', 'done', 'matrix']);
    work[0]!.letGo();
    work[2]!.letGo();
    await Promise.all([runs.settled(0), runs.settled(2)]);
    expect(states()).toEqual(['done', 'done', 'done']);
  });

  it('wait up to a number, beyond which nobody is taken on', async () => {
    const runs = new PlanRuns();
    const { open, letGo } = held();
    for (let id = 0; id < 24; id++) runs.begin(id, () => open);
    // Whoever begins the same plan over and over takes a place each time, until its turn comes and goes.
    runs.cancel(23);
    expect(() => runs.begin(5, () => open)).toThrow(AppError);
    expect(() => runs.begin(24, () => open)).toThrow('Too many plans wait');
    expect(runs.find(5)).toMatchObject({ state: 'waiting' });
    letGo();
    await Promise.all(Array.from({ length: 24 }, (_, id) => runs.settled(id)));
    expect(runs.begin(24, () => open).plan_id).toBe(24);
  });

  it('end when they are cancelled: what they still say is not heard', async () => {
    const runs = new PlanRuns();
    const { open, letGo } = held();
    let given: AbortSignal | undefined;
    runs.begin(1, async (say, signal) => {
      given = signal;
      await open;
      say({ state: 'explaining', progress: 0.9 });
      throw new Error('interrupted');
    });
    expect(runs.cancel(1)).toMatchObject({ state: 'cancelled' });
    expect(given?.aborted).toBe(true);
    letGo();
    await runs.settled(1);
    expect(runs.find(1)).toMatchObject({ state: 'cancelled', progress: 0 });
    expect(runs.cancel(1)).toMatchObject({ state: 'cancelled' });
    expect(runs.cancel(5)).toBeUndefined();
  });

  it('that wait and are cancelled never begin', async () => {
    const runs = new PlanRuns();
    const others = [held(), held()];
    for (const [at, { open }] of others.entries()) runs.begin(at, () => open);
    let begun = false;
    runs.begin(9, async () => {
      begun = true;
    });
    runs.cancel(9);
    for (const { letGo } of others) letGo();
    await runs.settled(9);
    expect([begun, runs.find(9)!.state]).toEqual([false, 'cancelled']);
  });

  it('take the place of one of the same plan', async () => {
    const runs = new PlanRuns();
    const first = held();
    let given: AbortSignal | undefined;
    runs.begin(1, async (_, signal) => {
      given = signal;
      await first.open;
    });
    runs.begin(1, async () => {});
    first.letGo();
    await runs.settled(1);
    expect(given?.aborted).toBe(true);
    expect(runs.find(1)).toMatchObject({ state: 'done' });
  });

  it('tell a failure that was worded as it was, any other in general', async () => {
    const faults: unknown[] = [];
    const runs = new PlanRuns((error) => faults.push(error));
    runs.begin(1, () => Promise.reject(new AppError('conflict', { 'zh-CN': '甲', en: 'A' })));
    const unknown = new Error('thread died');
    runs.begin(2, () => Promise.reject(unknown));
    await Promise.all([runs.settled(1), runs.settled(2)]);
    expect(runs.find(1)).toMatchObject({ state: 'failed', sentence: { en: 'A' } });
    expect(runs.find(2)?.sentence?.en).toContain('the plan is as it was');
    expect(faults).toEqual([unknown]);
  });

  it('are over, and room for others, also where nobody can be told of a failure', async () => {
    const runs = new PlanRuns(() => {
      throw new Error('no log');
    });
    for (let round = 0; round < 24; round++) {
      runs.begin(1, () => Promise.reject(new Error('thread died')));
      await expect(runs.settled(1)).rejects.toThrow('no log');
      expect(runs.find(1)).toMatchObject({ state: 'failed' });
    }
    runs.begin(1, async () => {});
    await runs.settled(1);
    expect(runs.find(1)).toMatchObject({ state: 'done' });
  });
});
