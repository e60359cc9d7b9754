import { expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { listenForMoves } from '../../../server/live/wake.ts';

it('hears from other servers, also after the database was away for longer than the driver tries', async () => {
  const listeners = new Set<(newest: string) => void>();
  let isAway = false;
  const listen = async (channel: string, heard: (newest: string) => void) => {
    if (isAway) throw new Error('away');
    expect(channel).toBe('jingwei_live');
    listeners.add(heard);
    return { unlisten: async () => listeners.delete(heard) };
  };
  const heard: number[] = [];
  const wake = await listenForMoves({ listen } as unknown as Database, (newest) => heard.push(newest));
  const tell = (newest: string) => {
    for (const listener of listeners) listener(newest);
  };
  tell('7');
  // The driver has lost it.
  listeners.clear();
  isAway = true;
  await expect(wake.renew()).rejects.toThrow('away');
  isAway = false;
  await wake.renew();
  await wake.renew();
  tell('9');
  await wake.stop();
  tell('11');
  expect([heard, listeners.size]).toEqual([[7, 9], 0]);
});
