import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOfCode, followCodeOf } from '../../../../server/api/reports/code.ts';
import type { PublicReported } from '../../../../server/api/reports/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { pictures } from '../../../fixtures/pictures.ts';
import { townNow } from '../../../fixtures/town.ts';
import { type AskedApp, signedIn } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { photoApp, sendPhoto } from '../../../helpers/photo-folder.ts';
import { testSealer } from '../../../helpers/sealer.ts';

/** A report in the north-west grid, with what is given besides. */
const body = (given: object = {}) => ({
  report_key: randomUUID(),
  centre: [112.1016, 32.0052],
  category: 'environment',
  title: '楼道里堆了杂物',
  description: '三楼拐角，打 13812345678 找我',
  address: '清河路18号',
  ...given,
});
const withApp = (test: (app: AskedApp, sql: Database) => Promise<void>) =>
  rolledBack(async (sql) => test(await photoApp(sql), sql));
const report = async (app: AskedApp, given: object = {}) => send(app, 'POST', '/api/reports', body(given));
const refusal = (field: string, code = 'bad_input') => ({ body: { error: { code, field } } });

describe('POST /api/reports', () => {
  it('makes an incident of nobody’s, found and reported, to be followed by a code', async () => {
    await withApp(async (app, sql) => {
      const sent = body({ contact: ' 李女士 13812345678 ' });
      const { status, body: answer, headers } = await send(app, 'POST', '/api/reports', sent);
      const follow_code = followCodeOf(testSealer, sent.report_key);
      expect({ status, answer }).toEqual({
        status: 201,
        answer: { incident_code: expect.stringMatching(/^SJ\d{8}-\d+$/), follow_code },
      });
      expect(headers.get('Set-Cookie')).toBeNull();
      const { incident_code } = answer as PublicReported;
      const [row] = await sql`
        select id, area_code, category, item, title, description, address, severity, channel, status, version,
          reporter_account_id, follow_digest, reporter_contact, due_at > reported_at as has_time
        from incident where incident_code = ${incident_code}`;
      const { follow_digest, reporter_contact, id, ...shown } = row!;
      expect(shown).toEqual({
        ...{ area_code: '990106001001001', category: 'environment', item: null, title: '楼道里堆了杂物' },
        ...{
          description: '三楼拐角，打 13812345678 找我',
          address: '清河路18号',
          severity: 'normal',
          channel: 'public',
        },
        ...{ status: 'reported', version: 2, reporter_account_id: null, has_time: true },
      });
      expect(follow_digest).toEqual(digestOfCode(follow_code));
      expect(testSealer.open('incident.reporter_contact', reporter_contact)).toBe('李女士 13812345678');
      expect(
        await sql`select kind, actor, account_id, changes::text ~ '1381234' as tells from incident_event where incident_id = ${id} order by version`,
      ).toEqual([
        { kind: 'found', actor: 'reporter', account_id: null, tells: false },
        { kind: 'reported', actor: 'reporter', account_id: null, tells: false },
      ]);
    });
  });

  it('takes the same report twice as one, with the same code, whoever is signed in', async () => {
    await withApp(async (app, sql) => {
      const sent = body();
      const first = await send(app, 'POST', '/api/reports', sent);
      const second = await send(signedIn(app, 'worker'), 'POST', '/api/reports', { ...sent, title: '改了标题' });
      expect(second).toMatchObject({ status: 200, body: first.body });
      expect(await sql`select title, reporter_account_id from incident where report_key = ${sent.report_key}`).toEqual([
        { title: sent.title, reporter_account_id: null },
      ]);
    });
  });

  it('does not tell of a report of somebody who is signed in', async () => {
    await withApp(async (app, sql) => {
      const sent = body();
      await sql`update incident set report_key = ${sent.report_key}, reporter_account_id = 309 where id = 202`;
      expect(await send(app, 'POST', '/api/reports', sent)).toMatchObject({
        status: 409,
        ...refusal('report_key', 'conflict'),
      });
    });
  });

  it('tells where a place outside the district belongs, and what else is wrong by its field', async () => {
    await withApp(async (app, sql) => {
      const before = await sql`select count(*)::int from incident`;
      const outside = await report(app, { centre: [112.2, 32.1] });
      expect(outside).toMatchObject({ status: 400, ...refusal('centre') });
      expect((outside.body as { error: { message: string } }).error.message).toContain('清河区');
      for (const [field, given] of Object.entries({
        category: { category: 'ghosts' },
        title: { title: 'x' },
        report_key: { report_key: '1' },
        contact: { contact: 'x'.repeat(101) },
        suspected_of: { suspected_of: 999_999 },
        'photos.0': { photos: ['../etc'] },
        photos: { photos: ['ab'.repeat(32)] },
      })) {
        expect(await report(app, given)).toMatchObject({ status: 400, ...refusal(field) });
      }
      expect(await sql`select count(*)::int from incident`).toEqual(before);
    });
  });

  it('may say that it is the same as what stands open near by, and as nothing else', async () => {
    await withApp(async (app, sql) => {
      // 201 stands open here; 204 is done, 206 is 450 m away.
      expect((await report(app, { suspected_of: 201 })).status).toBe(201);
      expect(await sql`select count(*)::int from incident where suspected_of = 201`).toEqual([{ count: 1 }]);
      for (const suspected_of of [204, 206]) {
        expect(await report(app, { suspected_of })).toMatchObject({ status: 400, ...refusal('suspected_of') });
      }
    });
  });
});

describe('photos of a report', () => {
  it('are those that anybody sent within the day, and each of one report', async () => {
    await withApp(async (app, sql) => {
      const photo = async () => (await sendPhoto(app, '/api/reports/photos', await pictures.jpeg())).body.name;
      const [mine, other, old] = [await photo(), await photo(), await photo()];
      expect(new Set([mine, other, old]).size).toBe(3);
      expect((await report(app, { photos: [mine, other] })).status).toBe(201);
      expect(await report(app, { photos: [mine] })).toMatchObject({ status: 400, ...refusal('photos') });
      await sql`update photo set stored_at = now() - interval '25 hours' where name = ${old}`;
      expect(await report(app, { photos: [old] })).toMatchObject({ status: 400, ...refusal('photos') });
      expect(await sql`select photos from incident_event where photos <> '{}'`).toEqual([{ photos: [mine, other] }]);
      // Who handles it sees them; who sent them has no account to see them by.
      expect((await signedIn(app, 'worker').request(`/api/photos/${mine}`)).status).toBe(200);
      expect((await app.request(`/api/photos/${mine}`)).status).toBe(401);
      expect((await app.request(`/api/reports/photos/${mine}`)).status).toBe(404);
    });
  });

  it('are never those of an account, even for who knows their names', async () => {
    await withApp(async (app) => {
      const { body: kept } = await sendPhoto(signedIn(app, 'worker'), '/api/photos', await pictures.jpeg());
      expect(await report(app, { photos: [kept.name] })).toMatchObject({ status: 400, ...refusal('photos') });
    });
  });
});

describe('GET /api/reports/nearby', () => {
  it('tells kind, place and time of what stands open within 80 m, without a word', async () => {
    await withApp(async (app, sql) => {
      const now = await townNow(sql);
      // 20 m east of 201, 202 and 203, which stand at one place; 204 there is done.
      const { status, body: near } = await ask(app, '/api/reports/nearby?longitude=112.10181&latitude=32.0052');
      expect(status).toBe(200);
      const row = (id: number, category: string, standing: string, days: number) => {
        const reported_at = new Date(now.getTime() - days * 86_400_000).toISOString();
        return { id, category, status: standing, reported_at, distance_m: 20, joined_count: 0 };
      };
      expect(near).toEqual([
        row(201, 'environment', 'reported', 13 / 24),
        row(202, 'safety', 'dispatched', 2),
        row(203, 'parking', 'handling', 3),
      ]);
      const text = JSON.stringify(near);
      for (const word of ['事件', '垃圾', '清河路', 'SJ0']) expect(text).not.toContain(word);
      expect((await ask(app, '/api/reports/nearby?longitude=112.1027&latitude=32.0052')).body).toEqual([]);
    });
  });

  it('leaves out what is about persons at home, and what is older than a week', async () => {
    await withApp(async (app, sql) => {
      await sql`update incident set category = 'dispute' where id = 201`;
      await sql`update incident set category = 'welfare' where id = 202`;
      await sql`update incident set reported_at = reported_at - interval '5 days' where id = 203`;
      expect((await ask(app, '/api/reports/nearby?longitude=112.1016&latitude=32.0052')).body).toEqual([]);
    });
  });

  it.each(['', '?longitude=x&latitude=32', '?longitude=200&latitude=32'])('refuses %s', async (query) => {
    await withApp(async (app) => {
      expect((await ask(app, `/api/reports/nearby${query}`)).status).toBe(400);
    });
  });
});
