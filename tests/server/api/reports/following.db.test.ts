import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FollowBody, FollowedReport, PublicReported } from '../../../../server/api/reports/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { type AskedApp, signedIn } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { photoApp } from '../../../helpers/photo-folder.ts';

interface Followed {
  app: AskedApp;
  sql: Database;
  code: string;
  id: number;
  look(): Promise<FollowedReport>;
  act(body: FollowBody): ReturnType<typeof send>;
  /** Writes what others did, as the owner, each event its kind, status, text and more. */
  happens(...events: Event[]): Promise<void>;
}
type Event = { kind: string; status?: string; text?: string; account?: boolean; changes?: object };

/** Runs a test with a report that somebody has just made without an account. */
function withReport(test: (followed: Followed) => Promise<void>): Promise<void> {
  return rolledBack(async (sql) => {
    const app = await photoApp(sql);
    const made = await send(app, 'POST', '/api/reports', {
      ...{
        report_key: randomUUID(),
        centre: [112.1016, 32.0052],
        category: 'noise',
        title: '夜间施工',
        contact: '李女士',
      },
    });
    const { follow_code: code, incident_code } = made.body as PublicReported;
    const [row] = await sql<[{ id: number }]>`select id from incident where incident_code = ${incident_code}`;
    const happens = async (...events: Event[]) => {
      const drafts = events.map(({ kind, status, text, account = true, changes }) => {
        return { kind, actor: account ? 'account' : 'rule', text, changes: { ...(status && { status }), ...changes } };
      });
      await sql`select write_incident_events(${row.id}, (select version from incident where id = ${row.id}), ${sql.json(drafts as never)}, 309)`;
    };
    const look = async () => (await ask(app, `/api/reports/${code}`)).body as FollowedReport;
    const act = (body: FollowBody) => send(app, 'POST', `/api/reports/${code}/events`, body);
    await test({ app, sql, code, id: row.id, look, act, happens });
  });
}
const worked: Event[] = [
  { kind: 'dispatched', status: 'dispatched', text: '请王建国今晚去看', changes: { holder_code: '990106001001001' } },
  { kind: 'noted', text: '上报人态度恶劣' },
  { kind: 'accepted', status: 'accepted' },
  { kind: 'whistled', text: '请公安到场', changes: { departments: ['police'], arrive_by: '2026-01-01T00:00:00Z' } },
  { kind: 'handling', status: 'handling', text: '内部安排' },
];
const settled: Event[] = [
  ...worked,
  {
    kind: 'resolved',
    status: 'resolved',
    text: '已责令停工至早晨六点',
    changes: { closed_at: '2026-01-02T00:00:00Z' },
  },
  { kind: 'verified', status: 'verified', text: '已电话回访', account: false },
];
const event = (kind: string, given: object = {}) => ({
  ...{ kind, happened_at: expect.stringMatching(/Z$/), text: null, own: false, rating: null, ...given },
});

describe('GET /api/reports/:code', () => {
  it('tells how it stands and what was said to whoever reported: no name, no colleague’s word, no contact', async () => {
    await withReport(async ({ look, happens, code, app }) => {
      expect(await look()).toEqual({
        ...{
          incident_code: expect.stringMatching(/^SJ/),
          category: 'noise',
          title: '夜间施工',
          status: 'reported',
          version: 2,
        },
        ...{
          reported_at: expect.any(String),
          due_at: expect.any(String),
          centre: [112.1016, 32.0052],
          department: null,
        },
        ...{ area_name: '清河区 · 清河街道 · 清河社区 · 第一网格', rating: null, merged_status: null },
        events: [event('found', { own: true }), event('reported', { own: true })],
        moves: ['withdrawn', 'noted'],
      });
      await happens(...settled);
      const { events, moves, status } = await look();
      expect({ events: events.slice(2), moves, status }).toEqual({
        events: [
          event('dispatched'),
          event('accepted'),
          event('handling'),
          event('resolved', { text: '已责令停工至早晨六点' }),
          event('verified'),
        ],
        moves: ['evaluated', 'reopened', 'noted'],
        status: 'verified',
      });
      const answer = await app.request(`/api/reports/${code.toLowerCase()}`);
      const text = await answer.text();
      for (const word of [
        '测试worker',
        '309',
        '恶劣',
        '王建国',
        '公安',
        '内部',
        '回访',
        '李女士',
        'contact',
        'police',
      ]) {
        expect([word, text.includes(word)]).toEqual([word, false]);
      }
      expect([answer.headers.get('Cache-Control'), answer.headers.get('Set-Cookie')]).toEqual(['no-store', null]);
    });
  });

  it('says why a report was ended by somebody who works here, and how the one stands that it went into', async () => {
    await withReport(async ({ look, happens, sql, id }) => {
      await happens({ kind: 'merged', status: 'merged', text: '与另一件相同', changes: { merged_into: 202 } });
      expect(await look()).toMatchObject({
        status: 'merged',
        merged_status: 'dispatched',
        events: [{}, {}, { text: null }],
      });
      await happens({ kind: 'reopened', status: 'reported', text: '合并有误', changes: { merged_into: null } });
      await happens({ kind: 'withdrawn', status: 'withdrawn', text: '不在本区范围，请联系轨道公司' });
      expect(await look()).toMatchObject({
        ...{ status: 'withdrawn', merged_status: null, moves: ['noted'] },
        events: [
          {},
          {},
          {},
          { kind: 'reopened', text: null },
          { kind: 'withdrawn', text: '不在本区范围，请联系轨道公司' },
        ],
      });
      expect(await sql`select count(*)::int from incident_event where incident_id = ${id}`).toEqual([{ count: 5 }]);
    });
  });

  it('knows no other code, and takes one as it is typed', async () => {
    await withReport(async ({ app, code }) => {
      const typed = `${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `;
      expect((await ask(app, `/api/reports/${encodeURIComponent(typed)}`)).status).toBe(200);
      const wrong = code === 'AAAAAAAAAA' ? 'BBBBBBBBBB' : 'AAAAAAAAAA';
      expect(await ask(app, `/api/reports/${wrong}`)).toMatchObject({
        status: 404,
        body: { error: { field: 'code', message: '没有找到这个查询码对应的上报，请核对后重新输入。' } },
      });
      expect((await ask(app, '/api/reports/12')).status).toBe(400);
    });
  });
});

describe('POST /api/reports/:code/events', () => {
  it('adds what whoever reported says, which who handles it reads', async () => {
    await withReport(async ({ act, app, id }) => {
      const { status, body } = await act({ kind: 'noted', version: 2, text: '今晚又开始了' });
      expect(status).toBe(200);
      expect((body as FollowedReport).events.at(-1)).toEqual(event('noted', { text: '今晚又开始了', own: true }));
      const detail = await ask(signedIn(app, 'worker'), `/api/incidents/${id}`);
      const { events } = detail.body as { events: object[] };
      expect(events.at(-1)).toMatchObject({ kind: 'noted', actor: 'reporter', actor_name: null, text: '今晚又开始了' });
    });
  });

  it('rates what is settled; a low rating returns it, and the published answer shows it', async () => {
    await withReport(async ({ act, happens, sql, id }) => {
      await happens(...settled);
      await sql`insert into reply (incident_id, area_code, category, question, answer, asked_on)
        values (${id}, '990106001001', 'noise', '夜间施工', '已停工', '2026-01-01')`;
      const { status, body } = await act({ kind: 'evaluated', version: 9, rating: 2, text: '还在吵' });
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'returned', version: 11, rating: null } });
      const { events, moves } = body as FollowedReport;
      expect(events.slice(-2)).toEqual([
        event('evaluated', { own: true, text: '还在吵', rating: 2 }),
        event('returned'),
      ]);
      expect(moves).toEqual(['withdrawn', 'noted']);
      expect(await sql`select rating from reply where incident_id = ${id}`).toEqual([{ rating: 2 }]);
      expect(await sql`select closed_at, status from incident where id = ${id}`).toEqual([
        { closed_at: null, status: 'returned' },
      ]);
    });
  });

  it('takes a good rating as it is, once', async () => {
    await withReport(async ({ act, happens }) => {
      await happens(...settled);
      expect(await act({ kind: 'evaluated', version: 9, rating: 5 })).toMatchObject({
        status: 200,
        body: { status: 'evaluated', rating: 5 },
      });
      expect(await act({ kind: 'evaluated', version: 10, rating: 1 })).toMatchObject({
        status: 409,
        body: { error: { field: 'kind' } },
      });
    });
  });

  it('reopens with a reason, and withdraws before anybody works on it', async () => {
    await withReport(async ({ act, happens }) => {
      expect(await act({ kind: 'withdrawn', version: 2 })).toMatchObject({
        status: 200,
        body: { status: 'withdrawn', moves: ['noted'] },
      });
      await happens({ kind: 'reopened', status: 'reported' }, ...settled);
      expect((await act({ kind: 'reopened', version: 11, text: ' ' })).status).toBe(400);
      expect(await act({ kind: 'reopened', version: 11, text: '凌晨又开工' })).toMatchObject({
        status: 200,
        body: { status: 'dispatched' },
      });
      expect((await act({ kind: 'withdrawn', version: 12 })).status).toBe(200);
    });
  });

  it('refuses what is not the reporter’s, and what comes too late without a name', async () => {
    await withReport(async ({ act, happens, app, code, sql, id }) => {
      await happens({ kind: 'noted', text: '内部' });
      const late = await act({ kind: 'noted', version: 2, text: '在吗' });
      expect(late).toMatchObject({ status: 409, body: { error: { field: 'version' } } });
      expect(JSON.stringify(late.body)).not.toContain('测试');
      for (const kind of ['resolved', 'closed', 'dispatched', 'corrected', 'verified', 'returned']) {
        const asked = await send(app, 'POST', `/api/reports/${code}/events`, { kind, version: 3, text: 'x' });
        expect([kind, asked.status]).toEqual([kind, 400]);
      }
      const early = await act({ kind: 'evaluated', version: 3, rating: 5 });
      expect(early).toMatchObject({ status: 409, body: { error: { field: 'kind' } } });
      expect(
        (await send(app, 'POST', '/api/reports/AAAAAAAAAA/events', { kind: 'noted', version: 1, text: 'x' })).status,
      ).toBe(404);
      expect(await sql`select version from incident where id = ${id}`).toEqual([{ version: 3 }]);
    });
  });
});

describe('limits of an address', () => {
  it('leave ten wrong codes an hour, and do not count right ones as such', async () => {
    await rolledBack(async (sql) => {
      const app = await photoApp(sql, { rateLimitPerMin: 600 });
      const statuses: number[] = [];
      for (let i = 0; i < 12; i++) statuses.push((await ask(app, '/api/reports/AAAAAAAAAA')).status);
      expect(statuses).toEqual([...Array(10).fill(404), 429, 429]);
    });
    await rolledBack(async (sql) => {
      const app = await photoApp(sql, { rateLimitPerMin: 600 });
      const sent = { report_key: randomUUID(), centre: [112.1016, 32.0052], category: 'noise', title: '夜间施工' };
      const post = () => send(app, 'POST', '/api/reports', sent);
      const { follow_code } = (await post()).body as PublicReported;
      // The same again costs nothing.
      for (let i = 0; i < 12; i++) expect((await post()).status).toBe(200);
      for (let i = 0; i < 12; i++) expect((await ask(app, `/api/reports/${follow_code}`)).status).toBe(200);
      const others: number[] = [];
      for (let i = 0; i < 10; i++)
        others.push((await send(app, 'POST', '/api/reports', { ...sent, report_key: randomUUID() })).status);
      expect(others).toEqual([...Array(9).fill(201), 429]);
    });
  });
});
