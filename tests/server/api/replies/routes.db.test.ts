import { expect, it } from 'vitest';
import type { Reply } from '../../../../server/api/replies/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask } from '../../../helpers/fakes.ts';
import { photoApp } from '../../../helpers/photo-folder.ts';

/** Publishes an answer of each of these incidents a minute after the other; 203's is hidden. */
const publish = (sql: Database) => sql`
  insert into reply (incident_id, area_code, category, question, answer, asked_on, published_at, published_by, rating, hidden_at)
  select i.id, left(i.area_code, 12), i.category, '问题' || i.id, '答复' || i.id, '2026-03-01',
    '2026-03-02 08:00:00.123456+08'::timestamptz + (i.id - 201) * interval '1 minute', 306, case when i.id = 201 then 5 end,
    case when i.id = 203 then now() end
  from incident i where i.id in (201, 202, 203, 205, 208, 209)`;

it('are everybody’s to read, newest first, without who published them', async () => {
  await rolledBack(async (sql) => {
    await publish(sql);
    const { status, body, headers } = await ask(await photoApp(sql), '/api/replies');
    expect([status, headers.get('Cache-Control'), headers.get('Set-Cookie')]).toEqual([
      200,
      'public, max-age=60',
      null,
    ]);
    const { items, next } = body as Page<Reply>;
    expect([items.map(({ incident_id }) => incident_id), next]).toEqual([[209, 208, 205, 202, 201], null]);
    expect(items.at(-1)).toEqual({
      ...{ incident_id: 201, area_code: '990106001001', area_name: '清河社区', category: 'environment' },
      ...{
        question: '问题201',
        answer: '答复201',
        asked_on: '2026-03-01',
        published_at: '2026-03-02T00:00:00.123Z',
        rating: 5,
      },
    });
  });
});

it('are found by area and kind, page after page', async () => {
  await rolledBack(async (sql) => {
    await publish(sql);
    // Of the same moment to the microsecond.
    await sql`update reply set published_at = '2026-03-02 08:00:00.123456+08' where incident_id in (202, 205)`;
    const app = await photoApp(sql);
    const ids = async (query: string) =>
      ((await ask(app, `/api/replies${query}`)).body as Page<Reply>).items.map((r) => r.incident_id);
    expect(await ids('?area_code=990106001002')).toEqual([209, 208]);
    expect(await ids('?category=environment')).toEqual([208, 201]);
    expect(await ids('?area_code=990106001001&category=fire')).toEqual([]);
    const paged = (await allPages(app, '/api/replies?limit=2', 2)) as Reply[];
    expect(paged.map(({ incident_id }) => incident_id)).toEqual([209, 208, 205, 202, 201]);
    expect((await ask(app, '/api/replies?page=W10')).status).toBe(400);
  });
});
