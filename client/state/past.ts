import { pastAddresses } from '../../server/api/past/schema.ts';
import type { Right } from '../../server/api/session/schema.ts';
import { store } from './store.ts';

/** What is not done to a day in the past. */
const acting: readonly Right[] = ['report', 'dispatch', 'handle', 'serve', 'open', 'edit', 'arrange', 'reorganise'];

/** Whether the console looks at a day in the past, on which nothing is done any more. */
export function looksBack(): boolean {
  return store.state.on !== null && window.location.pathname === '/';
}

/** Whether the day that is looked at takes a right away. */
export function isPastFor(right: Right): boolean {
  return acting.includes(right) && looksBack();
}

/** A question of the console as of the day that is looked at, where its answer has a past; every other as it is. */
export function lookingBack(input: RequestInfo | URL, method = 'GET'): RequestInfo | URL {
  if (method.toUpperCase() !== 'GET' || !looksBack()) return input;
  const url = new URL(input instanceof Request ? input.url : input, window.location.origin);
  // The map beside asks for a day of its own.
  if (url.searchParams.has('on')) return input;
  if (!pastAddresses.some((address) => address.test(url.pathname))) return input;
  const { on, knownThen } = store.state;
  url.searchParams.set('on', on!);
  if (knownThen) url.searchParams.set('known', 'then');
  return `${url.pathname}${url.search}`;
}
