import { Task } from '@lit/task';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { addDays, daysBetween, earlierDay, formatDate, laterDay } from '../format/time.ts';
import { setPeriod } from '../state/actions.ts';
import { type Days, shownPeriod, sliderDays } from '../state/period.ts';
import { mayAt } from '../state/session.ts';
import { draggedPeriod } from '../state/signals.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { barsPath, monthMarks } from './histogram.ts';
import { periodStyles } from './period-styles.ts';
import type { Reference } from './reference.ts';
import { styleOf } from './style-of.ts';
import { controlStyles, sheetStyles } from './styles.ts';

const presets = [
  ['today', 1],
  ['week', 7],
  ['month', 30],
  ['year', 365],
] as const;

/** The period that incidents are shown of: a histogram of days with two thumbs, presets, and how many fall into it. */
@customElement('jw-period')
export class JwPeriod extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Counts only this area's incidents; none: all. */
  @property() area_code: string | undefined;
  /** The period while a thumb is being dragged. */
  @state() private dragged: Days | null = null;

  #period = new StoreController(this, (view) => view.period);
  #category = new StoreController(this, (view) => view.category);
  #status = new StoreController(this, (view) => view.status);
  #histogram = new Task(this, {
    args: () => {
      const { from, to } = sliderDays(shownPeriod(this.#period.value, this.latest), this.latest);
      return [from, to, this.area_code, this.#category.value ?? undefined, this.#status.value ?? undefined] as const;
    },
    task: ([from, to, area_code, category, status], { signal }) =>
      answer(api.incidents.histogram.$get({ query: { from, to, area_code, category, status } }, { init: { signal } })),
  });

  static override styles = [sheetStyles, controlStyles, periodStyles];

  private get latest(): string {
    return this.reference.deployment.latest_day;
  }

  private get today(): string {
    return this.reference.deployment.today;
  }

  override render() {
    const { words } = this;
    const period = this.dragged ?? shownPeriod(this.#period.value, this.latest);
    const days = sliderDays(period, this.latest);
    return html`<div role="group" aria-label=${words.period.name}>
      <div class="line">
        <p class="span figure">${words.period.span(this.date(period.from), this.date(period.to))}${this.counted(period)}</p>
        <div class="presets">${presets.map(([name, length]) => this.preset(name, length, period))}</div>
      </div>
      <div class="chart" @pointerdown=${(event: PointerEvent) => this.pick(event, period, days)}>
        ${this.bars(period, days)} ${this.thumb('from', period, days)} ${this.thumb('to', period, days)}
      </div>
      <div class="months" aria-hidden="true">
        ${monthMarks(days).map(
          ({ day, share }) =>
            html`<span style=${styleOf({ 'inset-inline-start': `${share * 100}%` })}>${this.month(day)}</span>`,
        )}
      </div>
    </div>`;
  }

  private counted(period: Days): TemplateResult | typeof nothing {
    const { words } = this;
    // Outside one's duties there are incidents that one is not told of: 0 would be a lie.
    if (this.area_code !== undefined && !mayAt('places', this.area_code)) return nothing;
    const value = this.#histogram.value;
    if (!value) return this.#histogram.error ? html`<span class="note">${words.period.failed}</span>` : nothing;
    const first = daysBetween(value.from, period.from);
    const last = daysBetween(value.from, period.to);
    const sum = value.count.slice(Math.max(0, first), last + 1).reduce((total, count) => total + count, 0);
    return html`<span class="count">${words.period.counted} <b>${words.period.count(formatCount(sum, this.language))}</b></span>`;
  }

  private preset(name: (typeof presets)[number][0], length: number, period: Days): TemplateResult {
    const chosen = period.to === this.latest && daysBetween(period.from, period.to) === length - 1;
    return html`<button
      aria-pressed=${chosen}
      @click=${() => setPeriod(name === 'month' ? null : { from: addDays(this.latest, 1 - length), to: this.latest })}
    >
      ${this.words.period.presets[name]}
    </button>`;
  }

  private bars(period: Days, days: Days): TemplateResult {
    const count = this.#histogram.value?.count ?? [];
    const first = daysBetween(days.from, period.from);
    const last = daysBetween(days.from, period.to);
    const all = formatCount(
      count.reduce((sum, day) => sum + day, 0),
      this.language,
    );
    const label = this.words.period.histogram(this.date(days.from), this.date(days.to), all);
    return html`<svg
      viewBox="0 0 ${daysBetween(days.from, days.to) + 1} 100"
      preserveAspectRatio="none"
      role="img"
      aria-label=${label}
    >
      ${svg`<rect class="window" x=${first} width=${last - first + 1} height="100" />
        <path d=${barsPath(count, 0, first - 1) + barsPath(count, last + 1, count.length)} />
        <path class="in" d=${barsPath(count, first, last)} />`}
    </svg>`;
  }

  private thumb(end: 'from' | 'to', period: Days, days: Days): TemplateResult {
    const value = daysBetween(days.from, period[end]);
    return html`<input
      type="range"
      class=${end}
      min="0"
      max=${daysBetween(days.from, days.to)}
      step="1"
      .value=${String(value)}
      aria-label=${this.words.period[end]}
      aria-valuetext=${this.date(period[end])}
      @input=${(event: Event) => this.slide(end, Number((event.target as HTMLInputElement).value), days)}
      @change=${this.settle}
    />`;
  }

  /** One end moves; the other gives way when it is passed. */
  private slide(end: 'from' | 'to', value: number, days: Days): void {
    const day = addDays(days.from, value);
    const period = this.dragged ?? shownPeriod(this.#period.value, this.latest);
    this.dragged =
      end === 'from' ? { from: day, to: laterDay(period.to, day) } : { from: earlierDay(period.from, day), to: day };
    draggedPeriod.set(this.dragged);
  }

  private settle(): void {
    if (this.dragged) setPeriod(this.dragged);
    this.dragged = null;
    draggedPeriod.set(null);
  }

  /** A click beside the thumbs moves the nearer one there. */
  private pick(event: PointerEvent, period: Days, days: Days): void {
    if (event.target instanceof HTMLInputElement) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const value = Math.floor(((event.clientX - box.left) / box.width) * (daysBetween(days.from, days.to) + 1));
    const day = addDays(days.from, value);
    const nearFrom = Math.abs(daysBetween(day, period.from)) <= Math.abs(daysBetween(day, period.to));
    this.slide(nearFrom ? 'from' : 'to', value, days);
    this.settle();
  }

  private date(day: string): string {
    return formatDate(day, { today: this.today, language: this.language });
  }

  /** A month under the chart; January says the year. */
  private month(day: string): string {
    const name = this.date(day).replace(/1日$/, '').replace(/^1 /, '');
    return day.slice(5, 7) === '01' ? name : name.replace(/^\d{4}年/, '').replace(/ \d{4}$/, '');
  }
}
