import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallPatrol, WallWalk } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { wallTime } from '../../format/time.ts';
import { FillingElement } from './filling-element.ts';
import { foremost } from './foremost.ts';
import { sign } from './signs.ts';
import { wallStyles } from './wall-styles.ts';

const ROW_REM = 4.25;

/** Patrols of this hour: squads on their way with what they did and where they go next, else what is planned; nobody's whereabouts. */
@customElement('jw-wall-patrol')
export class JwWallPatrol extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      .sums {
        display: grid;
        grid-template-columns: repeat(3, auto);
        justify-content: space-between;
        column-gap: 1rem;
        margin-block-end: 1rem;
      }
      .sums .figure {
        display: block;
        font-size: 3.25rem;
      }
      .label {
        display: flex;
        align-items: baseline;
      }
      .next {
        margin-block-end: 0.5rem;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        column-gap: 1rem;
        align-items: center;
        block-size: 4.25rem;
        border-block-end: 0.0714rem solid color-mix(in srgb, var(--ink) 13%, transparent);
      }
      .name {
        display: flex;
        align-items: baseline;
        font-weight: 500;
      }
      .time {
        font-size: 1.25rem;
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }
      .note {
        text-align: inherit;
      }
      .bone {
        block-size: 1.5rem;
        inline-size: 70%;
      }
    `,
  ];

  override render() {
    const words = this.words.patrol;
    const patrol = this.view.figures?.patrol;
    return html`${this.heading(words.title, patrol && (patrol.next_shift_at ? words.next(patrol.next_shift_at) : words.noNext))}
      ${patrol ? this.#body(patrol) : this.bones(6)}`;
  }

  #body(patrol: WallPatrol): TemplateResult {
    return patrol.walks.length > 0 ? this.#underWay(patrol) : this.#planned(patrol);
  }

  #underWay({ walks, under_way }: WallPatrol): TemplateResult {
    const words = this.words.patrol;
    const late = under_way.late_count;
    const { shown } = foremost(walks, this.rowsWithin(ROW_REM), ({ late_count }) => late_count);
    return html`<div class="sums">
        <div class="patrol">
          ${this.figure('squads', this.#count(under_way.squad_count))}<span class="label">${sign('patrol')}${under_way.more ? words.underWayFirst : words.underWay}</span>
        </div>
        <div>
          ${this.figure('done', this.#count(under_way.done_count))}<span class="label"
            >${words.done} · ${words.ofStops(this.#count(under_way.stop_count))}</span
          >
        </div>
        <div class=${late > 0 ? 'overdue' : ''}>
          ${this.figure('late', this.#count(late))}<span class="label">${late > 0 ? sign('overdue') : nothing}${words.late}</span>
        </div>
      </div>
      <ul class="rows">
        ${shown.map((walk) => this.#walk(walk))} ${this.#rest(under_way.squad_count - shown.length)}
      </ul>`;
  }

  #walk({ name, next, done_count, stop_count, ends_at }: WallWalk): TemplateResult {
    const words = this.words.patrol;
    const place = next === null ? words.finished : words.toPlace(next.name, next.begins_at);
    return html`<li>
      <div>
        <p class="name"><span class="cut">${name}</span></p>
        <p class="note cut ${next?.late ? 'overdue' : ''}">${next?.late ? sign('overdue') : nothing}${place}</p>
      </div>
      <div class="time">
        <p>${this.#count(done_count)}/${this.#count(stop_count)}</p>
        <p class="note">${words.until(ends_at)}</p>
      </div>
    </li>`;
  }

  #planned({ squads, open_point_count, point_count }: WallPatrol): TemplateResult {
    const words = this.words.patrol;
    const members = squads.reduce((all, { member_count }) => all + member_count, 0);
    const { shown, rest } = foremost(squads, this.rowsWithin(ROW_REM), () => 0);
    return html`<div class="sums">
        <div class=${squads.length > 0 ? 'patrol' : ''}>
          ${this.figure('squads', this.#count(squads.length))}<span class="label">${squads.length > 0 ? sign('patrol') : nothing}${words.squads}</span>
        </div>
        <div>${this.figure('people', this.#count(members))}<span class="label">${words.people}</span></div>
        <div>${this.figure('points', this.#count(open_point_count))}<span class="label">${words.points} · ${words.of(this.#count(point_count))}</span></div>
      </div>
      ${
        squads.length === 0
          ? html`<p class="empty">${words.empty}</p>`
          : html`<ul class="rows">
            ${shown.map((squad) => this.#row(squad))} ${this.#rest(rest.length)}
          </ul>`
      }`;
  }

  #rest(count: number): TemplateResult | typeof nothing {
    return count > 0 ? html`<li class="note">${this.words.patrol.rest(this.#count(count))}</li>` : nothing;
  }

  #count(value: number): string {
    return formatCount(value, this.view.language);
  }

  #row({ name, route, member_count, ends_at }: WallPatrol['squads'][number]): TemplateResult {
    const words = this.words.patrol;
    return html`<li>
      <div>
        <p class="name"><span class="cut">${name}</span></p>
        <p class="note cut">${route}</p>
      </div>
      <div class="time">
        <p>${words.until(this.#clock(ends_at))}</p>
        <p class="note">${words.members(this.#count(member_count))}</p>
      </div>
    </li>`;
  }

  /** `HH:MM`, from one or from an instant. */
  #clock(time: string): string {
    return /^\d\d:\d\d/.test(time) ? time.slice(0, 5) : wallTime(time, this.view.deployment.time_zone).time;
  }
}
