import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallEmergency } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { wallTime } from '../../format/time.ts';
import { codeName } from '../reference.ts';
import { runningTime } from './age.ts';
import { type LogLine, logLines } from './log-lines.ts';
import { gravest } from './order-state.ts';
import { sign } from './signs.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';
import { gradeMeaning, gradeWords, planWords, taskWords } from './wall-words.ts';

/** Lines of what happened that are read from afar. */
const LINES = 6;

/** The gravest emergency that lasts: what, where, since when, and what happened last. */
@customElement('jw-wall-emergency')
export class JwWallEmergency extends WallElement {
  static override styles = [
    wallStyles,
    css`
      .what {
        display: flex;
        align-items: baseline;
      }
      .meaning {
        margin-block-end: 0.75rem;
        font-size: 1.5rem;
        text-wrap: balance;
      }
      .time {
        display: flex;
        align-items: baseline;
        gap: 0.75rem;
      }
      .time .figure {
        font-size: 5.25rem;
      }
      .log {
        margin-block-start: 1rem;
        border-block-start: 0.0714rem solid color-mix(in srgb, var(--ink) 26%, transparent);
        padding-block-start: 0.5rem;
      }
      .log {
        display: grid;
        grid-template-columns: max-content max-content minmax(0, 1fr);
        column-gap: 1rem;
      }
      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: baseline;
        line-height: 1.75;
        font-size: 1.125rem;
      }
      time {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .others {
        margin-block-start: 0.5rem;
      }
    `,
  ];

  override render() {
    const emergency = gravest(this.view.own.emergencies);
    if (!emergency) return html`<p class="empty">${this.words.emergency.none}</p>`;
    return this.#emergency(emergency);
  }

  #emergency(emergency: WallEmergency): TemplateResult {
    const { view, words } = this;
    const others = view.own.emergencies.length - 1;
    return html`<header>
        <h2 class="what urgent">${sign('urgent')}${planWords(emergency.plan, view)} · ${gradeWords(emergency, words)}</h2>
        <p>${emergency.area_name}</p>
      </header>
      <p class="meaning">${gradeMeaning(emergency, view)}</p>
      <p class="time">
        <span class="label">${words.emergency.since}</span>
        <b class="figure">${runningTime(view.now_ms - Date.parse(emergency.declared_at))}</b>
        <span class="label">${words.emergency.declared(this.#clock(emergency.declared_at))}</span>
      </p>
      ${others > 0 ? html`<p class="others note">${words.emergency.others(formatCount(others, view.language))}</p>` : nothing}
      <ol class="log">
        ${logLines(emergency.log)
          .slice(0, LINES)
          .map((line) => this.#line(line, emergency.plan))}
      </ol>`;
  }

  #line({ at, kind, names, task }: LogLine, plan: string): TemplateResult {
    const { view, words } = this;
    const many = names.length > 1 && words.orders.many(formatCount(names.length, view.language));
    const to = many || (names[0] && codeName(view, 'department', names[0], view.language));
    const what = [task && taskWords(plan, task, view), to];
    return html`<li>
      <time>${this.#clock(at)}</time>
      <span class=${kind === 'done' ? 'done' : ''}>${words.emergency.kind[kind] ?? kind}</span>
      <span class="cut">${what.filter(Boolean).join(' · ')}</span>
    </li>`;
  }

  #clock(at: string): string {
    return wallTime(at, this.view.deployment.time_zone).time;
  }
}
