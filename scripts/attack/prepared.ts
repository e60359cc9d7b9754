import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestOfCode } from '../../server/api/reports/code.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db/open.ts';
import { fileOf } from '../../server/photos/store.ts';
import { smallPhoto } from './nasty-photos.ts';

/** A code that follows a report, and the name of a photo. */
export const FOLLOW_CODE = 'ABCDEFGH23';
export const PHOTO_NAME = '0'.repeat(64);

/** Makes the first incident one that is followed by that code and has that photo, so that an attack gets in there. */
export async function prepare(sql: Database, folder: Pick<Config, 'photoFolder'>): Promise<void> {
  await sql`update incident set follow_digest = ${digestOfCode(FOLLOW_CODE)} where id = (select min(id) from incident)`;
  await sql`insert into photo (name, media_type, byte_count, width_px, height_px)
    values (${PHOTO_NAME}, 'image/jpeg', ${smallPhoto.length}, 8, 8)`;
  await sql`insert into incident_event (incident_id, version, kind, actor, to_status, photos)
    select id, 1000, 'noted', 'rule', status, ${[PHOTO_NAME]} from incident order by id limit 1`;
  for (const size of [undefined, 'small'] as const) {
    const file = fileOf(folder, PHOTO_NAME, size);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, smallPhoto);
  }
}
