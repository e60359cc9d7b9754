import { css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { iconButton } from '../../elements/parts.ts';
import { reducedMotion } from '../../map/camera.ts';
import { nightOf } from '../../map/patrol/features.ts';
import { nextMinute, type Speed, speeds } from './night-clock.ts';
import { PatrolElement } from './patrol-element.ts';

/** Time between two pictures of a night that is played, ms. */
const picture_ms = 50;

/** The clock of a plan's night: play, halt, speed, any minute of it. Where less motion is asked for it goes on in steps. */
@customElement('jw-patrol-clock')
export class JwPatrolClock extends PatrolElement {
  @state() private speed: Speed = 'usual';
  #frame = 0;
  #last_ms = 0;

  static override styles = [
    formSheet,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-1) var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet);
      }
      .moment {
        min-inline-size: 3.2em;
        font-size: var(--type-4);
        font-variant-numeric: tabular-nums;
        text-align: center;
        white-space: nowrap;
      }
      input[type='range'] {
        flex: 1;
        min-inline-size: 6rem;
        min-block-size: var(--target);
        margin: 0;
        accent-color: var(--indigo);
      }
      select {
        min-block-size: 1.75rem;
      }
      @media (max-width: 899px) {
        .moment {
          font-size: var(--type-3);
        }
        input[type='range'] {
          min-inline-size: 4rem;
        }
      }
    `,
  ];

  constructor() {
    super(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override updated(): void {
    const { playing } = this.view;
    if (playing && !this.#frame) {
      this.#last_ms = performance.now();
      this.#frame = requestAnimationFrame(this.#go);
    } else if (!playing && this.#frame) {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    }
  }

  override render() {
    const { clock } = this.words.patrol;
    const { clock_min, playing } = this.view;
    if (clock_min === null) {
      return html`<button class="quiet" @click=${this.begin}>${icon('goOn')}${clock.show}</button>`;
    }
    const [from, to] = nightOf(this.view.plan) ?? [0, 0];
    return html`
      ${iconButton(playing ? 'holdStill' : 'goOn', playing ? clock.pause : clock.play, () => (playing ? this.patrol.setPlaying(false) : this.begin()))}
      <span class="moment" aria-hidden="true">${this.minute(clock_min)}</span>
      <input
        type="range"
        aria-label=${clock.label}
        aria-valuetext=${this.minute(clock_min)}
        min=${from}
        max=${to}
        step="1"
        .value=${String(Math.round(clock_min))}
        @input=${(event: Event) => {
          this.patrol.setPlaying(false);
          this.patrol.setClock(Number((event.target as HTMLInputElement).value));
        }}
      />
      ${this.speeds()} ${iconButton('close', clock.close, () => this.patrol.setClock(null))}
    `;
  }

  private speeds(): TemplateResult {
    const { clock } = this.words.patrol;
    return html`<select
      aria-label=${clock.speed}
      @change=${(event: Event) => {
        this.speed = (event.target as HTMLSelectElement).value as Speed;
      }}
    >
      ${(Object.keys(speeds) as Speed[]).map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>${clock.speeds[speed]}</option>`)}
    </select>`;
  }

  /** From where it stands; from the beginning where it stands at the end. */
  private begin = (): void => {
    const night = nightOf(this.view.plan);
    if (!night) return;
    const { clock_min } = this.view;
    if (clock_min === null || clock_min >= night[1]) this.patrol.setClock(night[0]);
    this.patrol.setPlaying(true);
  };

  #go = (now_ms: number): void => {
    this.#frame = requestAnimationFrame(this.#go);
    const passed_ms = now_ms - this.#last_ms;
    const { clock_min, plan } = this.view;
    const night = nightOf(plan);
    if (clock_min === null || !night) {
      this.patrol.setPlaying(false);
      return;
    }
    const next = nextMinute(clock_min, passed_ms, speeds[this.speed], reducedMotion());
    if (next === clock_min || (passed_ms < picture_ms && next < night[1])) return;
    this.#last_ms = now_ms;
    this.patrol.setClock(Math.min(next, night[1]));
    if (next >= night[1]) this.patrol.setPlaying(false);
  };
}
