import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaDetail } from '../../../server/api/areas/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import type { Reference } from '../../elements/reference.ts';
import type { HouseSign } from '../../map/houses/house-style.ts';
import { StoreController } from '../../state/store-controller.ts';
import { themeOf } from '../../theme/apply.ts';

/**
 * The houses of a campaign's area on a map; without one, nothing: the list beside it says the same.
 * The map's `jw-house` passes through it.
 */
@customElement('jw-campaign-houses')
export class JwCampaignHouses extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property() areaCode = '';
  @property({ attribute: false }) signs: ReadonlyMap<number, HouseSign> = new Map();
  @property({ attribute: false }) legend: readonly (readonly [HouseSign, string])[] = [];
  @state() private mapless = false;
  #view = new StoreController(this, (view) => view);
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #area = new Task(this, {
    args: () => [this.areaCode] as const,
    task: ([area_code], { signal }) =>
      answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } })),
  });

  static override styles = css`
    :host {
      display: block;
      margin-block: var(--space-4);
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    // The map's code, which is the largest part by far, comes when the page already stands.
    void import('../../map/houses/jw-house-map.ts').catch(() => {
      this.mapless = true;
    });
  }

  override render() {
    if (this.mapless) return nothing;
    return html`<jw-house-map
      .deployment=${this.reference.deployment}
      .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
      .bounds=${this.#area.value?.bounds ?? null}
      .signs=${this.signs}
      .legend=${this.legend}
      .label=${this.words.campaigns.map}
      @jw-map-error=${() => {
        this.mapless = true;
      }}
    ></jw-house-map>`;
  }
}
