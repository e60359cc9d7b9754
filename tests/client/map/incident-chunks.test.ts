import { describe, expect, it } from 'vitest';
import { IncidentChunks } from '../../../client/map/incident-chunks.ts';
import { CategoryNumbers } from '../../../client/map/points.ts';
import type { Days } from '../../../client/state/period.ts';
import type { PointsHeader } from '../../../server/api/incidents/schema.ts';
import { answerOf } from './point-answer.ts';

const year: Days = { from: '2025-11-23', to: '2026-11-22' };
const month: Days = { from: '2026-10-24', to: '2026-11-22' };
const spring: Days = { from: '2026-03-01', to: '2026-05-31' };

/** Chunks over a server that answers when told; `counts` points a chunk. */
function scene(most?: number) {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const says: { count: number; said: Partial<PointsHeader>; broken: boolean } = { count: 2, said: {}, broken: false };
  const ends: unknown[] = [];
  const chunks = new IncidentChunks(
    (code, { from, to }) => {
      asked.push(`${code} ${from} ${to}`);
      const { count, said, broken } = { ...says };
      const points = Array.from({ length: count }, (_, row) => ({ id: row + 1, at: [0, 0] as [number, number] }));
      const answer = broken ? new ArrayBuffer(20) : answerOf(points, said);
      return new Promise((resolve) => waiting.push(() => resolve(answer)));
    },
    new CategoryNumbers(),
    () => {},
    (error) => ends.push(error),
    most,
  );
  const settle = async () => {
    while (waiting.length > 0) {
      for (const answer of waiting.splice(0)) answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { chunks, asked, says, ends, settle };
}

const named = (code: string, { from, to }: Days) => `${code} ${from} ${to}`;

describe('incidents by chunk', () => {
  it('are asked for once, for the whole span, whatever the period within it', async () => {
    const { chunks, asked, settle } = scene();
    chunks.want(['a', 'b'], year, month);
    await settle();
    chunks.want(['a', 'b'], year, spring);
    chunks.want(['b', 'a'], year, month);
    await settle();
    expect(asked).toEqual([named('a', year), named('b', year)]);
    expect([...chunks.held.points.keys()]).toEqual([named('b', year), named('a', year)]);
    expect(chunks.held).toMatchObject({ dropped: false, since: null });
    expect(chunks.busy).toBe(false);
  });

  it('show only what is wanted, and keep the rest for the way back', async () => {
    const { chunks, asked, settle } = scene();
    chunks.want(['a'], year, month);
    await settle();
    chunks.want(['b'], year, month);
    await settle();
    expect([...chunks.held.points.keys()]).toEqual([named('b', year)]);
    chunks.want(['a'], year, month);
    expect([...chunks.held.points.keys()]).toEqual([named('a', year)]);
    expect(asked).toHaveLength(2);
  });

  it('are asked for by the period where the span has too many and the period reaches back behind them', async () => {
    const { chunks, asked, says, settle } = scene();
    says.said = { truncated: true, complete_from: '2026-06-01' };
    chunks.want(['a'], year, month);
    await settle();
    expect(asked).toEqual([named('a', year)]);
    says.said = {};
    chunks.want(['a'], year, spring);
    // Until it is here, what there is of it stays in view, and says from when on.
    expect(chunks.held.since).toBe('2026-06-01');
    await settle();
    expect(asked).toEqual([named('a', year), named('a', spring)]);
    expect([...chunks.held.points.keys()]).toEqual([named('a', spring)]);
    expect(chunks.held.since).toBeNull();
    chunks.want(['a'], year, month);
    expect([...chunks.held.points.keys()]).toEqual([named('a', year)]);
    expect(asked).toHaveLength(2);
  });

  it('are not asked for again and again where the period alone has too many', async () => {
    const { chunks, asked, says, settle } = scene();
    says.said = { truncated: true, complete_from: '2026-04-01' };
    chunks.want(['a'], year, spring);
    await settle();
    chunks.want(['a'], year, spring);
    await settle();
    expect(asked).toEqual([named('a', year), named('a', spring)]);
    expect(chunks.held.since).toBe('2026-04-01');
  });

  it('are let go of where there are too many: first what is out of view, then the furthest', async () => {
    const { chunks, asked, settle } = scene(5);
    chunks.want(['a'], year, month);
    await settle();
    chunks.want(['b', 'c', 'd'], year, month);
    await settle();
    expect([...chunks.held.points.keys()]).toEqual([named('b', year), named('c', year)]);
    expect(chunks.held.dropped).toBe(true);
    chunks.want(['b', 'c', 'd'], year, month);
    await settle();
    expect(asked).toEqual(['a', 'b', 'c', 'd'].map((code) => named(code, year)));
    chunks.want(['a', 'b'], year, month);
    await settle();
    expect(asked.at(-1)).toBe(named('a', year));
    expect(chunks.held.dropped).toBe(false);
  });

  it('stay in view while they are fetched anew', async () => {
    const { chunks, asked, says, settle } = scene();
    chunks.want(['a'], year, month);
    await settle();
    chunks.empty();
    says.count = 3;
    chunks.want(['a'], year, month);
    expect(chunks.held.points.get(named('a', year))!.count).toBe(2);
    await settle();
    expect(chunks.held.points.get(named('a', year))!.count).toBe(3);
    chunks.want(['a'], year, month);
    expect(asked).toHaveLength(2);
  });

  it('are asked for again after a failure', async () => {
    const { chunks, ends, asked, says, settle } = scene();
    says.broken = true;
    chunks.want(['a'], year, month);
    await settle();
    expect(ends).toEqual([expect.objectContaining({ message: 'this is no answer of incident points' })]);
    expect(chunks.busy).toBe(false);
    says.broken = false;
    chunks.want(['a'], year, month);
    await settle();
    expect(asked).toHaveLength(2);
    expect(chunks.held.points.size).toBe(1);
  });
});
