import { vi } from 'vitest';
import { ApiError } from '../../../../client/api.ts';
import type { LiveEventMessage } from '../../../../client/state/live.ts';
import { PatrolState } from '../../../../client/state/patrol/patrol-state.ts';

/** An answer, what makes one of what was sent, or what goes wrong. */
export type Recorded = unknown | ((json: unknown) => unknown) | ApiError;

/** Puts a server of recorded answers by `METHOD path` (without the query) in the place of the network; it keeps what it was asked. */
export function recordedServer(answers: Record<string, Recorded>) {
  const asked: { what: string; json: unknown }[] = [];
  const answerOf = async (what: string, json: unknown): Promise<unknown> => {
    if (!(what in answers)) throw new ApiError(404, `没有 ${what}`);
    const recorded = answers[what];
    const answer = await (typeof recorded === 'function' ? recorded(json) : recorded);
    if (answer instanceof ApiError) throw answer;
    return answer;
  };
  vi.stubGlobal('fetch', async (address: string, { method, body }: { method: string; body?: string }) => {
    const what = `${method} ${address.replace(/^\/api\//, '').split('?')[0]}`;
    const json = body === undefined ? undefined : JSON.parse(body);
    asked.push({ what, json });
    try {
      const answer = await answerOf(what, json);
      return { ok: true, status: answer === undefined ? 204 : 200, headers: new Headers(), json: async () => answer };
    } catch (error) {
      const { status, message, field } = error as ApiError;
      if (status === 0) throw new TypeError(message);
      return { ok: false, status, headers: new Headers(), json: async () => ({ error: { message, field } }) };
    }
  });
  return { asked, answers };
}

/** An empty page of a list. */
export const nothing = { items: [], next: null };

/** A state over recorded answers, in an area without anything; `told` hands it an event of the feed. */
export async function recordedState(answers: Record<string, Recorded>) {
  const lists = ['patrol-points', 'patrol-streets', 'squads', 'patrol-plans'].map((list) => [`GET ${list}`, nothing]);
  const server = recordedServer({
    ...Object.fromEntries(lists),
    'GET patrol-active': { items: [], more: false },
    ...answers,
  });
  let listener: ((event: LiveEventMessage) => void) | undefined;
  const feed = {
    subscribe: (given: (event: LiveEventMessage) => void) => {
      listener = given;
      return () => {
        listener = undefined;
      };
    },
  };
  const state = new PatrolState({ feed, wait: async () => {} });
  state.start();
  await state.openArea('990106001');
  server.asked.length = 0;
  return { state, ...server, told: (event: LiveEventMessage) => listener?.(event) };
}

/** Lets everything that is under way come to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}
