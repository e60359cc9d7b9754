import type { Draft, DraftOwner, DraftResult } from './draft.ts';
import type { DraftStore } from './draft-store.ts';

/** How drafts reach the server. */
export interface DraftPost {
  /** Who is signed in according to the server, asked now. Throws where it cannot be asked. */
  owner(): Promise<DraftOwner>;
  /** Sends a photo; tells its name. */
  photo(bytes: Blob, owner: DraftOwner): Promise<string>;
  report(draft: Draft): Promise<DraftResult>;
}

/** What a failed request says of itself; anything else that is thrown counts as a broken network. */
interface Refusal {
  status?: number;
  message: string;
  field?: string | undefined;
}

/** The server looked at it and wants something changed; everything else may work the next time. */
function isRefusal({ status = 0 }: Refusal): boolean {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

/**
 * Sends one draft: its photos first, each noted as soon as the server has it, then the report. Killed at any moment it
 * leaves the draft waiting, and its key makes the next try the same report.
 * @throws what the network threw, where another try may succeed.
 */
export async function sendDraft(draft: Draft, store: DraftStore, post: DraftPost): Promise<Draft> {
  try {
    return await sendOnce(draft, store, post);
  } catch (error) {
    const refusal = error as Refusal;
    if (!isRefusal(refusal)) throw error;
    // The server keeps photos that nobody claims for a day: those of an old draft are sent anew.
    if (refusal.field === 'photos' && draft.photos.some(({ name }) => name)) {
      return sendDraft({ ...draft, photos: draft.photos.map((photo) => ({ ...photo, name: null })) }, store, post);
    }
    const refused: Draft = {
      ...((await store.get(draft.report_key)) ?? draft),
      state: 'refused',
      fault: { message: refusal.message, field: refusal.field },
    };
    await store.put(refused);
    return refused;
  }
}

async function sendOnce(draft: Draft, store: DraftStore, post: DraftPost): Promise<Draft> {
  let sent = draft;
  for (const [index, { bytes, name }] of draft.photos.entries()) {
    if (name) continue;
    const kept = await post.photo(bytes, draft.owner);
    sent = { ...sent, photos: sent.photos.map((photo, at) => (at === index ? { bytes, name: kept } : photo)) };
    await store.put(sent);
  }
  const result = await post.report(sent);
  // What was sent need not lie about on the device any longer: only what the reader has to know of it stays.
  const done: Draft = { ...sent, state: 'sent', result, photos: [], fault: null };
  await store.put(done);
  return done;
}

/**
 * Sends every draft that waits, of nobody in particular and of whoever is signed in, one after another; ends at the first
 * that the network breaks off. Tells whether any is still waiting.
 */
export async function sendWaiting(store: DraftStore, post: DraftPost): Promise<boolean> {
  const owner = await post.owner();
  for (const { report_key } of await store.all([...new Set<DraftOwner>(['anybody', owner])])) {
    // Another tab may have sent or changed it meanwhile.
    const draft = await store.get(report_key);
    if (draft?.state !== 'waiting') continue;
    try {
      await sendDraft(draft, store, post);
    } catch {
      return true;
    }
  }
  return false;
}
