import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { cleanPhotos } from '../../../server/photos/cleaning.ts';
import { fileOf, UNFINISHED } from '../../../server/photos/store.ts';
import { rolledBack } from '../../helpers/database.ts';
import { photoFolder } from '../../helpers/photo-folder.ts';

const HOUR_MS = 3_600_000;

/** Writes a file that is so many hours old. */
function write(file: string, now: Date, hours: number): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'x');
  const then = new Date(now.getTime() - hours * HOUR_MS);
  utimesSync(file, then, then);
  return file;
}

/** A photo with its files, so many hours old. */
async function keep(sql: Database, store: { photoFolder: string }, letter: string, now: Date, hours: number) {
  const name = letter.repeat(64);
  await sql`insert into photo (name, media_type, byte_count, width_px, height_px, stored_at)
    values (${name}, 'image/jpeg', 1, 1, 1, ${new Date(now.getTime() - hours * HOUR_MS)})`;
  const files = [write(fileOf(store, name), now, hours), write(fileOf(store, name, 'small'), now, hours)];
  return { name, isThere: () => files.map(existsSync) };
}

it('removes what no event lists after a day and an hour, and with its words over, what one listed', async () => {
  await rolledBack(async (sql) => {
    const store = { photoFolder: photoFolder() };
    const now = new Date();
    const fresh = await keep(sql, store, 'a', now, 24);
    const old = await keep(sql, store, 'b', now, 26);
    const listed = await keep(sql, store, 'c', now, 10_000);
    await sql`insert into incident_event (incident_id, version, kind, actor, to_status, photos)
      values (201, 90, 'noted', 'rule', 'reported', ${[listed.name]})`;
    expect(await cleanPhotos(sql, store, now, false)).toEqual({ unclaimed: 1, stray: 0 });
    expect([fresh.isThere(), old.isThere(), listed.isThere()]).toEqual([
      [true, true],
      [false, false],
      [true, true],
    ]);
    expect(await sql`select name from photo order by 1`).toEqual([{ name: fresh.name }, { name: listed.name }]);
    // As the retention rule of events does.
    await sql`update incident_event set text = null, photos = '{}' where version = 90`;
    expect(await cleanPhotos(sql, store, now, false)).toEqual({ unclaimed: 1, stray: 0 });
    expect(listed.isThere()).toEqual([false, false]);
  });
});

it('sweeps up what is nobody’s: files without a row, and what a kill left unfinished', async () => {
  await rolledBack(async (sql) => {
    const store = { photoFolder: photoFolder() };
    const now = new Date();
    const kept = await keep(sql, store, 'a', now, 5);
    await sql`insert into incident_event (incident_id, version, kind, actor, to_status, photos)
      values (201, 90, 'noted', 'rule', 'reported', ${[kept.name]})`;
    const stray = write(fileOf(store, 'd'.repeat(64), 'small'), now, 26);
    const beingNoted = write(fileOf(store, 'e'.repeat(64)), now, 1);
    const left = write(path.join(store.photoFolder, UNFINISHED, 'left'), now, 26);
    const writing = write(path.join(store.photoFolder, UNFINISHED, 'writing'), now, 0);
    const foreign = write(path.join(store.photoFolder, 'README'), now, 100);
    expect(await cleanPhotos(sql, store, now, true)).toEqual({ unclaimed: 0, stray: 2 });
    expect([stray, beingNoted, left, writing, foreign].map(existsSync)).toEqual([false, true, false, true, true]);
    expect(kept.isThere()).toEqual([true, true]);
  });
});

it('needs no folder', async () => {
  await rolledBack(async (sql) => {
    const store = { photoFolder: path.join(photoFolder(), 'nowhere') };
    expect(await cleanPhotos(sql, store, new Date(), true)).toEqual({ unclaimed: 0, stray: 0 });
  });
});
