import { describe, expect, it } from 'vitest';
import {
  type Draft,
  type DraftOwner,
  type DraftResult,
  isEmpty,
  missingIn,
  newDraft,
} from '../../../client/state/draft.ts';
import type { DraftPost } from '../../../client/state/draft-sending.ts';
import { type DraftStore, memoryDraftStore } from '../../../client/state/draft-store.ts';
import { Drafts } from '../../../client/state/drafts.ts';

const noon = new Date('2026-11-02T04:00:00Z');
const filled = { centre: [112.1, 32] as [number, number], category: 'public_works', title: '井盖松动' };
const photo = (text: string) => ({ bytes: new Blob([text], { type: 'image/jpeg' }), name: null });

/** A server that keeps a report by its key; `broken` and `refusing` make it fail. */
class FakeServer implements DraftPost {
  who: DraftOwner = 'anybody';
  broken = false;
  refusing: { status: number; message: string; field?: string } | null = null;
  /** Runs at the next report, before it is answered. */
  meanwhile: (() => void) | null = null;
  readonly reports = new Map<string, Draft>();
  readonly asked: string[] = [];
  photoCount = 0;

  async owner() {
    this.#reach('owner');
    return this.who;
  }

  async photo() {
    this.#reach('photo');
    this.photoCount += 1;
    return `photo ${this.photoCount}`;
  }

  async report(draft: Draft): Promise<DraftResult> {
    this.#reach(`report ${draft.fields.title}`);
    if (this.refusing) {
      const refusal = this.refusing;
      if (refusal.field === 'photos') this.refusing = null;
      throw Object.assign(new Error(refusal.message), refusal);
    }
    const again = this.reports.has(draft.report_key);
    this.reports.set(draft.report_key, draft);
    this.meanwhile?.();
    this.#reach('answer');
    return { incident_code: 'SJ1', follow_code: 'ABCDEFGH23', id: null, again };
  }

  #reach(what: string): void {
    this.asked.push(what);
    if (this.broken) throw Object.assign(new Error('no network'), { status: 0 });
  }
}

const oneAtATime = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>) => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
};
const silent = { postMessage: () => {}, addEventListener: () => {} };

/** Two tabs of one browser share store and lock. */
function browser(store: DraftStore = memoryDraftStore()) {
  const server = new FakeServer();
  const lock = oneAtATime();
  const tab = () =>
    new Drafts(
      store,
      server,
      lock,
      silent,
      () => server.who,
      () => noon,
    );
  return { store, server, tab };
}

describe('a draft', () => {
  it('says what is missing, in the order of the form', () => {
    const draft = newDraft('anybody', noon);
    const missing = (fields: Partial<Draft['fields']>) =>
      missingIn({ ...draft, fields: { ...draft.fields, ...fields } });
    expect(missing({})).toBe('centre');
    expect(missing({ centre: [112.1, 32] })).toBe('category');
    expect(missing({ ...filled, title: ' 井 ' })).toBe('title');
    expect(missing(filled)).toBeNull();
    expect(missing({ ...filled, way: 'on_the_spot' })).toBe('settled_text');
    expect(missing({ ...filled, way: 'on_the_spot', settled_text: '已加固' })).toBeNull();
  });

  it('is empty until something is typed that would be missed', () => {
    const draft = newDraft('anybody', noon);
    expect(isEmpty(draft)).toBe(true);
    expect(isEmpty({ ...draft, fields: { ...draft.fields, way: 'at_once', title: ' ' } })).toBe(true);
    expect(isEmpty({ ...draft, fields: { ...draft.fields, title: '灯' } })).toBe(false);
    expect(isEmpty({ ...draft, photos: [photo('a')] })).toBe(false);
  });

  it('has a UUID of its own', () => {
    const keys = Array.from({ length: 50 }, () => newDraft('anybody', noon).report_key);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('drafts', () => {
  it('keep the last of several strokes', async () => {
    const { store, tab } = browser();
    const drafts = tab();
    const draft = newDraft('anybody', noon);
    const strokes = ['井', '井盖', '井盖松动'].map((title) =>
      drafts.save({ ...draft, fields: { ...draft.fields, title } }),
    );
    await Promise.all(strokes);
    expect((await store.get(draft.report_key))?.fields.title).toBe('井盖松动');
    expect(drafts.list.value?.map(({ state }) => state)).toEqual(['writing']);
  });

  it('wait while the network is away, and are sent once when it is back', async () => {
    const { store, server, tab } = browser();
    const drafts = tab();
    server.broken = true;
    const draft = { ...newDraft('anybody', noon, filled), photos: [photo('a'), photo('b')] };
    await drafts.hand(draft);
    expect((await store.get(draft.report_key))?.state).toBe('waiting');
    server.broken = false;
    await Promise.all([drafts.send(), tab().send()]);
    const sent = await store.get(draft.report_key);
    expect([sent?.state, sent?.result?.follow_code, sent?.photos]).toEqual(['sent', 'ABCDEFGH23', []]);
    expect(server.asked.filter((what) => what.startsWith('report'))).toEqual(['report 井盖松动']);
    expect(server.reports.get(draft.report_key)?.photos.map(({ name }) => name)).toEqual(['photo 1', 'photo 2']);
  });

  it('are one report when the answer was lost on the way', async () => {
    const { store, server, tab } = browser();
    const draft = newDraft('anybody', noon, filled);
    server.meanwhile = () => {
      server.broken = true;
    };
    await tab().hand(draft);
    expect([server.reports.size, (await store.get(draft.report_key))?.state]).toEqual([1, 'waiting']);
    server.broken = false;
    server.meanwhile = null;
    // The page was closed; another opens.
    await tab().send();
    expect(server.reports.size).toBe(1);
    expect((await store.get(draft.report_key))?.result?.again).toBe(true);
  });

  it('do not send a photo twice that the server has', async () => {
    const { store, server, tab } = browser();
    const draft = { ...newDraft('anybody', noon, filled), photos: [photo('a')] };
    server.refusing = { status: 503, message: 'too busy' };
    await tab().hand(draft);
    expect((await store.get(draft.report_key))?.photos[0]?.name).toBe('photo 1');
    server.refusing = null;
    await tab().send();
    expect([server.photoCount, server.reports.size]).toEqual([1, 1]);
  });

  it('send photos anew that the server has forgotten', async () => {
    const { store, server, tab } = browser();
    const draft = { ...newDraft('anybody', noon, filled), photos: [{ bytes: new Blob(['a']), name: 'long ago' }] };
    server.refusing = { status: 400, message: 'no such photo', field: 'photos' };
    await tab().hand(draft);
    expect((await store.get(draft.report_key))?.state).toBe('sent');
    expect(server.reports.get(draft.report_key)?.photos.map(({ name }) => name)).toEqual(['photo 1']);
  });

  it('come back with what the server wants changed', async () => {
    const { store, server, tab } = browser();
    const drafts = tab();
    const draft = newDraft('anybody', noon, filled);
    server.refusing = { status: 400, message: '这里在区外', field: 'centre' };
    await drafts.hand(draft);
    const refused = await store.get(draft.report_key);
    expect([refused?.state, refused?.fault]).toEqual(['refused', { message: '这里在区外', field: 'centre' }]);
    await drafts.send();
    expect(server.asked.filter((what) => what.startsWith('report'))).toHaveLength(1);
  });

  it.each([401, 408, 429, 500, 503])('wait after an answer of %i', async (status) => {
    const { store, server, tab } = browser();
    const draft = newDraft('anybody', noon, filled);
    server.refusing = { status, message: 'not now' };
    await tab().hand(draft);
    expect((await store.get(draft.report_key))?.state).toBe('waiting');
  });

  it('of one account are neither shown to another nor sent as theirs', async () => {
    const { store, server, tab } = browser();
    server.who = 'account 1';
    server.broken = true;
    const own = newDraft('account 1', noon, filled);
    await tab().hand(own);
    server.broken = false;
    server.who = 'account 2';
    const other = tab();
    await other.save(newDraft('account 2', noon));
    await other.send();
    expect(other.list.value?.map(({ owner }) => owner)).toEqual(['account 2']);
    expect([server.reports.size, (await store.get(own.report_key))?.state]).toEqual([0, 'waiting']);
    server.who = 'account 1';
    await tab().send();
    expect(server.reports.size).toBe(1);
  });

  it('are not sent under a name that the server no longer knows', async () => {
    const { store, server, tab } = browser();
    const draft = newDraft('account 1', noon, filled);
    const drafts = new Drafts(
      store,
      server,
      oneAtATime(),
      silent,
      () => 'account 1',
      () => noon,
    );
    // The session ended without this page's knowing.
    server.who = 'anybody';
    await drafts.hand(draft);
    expect([server.reports.size, (await store.get(draft.report_key))?.state]).toEqual([0, 'waiting']);
    expect(tab().list.value).toBeNull();
  });

  it('can be taken back before they are sent, and not after', async () => {
    const { server, tab } = browser();
    const drafts = tab();
    server.broken = true;
    const draft = newDraft('anybody', noon, filled);
    await drafts.hand(draft);
    expect((await drafts.takeBack(draft.report_key))?.state).toBe('writing');
    server.broken = false;
    await drafts.send();
    expect(server.reports.size).toBe(0);
    await drafts.hand(draft);
    expect((await drafts.takeBack(draft.report_key))?.state).toBe('sent');
    await drafts.forget(draft.report_key);
    expect(drafts.list.value).toEqual([]);
  });

  it('are kept by the page where the browser keeps nothing, which is said', async () => {
    const broken: DraftStore = {
      all: () => Promise.reject(new Error('no database')),
      get: () => Promise.reject(new Error('no database')),
      put: () => Promise.reject(new Error('no database')),
      delete: () => Promise.reject(new Error('no database')),
    };
    const { server, tab } = browser(broken);
    const drafts = tab();
    await drafts.save(newDraft('anybody', noon, filled));
    expect([drafts.fleeting.value, drafts.list.value?.length]).toEqual([true, 1]);
    await drafts.hand(drafts.list.value![0]!);
    expect(server.reports.size).toBe(1);
  });
});
