import { describe, expect, it } from 'vitest';
import { sendAll } from '../../../client/elements/work-bulk.ts';
import { isListed, type ListQuery, severities, sorts } from '../../../client/elements/work-filter.ts';
import { WorkRows } from '../../../client/elements/work-rows.ts';
import type { LiveEventMessage } from '../../../client/state/live.ts';
import { severities as serverSeverities } from '../../../server/api/incidents/schema.ts';
import type { LiveIncident } from '../../../server/api/live/schema.ts';
import { type IncidentPage, incidentSorts, type ListedIncident } from '../../../server/api/work-list/schema.ts';

const now = Date.parse('2026-05-20T04:00:00Z');
const query: ListQuery = { area_code: '990106001', from: '2026-05-01', to: '2026-05-20', sort: 'newest' };

function row(id: number, more: Partial<ListedIncident> = {}): ListedIncident {
  return {
    ...{
      id,
      incident_code: `SJ${id}`,
      area_code: '990106001001001',
      category: 'noise',
      title: `事件${id}`,
      address: null,
    },
    ...{ severity: 'normal', status: 'reported', overdue: false, reported_at: '2026-05-20T03:30:00.000Z' },
    ...{ due_at: '2026-05-21T04:00:00.000Z', closed_at: null, centre: [112.1, 32], channel: 'worker', item: null },
    ...{ holder_code: null, department: null, version: 2, area_name: '第一网格', holder_name: null },
    ...more,
  } as ListedIncident;
}

function change(id: number, more: Partial<LiveIncident> = {}): LiveIncident {
  const {
    title: _,
    incident_code: __,
    address: ___,
    overdue: ____,
    area_name: _5,
    holder_name: _6,
    ...facts
  } = row(id);
  return { ...facts, kind: 'reported', settled_at: null, hand_count: 0, ...more };
}

/** Rows on pages that the test hands out, and a feed that it speaks through. */
function worked(pages: IncidentPage[]) {
  const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };
  let tell: (event: LiveEventMessage) => void = () => {};
  const asked: (string | undefined)[] = [];
  const rows = new WorkRows(host, {
    load: async (_query, page) => {
      asked.push(page);
      return pages.shift() ?? Promise.reject(new Error('暂时连不上服务器'));
    },
    feed: {
      subscribe: (listener) => {
        tell = listener;
        return () => {};
      },
    },
    now: () => now,
  });
  rows.hostConnected();
  const changed = (incident: LiveIncident) => tell({ event: 'change', seq: 1, change: incident });
  return {
    rows,
    asked,
    changed,
    tell: (event: LiveEventMessage) => tell(event),
    ids: () => rows.rows.map(({ id }) => id),
  };
}
const page = (
  rows: ListedIncident[],
  next: string | null = null,
  count: number | null = rows.length,
): IncidentPage => ({
  items: rows,
  next,
  count,
});

describe('the rows of the work list', () => {
  it('come page by page, none twice', async () => {
    const { rows, asked, ids } = worked([page([row(3), row(2)], 'two', 4), page([row(2), row(1)], null, null)]);
    await rows.ask(query);
    expect([ids(), rows.count, rows.hasMore]).toEqual([[3, 2], 4, true]);
    await rows.more();
    expect([ids(), rows.count, rows.hasMore, asked]).toEqual([[3, 2, 1], 4, false, [undefined, 'two']]);
    await rows.more();
    expect(asked.length).toBe(2);
  });

  it('keep what has come where the next page fails, and may be asked again', async () => {
    const { rows, ids } = worked([page([row(3)], 'two')]);
    await rows.ask(query);
    await rows.more();
    expect([ids(), rows.state, (rows.error as Error).message]).toEqual([[3], 'error', '暂时连不上服务器']);
  });

  it('take a change into the row, which stays where it is', async () => {
    const { rows, changed, ids } = worked([
      page([row(3), row(2, { holder_code: '990106001001', holder_name: '北社区' })]),
    ]);
    await rows.ask(query);
    changed(
      change(3, { version: 3, status: 'dispatched', holder_code: '990106001001', due_at: '2026-05-20T03:00:00.000Z' }),
    );
    expect(ids()).toEqual([3, 2]);
    expect(rows.rows[0]).toMatchObject({
      status: 'dispatched',
      overdue: true,
      holder_name: '北社区',
      title: '事件3',
      version: 3,
    });
    expect(rows.rows[0]).not.toHaveProperty('kind');
    changed(change(3, { version: 2, status: 'reported' }));
    expect(rows.rows[0]!.status).toBe('dispatched');
  });

  it('count what is new and would stand in the list, each once, until it is asked for', async () => {
    const { rows, changed, ids } = worked([page([row(3)]), page([row(4), row(3)])]);
    await rows.ask(query);
    changed(change(4));
    changed(change(4, { version: 3 }));
    changed(change(5, { area_code: '990106002001001' }));
    expect([rows.newsCount, ids()]).toEqual([1, [3]]);
    await rows.again();
    expect([rows.newsCount, ids()]).toEqual([0, [4, 3]]);
  });

  it('let go of what is no more, and say that the list is old where too much changed', async () => {
    const { rows, tell, ids } = worked([page([row(3), row(2)]), page([row(2)])]);
    await rows.ask(query);
    tell({ event: 'change', seq: 1, change: { id: 3, kind: 'gone' } });
    expect(ids()).toEqual([2]);
    tell({ event: 'news' });
    expect(rows.stale).toBe(false);
    tell({ event: 'reset' });
    expect(rows.stale).toBe(true);
    await rows.again();
    expect(rows.stale).toBe(false);
  });
});

describe('whether a change belongs into a list', () => {
  it.each([
    [{}, {}, true],
    [{ status: 'open' }, {}, true],
    [{ status: 'done' }, {}, false],
    [{ status: 'overdue' }, {}, false],
    [{ status: 'overdue' }, { due_at: '2026-05-20T03:59:00.000Z' }, true],
    [{ status: 'overdue' }, { due_at: null, status: 'suspended' }, false],
    [{ status: 'reported' }, {}, true],
    [{ status: 'handling' }, {}, false],
    [{ category: 'fire' }, {}, false],
    [{ severity: 'normal' }, {}, true],
    [{ severity: 'urgent' }, {}, false],
    [{ area_code: undefined }, { area_code: null }, true],
    [{}, { area_code: null }, false],
    [{ from: '2026-05-21' }, {}, false],
    [{}, { reported_at: '2026-05-20T02:30:00.000Z' }, false],
    // What only the server can tell.
    [{ q: '噪音' }, {}, false],
    [{ holder: 'mine' }, {}, false],
  ] as [Partial<ListQuery>, Partial<LiveIncident>, boolean][])('%j of %j: %s', (narrowed, more, expected) => {
    expect(isListed(change(9, more), { ...query, ...narrowed }, now)).toBe(expected);
  });

  it('knows every order and severity of the server', () => {
    expect([...sorts]).toEqual([...incidentSorts]);
    expect([...severities].sort()).toEqual([...serverSeverities].sort());
  });
});

describe('doing many at once', () => {
  it('goes lot by lot and adds up what became of them', async () => {
    const lots: number[] = [];
    const told: number[] = [];
    const rows = Array.from({ length: 450 }, (_, id) => id);
    const result = await sendAll(
      rows,
      async (lot) => {
        lots.push(lot.length);
        return { done: lot.slice(1), refused: [{ id: lot[0]!, message: '已有人处理' }] };
      },
      (sent) => told.push(sent),
    );
    expect([lots, told]).toEqual([
      [200, 200, 50],
      [200, 400, 450],
    ]);
    expect([result.done.length, result.refused.map(({ id }) => id)]).toEqual([447, [0, 200, 400]]);
  });
});
