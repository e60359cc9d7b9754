import { css, html, svg, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatCount } from '../../format/number.ts';
import { wallTime } from '../../format/time.ts';
import { replayAt, replayKind, replaySpan_ms } from '../../state/wall/replay.ts';
import { countByHour, hourBars } from './hour-bars.ts';
import { sign } from './signs.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

/** Length of a replay where the scene names none, s. */
const LENGTH_S = 60;

/** The moment of the last 24 hours that the map plays, and what had happened by then. */
@customElement('jw-wall-replay')
export class JwWallReplay extends WallElement {
  static override styles = [
    wallStyles,
    css`
      .moment {
        display: flex;
        align-items: baseline;
        gap: 1rem;
      }
      .moment .figure {
        font-size: 6rem;
      }
      .moment span {
        font-size: 1.5rem;
        color: var(--ink-soft);
      }
      svg.bars {
        display: block;
        inline-size: 100%;
        block-size: 6rem;
        margin-block: 1rem 0.25rem;
        overflow: visible;
      }
      .ahead {
        fill: color-mix(in srgb, var(--ink) 20%, var(--paper));
      }
      .played {
        fill: color-mix(in srgb, var(--ink) 78%, var(--paper));
      }
      .line {
        fill: color-mix(in srgb, var(--ink) 45%, transparent);
      }
      .hand {
        fill: var(--lamp);
      }
      .ends {
        display: flex;
        justify-content: space-between;
        font-size: 1rem;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .counts {
        display: grid;
        grid-template-columns: 1fr 1fr;
        margin-block-start: 1.25rem;
      }
      .counts .figure {
        display: block;
        font-size: 3.25rem;
      }
      .label {
        display: flex;
        align-items: baseline;
      }
    `,
  ];

  override render() {
    const { view } = this;
    const words = this.words.replay;
    const { at_ms, from_ms, share, reported_count, settled_count } = replayAt(
      view.moves,
      view.since_ms,
      view.now_ms,
      view.scene.replay_s ?? LENGTH_S,
    );
    const zone = view.deployment.time_zone;
    const at = wallTime(new Date(at_ms).toISOString(), zone);
    const isToday = at.day === wallTime(new Date(view.now_ms).toISOString(), zone).day;
    return html`${this.heading(words.title, words.aside)}
      <p class="moment"><b class="figure">${at.time}</b><span>${isToday ? words.today : words.yesterday}</span></p>
      ${this.#bars(from_ms, share)}
      <div class="counts">
        <div><b class="figure">${formatCount(reported_count, view.language)}</b><span class="label">${words.reported}</span></div>
        <div><b class="figure">${formatCount(settled_count, view.language)}</b><span class="label done">${sign('done')}${words.settled}</span></div>
      </div>`;
  }

  /** What was reported in each hour, bright up to the moment, which a line of lamplight marks. */
  #bars(from_ms: number, share: number): TemplateResult {
    const { moves, deployment } = this.view;
    const reported = moves.filter((move) => replayKind(move) === 'reported').map(({ at }) => Date.parse(at));
    const counts = countByHour(reported, from_ms);
    const path = hourBars(counts, Math.max(...counts), 5);
    const played = share * 24;
    const end = wallTime(new Date(from_ms + replaySpan_ms).toISOString(), deployment.time_zone).time;
    const words = this.words.replay;
    return html`<svg class="bars" viewBox="0 -5 24 5" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<clipPath id="played"><rect x="0" y="-5" width=${played} height="5" /></clipPath>
        <path class="ahead" d=${path} /><path class="played" clip-path="url(#played)" d=${path} />
        <rect class="line" y="-.03" width="24" height=".06" /><rect class="hand" x=${played - 0.06} y="-5.4" width=".12" height="5.4" />`}
      </svg>
      <p class="ends"><span>${words.yesterday} ${end}</span><span>${words.today} ${end}</span></p>`;
  }
}
