import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { EventKind } from '../../../server/api/incidents/schema.ts';
import type { WallMove } from '../../../server/api/wall/schema.ts';
import { wallTime } from '../../format/time.ts';
import { codeName } from '../reference.ts';
import { sign } from './signs.ts';
import { placeOf } from './stage.ts';
import { tickerMoves } from './ticker-moves.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';
import { matterWords, placeWords } from './wall-words.ts';

/** Moves that stand beside each other on one screen: across, and upright. */
const ACROSS = 4;
const UPRIGHT = 2;
/** New ones are taken in at most so often, ms, and come in within so long. */
const PACE_MS = 3000;
const SLIDE_MS = 900;
const settled: readonly EventKind[] = ['resolved', 'verified', 'evaluated', 'closed'];
const upright = matchMedia('(orientation: portrait)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** What happened last, place and kind, the newest at the left; it stands still until something new comes. */
@customElement('jw-wall-ticker')
export class JwWallTicker extends WallElement {
  @query('ol') private list!: HTMLElement | null;
  #shown: WallMove[] = [];
  #taken_ms = Number.NEGATIVE_INFINITY;
  /** How many came in with this update. */
  #come = 0;

  static override styles = [
    wallStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 2rem;
        /* Past the edges, as all of it drifts by some pixels. */
        margin-inline: -1rem;
        padding-inline: 3rem;
        border-block-start: 0.0714rem solid color-mix(in srgb, var(--ink) 20%, transparent);
      }
      .window {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
      }
      ol {
        display: flex;
      }
      li {
        flex: none;
        inline-size: calc(100% / var(--across));
        padding-inline-end: 2rem;
      }
      .window {
        --across: 4;
      }
      .place {
        display: flex;
        align-items: baseline;
        font-weight: 500;
      }
      .note {
        display: flex;
        align-items: baseline;
        gap: 0.6rem;
      }
      time {
        font-variant-numeric: tabular-nums;
        color: var(--ink);
      }
      .word {
        display: inline-flex;
        flex: none;
        align-items: baseline;
      }
      .source {
        flex: none;
        max-inline-size: 22rem;
        font-size: 1rem;
        line-height: 1.3;
        color: var(--ink-soft);
        text-align: end;
        text-wrap: balance;
      }
      @media (orientation: portrait) {
        .window {
          --across: 2;
        }
        .source {
          max-inline-size: 14rem;
        }
      }
    `,
  ];

  protected override willUpdate(_changed: PropertyValues): void {
    const { moves, now_ms } = this.view;
    this.#come = 0;
    const isFirst = this.#shown.length === 0;
    if (!isFirst && now_ms - this.#taken_ms < PACE_MS) return;
    const { own } = this.view;
    const across = upright.matches ? UPRIGHT : ACROSS;
    const next = tickerMoves(moves, placeOf(own.wall, own.part).column * across, across);
    const known = new Set(this.#shown.map(({ id }) => id));
    const come = next.filter(({ id }) => !known.has(id)).length;
    if (come === 0 && next.length === this.#shown.length) return;
    this.#shown = next;
    this.#taken_ms = now_ms;
    this.#come = isFirst ? 0 : come;
  }

  override render() {
    const { own, moves } = this.view;
    const isEmpty = this.#shown.length === 0 && moves.length === 0;
    return html`<div class="window">
        ${
          isEmpty
            ? html`<p class="note">${this.words.ticker.empty}</p>`
            : html`<ol aria-label=${this.words.ticker.name}>
              ${this.#shown.map((move) => this.#move(move))}
            </ol>`
        }
      </div>
      ${placeOf(own.wall, own.part).isRight ? this.#source() : nothing}`;
  }

  protected override updated(): void {
    if (this.#come === 0 || still.matches) return;
    // Where all are new nothing slides in from nowhere.
    const from =
      this.#come < this.#shown.length
        ? { transform: `translateX(${(-100 * this.#come) / this.#shown.length}%)` }
        : { opacity: 0.3 };
    this.list?.animate([from, { transform: 'none', opacity: 1 }], { duration: SLIDE_MS, easing: 'ease-out' });
  }

  #move(move: WallMove): TemplateResult {
    const { view } = this;
    const isSettled = settled.includes(move.kind);
    const event = codeName(view, 'incident-event', move.kind, view.language);
    return html`<li>
      <p class="place"><span class="cut">${placeWords(move.place, view, this.words, 20)}</span></p>
      <p class="note">
        <time datetime=${move.at}>${wallTime(move.at, view.deployment.time_zone).time}</time>
        ${move.severity === 'urgent' ? html`<span class="word urgent">${sign('urgent')}${this.words.ticker.urgent}</span>` : nothing}
        <span class="cut">${matterWords(move, view)}</span>
        <span class="word ${isSettled ? 'done' : ''}">${isSettled ? sign('done') : nothing}${event}</span>
      </p>
    </li>`;
  }

  /** Whose map it is, and its approval: they always stand by the map. */
  #source(): TemplateResult {
    const { attributions, map_approval_number } = this.view.deployment;
    return html`<div class="source">${[...attributions, map_approval_number].map((text) => (text ? html`<p>${text}</p>` : nothing))}</div>`;
  }
}
