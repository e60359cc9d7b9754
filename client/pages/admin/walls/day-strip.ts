import { css, html, nothing, type TemplateResult } from 'lit';
import { styleOf } from '../../../elements/style-of.ts';
import type { Messages } from '../../../locales/index.ts';
import { minuteOf, type Stretch } from './plan-day.ts';

const DAY_MIN = 1440;
const share = (minutes: number) => `${((minutes / DAY_MIN) * 100).toFixed(3)}%`;

/** 24 hours from left to right with the number of the entry that holds. @param now `HH:MM` where the day is today, else null. */
export function dayStrip(
  title: string,
  stretches: readonly Stretch[],
  now: string | null,
  words: Messages,
): TemplateResult {
  const { plan } = words.remote;
  const entryWords = (entry: number | null) => (entry === null ? plan.none : plan.entry(entry + 1));
  const says = stretches.map(({ from, to, entry }) => plan.stripSays(from, to, entryWords(entry)));
  return html`<figure class="strip">
    <figcaption class="note">${title}</figcaption>
    <div class="bar" role="img" aria-label="${plan.strip}: ${says.join('; ')}">
      ${stretches.map(
        ({ from, to, entry }) => html`<span
          class="stretch shade-${entry === null ? 'none' : entry % 4}"
          title=${plan.stripSays(from, to, entryWords(entry))}
          style=${styleOf({ 'inline-size': share(minuteOf(to) - minuteOf(from)) })}
          >${entry === null ? '–' : entry + 1}</span
        >`,
      )}
      ${now ? html`<span class="present" style=${styleOf({ 'inset-inline-start': share(minuteOf(now)) })}></span>` : nothing}
    </div>
    <div class="hours" aria-hidden="true">
      ${[0, 6, 12, 18, 24].map((hour) => html`<span style=${styleOf({ 'inset-inline-start': share(hour * 60) })}>${hour}</span>`)}
    </div>
  </figure>`;
}

/** Looks of the strip: entries are told apart by number and shade, today's moment is a line. */
export const stripStyles = css`
  .strip {
    margin-top: var(--space-3);
  }
  .bar {
    position: relative;
    display: flex;
    block-size: 2rem;
    border: 1px solid var(--ink-faint);
  }
  .stretch {
    display: grid;
    place-content: center;
    overflow: hidden;
    min-inline-size: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .stretch + .stretch {
    box-shadow: -1px 0 0 var(--ink-faint);
  }
  .shade-0 {
    background: color-mix(in srgb, var(--ink) 30%, var(--sheet));
  }
  .shade-1 {
    background: color-mix(in srgb, var(--ink) 6%, var(--sheet));
  }
  .shade-2 {
    background: color-mix(in srgb, var(--ink) 18%, var(--sheet));
  }
  .shade-3 {
    background: color-mix(in srgb, var(--ink) 12%, var(--sheet));
  }
  .shade-none {
    background: repeating-linear-gradient(45deg, transparent 0 4px, var(--rule) 4px 5px);
    color: var(--ink-soft);
  }
  .present {
    position: absolute;
    inset-block: -0.25rem;
    inline-size: 0.125rem;
    background: var(--accent);
  }
  .hours {
    position: relative;
    block-size: 1.25rem;
    font-size: var(--type-1);
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .hours span {
    position: absolute;
    translate: -50% 0;
  }
  .hours span:first-child {
    translate: 0 0;
  }
  .hours span:last-child {
    translate: -100% 0;
  }
`;
