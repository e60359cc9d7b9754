import { type Step, steps } from './steps.ts';

// What a person has said yes to, kept in this browser so that a reload asks nothing twice. The server needs none of it.

const keyOf = (id: number) => `jw-import-${id}`;

/** What was confirmed of a batch. */
export function confirmedOf(id: number): ReadonlySet<Step> {
  const kept = (localStorage.getItem(keyOf(id)) ?? '').split(' ');
  return new Set(steps.filter((step) => kept.includes(step)));
}

/** Keeps what was confirmed; nothing: forgets the batch. */
export function keepConfirmed(id: number, confirmed: ReadonlySet<Step>): void {
  if (confirmed.size === 0) localStorage.removeItem(keyOf(id));
  else localStorage.setItem(keyOf(id), [...confirmed].join(' '));
}
