import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Emergency, EmergencyResource } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { styleOf } from '../../elements/style-of.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';

/**
 * One resource: how much of it is free, and a counter that is written down when the reader says so.
 * @fires jw-emergency-held with the emergency after that. @fires jw-reload where somebody else was quicker.
 */
@customElement('jw-emergency-resource')
export class JwEmergencyResource extends JwElement {
  @property({ attribute: false }) emergencyId = 0;
  @property({ attribute: false }) resource!: EmergencyResource;
  /** True: the caller may change how much is free. */
  @property({ attribute: false }) counts = false;
  /** What the counter stands at, and what was free when it was touched first; null: untouched. */
  @state() private counted: { free: number; was: number } | null = null;
  #saving = new Submission(this);

  static override styles = [
    formSheet,
    css`
      :host {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--space-3);
        align-items: center;
      }
      .name {
        display: block;
        overflow-wrap: anywhere;
      }
      .free {
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }
      .free strong {
        font-size: var(--type-3);
        font-weight: 600;
      }
      .none strong {
        color: var(--ink-soft);
      }
      .meter {
        grid-column: 1 / -1;
        block-size: 0.1875rem;
        margin-top: var(--space-1);
        background: color-mix(in srgb, var(--ink) 10%, transparent);
      }
      .meter span {
        display: block;
        inline-size: var(--share);
        block-size: 100%;
        background: var(--ink-soft);
      }
      .counter {
        display: flex;
        align-items: center;
        gap: var(--space-1);
      }
      .counter button {
        justify-content: center;
        min-inline-size: var(--target);
        padding: 0;
        border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
      }
      .counter input {
        inline-size: 3.5rem;
        min-block-size: var(--target);
        padding: 0 var(--space-1);
        border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
        border-radius: var(--radius);
        background: var(--sheet-raised);
        font-variant-numeric: tabular-nums;
        text-align: center;
        appearance: textfield;
      }
      .counter input::-webkit-inner-spin-button {
        appearance: none;
      }
      .all {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .save {
        grid-column: 1 / -1;
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    // Once the number is what was counted, nothing is left to be written down.
    if (changed.has('resource') && this.counted?.free === this.resource.free) this.counted = null;
  }

  override render() {
    const { resource } = this;
    const { quantity, name, area_name, address } = resource;
    const free = this.counted?.free ?? resource.free;
    const place = [area_name, address].filter(Boolean).join(' · ');
    const share = quantity > 0 ? `${Math.round((Math.min(free, quantity) / quantity) * 100)}%` : '0%';
    return html`<div class="line">
      <span><span class="name">${name}</span>${place ? html`<span class="note">${place}</span>` : nothing}</span>
      ${this.counts ? this.counter(free) : this.figure(free)}
      <span class="meter" aria-hidden="true"><span style=${styleOf({ '--share': share })}></span></span>
      ${this.counted || this.#saving.fault ? this.save() : nothing}
    </div>`;
  }

  private figure(free: number): TemplateResult {
    const { resources: words } = this.words.emergency;
    const { quantity, unit } = this.resource;
    const [left, all] = [formatCount(free, this.language), formatCount(quantity, this.language)];
    return html`<span class="free ${free === 0 ? 'none' : ''}" title=${words.of(left, all)}
      ><span class="note">${words.free} </span><strong>${left}</strong><span class="note"> / ${all}${unit}</span></span
    >`;
  }

  private counter(free: number): TemplateResult {
    const { resources: words } = this.words.emergency;
    const { name, quantity, unit } = this.resource;
    const step = (by: number) => this.count(free + by);
    return html`<span class="counter">
      <button aria-label=${words.less(name)} ?disabled=${free <= 0} @click=${() => step(-1)}>${icon('minus')}</button>
      <input
        type="number"
        min="0"
        max=${quantity}
        inputmode="numeric"
        aria-label=${words.set(name)}
        .value=${String(free)}
        @change=${(event: Event) => this.count(Number((event.target as HTMLInputElement).value))}
      />
      <button aria-label=${words.more(name)} ?disabled=${free >= quantity} @click=${() => step(1)}>${icon('plus')}</button>
      <span class="note all">/ ${formatCount(quantity, this.language)}${unit}</span>
    </span>`;
  }

  private save(): TemplateResult {
    const { resources: words } = this.words.emergency;
    return html`<div class="save">
      ${faultLine(this.#saving, this.words)}
      <div class="buttons">
        <button class="outlined" ?disabled=${this.#saving.busy || !this.counted} @click=${this.send}>${words.save}</button>
        <button class="link" @click=${this.undo}>${words.undo}</button>
      </div>
    </div>`;
  }

  private count(wanted: number): void {
    const { free: was, quantity } = this.resource;
    const free = Math.min(quantity, Math.max(0, Math.round(wanted) || 0));
    this.#saving.clear();
    this.counted = free === was ? null : { free, was: this.counted?.was ?? was };
    this.requestUpdate();
  }

  private undo = (): void => {
    this.#saving.clear();
    this.counted = null;
  };

  private send = async (): Promise<void> => {
    const { counted } = this;
    if (!counted) return;
    const param = { id: String(this.emergencyId), resource_id: String(this.resource.id) };
    const done = await this.#saving.run(async () => {
      const call = api.emergencies[':id'].resources[':resource_id'].$post({ param, json: counted });
      this.emit('jw-emergency-held', await answer<Emergency>(call));
    });
    if (done) this.counted = null;
    else if (this.#saving.field === 'version') {
      // What was counted stays; the next press writes over what the other one wrote, which the reader now sees.
      this.counted = { ...counted, was: this.resource.free };
      this.emit('jw-reload');
    }
  };
}
