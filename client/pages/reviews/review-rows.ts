import { html, nothing, type TemplateResult } from 'lit';
import { bones, failure } from '../../elements/parts.ts';
import { type Clock, formatMoment } from '../../format/time.ts';
import type { Messages } from '../../locales/index.ts';
import { chosenWord } from './place-words.ts';
import type { ReviewQueue } from './review-queue.ts';

/** The list of addresses; of decided ones also what became of them, by whom and when. */
export function reviewRows(
  queue: ReviewQueue,
  clock: Clock,
  words: Messages,
  go: (at: number) => void,
): TemplateResult {
  const { rows, state, error, hasMore, at } = queue;
  return html`<div class="rows">
    <ul>
      ${rows.map((row, each) => {
        const when = row.decided_at ? formatMoment(row.decided_at, clock) : '';
        const by = `${chosenWord(row, words)} · ${words.reviews.by(row.decided_by, when)}`;
        return html`<li>
          <button aria-current=${each === at} @click=${() => go(each)}>
            <span>${row.text}</span>
            ${row.decision === null ? nothing : html`<span class="note">${by}</span>`}
          </button>
        </li>`;
      })}
    </ul>
    ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
    ${state === 'error' ? failure(error, words, () => queue.again()) : nothing}
    ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => queue.more()}>${words.common.more}</button>` : nothing}
  </div>`;
}
