import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { picking } from '../state/picking.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import './jw-matter-select.ts';
import { moveStyles } from './move-styles.ts';
import type { Reference } from './reference.ts';

/**
 * What of an incident is to be corrected: category, matter, severity, and its place by a click on the map.
 * @fires jw-height with the height that the panel around it is to have while a place is picked, as of jw-panel.
 */
@customElement('jw-correct-fields')
export class JwCorrectFields extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;
  /** Null: it did not come; then the matter stays. */
  @property({ attribute: false }) loop: LoopReference | null = null;
  @state() private category = '';
  @state() private item: string | null = null;
  @state() private severity = '';
  @state() private centre: LonLat | null = null;
  @state() private picking = false;
  #begun = false;

  static override styles = [formSheet, moveStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    picking.end(this.picked);
  }

  override willUpdate(_changed: PropertyValues): void {
    if (this.#begun) return;
    this.#begun = true;
    const { category, item, severity } = this.detail.incident;
    Object.assign(this, { category, item, severity });
  }

  /** What is another than it was, as the event has it; empty where nothing is. */
  get value(): Record<string, unknown> {
    const { category, item, severity } = this.detail.incident;
    return {
      ...(this.category !== category && { category: this.category }),
      ...(this.item !== item && { item: this.item }),
      ...(this.severity !== severity && { severity: this.severity }),
      ...(this.centre && { centre: this.centre }),
    };
  }

  override render() {
    const { field: words } = this.words.loop.moves;
    const { catalogues } = this.reference;
    return html`<div class="fields">
      <div class="pair">
        ${this.menu('category', words.category, catalogues['incident-category'], this.category, (id) => this.recategorise(id))}
        ${this.menu('severity', words.severity, catalogues['incident-severity'], this.severity, (id) => {
          this.severity = id;
        })}
      </div>
      ${
        this.loop
          ? html`<jw-matter-select
            .matters=${this.loop.catalogue.matters}
            .category=${this.category}
            .value=${this.item}
            @jw-matter=${(event: CustomEvent<string | null>) => this.choose(event.detail)}
          ></jw-matter-select>`
          : ''
      }
      ${this.place()}
    </div>`;
  }

  private menu(
    id: string,
    label: string,
    entries: readonly { id: string; zh: string; en: string }[],
    chosen: string,
    choose: (id: string) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${entries.map(
          (entry) => html`<option value=${entry.id} ?selected=${entry.id === chosen}>
            ${this.language === 'en' ? entry.en : entry.zh}
          </option>`,
        )}
      </select>
    </div>`;
  }

  private place(): TemplateResult {
    const { field: words } = this.words.loop.moves;
    const told = this.centre ? words.picked : this.picking ? words.picking : '';
    return html`<div class="field">
      <span class="label">${words.centre}</span>
      <div class="buttons">
        ${
          this.picking
            ? html`<button type="button" class="outlined" @click=${() => this.stay()}>${words.unpick}</button>`
            : html`<button type="button" class="outlined" @click=${() => this.pick()}>${words.pick}</button>`
        }
        <span class="note" role="status">${told}</span>
      </div>
    </div>`;
  }

  /** A matter of another category does not go with it. */
  private recategorise(category: string): void {
    this.category = category;
    const matter = this.loop?.catalogue.matters.find(({ id }) => id === this.item);
    if (matter && matter.category !== category) this.item = null;
  }

  private choose(item: string | null): void {
    this.item = item;
    const matter = this.loop?.catalogue.matters.find(({ id }) => id === item);
    if (matter) Object.assign(this, { category: matter.category, severity: matter.severity });
  }

  private pick(): void {
    this.picking = true;
    // On a narrow window the panel gives way to the map.
    this.emit('jw-height', 'peek');
    picking.begin({ centre: this.detail.incident.centre, picked: this.picked });
  }

  private stay(): void {
    this.picking = false;
    this.centre = null;
    picking.end(this.picked);
  }

  private readonly picked = (centre: LonLat): void => {
    if (!this.centre) this.emit('jw-height', 'half');
    this.centre = centre;
  };
}
