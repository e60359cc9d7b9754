import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { iconButton } from '../../elements/parts.ts';
import { styleOf } from '../../elements/style-of.ts';
import { DAY_MIN, minuteAt, timeText } from '../../format/minutes.ts';
import { screenScale } from '../../map/screen-scale.ts';
import { isRunning } from '../../state/patrol/plan-actions.ts';
import { axisTicks, type Bar, chosenWindows, routeBars } from './gantt-bars.ts';
import { GanttDrag } from './gantt-drag.ts';
import { nextStop, tabStop } from './gantt-keys.ts';
import { ganttStyles } from './gantt-styles.ts';
import { PatrolElement } from './patrol-element.ts';
import { isChosen, planSpan, type SquadRow, type StopRow, squadRows, stopName } from './plan-rows.ts';
import { plateStyles, squadColours, squadPlate } from './squad-plate.ts';
import { moveStop, stopMenu } from './stop-menu.ts';

/** Widths of a minute on a usual screen, px; null before them: as wide as the sheet allows. */
const scales = [1, 1.5, 2, 3, 4, 6, 8] as const;
/** Narrower than this, one squad is shown at a time, rem. */
const NARROW_REM = 37.5;
/** What stands beside the times: a squad's name, or where that is narrow the edges; and a scroll bar, rem. */
const BESIDE_REM = { wide: 12, narrow: 1.75 };

/**
 * The squads of the open plan by time: travel a thin line, a stay a block, waiting hatched; windows of what is looked at behind; a clock
 * line to move. A stop goes to another squad by dragging it to that row or by the menu above.
 */
@customElement('jw-patrol-gantt')
export class JwPatrolGantt extends PatrolElement {
  /** Index into `scales`; null: the whole span fits. */
  @state() private zoom: number | null = null;
  @state() private width_px = 900;
  /** Of a rem, which is larger on large screens. */
  #rem_px = 16;
  @state() private now_ms = Date.now();
  #drag = new GanttDrag(this);
  /** The stop that the tab key comes to. */
  #tab: ReturnType<typeof tabStop> = null;
  #size = new ResizeObserver(([entry]) => {
    this.#rem_px = 16 * screenScale();
    this.width_px = Math.round(entry!.contentRect.width);
    this.toggleAttribute('narrow', this.narrow);
  });
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [formSheet, plateStyles, ganttStyles];

  constructor() {
    super(true);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
    this.#timer = setInterval(() => {
      this.now_ms = Date.now();
    }, 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    clearInterval(this.#timer);
  }

  override render() {
    const { plan } = this.view;
    const { gantt } = this.words.planning;
    if (!plan?.result) return html`<p class="note vacant">${gantt.none}</p>`;
    const rows = squadRows(plan);
    const shown = this.narrow ? rows.filter(({ number }) => number === this.single(plan)) : rows;
    this.#tab = tabStop(shown, this.view.chosen);
    return html`
      ${this.head(plan, rows)}
      <div class="scroll" @keydown=${(event: KeyboardEvent) => this.press(event, shown)}>
        <div class="sheet" style=${styleOf({ '--span': this.span_px(plan), '--rows': shown.length })}>
          ${this.axis(plan)}
          <div class="rows" role="group" aria-label=${gantt.label}>
            ${this.behind(plan)} ${guard(this.drawnFrom(plan), () => shown.map((row) => this.row(plan, row)))}
          </div>
        </div>
      </div>
    `;
  }

  /** All that rows are drawn from: the moment is not of it, so that they stay while a night is played. */
  private drawnFrom(plan: PatrolPlan): unknown[] {
    const { chosen } = this.view;
    const { editable, narrow, zoom, width_px, language } = this;
    return [plan, chosen, this.#drag.target, editable, narrow, zoom, width_px, language];
  }

  override updated(): void {
    const { chosen } = this.view;
    if (chosen === this.#shown) return;
    this.#shown = chosen;
    this.renderRoot.querySelector('.stop[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  #shown: unknown = null;

  /** Number of the squad that a narrow sheet shows: the one that is looked at, else the first. */
  private single({ input }: PatrolPlan): number {
    const place = input.squads.findIndex(({ squad_id }) => squad_id === this.view.chosen?.squad_id);
    return Math.max(0, place) + 1;
  }

  private get narrow(): boolean {
    return this.width_px < NARROW_REM * this.#rem_px;
  }

  private px_per_min(plan: PatrolPlan): number {
    const [from, to] = planSpan(plan.input);
    const beside_px = BESIDE_REM[this.narrow ? 'narrow' : 'wide'] * this.#rem_px;
    const fitting = Math.max(0.5, (this.width_px - beside_px) / (to - from));
    return this.zoom === null ? fitting : Math.max(fitting, this.scale(this.zoom));
  }

  /** Width of a minute, px, on this screen. */
  private scale(zoom: number): number {
    return (scales[zoom]! * this.#rem_px) / 16;
  }

  private span_px(plan: PatrolPlan): string {
    const [from, to] = planSpan(plan.input);
    return `${Math.round((to - from) * this.px_per_min(plan))}px`;
  }

  /** A place on the axis as a share of it. */
  private share(plan: PatrolPlan, minute: number): string {
    const [from, to] = planSpan(plan.input);
    return `${((minute - from) / (to - from)) * 100}%`;
  }

  private head(plan: PatrolPlan, rows: readonly SquadRow[]): TemplateResult {
    const { gantt } = this.words.planning;
    const chosen = this.chosenStop(rows);
    return html`<div class="head">
      <h3>${gantt.title}</h3>
      ${
        this.narrow
          ? html`<select aria-label=${gantt.squad} @change=${this.turnSquad}>
              ${rows.map(({ number, squad }) => html`<option value=${number} .selected=${number === this.single(plan)}>${number} ${squad.name}</option>`)}
            </select>`
          : chosen
            ? nothing
            : this.key()
      }
      ${chosen ?? this.hint()} ${this.narrow ? nothing : this.stale(plan)}
      <span class="zoom">
        ${iconButton('minus', gantt.zoomOut, () => this.turnZoom(plan, -1), { disabled: this.zoom === null })}
        ${iconButton('plus', gantt.zoomIn, () => this.turnZoom(plan, 1), { disabled: this.zoom === scales.length - 1 })}
        ${iconButton('whole', gantt.whole, () => this.fit(), { disabled: this.zoom === null })}
      </span>
    </div>`;
  }

  /** What was moved or locked has its old times until the plan is planned again. */
  private stale(plan: PatrolPlan): TemplateResult | typeof nothing {
    const { pending, run } = this.view;
    if (!plan.stale || !this.editable || isRunning(run)) return nothing;
    const start = () => this.patrol.attempt(() => this.patrol.plans.run());
    return html`<button class="primary" ?disabled=${pending > 0} @click=${start}>${this.words.planning.run.again}</button>`;
  }

  private key(): TemplateResult {
    const { legend } = this.words.planning.gantt;
    return html`<ul class="key">
      ${(['travel', 'dwell', 'wait', 'locked', 'window'] as const).map((kind) => html`<li><span class="sample ${kind}" aria-hidden="true"></span>${legend[kind]}</li>`)}
    </ul>`;
  }

  /** The stop that is looked at, in words, with its menu. */
  private chosenStop(rows: readonly SquadRow[]): TemplateResult | null {
    const { chosen } = this.view;
    const row = rows.find(({ squad }) => squad.squad_id === chosen?.squad_id);
    const at = row?.stops.find(({ stop }) => chosen && isChosen(chosen, row.squad.squad_id, stop));
    if (!row || !at) return null;
    const { gantt } = this.words.planning;
    return html`<span class="chosen">
      <span class="what figure">
        ${gantt.chosen(this.count(at.number), at.name)} ${this.minute(at.stop.begin_min)}–${this.minute(at.stop.leave_min)}
      </span>
      ${this.editable ? html`${this.lock(row, at)} ${stopMenu(this.patrol, this.words, row, at.stop, at.name)}` : nothing}
    </span>`;
  }

  private hint(): TemplateResult {
    const { dragHint } = this.words.planning.gantt;
    return html`<span class="chosen note">${this.editable && !this.narrow ? dragHint : nothing}</span>`;
  }

  private lock(row: SquadRow, at: StopRow): TemplateResult {
    const { stops } = this.words.planning;
    const label = (at.stop.locked ? stops.unlock : stops.lock)(at.name);
    return iconButton(at.stop.locked ? 'lock' : 'unlock', label, () => this.turnLock(row, at));
  }

  private axis(plan: PatrolPlan): TemplateResult {
    const { gantt } = this.words.planning;
    const span = planSpan(plan.input);
    const ticks = this.ticks(plan, this.narrow ? 4 : 4.75);
    const clock = this.view.clock_min ?? span[0];
    return html`<div class="axis">
      ${ticks.map((minute) => html`<span class="tick figure" style=${styleOf({ 'inset-inline-start': this.share(plan, minute) })}>${minute % DAY_MIN === 0 ? this.minute(minute) : timeText(minute)}</span>`)}
      <input
        class="clock"
        type="range"
        min=${span[0]}
        max=${span[1]}
        step="1"
        aria-label=${gantt.clock}
        aria-valuetext=${this.minute(clock)}
        .value=${String(clock)}
        @input=${this.scrub}
      />
    </div>`;
  }

  /** Minutes to write on the axis, at least so far apart. */
  private ticks(plan: PatrolPlan, least_rem: number): number[] {
    return axisTicks(planSpan(plan.input), this.px_per_min(plan), least_rem * this.#rem_px);
  }

  /** What lies behind the rows: hours, windows, now, the clock. */
  private behind(plan: PatrolPlan): TemplateResult {
    const span = planSpan(plan.input);
    const now = minuteAt(this.now_ms, plan.day, this.reference.deployment.time_zone);
    const at = (minute: number) => styleOf({ 'inset-inline-start': this.share(plan, minute) });
    const { clock_min, chosen } = this.view;
    return html`<div class="behind" aria-hidden="true">
      ${this.ticks(plan, 4.75).map((minute) => html`<span class="hour" style=${at(minute)}></span>`)}
      ${chosenWindows(plan.input, chosen).map(([from, to]) => html`<span class="window" style=${this.stretch(plan, Math.max(from, span[0]), Math.min(to, span[1]))}></span>`)}
      ${now >= span[0] && now <= span[1] ? html`<span class="now" style=${at(now)}><span>${this.words.planning.gantt.now}</span></span>` : nothing}
      ${clock_min === null ? nothing : html`<span class="moment" style=${at(clock_min)}><span class="figure">${this.minute(clock_min)}</span></span>`}
    </div>`;
  }

  private stretch(plan: PatrolPlan, from: number, to: number) {
    const [first, last] = planSpan(plan.input);
    return styleOf({
      'inset-inline-start': this.share(plan, from),
      'inline-size': `${(Math.max(0, to - from) / (last - first)) * 100}%`,
    });
  }

  private row(plan: PatrolPlan, row: SquadRow): TemplateResult {
    const { squad, number, route } = row;
    const { chosen } = this.view;
    const current = chosen?.squad_id === squad.squad_id;
    const dropped = this.#drag.target === number;
    const bars = route ? routeBars(route) : [];
    return html`<div class="row-of ${current ? 'current' : ''} ${dropped ? 'dropped' : ''}" data-number=${number} style=${styleOf(squadColours(number))}>
      <button class="label" aria-pressed=${current} title=${squad.name} @click=${() => this.patrol.choose(current ? null : { squad_id: squad.squad_id })}>
        ${squadPlate(number)}<span>${squad.name}</span>
      </button>
      <div class="track">
        <span class="shift" style=${this.stretch(plan, squad.from_min, squad.to_min)}></span>
        ${bars.map((bar) => (bar.kind === 'dwell' ? this.stop(plan, row, bar) : html`<span class=${bar.kind} style=${this.stretch(plan, bar.from_min, bar.to_min)}></span>`))}
      </div>
    </div>`;
  }

  private stop(plan: PatrolPlan, row: SquadRow, { place }: Bar): TemplateResult {
    const { gantt } = this.words.planning;
    const { stop, number, name } = row.stops[place]!;
    const current = isChosen(this.view.chosen, row.squad.squad_id, stop);
    const label = gantt.stop(this.count(number), name, this.minute(stop.begin_min), this.minute(stop.leave_min));
    const { number: tabRow, place: tabPlace } = this.#tab ?? {};
    return html`<button
      class="stop ${stop.kind} ${stop.locked ? 'locked' : ''}"
      tabindex=${tabRow === row.number && tabPlace === place ? 0 : -1}
      aria-current=${current ? 'true' : nothing}
      aria-label=${label}
      title=${label}
      data-place=${place}
      style=${this.stretch(plan, stop.begin_min, stop.leave_min)}
      @click=${() => this.patrol.choose(stopName(row.squad.squad_id, stop))}
      @pointerdown=${(event: PointerEvent) => this.grab(event, row, place)}
    >
      <span class="figure ${number > 9 ? 'long' : ''}" aria-hidden="true">${number}</span>
    </button>`;
  }

  private get editable(): boolean {
    return this.mayPlan && this.view.plan?.state === 'draft';
  }

  private grab(event: PointerEvent, row: SquadRow, place: number): void {
    if (!this.editable || this.narrow) return;
    this.#drag.begin(event, row.number, (number) => {
      const to = this.view.plan?.input.squads[number - 1];
      const { stop, name } = row.stops[place]!;
      if (to) void moveStop(this.patrol, this.words, row.squad.squad_id, stop, name, to.squad_id);
    });
  }

  private turnLock(row: SquadRow, { stop, name }: StopRow): void {
    if (!this.editable) return;
    const { locked, unlocked } = this.words.planning.edit;
    const label = (stop.locked ? unlocked : locked)(name);
    void this.patrol.attempt(() => this.patrol.plans.lock([stopName(row.squad.squad_id, stop)], !stop.locked, label));
  }

  private scrub = ({ target }: Event): void => {
    this.patrol.setPlaying(false);
    this.patrol.setClock((target as HTMLInputElement).valueAsNumber);
  };

  private turnZoom(plan: PatrolPlan, by: 1 | -1): void {
    const now = this.px_per_min(plan);
    const wider = scales.findIndex((_, zoom) => this.scale(zoom) > now + 0.01);
    if (by > 0) this.zoom = wider < 0 ? scales.length - 1 : wider;
    else if (this.zoom === null || this.zoom === 0) this.zoom = null;
    else this.zoom = this.scale(this.zoom - 1) < now / 4 ? null : this.zoom - 1;
  }

  private fit(): void {
    this.zoom = null;
  }

  private turnSquad = ({ target }: Event): void => {
    const squad_id = this.view.plan?.input.squads[Number((target as HTMLSelectElement).value) - 1]?.squad_id;
    if (squad_id !== undefined) this.patrol.choose({ squad_id });
  };

  private press(event: KeyboardEvent, rows: readonly SquadRow[]): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = (event.target as HTMLElement).closest<HTMLElement>('.stop');
    const row = rows.find(({ number }) => number === Number(at?.closest<HTMLElement>('.row-of')?.dataset.number));
    const place = Number(at?.dataset.place);
    if (!at || !row) return;
    if (event.key === 'l' || event.key === 'L') {
      this.turnLock(row, row.stops[place]!);
      return;
    }
    const next = nextStop(rows, row.number, place, event.key);
    if (!next) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`[data-number="${next.number}"] [data-place="${next.place}"]`)?.focus();
  }
}
