import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { wallTime } from '../../format/time.ts';
import { ageOf } from './age.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';
import { ageWords, dateWords, matterWords, placeWords } from './wall-words.ts';

const MINUTE_MS = 60_000;

/** The time as large as it goes, and how quiet it is: what a watch at night wants to know. */
@customElement('jw-wall-clock')
export class JwWallClock extends WallElement {
  static override styles = [
    wallStyles,
    css`
      .time {
        display: block;
        font-size: 9rem;
        line-height: 1;
        margin-inline-start: -0.05em;
        letter-spacing: -0.02em;
      }
      .date {
        font-size: 1.5rem;
        color: var(--ink-soft);
      }
      .quiet {
        margin-block-start: 1.5rem;
        font-size: 1.5rem;
        text-wrap: balance;
      }
      .last {
        margin-block-start: 0.25rem;
        font-size: 1.125rem;
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    const { view } = this;
    const { day, time } = wallTime(new Date(view.now_ms).toISOString(), view.deployment.time_zone);
    return html`<b class="figure time">${time}</b>
      <p class="date">${dateWords(day, view, this.words)}</p>
      ${this.#quiet()}`;
  }

  #quiet(): TemplateResult {
    const { view, words } = this;
    const last = view.moves.findLast(({ kind }) => kind === 'reported');
    if (!last) return html`<p class="quiet">${view.figures ? words.clock.none : nothing}</p>`;
    const quiet_ms = view.now_ms - Date.parse(last.at);
    const age = ageWords(ageOf(quiet_ms), view, words);
    return html`<p class="quiet">${quiet_ms < MINUTE_MS ? words.clock.fresh : words.clock.quiet(age)}</p>
      <p class="last cut">
        ${words.clock.last} ${wallTime(last.at, view.deployment.time_zone).time} · ${matterWords(last, view)}
      </p>
      <p class="last cut">${placeWords(last.place, view, words, 22)}</p>`;
  }
}
