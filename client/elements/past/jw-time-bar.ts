import { Task } from '@lit/task';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { answer, api } from '../../api.ts';
import { addDays, daysBetween, formatDate } from '../../format/time.ts';
import { compareWith, lookAt } from '../../state/actions.ts';
import { StoreController } from '../../state/store-controller.ts';
import { JwElement } from '../element.ts';
import { icon } from '../icon.ts';
import { iconButton } from '../parts.ts';
import type { Reference } from '../reference.ts';
import { controlStyles, sheetStyles } from '../styles.ts';
import { timeBarStyles } from './time-bar-styles.ts';
import { firstDay, monthsOn, shareOf } from './time-steps.ts';

/** How long playback stays on a day. */
const stay_ms = 900;
const steps = { day: 1, week: 7 } as const;

/** The bar of time: which day the console shows, by what was known when, and its playback. */
@customElement('jw-time-bar')
export class JwTimeBar extends JwElement {
  /** As of today. */
  @property({ attribute: false }) reference!: Reference;
  /** Marks stand where something below this area changed. */
  @property() area_code: string | undefined;
  /** The map of the day did not come. */
  @property({ type: Boolean }) failed = false;
  /** Where there is little room: everything that can be chosen stands below the slider. */
  @property({ type: Boolean, reflect: true }) open = false;
  @state() private step: keyof typeof steps = 'week';
  @state() private timer: ReturnType<typeof setInterval> | undefined;

  #on = new StoreController(this, (view) => view.on);
  #compared = new StoreController(this, (view) => view.compared);
  #knownThen = new StoreController(this, (view) => view.knownThen);
  #changes = new Task(this, {
    args: () => [this.area_code] as const,
    task: ([area_code], { signal }) =>
      area_code ? answer(api.past.changes.$get({ query: { area_code } }, { init: { signal } })) : null,
  });

  static override styles = [sheetStyles, controlStyles, timeBarStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  private get span(): readonly [string, string] {
    const { past_since, today } = this.reference.deployment;
    return [firstDay(past_since, today), today];
  }

  private get day(): string {
    return this.#on.value ?? this.span[1];
  }

  override render() {
    const { words, day, span } = this;
    const { past_since } = this.reference.deployment;
    const written = formatDate(day, { today: '', language: this.language });
    const before = day < past_since;
    const note = this.failed
      ? words.past.failed
      : before
        ? words.past.unkept(formatDate(past_since, { today: '', language: this.language }))
        : words.past.looking;
    return html`<div role="group" aria-label=${words.past.name}>
      <div class="line">
        <p class="day figure" role="status">${words.past.on(written)}</p>
        <p class=${classMap({ note: true, told: this.failed || before })}>${note}</p>
        <div class="choice option" role="group" aria-label=${words.past.known}>
          ${this.knowing(false, words.past.knownNow, false)} ${this.knowing(true, words.past.knownThen, before)}
        </div>
        <div class="choice option">${this.comparing()}</div>
        <button class="outlined today" @click=${() => lookAt(null)}>${words.past.today}</button>
      </div>
      <div class="slide">
        ${
          this.timer
            ? iconButton('holdStill', words.past.pause, () => this.pause())
            : iconButton('goOn', words.past.play, () => this.play())
        }
        <div class="choice option">${(['day', 'week'] as const).map((step) => this.stepping(step))}</div>
        <div class="track">
          <input
            type="range"
            min="0"
            max=${daysBetween(span[0], span[1])}
            .value=${String(daysBetween(span[0], day))}
            aria-label=${words.past.slider}
            aria-valuetext=${written}
            @input=${(event: Event) => this.move(addDays(span[0], Number((event.target as HTMLInputElement).value)))}
            @keydown=${this.key}
          />
          ${this.marks()}
        </div>
        <button
          class="quiet icon-only more"
          aria-label=${words.past.choices}
          title=${words.past.choices}
          aria-expanded=${this.open}
          @click=${() => {
            this.open = !this.open;
          }}
        >
          ${icon(this.open ? 'chevronUp' : 'chevronDown')}
        </button>
        <input
          class="option"
          type="date"
          aria-label=${words.past.exact}
          min="1900-01-01"
          max=${span[1]}
          .value=${day}
          @change=${(event: Event) => this.move((event.target as HTMLInputElement).value)}
        />
      </div>
    </div>`;
  }

  private knowing(then: boolean, label: string, disabled: boolean): TemplateResult {
    return html`<button
      aria-pressed=${this.#knownThen.value === then}
      ?disabled=${disabled}
      @click=${() => lookAt(this.day, then)}
    >
      ${label}
    </button>`;
  }

  /** The switch for a second day, and which it is; first today's. */
  private comparing(): TemplateResult {
    const { words, day, span } = this;
    const compared = this.#compared.value;
    const first = day < span[1] ? span[1] : addDays(span[1], -7);
    return html`<button aria-pressed=${compared !== null} @click=${() => compareWith(compared ? null : first)}>
        ${words.past.compare}
      </button>
      ${
        compared
          ? html`<input
              type="date"
              aria-label=${words.past.compared}
              min="1900-01-01"
              max=${span[1]}
              .value=${compared}
              @change=${(event: Event) => {
                const { value } = event.target as HTMLInputElement;
                if (this.has(value)) compareWith(value);
              }}
            />`
          : nothing
      }`;
  }

  private has(day: string): boolean {
    return /^\d{4}-\d\d-\d\d$/.test(day) && day <= this.span[1] && day >= '1900-01-01';
  }

  private stepping(step: keyof typeof steps): TemplateResult {
    return html`<button
      aria-pressed=${this.step === step}
      @click=${() => {
        this.step = step;
      }}
    >
      ${this.words.past.step[step]}
    </button>`;
  }

  /** A tick for each week in which something became another, taller for more. */
  private marks(): TemplateResult | typeof nothing {
    const changes = this.#changes.value;
    if (!changes) return nothing;
    const { span } = this;
    return html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      ${changes.week.map((week, index) => {
        if (week < span[0]) return nothing;
        const x = shareOf(week, span) * 1000;
        return svg`<line x1=${x} x2=${x} y1="0" y2=${Math.min(10, 3 + (changes.change_count[index] ?? 0))}></line>`;
      })}
    </svg>`;
  }

  /** Shows another day; today is a day like any other here, until one goes back to it. */
  private move(day: string): void {
    if (!this.has(day)) return;
    lookAt(day, this.#knownThen.value && day >= this.reference.deployment.past_since);
  }

  private key(event: KeyboardEvent): void {
    const months = { PageDown: -1, PageUp: 1 }[event.key];
    if (!months) return;
    event.preventDefault();
    this.move(monthsOn(this.day, months, this.span));
  }

  private play(): void {
    if (this.day >= this.span[1]) this.move(this.span[0]);
    this.timer = setInterval(() => {
      const next = addDays(this.day, steps[this.step]);
      if (next >= this.span[1]) this.pause();
      this.move(next < this.span[1] ? next : this.span[1]);
    }, stay_ms);
  }

  private pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
