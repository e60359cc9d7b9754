import type { ClientResponse } from 'hono/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFile, fileNameIn } from '../../../../client/api.ts';
import { Taking } from '../../../../client/pages/exports/taking.ts';

const saved = vi.hoisted(() => [] as [string, string, number][]);
vi.mock('../../../../client/elements/saved-file.ts', () => ({
  saveBytes: (name: string, type: string, bytes: Blob) => saved.push([name, type, bytes.size]),
}));
const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };

/** An answer in pieces; an Error among them breaks it off. */
function answered(pieces: (string | Error)[], init: ResponseInit = {}): ClientResponse<unknown> {
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift();
      if (next === undefined) controller.close();
      else if (next instanceof Error) controller.error(next);
      else controller.enqueue(new TextEncoder().encode(next));
    },
  });
  const headers = { 'Content-Type': 'text/csv', 'Content-Disposition': `attachment; filename="areas.csv"` };
  return new Response(body, { headers, ...init }) as unknown as ClientResponse<unknown>;
}
const given = (pieces: (string | Error)[]) => Promise.resolve(answered(pieces));

describe('a file from the server', () => {
  it('is whole, and tells how much of it has come', async () => {
    const told: number[] = [];
    const { name, bytes } = await answerFile(given(['一二', '三']), (size) => told.push(size));
    expect([name, bytes.type, await bytes.text(), told]).toEqual(['areas.csv', 'text/csv', '一二三', [6, 9]]);
  });

  it('that breaks off half-way is none', async () => {
    const broken = answerFile(given(['half', new TypeError('terminated')]), () => {});
    await expect(broken).rejects.toMatchObject({ status: 0, message: expect.stringContaining('没有保存') });
  });

  it('that is refused is an error with the server’s sentence', async () => {
    const refusal = JSON.stringify({ error: { code: 'too_large', message: '太多了', field: 'area_code' } });
    const refused = answered([refusal], { status: 413, headers: { 'Content-Type': 'application/json' } });
    await expect(answerFile(Promise.resolve(refused), () => {})).rejects.toMatchObject({ message: '太多了' });
  });

  it.each([
    [`attachment; filename="a.csv"; filename*=UTF-8''%E6%A5%BC%E6%A0%8B-%27x%27.csv`, "楼栋-'x'.csv"],
    ['attachment; filename="a.csv"', 'a.csv'],
    ['inline', ''],
  ])('is called as its header says: %s', (header, name) => {
    expect(fileNameIn(header)).toBe(name);
  });
});

describe('taking a file along', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    saved.splice(0);
  });

  it('saves it under its name', async () => {
    const taking = new Taking(host);
    await taking.take(() => given(['abc']));
    expect(saved).toEqual([['areas.csv', 'text/csv', 3]]);
    expect([taking.busy, taking.last]).toEqual([false, { name: 'areas.csv', size: 3 }]);
  });

  it('saves nothing where it breaks off, and says so', async () => {
    const taking = new Taking(host);
    await taking.take(() => given(['abc', new TypeError('terminated')]));
    expect([saved, taking.last, taking.submission.fault?.message]).toEqual([[], null, expect.stringContaining('中断')]);
  });

  it('is given up without a fault, and the request with it', async () => {
    const taking = new Taking(host);
    let asked: AbortSignal | undefined;
    const done = taking.take((signal) => {
      asked = signal;
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    });
    expect(taking.busy).toBe(true);
    taking.cancel();
    await done;
    expect([asked?.aborted, taking.busy, taking.last, taking.submission.fault, saved]).toEqual([
      ...[true, false, 'cancelled', null, []],
    ]);
  });

  it('waits where there were too many', async () => {
    const taking = new Taking(host);
    const refusal = JSON.stringify({ error: { code: 'too_many', message: '过于频繁' } });
    const headers = { 'Content-Type': 'application/json', 'Retry-After': '120' };
    await taking.take(() => Promise.resolve(answered([refusal], { status: 429, headers })));
    expect([taking.submission.wait_s, taking.submission.fault?.message]).toEqual([120, '过于频繁']);
  });
});
