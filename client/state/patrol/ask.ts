import type { ClientResponse } from 'hono/client';
import { answer } from '../../api.ts';
import { activity } from '../activity.ts';
import { store } from '../store.ts';

/**
 * Asks the server: `ask<PatrolPlan>('PATCH', 'patrol-plans/3', { name, version })`. The path stands behind `/api/`.
 * @throws ApiError as `answer` does.
 */
export type Ask = <Body>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, json?: unknown) => Promise<Body>;

/** The page's server. */
export const ask: Ask = <Body>(method: string, path: string, json?: unknown) => {
  const headers = { 'Accept-Language': store.state.language, ...activity.headers };
  const asked =
    json === undefined
      ? fetch(`/api/${path}`, { method, headers })
      : fetch(`/api/${path}`, {
          method,
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(json),
        });
  return answer(asked as unknown as Promise<ClientResponse<Body>>);
};
