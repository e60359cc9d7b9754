import { describe, expect, it, vi } from 'vitest';
import { Lane } from '../../../client/map/lane.ts';

/** An answer that a test gives when it wants to. */
function held() {
  let give!: (value: string) => void;
  let refuse!: (error: Error) => void;
  const promise = new Promise<string>((resolve, reject) => {
    give = resolve;
    refuse = reject;
  });
  return { promise, give, refuse };
}

describe('a lane of requests', () => {
  it('shows an answer, keeps it and does not ask twice', async () => {
    const show = vi.fn();
    const ended = vi.fn();
    const fetch = vi.fn(async () => 'a');
    const lane = new Lane<string>(show, ended);
    lane.want('one', fetch);
    lane.want('one', fetch);
    expect(lane.busy).toBe(true);
    await vi.waitFor(() => expect(ended).toHaveBeenCalledWith(null));
    lane.want('two', async () => 'b');
    await vi.waitFor(() => expect(show).toHaveBeenLastCalledWith('b'));
    lane.want('one', fetch);
    expect(show).toHaveBeenLastCalledWith('a');
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(lane.busy).toBe(false);
  });

  it('breaks off what is no longer wanted, and never shows it', async () => {
    const show = vi.fn();
    const lane = new Lane<string>(show, () => {});
    const first = held();
    let signal: AbortSignal | undefined;
    lane.want('one', (given) => {
      signal = given;
      return first.promise;
    });
    lane.want('two', async () => 'b');
    expect(signal?.aborted).toBe(true);
    first.give('late');
    await vi.waitFor(() => expect(show).toHaveBeenCalledWith('b'));
    expect(show).toHaveBeenCalledTimes(1);
  });

  it('tells of a failure and lets the same be asked again', async () => {
    const show = vi.fn();
    const ended = vi.fn();
    const lane = new Lane<string>(show, ended);
    const first = held();
    lane.want('one', () => first.promise);
    first.refuse(new Error('no'));
    await vi.waitFor(() => expect(ended).toHaveBeenCalledWith(new Error('no')));
    lane.want('one', async () => 'a');
    await vi.waitFor(() => expect(show).toHaveBeenCalledWith('a'));
  });

  it('shows a kept answer again after the map forgot it', async () => {
    const show = vi.fn();
    const lane = new Lane<string>(show, () => {});
    const fetch = vi.fn(async () => 'a');
    lane.want('one', fetch);
    await vi.waitFor(() => expect(show).toHaveBeenCalledTimes(1));
    lane.forget();
    lane.want('one', fetch);
    expect(show).toHaveBeenCalledTimes(2);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
