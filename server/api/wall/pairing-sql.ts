import type { Database } from '../../db/open.ts';

/** A screen begins to wait; false where another waits with this code, or too many do. */
export async function beginPairing(sql: Database, secretDigest: Buffer, codeDigest: Buffer): Promise<boolean> {
  const [row] = await sql<[{ begun: boolean }]>`select begin_pairing(${secretDigest}, ${codeDigest}) as begun`;
  return row.begun;
}

/** Whether the screen with this secret was let in, and its token made of this digest then; null: it is over. */
export async function claimScreen(sql: Database, secretDigest: Buffer, tokenDigest: Buffer): Promise<boolean | null> {
  const [row] = await sql<[{ let_in: boolean | null }]>`select claim_screen(${secretDigest}, ${tokenDigest}) as let_in`;
  return row.let_in;
}
