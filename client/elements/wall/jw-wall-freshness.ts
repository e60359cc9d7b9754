import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallFigures } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { night } from '../../theme/palette.ts';
import { styleOf } from '../style-of.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

type Kind = WallFigures['freshness'][number];
type Class = Kind['classes'][number];
const kinds = ['building', 'organisation', 'facility'] as const;

/** How much of the living map was confirmed how long ago, by kind: the fresher, the brighter the light. */
@customElement('jw-wall-freshness')
export class JwWallFreshness extends WallElement {
  static override styles = [
    wallStyles,
    css`
      section + section {
        margin-block-start: 2.75rem;
      }
      .top {
        display: flex;
        align-items: baseline;
        gap: 0.75rem;
      }
      .top > b {
        font-size: 1.375rem;
        font-weight: 600;
      }
      .share {
        display: flex;
        align-items: baseline;
        gap: 0.4rem;
        margin-inline-start: auto;
        font-size: 1.125rem;
        color: var(--ink-soft);
      }
      .share .figure {
        font-size: 2.5rem;
        color: var(--ink);
      }
      .rule {
        display: flex;
        block-size: 1.75rem;
        margin-block: 0.5rem;
        gap: 0.1429rem;
      }
      .rule i {
        flex: var(--count) 0 0.1429rem;
        background: var(--tone);
      }
      ol {
        display: grid;
        grid-template-columns: repeat(5, auto);
        justify-content: space-between;
        font-size: 1rem;
        line-height: 1.3;
        color: var(--ink-soft);
        white-space: nowrap;
      }
      li::before {
        content: '';
        display: block;
        inline-size: 1rem;
        block-size: 0.2857rem;
        margin-block-end: 0.25rem;
        background: var(--tone);
      }
      li .figure {
        display: block;
        font-size: 1.25rem;
        color: var(--ink);
      }
      .bone {
        block-size: 6rem;
      }
      .empty {
        font-size: 1.125rem;
      }
    `,
  ];

  override render() {
    const words = this.words.freshness;
    const { figures } = this.view;
    return html`${this.heading(words.title, words.aside)}
      ${kinds.map((kind) => {
        const found = figures?.freshness.find((each) => each.kind === kind);
        return html`<section>
          <div class="top"><b>${words.kind[kind]}</b>${found ? this.#share(found) : nothing}</div>
          ${figures ? this.#classes(kind, found?.classes ?? []) : html`<span class="bone"></span>`}
        </section>`;
      })}`;
  }

  /** What was confirmed within the second class, which is about a quarter of a year. */
  #share({ kind, classes }: Kind): TemplateResult | typeof nothing {
    const all = sum(classes);
    if (all === 0) return nothing;
    const near = classes.filter(({ days }) => days !== null && days <= 90);
    return html`<span class="label">${formatCount(all, this.view.language)}</span>
      <span class="share">${this.words.freshness.fresh('90')} ${this.figure(kind, `${Math.round((sum(near) / all) * 100)}%`)}</span>`;
  }

  #classes(kind: string, classes: readonly Class[]): TemplateResult {
    const words = this.words.freshness;
    const all = sum(classes);
    if (all === 0) return html`<p class="empty">${words.empty}</p>`;
    const tone = (index: number) => night.freshness[Math.max(0, night.freshness.length - 1 - index)];
    const name = (days: number | null) =>
      days === null ? words.older : days === 365 ? words.year : words.within(String(days));
    return html`<div class="rule" aria-hidden="true">
        ${classes.map(({ count }, index) => (count > 0 ? html`<i style=${styleOf({ '--count': count, '--tone': tone(index) })}></i>` : nothing))}
      </div>
      <ol>
        ${classes.map(
          ({ days, count }, index) => html`<li style=${styleOf({ '--tone': tone(index) })}>
            ${this.figure(`${kind} ${days}`, `${Math.round((count / all) * 100)}%`)}${name(days)}
          </li>`,
        )}
      </ol>`;
  }
}

function sum(classes: readonly Class[]): number {
  return classes.reduce((all, { count }) => all + count, 0);
}
