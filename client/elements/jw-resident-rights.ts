import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FoundResident } from '../../server/api/residents/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { JwElement } from './element.ts';
import { textOf } from './form-text.ts';
import './jw-resident-request.ts';
import { empty, heading } from './parts.ts';
import { recordSheet } from './record-styles.ts';
import type { Reference } from './reference.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/** Requests of residents about their own data: found exactly by name with phone or birth date, then handled one at a time. */
@customElement('jw-resident-rights')
export class JwResidentRights extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private found: FoundResident[] | null = null;
  @state() private chosen: FoundResident | null = null;
  @state() private incomplete = false;
  #search = new Submission(this);

  static override styles = [
    recordSheet,
    css`
      :host {
        max-inline-size: 52rem;
      }
      .search {
        max-inline-size: 36rem;
        margin-top: var(--space-5);
        padding-top: var(--space-4);
        border-block-start: 2px solid var(--ink);
      }
      .missing {
        color: var(--cinnabar);
      }
      .hits .row {
        justify-content: space-between;
        gap: var(--space-4);
        padding: var(--space-2) 0;
      }
      .hits .name {
        font-size: var(--type-3);
      }
      .hits .note {
        display: block;
      }
    `,
  ];

  override render() {
    const { rights: words } = this.words.records;
    if (this.chosen) {
      return html`${heading('', words.title, words.lead)}
        <jw-resident-request
          .reference=${this.reference}
          .resident=${this.chosen}
          @jw-request-over=${this.begin}
        ></jw-resident-request>`;
    }
    return html`${heading('', words.title, words.lead)} ${this.form()} ${this.hits()}`;
  }

  private form(): TemplateResult {
    const { rights: words } = this.words.records;
    return html`<form class="search" @submit=${this.submit} novalidate autocomplete="off">
      <div class="field">
        <label for="name">${words.name}</label>
        <input id="name" name="name" maxlength="60" required />
      </div>
      <div class="pair">
        <div class="field">
          <label for="phone">${words.phone}</label>
          <input id="phone" name="phone" type="tel" maxlength="30" aria-describedby="one-of" />
        </div>
        <div class="field">
          <label for="birth">${words.birth}</label>
          <input id="birth" name="birth_date" type="date" aria-describedby="one-of" />
        </div>
      </div>
      <p class="note" id="one-of">${words.oneOf}</p>
      ${this.incomplete ? html`<p class="missing" role="alert"><span aria-hidden="true">▲ </span>${words.need}</p>` : nothing}
      ${faultLine(this.#search, this.words)}
      <div class="buttons">${submitButton(this.#search, words.search, this.words)}</div>
    </form>`;
  }

  private hits(): TemplateResult | typeof nothing {
    const { rights: words } = this.words.records;
    const { found } = this;
    if (!found) return nothing;
    return html`<section class="hits" aria-live="polite">
      <h3>${words.found(formatCount(found.length, this.language))}</h3>
      ${
        found.length
          ? html`<ul>
              ${found.map((resident) => html`<li>${this.hit(resident)}</li>`)}
            </ul>`
          : empty(words.none)
      }
    </section>`;
  }

  private hit(resident: FoundResident): TemplateResult {
    const { rights: words } = this.words.records;
    return html`<button class="row" @click=${() => this.choose(resident)}>
      <span>
        <span class="name">${resident.name}</span>
        <span class="note">${[words.bornIn(String(resident.birth_year)), resident.phone].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="note">${resident.address}</span>
    </button>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const [name, phone, birth_date] = [textOf(form, 'name'), textOf(form, 'phone'), textOf(form, 'birth_date')];
    this.found = null;
    this.incomplete = !name || !(phone || birth_date);
    if (this.incomplete) {
      this.renderRoot.querySelector<HTMLElement>(name ? '#phone' : '#name')?.focus();
      return;
    }
    const json = { name, ...(phone ? { phone } : {}), ...(birth_date ? { birth_date } : {}) };
    await this.#search.run(async () => {
      this.found = (await answer(api.residents.search.$post({ json }))).items;
    });
  }

  private choose(resident: FoundResident): void {
    this.chosen = resident;
    void this.focusHeading();
  }

  private begin(): void {
    this.chosen = null;
    this.found = null;
    void this.focusHeading();
  }

  private async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }
}
