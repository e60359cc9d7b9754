import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LonLat } from '../../server/api/wire.ts';
import { formatLength } from '../format/distance.ts';
import { formatPlace, readPlace } from '../format/place.ts';
import { picking } from '../state/picking.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';

/** How exact a position has to be to need no second look, in metres. */
const EXACT_M = 50;

/**
 * Where something is: shown on the page's map, taken from the device when asked, or typed. A map in its slot stands above it.
 * @fires jw-place with `[lon, lat]`.
 * @fires jw-address with what is said of the place in words.
 */
@customElement('jw-place-field')
export class JwPlaceField extends JwElement {
  /** `[lon, lat]`; null: not shown yet. */
  @property({ attribute: false }) centre: LonLat | null = null;
  @property() address = '';
  /** One sentence on how to show the place. */
  @property() lead = '';
  /** What is wrong with it; '' when nothing is. */
  @property() fault = '';
  /** True: the map could not be drawn. */
  @property({ type: Boolean }) mapless = false;
  @state() private asking = false;
  @state() private said = '';

  static override styles = [
    formSheet,
    css`
      .box {
        display: grid;
        gap: var(--space-3);
      }
      .standing {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-3);
      }
      .standing > span {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
      }
      .set > .icon {
        color: var(--accent);
      }
      summary {
        min-block-size: 1.5rem;
        font-size: var(--type-1);
        color: var(--accent);
        cursor: pointer;
      }
      details .field {
        margin-top: var(--space-2);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    picking.begin({ centre: this.centre, picked: this.picked });
  }

  override willUpdate(): void {
    // Another draft has another place.
    if (picking.value?.picked === this.picked && picking.value.centre !== this.centre)
      picking.begin({ centre: this.centre, picked: this.picked });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    picking.end(this.picked);
  }

  override render() {
    const { place } = this.words.report;
    return html`<div class="box">
      <div class="field">
        <span class="label">${place.label}</span>
        ${this.mapless ? nothing : html`<p class="note">${this.lead || place.lead}</p>`}
      </div>
      <slot></slot>
      <div class="standing">
        <span class=${this.centre ? 'set figure' : ''} role="status">
          ${icon('pin')}${this.centre ? place.set(formatPlace(this.centre)) : place.unset}
        </span>
        <button class="outlined" type="button" ?disabled=${this.asking} @click=${this.ask}>
          ${icon('locate')}${this.asking ? `${place.asking} …` : place.own}
        </button>
      </div>
      ${this.fault || this.said ? html`<p class=${this.fault ? 'fault' : 'note'} role="alert">${this.fault ? icon('warning') : nothing}<span>${this.fault || this.said}</span></p>` : nothing}
      ${this.byHand()}
      <div class="field">
        <label for="address">${place.address}</label>
        <input
          id="address"
          maxlength="200"
          autocomplete="off"
          placeholder=${place.addressHint}
          .value=${this.address}
          @input=${(event: Event) => this.emit('jw-address', (event.target as HTMLInputElement).value)}
        />
      </div>
    </div>`;
  }

  /** For browsers without a map, and for whoever has the figures already. */
  private byHand() {
    const { place } = this.words.report;
    return html`<details ?open=${this.mapless}>
      <summary>${place.byHand}</summary>
      ${this.mapless ? html`<p class="note">${place.noMap}</p>` : nothing}
      <div class="field">
        <label for="figures">${place.coordinates}</label>
        <input
          id="figures"
          inputmode="decimal"
          autocomplete="off"
          placeholder="112.1034, 32.0012"
          .value=${this.centre ? formatPlace(this.centre) : ''}
          @change=${this.type}
        />
      </div>
    </details>`;
  }

  private type(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    const centre = readPlace(value);
    this.said = centre || !value.trim() ? '' : this.words.report.place.unreadable;
    if (centre) picking.move(centre);
  }

  /** The device's position is asked for when somebody presses the button, and at no other time. */
  private ask(): void {
    const { place } = this.words.report;
    this.said = '';
    if (!navigator.geolocation) {
      this.said = place.denied;
      return;
    }
    this.asking = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.asking = false;
        const { accuracy } = coords;
        this.said = accuracy > EXACT_M ? place.inaccurate(formatLength(accuracy, this.language)) : '';
        picking.move([coords.longitude, coords.latitude]);
      },
      () => {
        this.asking = false;
        this.said = place.denied;
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  }

  private picked = (centre: LonLat): void => {
    this.centre = centre;
    this.emit('jw-place', centre);
  };
}
