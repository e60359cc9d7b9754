import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallFigures } from '../../../server/api/wall/schema.ts';
import { wallTime } from '../../format/time.ts';
import { hourBars } from './hour-bars.ts';
import { shortCount } from './short-count.ts';
import { sign } from './signs.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

/** What came and what was settled in each of 24 hours: in above the line, out below it. */
@customElement('jw-wall-flow')
export class JwWallFlow extends WallElement {
  static override styles = [
    wallStyles,
    css`
      .sums {
        display: flex;
        gap: 2rem;
      }
      .sums > div {
        display: flex;
        align-items: baseline;
        gap: 0.6rem;
      }
      .sums .figure {
        font-size: 2.5rem;
      }
      .label {
        display: inline-flex;
        align-items: baseline;
      }
      svg.bars {
        display: block;
        inline-size: 100%;
        block-size: 9.5rem;
        margin-block-start: 0.75rem;
      }
      .in {
        fill: color-mix(in srgb, var(--ink) 78%, var(--paper));
      }
      .out {
        fill: var(--jade);
      }
      .running {
        opacity: 0.5;
      }
      .line {
        stroke: color-mix(in srgb, var(--ink) 45%, transparent);
        stroke-width: 0.06;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(24, 1fr);
        margin-block-start: 0.25rem;
        font-size: 1rem;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      li {
        inline-size: 0;
        white-space: nowrap;
      }
      li:last-child {
        inline-size: auto;
        justify-self: end;
      }
      .bone {
        block-size: 9.5rem;
        margin-block-start: 0.75rem;
      }
    `,
  ];

  override render() {
    const words = this.words.flow;
    const flow = this.view.figures?.flow;
    return html`${this.heading(words.title)}
      <div class="sums">
        ${this.#sum('in', words.in, flow?.inflow_count)}
        ${this.#sum('out', words.out, flow?.outflow_count)}
      </div>
      ${flow ? this.#bars(flow) : html`<span class="bone"></span><ol><li>&nbsp;</li></ol>`}`;
  }

  #sum(key: 'in' | 'out', label: string, counts: readonly number[] | undefined): TemplateResult {
    const sum = counts?.reduce((all, count) => all + count, 0);
    return html`<div>
      <span class="label ${key === 'out' ? 'done' : ''}">${key === 'out' ? sign('done') : nothing}${label}</span>
      ${sum === undefined ? html`<b class="figure">–</b>` : this.figure(key, shortCount(sum, this.view.language))}
    </div>`;
  }

  #bars({ from, inflow_count, outflow_count }: WallFigures['flow']): TemplateResult {
    const most = Math.max(1, ...inflow_count, ...outflow_count);
    const last = inflow_count.length - 1;
    const whole = (counts: readonly number[]) => counts.map((count, hour) => (hour === last ? 0 : count));
    const running = (counts: readonly number[]) => counts.map((count, hour) => (hour === last ? count : 0));
    const down = (counts: readonly number[]) => counts.map((count) => -count);
    const bars = (counts: readonly number[]) => hourBars(counts, most, 4);
    return html`<svg class="bars" viewBox="0 -4.1 24 8.2" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<path class="in" d=${bars(whole(inflow_count))} /><path class="out" d=${bars(down(whole(outflow_count)))} />
        <path class="in running" d=${bars(running(inflow_count))} /><path class="out running" d=${bars(down(running(outflow_count)))} />
        <path class="line" d="M0 0H24" />`}
      </svg>
      <ol>${inflow_count.map((_, hour) => html`<li>${this.#mark(from, hour, last)}</li>`)}</ol>`;
  }

  /** Every sixth hour of the day by its number, and the hour that runs by its name. */
  #mark(from: string, hour: number, last: number): string {
    if (hour === last) return this.words.flow.running;
    const at = new Date(Date.parse(from) + hour * 3_600_000).toISOString();
    const clock = Number(wallTime(at, this.view.deployment.time_zone).time.slice(0, 2));
    return clock % 6 === 0 && hour < last - 4 ? `${clock}:00` : '';
  }
}
