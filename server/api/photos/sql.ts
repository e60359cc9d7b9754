import type { Database } from '../../db/open.ts';
import type { KeptPhoto } from './schema.ts';

/** Notes a photo whose file is written, as the caller's; as anybody's where nobody is signed in. */
export async function notePhoto(sql: Database, photo: KeptPhoto): Promise<void> {
  await sql`select note_photo(${sql.json({ ...photo })})`;
}

/** Whether there is a photo of this name that the caller may see: their own, or one of an event that they see. */
export async function isSeen(sql: Database, name: string): Promise<boolean> {
  const rows = await sql`select from photo where name = ${name}`;
  return rows.length > 0;
}
