import { describe, expect, it } from 'vitest';
import { sendFile, type UploadMeans, type UploadProgress } from '../../../../client/state/imports/upload.ts';

const file = new Blob(['0123456789abcdefghij']);

/** A server that keeps what comes in order, and fails as it is told to. */
function means(failures: (Error | 'nothing')[] = []) {
  let kept = '';
  const offsets: number[] = [];
  const pauses: number[] = [];
  const given: UploadMeans = {
    most: 8,
    now: () => offsets.length * 1000,
    passing: (error) => ((error as Error).message === 'away' ? 0 : (error as Error).message === 'busy' ? 7 : null),
    pause: async (seconds, signal) => {
      pauses.push(seconds);
      signal.throwIfAborted();
    },
    send: async (piece, offset) => {
      offsets.push(offset);
      const failure = failures.shift();
      if (failure instanceof Error) throw failure;
      if (failure === undefined && offset === kept.length) kept += await piece.text();
      return kept.length;
    },
  };
  return { given, offsets, pauses, kept: () => kept, keep: (text: string) => (kept = text) };
}

const run = async (server: ReturnType<typeof means>, begun = 0, signal = new AbortController().signal) => {
  const told: UploadProgress[] = [];
  await sendFile(file, begun, server.given, (progress) => told.push(progress), signal);
  return told;
};

describe('a file on its way', () => {
  it('comes whole, in pieces, and says how far it is', async () => {
    const server = means();
    const told = await run(server);
    expect(server.kept()).toBe('0123456789abcdefghij');
    expect(server.offsets).toEqual([0, 8, 16]);
    expect(told.map(({ received }) => received)).toEqual([0, 8, 16, 20]);
    expect(told.at(-1)).toEqual({ received: 20, size: 20, seconds_left: 0, waits_s: 0 });
  });

  it('goes on where it was cut', async () => {
    const server = means();
    server.keep('01234567');
    await run(server, 8);
    expect(server.offsets).toEqual([8, 16]);
    expect(server.kept()).toBe('0123456789abcdefghij');
  });

  it('goes on where the server says, when another window has sent more', async () => {
    const server = means();
    server.keep('0123456789abcdef');
    await run(server, 8);
    expect(server.offsets).toEqual([8, 16]);
    expect(server.kept()).toBe('0123456789abcdefghij');
  });

  it('tries again after growing pauses, and counts anew once a piece came through', async () => {
    const server = means([new Error('away'), new Error('away'), new Error('busy')]);
    const told = await run(server);
    expect(server.pauses).toEqual([1, 2, 7]);
    expect(server.offsets).toEqual([0, 0, 0, 0, 8, 16]);
    expect(told.map(({ waits_s }) => waits_s).filter((seconds) => seconds > 0)).toEqual([1, 2, 7]);
    const later = means();
    later.given.send = ((send) => async (piece: Blob, offset: number, signal: AbortSignal) => {
      if (later.pauses.length === later.kept().length / 8) throw new Error('away');
      return send(piece, offset, signal);
    })(later.given.send);
    await run(later);
    expect(later.pauses).toEqual([1, 1, 1]);
  });

  it('pauses, too, when a piece was taken and nothing is there', async () => {
    const server = means(['nothing', 'nothing']);
    await run(server);
    expect(server.pauses).toEqual([1, 2]);
    expect(server.kept()).toBe('0123456789abcdefghij');
  });

  it('ends with what does not pass by itself', async () => {
    const server = means([new Error('too large')]);
    await expect(run(server)).rejects.toThrow('too large');
    expect(server.pauses).toEqual([]);
  });

  it('ends with a file that can no longer be read, before anything is sent', async () => {
    const server = means();
    const gone = { size: 20, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadable')) }) };
    const sent = sendFile(gone as unknown as Blob, 0, server.given, () => {}, new AbortController().signal);
    await expect(sent).rejects.toThrow('NotReadable');
    expect(server.offsets).toEqual([]);
  });

  it('ends at once when it is stopped, in a pause too', async () => {
    const control = new AbortController();
    const server = means([new Error('away')]);
    const pause = server.given.pause;
    server.given.pause = (seconds, signal) => {
      control.abort(new Error('stopped'));
      return pause(seconds, signal);
    };
    await expect(run(server, 0, control.signal)).rejects.toThrow('stopped');
    expect(server.offsets).toEqual([0]);
  });
});
