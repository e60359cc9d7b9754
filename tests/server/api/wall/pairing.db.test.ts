import { expect, it } from 'vitest';
import type { NewPairing, OwnWall } from '../../../../server/api/wall/schema.ts';
import type { Wall } from '../../../../server/api/walls/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townWall } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { send } from '../../../helpers/fakes.ts';

/** Nobody: no credential, or the one of whoever is signed in beside the wall. */
const begin = async (sql: Database) => (await send(await townApp(sql), 'POST', '/api/wall/pairing')).body as NewPairing;
const claim = async (sql: Database, secret: string) => {
  const { body, headers } = await send(await townApp(sql), 'POST', '/api/wall/pairing/claim', { secret });
  return { state: (body as { state: string }).state, cookie: headers.get('Set-Cookie') };
};
const letIn = async (sql: Database, body: object) =>
  send(await townApp(sql), 'POST', `/api/walls/${townWall}/screens`, body);

it('lets a screen in that shows a code, whose browser then has the wall’s cookie, once', async () => {
  await rolledBack(async (sql) => {
    await sql`update wall set column_count = 2 where id = ${townWall}`;
    const first = await begin(sql);
    const second = await begin(sql);
    expect(first.code).toMatch(/^\d{6}$/);
    expect(first.code).not.toBe(second.code);
    expect(first.until_ms - first.now_ms).toBe(600_000);
    expect(await claim(sql, first.secret)).toEqual({ state: 'waiting', cookie: null });
    const let_in = await letIn(sql, { code: first.code, part: 2 });
    expect(let_in.status).toBe(200);
    const { state, cookie } = await claim(sql, first.secret);
    expect(state).toBe('let_in');
    expect(cookie).toMatch(/^jingwei-wall=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await claim(sql, first.secret)).toEqual({ state: 'over', cookie: null });
    expect(await claim(sql, second.secret)).toEqual({ state: 'waiting', cookie: null });
    const Cookie = cookie!.split(';')[0]!;
    const asWall = { Authorization: 'none', Cookie, 'Jingwei-Wall': '1' };
    const app = await townApp(sql);
    const own = (await (await app.request('/api/wall', { headers: asWall })).json()) as OwnWall;
    expect(own).toMatchObject({ part: 2, wall: { id: townWall, column_count: 2 } });
    expect((await app.request('/api/wall', { headers: { Authorization: 'none', Cookie } })).status).toBe(401);
    expect(await sql`select name, part, account_id, area_code, rights from token where part = 2`).toEqual([
      {
        ...{ name: '指挥大屏 2/2', part: 2, account_id: 301, area_code: '990106' },
        rights: ['counts', 'patrol', 'places'],
      },
    ]);
    expect(await sql`select detail from audit_event where kind = 'screen_let_in'`).toEqual([
      { detail: { wall: '指挥大屏', screen: '指挥大屏 2/2', part: 2 } },
    ]);
  });
});

it('keeps neither code nor secret, and no screen that has waited for long', async () => {
  await rolledBack(async (sql) => {
    const { code, secret } = await begin(sql);
    const kept = JSON.stringify(
      await sql`select encode(code_digest, 'escape') as code,
      encode(secret_digest, 'escape') as secret, name from screen_pairing`,
    );
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(secret);
    await sql`update screen_pairing set expires_at = now()`;
    expect(await claim(sql, secret)).toEqual({ state: 'over', cookie: null });
    expect(await letIn(sql, { code, part: 1 })).toMatchObject({
      status: 400,
      body: {
        error: {
          field: 'code',
          message: '没有屏幕正在显示这组数字。数字10分钟内有效，请照屏幕重新输入。',
        },
      },
    });
    await sql`update screen_pairing set expires_at = now() - interval '61 minutes'`;
    await begin(sql);
    expect(await sql`select count(*)::int from screen_pairing`).toEqual([{ count: 1 }]);
  });
});

it('takes a code once, gives a screen that was let in late a minute, and is over with its wall', async () => {
  await rolledBack(async (sql) => {
    const { code, secret } = await begin(sql);
    await sql`update screen_pairing set expires_at = now() + interval '1 second'`;
    expect((await letIn(sql, { code, part: 1, name: '大厅' })).status).toBe(200);
    expect((await letIn(sql, { code, part: 1 })).status).toBe(400);
    const [row] = await sql`select extract(epoch from expires_at - now())::int as left_s, name from screen_pairing`;
    expect(row).toEqual({ left_s: 60, name: '大厅' });
    await sql`delete from wall where id = ${townWall}`;
    expect((await claim(sql, secret)).state).toBe('over');
  });
});

it('turns screens away while too many wait, and walls that are full', async () => {
  await rolledBack(async (sql) => {
    const { code } = await begin(sql);
    await sql`insert into screen_pairing (secret_digest, code_digest, expires_at)
      select ('s' || n)::bytea, ('c' || n)::bytea, now() + interval '1 minute' from generate_series(1, 199) n`;
    expect((await send(await townApp(sql), 'POST', '/api/wall/pairing')).status).toBe(503);
    await sql`insert into token (digest, kind, name, account_id, area_code, rights, expires_at, wall_id)
      select ('t' || n)::bytea, 'display', '屏', 301, '990106', '{counts}', now() + interval '1 day', ${townWall}
      from generate_series(1, 23) n`;
    expect((await letIn(sql, { code, part: 1 })).status).toBe(409);
  });
});

it('names a wall of one screen after the wall', async () => {
  await rolledBack(async (sql) => {
    const { code, secret } = await begin(sql);
    const { body } = await letIn(sql, { code, part: 1 });
    expect((body as Wall).screens).toHaveLength(1);
    await claim(sql, secret);
    expect(await sql`select name from token where wall_id = ${townWall} order by id desc limit 1`).toEqual([
      { name: '指挥大屏' },
    ]);
  });
});
