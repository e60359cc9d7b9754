import { html, type TemplateResult } from 'lit';

/**
 * What a sign says without its colour; overdue a lozenge and due soon a ringed disc, as on the map; urgent a triangle, done a tick, patrol
 * a square, waiting a ring, under way half a disc.
 */
export type Sign = 'overdue' | 'soon' | 'urgent' | 'done' | 'patrol' | 'waiting' | 'doing';

const lines: Record<Sign, string> = {
  overdue: 'M5 .2 9.8 5 5 9.8.2 5z',
  soon: 'M5 .2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6zm0 1.5a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6zm0 1.5a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6z',
  urgent: 'M5 .7 9.7 9.2H.3z',
  done: 'M.9 5.4 3.9 8.4 9.2 2',
  patrol: 'M1 1h8v8H1z',
  waiting: 'M5 1a4 4 0 1 1 0 8a4 4 0 1 1 0-8z',
  doing: 'M5 .2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6zm0 1.5a3.3 3.3 0 0 0 0 6.6z',
};

/** A sign as large as the text beside it, in its colour where that is a signal; the word stands beside it. */
export function sign(kind: Sign): TemplateResult {
  const isLine = kind === 'done' || kind === 'waiting';
  return html`<svg class="sign ${kind} ${isLine ? 'line' : ''}" viewBox="0 0 10 10" aria-hidden="true">
    <path fill-rule="evenodd" d=${lines[kind]} />
  </svg>`;
}
