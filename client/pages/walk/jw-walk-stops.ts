import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { formStyles } from '../../elements/form-styles.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { timeText } from '../../format/minutes.ts';
import { wallTime } from '../../format/time.ts';
import { isHeld } from '../../state/walk/walk-desk.ts';
import type { SeenStop } from '../../state/walk/walk-stops.ts';

/** A second press so soon after one that checked in was meant for the same place, ms. */
const TWICE_MS = 800;

/**
 * Every stop of a walk in its order, and checking in at each.
 * @fires jw-check-in with the stop. @fires jw-take-back with the key of a check-in.
 */
@customElement('jw-walk-stops')
export class JwWalkStops extends JwElement {
  @property({ attribute: false }) stops: readonly SeenStop[] = [];
  /** The one that comes next stands large at the top; null: all are done. */
  @property({ attribute: false }) next: SeenStop | null = null;
  @property() timeZone = '';
  /** The phone's clock, ms. */
  @property({ attribute: false }) now_ms = 0;
  /** When a check-in was pressed last, ms since the page began. */
  #pressed_ms = Number.NEGATIVE_INFINITY;

  static override styles = [
    sheetStyles,
    controlStyles,
    formStyles,
    css`
      .next {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        align-items: center;
        padding: var(--space-4);
        border: 1px solid var(--rule);
        border-inline-start: 0.25rem solid var(--indigo);
        background: var(--sheet-raised);
      }
      .next > button {
        grid-column: 1 / -1;
        justify-content: center;
        min-block-size: 3.25rem;
        font-size: var(--type-4);
      }
      .next .name {
        font-size: var(--type-4);
        font-weight: 600;
        line-height: 1.3;
      }
      .plate {
        display: grid;
        place-items: center;
        inline-size: 2rem;
        block-size: 2rem;
        border: 2px solid var(--indigo);
        border-radius: 50%;
        color: var(--indigo);
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .next .plate {
        inline-size: 3rem;
        block-size: 3rem;
        background: var(--indigo);
        color: var(--sheet);
        font-size: var(--type-4);
      }
      li {
        display: grid;
        grid-template-columns: 2rem minmax(0, 1fr) auto;
        gap: 0 var(--space-3);
        align-items: center;
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      .done .plate {
        border-color: var(--jade);
        background: var(--jade);
        color: var(--sheet);
      }
      .late .plate {
        border-color: var(--cinnabar);
        border-style: dashed;
        color: var(--cinnabar);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        font-size: var(--type-1);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .late .over {
        color: var(--cinnabar);
        font-weight: 600;
      }
      .fine {
        color: var(--jade);
        font-weight: 600;
      }
      li .name {
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const text = this.words.walk;
    return html`${this.next ? this.large(this.next) : html`<p class="next fine" role="status">${text.finished}</p>`}
      <section>
        <h3>${text.stops}</h3>
        <ol>
          ${this.stops.map((seen) => this.row(seen))}
        </ol>
      </section>`;
  }

  private large(seen: SeenStop): TemplateResult {
    const { stop, number } = seen;
    const text = this.words.walk;
    return html`<div class="next ${seen.late ? 'late' : ''}">
      <span class="plate">${number}</span>
      <div>
        <p class="eyebrow">${text.next}</p>
        <p class="name">${stop.name}</p>
        ${this.facts(seen)}
      </div>
      <button class="primary" @click=${(event: Event) => this.checkIn(event, seen)}>
        ${stop.kind === 'street' ? text.check_in_street : text.check_in}
      </button>
    </div>`;
  }

  private row(seen: SeenStop): TemplateResult {
    const { stop, number, done_at, late } = seen;
    return html`<li class=${done_at ? 'done' : late ? 'late' : ''}>
      <span class="plate">${number}</span>
      <div>
        <p class="name">${stop.name}</p>
        ${this.facts(seen)}
      </div>
      ${this.act(seen)}
    </li>`;
  }

  private facts({ stop, done_at, late, kept }: SeenStop): TemplateResult {
    const text = this.words.walk;
    const stay = Math.round(stop.leave_min - stop.begin_min);
    return html`<p class="facts">
      ${done_at ? html`<span class="fine">${text.done(wallTime(done_at, this.timeZone).time)}</span>` : html`<span>${text.arrive(timeText(stop.begin_min))}</span>`}
      ${kept?.state === 'waiting' ? html`<span>${isHeld(kept, this.now_ms) ? text.held : text.waiting}</span>` : nothing}
      ${done_at ? nothing : html`<span class="over">${late ? text.late : text.until(timeText(stop.until_min))}</span>`}
      ${stop.kind === 'street' ? html`<span>${text.pass_street}</span>` : html`<span>${text.stay(String(stay))}</span>`}
      ${stop.people > 1 ? html`<span>${text.two(String(stop.people))}</span>` : nothing}
    </p>`;
  }

  private act(seen: SeenStop): TemplateResult | typeof nothing {
    const { kept, done_at, late, stop } = seen;
    const text = this.words.walk;
    if (kept && isHeld(kept, this.now_ms)) {
      return html`<button class="outlined" aria-label="${text.take_back} ${stop.name}" @click=${() => this.takeBack(kept.item.key)}>${text.take_back}</button>`;
    }
    if (done_at || seen === this.next) return nothing;
    const name = `${late ? text.again : text.check_in} ${stop.name}`;
    return html`<button class="outlined" aria-label=${name} @click=${(event: Event) => this.checkIn(event, seen)}>${late ? text.again : text.check_in}</button>`;
  }

  private takeBack(key: string): void {
    this.emit('jw-take-back', { key });
    // The button that was pressed goes away.
    this.renderRoot.querySelector<HTMLButtonElement>('.next button')?.focus();
  }

  private checkIn({ timeStamp }: Event, { stop }: SeenStop): void {
    if (timeStamp - this.#pressed_ms < TWICE_MS) return;
    this.#pressed_ms = timeStamp;
    this.emit('jw-check-in', { stop });
  }
}
