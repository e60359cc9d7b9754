import { Task } from '@lit/task';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatDate } from '../../format/time.ts';
import type { LayerContext } from '../../layers/layer.ts';
import type { JwMap } from '../jw-map.ts';
import { mapStyles } from '../map-styles.ts';
import { DayMap } from './day-map.ts';
import { shareAfter, sidesOf } from './sides.ts';

/**
 * Another day over a part of <jw-map>, in whose slot it stands, and the divider between the two. The earlier day is always at the left.
 * @fires jw-map-error with a sentence where the other day cannot be shown.
 */
@customElement('jw-swipe')
export class JwSwipe extends JwElement {
  /** The map's below, which this one's is made of. */
  @property({ attribute: false }) context!: LayerContext;
  /** The day of the map below, `YYYY-MM-DD`. */
  @property() on = '';
  /** The day of this one. */
  @property() compared = '';
  /** Where the divider stands: 0 is the left edge, 1 the right. */
  @state() private share = 0.45;
  @query('.map') private container!: HTMLElement;
  #map: DayMap | null = null;
  #past = new Task(this, {
    args: () => [this.compared, this.context.deployment.root?.area_code] as const,
    task: ([on, area_code], { signal }) => {
      const query = { area_code: area_code ?? '', on };
      return area_code ? answer(api.past.map.$get({ query }, { init: { signal } })) : null;
    },
    onComplete: () => queueMicrotask(() => this.#show()),
    onError: () => this.#failed(),
  });

  static override styles = [
    mapStyles,
    css`
      :host {
        position: absolute;
        inset: 0;
        background: none;
        pointer-events: none;
      }
      .divider {
        position: absolute;
        inset-block: 0;
        inline-size: 2.75rem;
        margin-inline-start: -1.375rem;
        display: grid;
        justify-items: center;
        pointer-events: auto;
        cursor: ew-resize;
        touch-action: none;
      }
      .divider::before {
        content: '';
        inline-size: 0.125rem;
        background: var(--ink);
        grid-area: 1 / 1;
      }
      .handle {
        grid-area: 1 / 1;
        align-self: start;
        margin-block-start: 46vh;
        inline-size: 2rem;
        block-size: 2rem;
        display: grid;
        place-items: center;
        background: var(--sheet);
        color: var(--ink);
        border: 0.125rem solid var(--ink);
        border-radius: 50%;
      }
      .handle svg {
        inline-size: 1.25rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
      }
      .divider:focus-visible {
        outline: none;
      }
      .divider:focus-visible .handle {
        outline: 0.125rem solid var(--accent);
        outline-offset: 0.125rem;
      }
      .days {
        position: absolute;
        inset-block-start: calc(46vh - 2.25rem);
        display: flex;
        inline-size: 0;
        justify-content: center;
        gap: 0.75rem;
        font-size: var(--type-2);
        line-height: 1.5;
      }
      .days span {
        padding: 0.125rem 0.5rem;
        background: var(--sheet);
        color: var(--ink);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        white-space: nowrap;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#below?.removeEventListener('jw-map-ready', this.#build);
    this.#release();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The map below was made anew: this one follows the new one.
    this.#below?.addEventListener('jw-map-ready', this.#build);
  }

  override render() {
    const { words, share } = this;
    const { left, right, clip } = sidesOf(this.on, this.compared, share);
    const [before, after] = [this.#written(left), this.#written(right)];
    const at = `${share * 100}%`;
    return html`<div class="map" style=${styleOf({ 'clip-path': clip })}></div>
      <div class="days" aria-hidden="true" style=${styleOf({ 'inset-inline-start': at })}>
        <span>${before}</span><span>${after}</span>
      </div>
      <div
        class="divider"
        role="slider"
        tabindex="0"
        aria-label=${words.past.divider}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)}
        aria-valuetext=${words.past.shares(before, after)}
        style=${styleOf({ 'inset-inline-start': at })}
        @keydown=${this.key}
        @pointerdown=${(event: PointerEvent) => (event.target as Element).setPointerCapture(event.pointerId)}
        @pointermove=${this.drag}
      >
        <span class="handle">
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 7l-5 5 5 5M15 7l5 5-5 5" /></svg>
        </span>
      </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has('context') || changed.has('compared')) this.#map?.restyle();
  }

  get #below(): JwMap | null {
    return this.closest('jw-map');
  }

  #written(day: string): string {
    return formatDate(day, { today: '', language: this.language });
  }

  /** The first answer makes the map, a later one brings it to another day. */
  #show(): void {
    this.#build();
    this.#map?.restyle();
    this.#map?.lookAgain();
  }

  #build = (): void => {
    const below = this.#below;
    if (this.#map && this.#map.below === below?.library) return;
    this.#release();
    if (!below?.library || !this.#past.value || !this.isConnected) return;
    try {
      this.#map = new DayMap(this.container, below.library, {
        context: () => this.#contextThen(),
        covers: ([x]) => x < this.clientWidth * this.share === this.compared < this.on,
        drawn: () => this.setAttribute('drawn', ''),
        failed: () => this.#failed(),
      });
      below.aside = this.#map;
    } catch (error) {
      console.error(error);
      this.#failed();
    }
  };

  #contextThen(): LayerContext {
    const past = this.#past.value ?? null;
    const day = past?.on ?? this.compared;
    const deployment = { ...this.context.deployment, today: day, latest_day: day };
    return { ...this.context, deployment, today: day, past, on: day };
  }

  #failed(): void {
    const event = { detail: { message: this.words.past.besideFailed }, bubbles: true, composed: true };
    this.dispatchEvent(new CustomEvent('jw-map-error', event));
  }

  #release(): void {
    const below = this.#below;
    if (below && below.aside === this.#map) below.aside = null;
    this.removeAttribute('drawn');
    this.#map?.remove();
    this.#map = null;
    this.container?.replaceChildren();
  }

  private key(event: KeyboardEvent): void {
    const share = shareAfter(event.key, this.share);
    if (share === null) return;
    event.preventDefault();
    this.share = share;
  }

  private drag(event: PointerEvent): void {
    if (!(event.target as Element).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.getBoundingClientRect();
    this.share = Math.min(1, Math.max(0, (event.clientX - left) / width));
  }
}
