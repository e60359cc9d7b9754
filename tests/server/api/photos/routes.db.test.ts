import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { MOST_PHOTO_BYTES } from '../../../../server/api/photos/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { phonePhoto, pictures, svg } from '../../../fixtures/pictures.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { type AskedApp, signedIn } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';
import { photoApp, photoFolder, sendPhoto } from '../../../helpers/photo-folder.ts';

/** Runs a test with an app that is asked as one of the town's accounts. */
async function withApp(test: (as: (login: TownLogin) => AskedApp, sql: Database, app: AskedApp) => Promise<void>) {
  await rolledBack(async (sql) => {
    const app = await photoApp(sql);
    await test((login) => signedIn(app, login), sql, app);
  });
}
/** Has an event of an incident list a photo. */
const list = (sql: Database, incident: number, name: string) => sql`
  insert into incident_event (incident_id, version, kind, actor, to_status, photos)
  select id, version + 1, 'noted', 'rule', status, array[${name}] from incident where id = ${incident}`;

describe('POST /api/photos', () => {
  it('keeps a photo without what the camera wrote, as its sender’s', async () => {
    await withApp(async (as, sql) => {
      const { status, body } = await sendPhoto(as('worker'), '/api/photos', await phonePhoto());
      expect({ status, body }).toEqual({
        status: 201,
        body: {
          name: expect.stringMatching(/^[0-9a-f]{64}$/),
          width_px: 200,
          height_px: 300,
          byte_count: expect.any(Number),
        },
      });
      const rows = await sql`select name, media_type, byte_count, width_px, height_px, account_id from photo`;
      expect(rows).toEqual([{ ...body, media_type: 'image/jpeg', account_id: 309 }]);
      const answer = await as('worker').request(`/api/photos/${body.name}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.length).toBe(body.byte_count);
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'cache-control': 'private, max-age=31536000, immutable',
        'content-disposition': `inline; filename="photo-${body.name.slice(0, 8)}.jpg"`,
        'x-content-type-options': 'nosniff',
        etag: `"${body.name}"`,
      });
      const known = await as('worker').request(`/api/photos/${body.name}`, {
        headers: { 'If-None-Match': `"${body.name}"` },
      });
      expect(known.status).toBe(304);
      const small = await as('worker').request(`/api/photos/${body.name}?size=small`);
      expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).height).toBe(300);
    });
  });

  it('knows the same photo of the same account again, and is new again by that', async () => {
    await withApp(async (as, sql) => {
      const sent = await pictures.jpeg();
      const first = await sendPhoto(as('worker'), '/api/photos', sent);
      await sql`update photo set stored_at = now() - interval '20 hours'`;
      expect(await sendPhoto(as('worker'), '/api/photos', sent)).toEqual(first);
      expect((await sendPhoto(as('street'), '/api/photos', sent)).body.name).not.toBe(first.body.name);
      const rows = await sql`select account_id, stored_at > now() - interval '1 hour' as is_new from photo order by 1`;
      expect(rows).toEqual([
        { account_id: 305, is_new: true },
        { account_id: 309, is_new: true },
      ]);
    });
  });

  it('tells what is no photo by its bytes, whatever it is called', async () => {
    await withApp(async (as, sql) => {
      const post = (bytes: Uint8Array, type?: string) => sendPhoto(as('worker'), '/api/photos', bytes, type);
      expect((await post(await pictures.png(), 'image/jpeg')).status).toBe(201);
      const message =
        '这不是可用的照片。请选择 JPEG、PNG、WebP、AVIF 或 GIF 图片；苹果手机的 HEIC 照片请先转存为 JPEG。';
      expect(await post(svg, 'image/png')).toEqual({
        status: 400,
        body: { error: { code: 'bad_input', field: 'photo', message } },
      });
      for (const type of ['application/json', 'multipart/form-data', 'text/plain', 'image/', 'video/mp4']) {
        expect([type, (await post(await pictures.jpeg(), type)).status]).toEqual([type, 400]);
      }
      expect((await post(Buffer.alloc(0))).status).toBe(400);
      const broken = new ReadableStream({
        start: (controller) => controller.enqueue(new Uint8Array(1000)),
        pull: (controller) => controller.error(new Error('aborted')),
      });
      const request = { method: 'POST', headers: { 'Content-Type': 'image/jpeg' }, body: broken, duplex: 'half' };
      expect((await as('worker').request('/api/photos', request as RequestInit)).status).toBe(400);
      expect(await sql`select count(*)::int from photo`).toEqual([{ count: 1 }]);
    });
  });

  it('takes 12 MB and not a byte more, however it is sent', async () => {
    await withApp(async (as) => {
      const photo = await pictures.jpeg();
      const padded = (length: number) => Buffer.concat([photo, Buffer.alloc(length - photo.length)]);
      expect((await sendPhoto(as('worker'), '/api/photos', padded(MOST_PHOTO_BYTES))).status).toBe(201);
      const tooLarge = {
        status: 413,
        body: { error: { code: 'too_large', field: 'photo', message: '照片过大，至多12 MB。' } },
      };
      expect(await sendPhoto(as('worker'), '/api/photos', padded(MOST_PHOTO_BYTES + 1))).toEqual(tooLarge);
      const claimed = await as('worker').request('/api/photos', {
        method: 'POST',
        headers: { 'Content-Type': 'image/jpeg', 'Content-Length': String(MOST_PHOTO_BYTES + 1) },
        body: 'x',
      });
      expect(claimed.status).toBe(413);
    });
  });

  it('is for who reports, handles, serves or dispatches, and asks that before it reads', async () => {
    await withApp(async (as, sql, app) => {
      expect((await sendPhoto(app, '/api/photos', await pictures.jpeg())).status).toBe(401);
      for (const login of ['auditor', 'registrar', 'head', 'wall'] as const) {
        expect([login, (await sendPhoto(as(login), '/api/photos', await pictures.jpeg())).status]).toEqual([
          login,
          403,
        ]);
      }
      for (const login of ['worker', 'secretary', 'officer', 'patrol', 'district'] as const) {
        expect([login, (await sendPhoto(as(login), '/api/photos', await pictures.jpeg())).status]).toEqual([
          login,
          201,
        ]);
      }
      expect(await sql`select count(*)::int from photo`).toEqual([{ count: 5 }]);
    });
  });
});

describe('GET /api/photos/:name', () => {
  const statuses = async (as: (login: TownLogin) => AskedApp, name: string) => {
    const logins = ['worker', 'secretary', 'street', 'officer', 'auditor', 'head', 'wall'] as const;
    const answers: number[] = [];
    for (const login of logins) answers.push((await as(login).request(`/api/photos/${name}`)).status);
    return Object.fromEntries(logins.map((login, at) => [login, answers[at]]));
  };

  it('shows a photo to its sender, then to who may read the incident that lists it', async () => {
    await withApp(async (as, sql, app) => {
      const { body } = await sendPhoto(as('worker'), '/api/photos', await pictures.jpeg());
      const others = { auditor: 404, head: 404, wall: 404 };
      expect(await statuses(as, body.name)).toEqual({
        worker: 200,
        secretary: 404,
        street: 404,
        officer: 404,
        ...others,
      });
      // In the north-west grid, which all but those without cases see.
      await list(sql, 201, body.name);
      expect(await statuses(as, body.name)).toEqual({
        worker: 200,
        secretary: 200,
        street: 200,
        officer: 200,
        ...others,
      });
      expect((await app.request(`/api/photos/${body.name}`)).status).toBe(401);
    });
  });

  it('shows one of the south to nobody of the north', async () => {
    await withApp(async (as, sql) => {
      const { body } = await sendPhoto(as('leader'), '/api/photos', await pictures.jpeg());
      await list(sql, 208, body.name);
      expect(await statuses(as, body.name)).toMatchObject({ worker: 404, secretary: 404, street: 200 });
    });
  });

  it('tells apart neither what is not there nor what is not theirs', async () => {
    await withApp(async (as, sql) => {
      const name = 'ab'.repeat(32);
      const nothing = await ask(as('leader'), `/api/photos/${name}`);
      expect(nothing).toMatchObject({ status: 404, body: { error: { message: `没有找到照片 ${name}。` } } });
      // A row whose file is gone.
      await sql`insert into photo (name, media_type, byte_count, width_px, height_px, account_id) values (${name}, 'image/jpeg', 1, 1, 1, 301)`;
      expect((await ask(as('leader'), `/api/photos/${name}`)).body).toEqual(nothing.body);
      expect(await ask(as('leader'), '/api/photos/..%2f..%2fetc%2fpasswd')).toMatchObject({
        status: 400,
        body: { error: { field: 'name' } },
      });
    });
  });
});

describe('the limits on photos', () => {
  it('leave no file where nobody may send one', async () => {
    await rolledBack(async (sql) => {
      const folder = photoFolder();
      const app = await photoApp(sql, { photoFolder: folder });
      await sendPhoto(signedIn(app, 'auditor'), '/api/photos', await pictures.jpeg());
      expect(readdirSync(folder)).toEqual([]);
    });
  });
});
