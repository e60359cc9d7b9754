import { expect, it } from 'vitest';
import { LiveEmergency } from '../../../../client/pages/emergency/live-emergency.ts';
import type { LiveEventMessage } from '../../../../client/state/live.ts';
import { Signal } from '../../../../client/state/signals.ts';
import type { Emergency } from '../../../../server/api/emergencies/schema.ts';
import { emergencyOf } from './emergency-fixture.ts';

/** A board that shows version 3 of emergency 7; `serve` answers its oldest question that is open. */
function board() {
  let listener: (event: LiveEventMessage) => void = () => {};
  const standing = new Signal<{ state: 'connecting' | 'live' | 'late' | 'off'; since: number }>({
    state: 'connecting',
    since: 0,
  });
  const asked: number[] = [];
  const open: ((emergency: Emergency) => void)[] = [];
  const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };
  const shown = new LiveEmergency(host, {
    fetch: (id) => {
      asked.push(id);
      return new Promise((resolve) => open.push(resolve));
    },
    feed: {
      standing,
      subscribe: (added) => {
        listener = added;
        return () => {
          listener = () => {};
        };
      },
    },
  });
  shown.hostConnected();
  shown.show(emergencyOf());
  return {
    shown,
    asked,
    standing,
    tell: (emergency_id: number, version: number) =>
      listener({ event: 'emergency', seq: 1, emergency: { emergency_id, version } }),
    reset: () => listener({ event: 'reset' }),
    serve: async (different: Partial<Emergency>) => {
      open.shift()!(emergencyOf(different));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

it('follows its own emergency and no other', async () => {
  const { shown, asked, tell, serve } = board();
  tell(8, 9);
  tell(7, 3);
  expect(asked).toEqual([]);
  tell(7, 4);
  await serve({ version: 4 });
  expect([asked, shown.held!.version]).toEqual([[7], 4]);
});

it('asks one question at a time, and once more for all that was told meanwhile', async () => {
  const { shown, asked, tell, serve } = board();
  tell(7, 4);
  tell(7, 5);
  tell(7, 6);
  expect(asked).toEqual([7]);
  await serve({ version: 4 });
  expect(asked).toEqual([7, 7]);
  await serve({ version: 6 });
  expect([asked, shown.held!.version]).toEqual([[7, 7], 6]);
});

it('lets go of an answer that is older than what is shown', async () => {
  const { shown, tell, serve } = board();
  tell(7, 4);
  shown.show(emergencyOf({ version: 6 }));
  await serve({ version: 5 });
  expect(shown.held!.version).toBe(6);
});

it('asks anew after too much was missed, and whenever the feed comes', async () => {
  const { asked, reset, serve, standing } = board();
  reset();
  await serve({ version: 3 });
  standing.set({ state: 'live', since: 1 });
  await serve({ version: 3 });
  standing.set({ state: 'late', since: 2 });
  expect(asked).toEqual([7, 7]);
});

it('does not put an answer over another emergency that was opened meanwhile', async () => {
  const { shown, tell, serve } = board();
  tell(7, 4);
  shown.show(emergencyOf({ id: 9, version: 1 }));
  await serve({ version: 4 });
  expect(shown.held!.id).toBe(9);
});

it('hears nothing any more once it is gone', () => {
  const { shown, asked, tell } = board();
  shown.hostDisconnected();
  tell(7, 4);
  expect(asked).toEqual([]);
});
