import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Severity } from '../../server/api/incidents/schema.ts';
import type { Matter } from '../../server/api/loop/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { type Draft, type DraftFields, isEmpty, missingIn } from '../state/draft.ts';
import { categoryTileStyles, categoryTiles } from './category-tiles.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import './jw-matter-select.ts';
import './jw-near-reports.ts';
import './jw-photo-picker.ts';
import './jw-place-field.ts';
import './jw-sure-button.ts';
import { matterName } from './matter-search.ts';
import { choiceGroup, choiceStyles } from './report-choices.ts';
import { reportFormStyles } from './report-form-styles.ts';
import { codeWord, type ReportReference } from './report-reference.ts';

/** The field that is still to be filled in, the first in the order of the form. */
type Missing = ReturnType<typeof missingIn> | 'photos';

const ways = ['online', 'at_once', 'on_the_spot'] as const;
const severities: readonly Severity[] = ['low', 'normal', 'high', 'urgent'];
/** A matter outside the catalogue. */
const plainSeverity: Severity = 'normal';

/**
 * The form of a report. It holds nothing: every stroke is told, and what is shown is the draft that is given. The slot takes the map.
 * @fires jw-draft with the draft as it is now.
 * @fires jw-hand with the draft when it is to be sent.
 * @fires jw-clear when it is to be thrown away.
 */
@customElement('jw-report-form')
export class JwReportForm extends JwElement {
  @property({ attribute: false }) reference!: ReportReference;
  /** The catalogue, for somebody who works here; null: for everybody. */
  @property({ attribute: false }) matters: readonly Matter[] | null = null;
  @property({ attribute: false }) draft!: Draft;
  /** How to show the place; '' is as on a map of its own. */
  @property() placeLead = '';
  /** True: no map could be drawn. */
  @property({ type: Boolean }) mapless = false;
  /** True: drafts would not outlive the page. */
  @property({ type: Boolean }) fleeting = false;
  @property({ type: Boolean }) busy = false;
  /** What was missing when somebody wanted to send. */
  @state() private missing: Missing = null;

  static override styles = [formSheet, categoryTileStyles, choiceStyles, reportFormStyles];

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('draft');
    if (before && before.state !== 'refused' && this.draft.state === 'refused') this.#bring(this.draft.fault?.field);
  }

  override render() {
    const { draft } = this;
    const { form } = this.words.report;
    return html`<form novalidate @submit=${this.submit}>
      ${this.place()} ${this.category()} ${this.near()} ${this.what()}
      <jw-photo-picker
        id="photos"
        .kept=${draft.photos.map(({ bytes }) => bytes)}
        @jw-kept=${(event: CustomEvent<Blob[]>) => this.keepPhotos(event.detail)}
      ></jw-photo-picker>
      ${this.faultLine('photos')} ${this.matters ? this.going() : this.contact()} ${this.fault()}
      <div class="foot">
        <button class="primary" type="submit" ?disabled=${this.busy}>
          ${icon('send')}${this.busy ? `${this.words.access.working} …` : draft.fields.way === 'on_the_spot' ? form.sendSettled : form.send}
        </button>
        <span class="note" role="status">${isEmpty(draft) ? nothing : this.fleeting ? form.notKept : form.kept}</span>
        ${isEmpty(draft) ? nothing : html`<jw-sure-button .label=${form.clear} .question=${form.clearSure} @jw-sure=${() => this.emit('jw-clear')}></jw-sure-button>`}
      </div>
    </form>`;
  }

  private place(): TemplateResult {
    const { centre, address } = this.draft.fields;
    return html`<jw-place-field
      id="centre"
      .centre=${centre}
      .address=${address}
      .lead=${this.placeLead}
      .fault=${this.faultOf('centre')}
      ?mapless=${this.mapless}
      @jw-place=${(event: CustomEvent<LonLat>) => this.put({ centre: event.detail })}
      @jw-address=${(event: CustomEvent<string>) => this.put({ address: event.detail })}
      ><slot></slot
    ></jw-place-field>`;
  }

  private category(): TemplateResult {
    const { category, item } = this.draft.fields;
    const { form } = this.words.report;
    const choose = (next: string) => this.put({ category: next, item: null, severity: null, merge_into: null });
    return html`<div id="category">
      ${categoryTiles(this.reference.catalogues['incident-category'], category, form.category, choose, this.language)}
      ${this.faultLine('category')}
      ${
        this.matters && category
          ? html`<jw-matter-select
              .matters=${this.matters}
              .category=${category}
              .value=${item}
              @jw-matter=${(event: CustomEvent<string | null>) => this.chooseMatter(event.detail)}
            ></jw-matter-select>`
          : nothing
      }
    </div>`;
  }

  private near(): TemplateResult {
    const { centre, category, title, merge_into, suspected_of } = this.draft.fields;
    const account = this.matters !== null;
    return html`<jw-near-reports
      .reference=${this.reference}
      .centre=${centre}
      .category=${category}
      .about=${title}
      ?account=${account}
      .chosen=${account ? merge_into : suspected_of}
      @jw-same=${({ detail }: CustomEvent<number | null>) => this.put(account ? { merge_into: detail } : { suspected_of: detail })}
    ></jw-near-reports>`;
  }

  private what(): TemplateResult {
    const { form } = this.words.report;
    return html`${this.line('title', form.name, form.nameHint, 80)} ${this.faultLine('title')}
      ${this.text('description', form.description, form.descriptionHint)}`;
  }

  private contact(): TemplateResult {
    const { form } = this.words.report;
    return html`<div>
      ${this.line('contact', form.contact, form.contactHint, 100)}
      <p class="note below">${form.contactNote}</p>
    </div>`;
  }

  /** What somebody who works here says besides: how urgent, how found, how it goes on. */
  private going(): TemplateResult {
    const { form } = this.words.report;
    const { severity, channel, way, item } = this.draft.fields;
    const usual = this.matters?.find(({ id }) => id === item)?.severity ?? plainSeverity;
    const word = (code: Severity) => codeWord(this.reference, 'incident-severity', code, this.language);
    return html`
      <div class="pair">
        <div class="field">
          <label for="severity">${form.severity}</label>
          <select id="severity" @change=${this.chooseSeverity}>
            <option value="" ?selected=${severity === null}>${form.bySystem(word(usual))}</option>
            ${severities.map((code) => html`<option value=${code} ?selected=${severity === code}>${word(code)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="channel">${form.channel}</label>
          <select id="channel" @change=${(event: Event) => this.put({ channel: (event.target as HTMLSelectElement).value as DraftFields['channel'] })}>
            ${(['worker', 'patrol'] as const).map((code) => html`<option value=${code} ?selected=${channel === code}>${form.channels[code]}</option>`)}
          </select>
        </div>
      </div>
      ${choiceGroup(
        'way',
        form.way,
        ways.map((value) => ({ value, label: form.ways[value][0], note: form.ways[value][1] })),
        way,
        (next) => this.put({ way: next }),
      )}
      ${way === 'on_the_spot' ? html`${this.text('settled_text', form.settled, form.settledHint)} ${this.faultLine('settled_text')}` : nothing}
    `;
  }

  private line(name: 'title' | 'contact', label: string, hint: string, most: number): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        maxlength=${most}
        autocomplete="off"
        placeholder=${hint}
        aria-invalid=${this.faultOf(name) !== ''}
        .value=${this.draft.fields[name]}
        @input=${(event: Event) => this.put({ [name]: (event.target as HTMLInputElement).value })}
      />
    </div>`;
  }

  private text(name: 'description' | 'settled_text', label: string, hint: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <textarea
        id=${name}
        rows="3"
        maxlength="2000"
        placeholder=${hint}
        .value=${this.draft.fields[name]}
        @input=${(event: Event) => this.put({ [name]: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
    </div>`;
  }

  /** What the server said of the whole; what it said of a field stands there. */
  private fault(): TemplateResult | typeof nothing {
    const { fault } = this.draft;
    if (!fault || shownAtField.includes(fault.field ?? '')) return nothing;
    return html`<p class="fault" role="alert">${icon('warning')}<span>${fault.message}</span></p>`;
  }

  private faultLine(field: string): TemplateResult | typeof nothing {
    const fault = this.faultOf(field);
    return fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${fault}</span></p>` : nothing;
  }

  private faultOf(field: string): string {
    const { place, form } = this.words.report;
    if (this.missing !== field) return this.draft.fault?.field === field ? this.draft.fault.message : '';
    const said = {
      centre: place.missing,
      category: form.categoryMissing,
      title: form.nameMissing,
      settled_text: form.settledMissing,
      photos: form.photosMissing,
    };
    return said[this.missing];
  }

  private put(change: Partial<DraftFields>): void {
    const fields = { ...this.draft.fields, ...change };
    const fault = this.draft.fault?.field && this.draft.fault.field in change ? null : this.draft.fault;
    this.tell({ ...this.draft, state: 'writing', fields, fault });
    if (this.missing !== this.lacking()) this.missing = null;
  }

  private keepPhotos(kept: readonly Blob[]): void {
    const named = new Map(this.draft.photos.map((photo) => [photo.bytes, photo]));
    const photos = kept.map((bytes) => named.get(bytes) ?? { bytes, name: null });
    const fault = this.draft.fault?.field === 'photos' ? null : this.draft.fault;
    this.tell({ ...this.draft, state: 'writing', photos, fault });
    if (this.missing === 'photos') this.missing = null;
  }

  private tell(draft: Draft): void {
    this.draft = draft;
    this.emit('jw-draft', draft);
  }

  private chooseMatter(item: string | null): void {
    const matter = this.matters?.find(({ id }) => id === item);
    const title = this.draft.fields.title.trim();
    const names = this.matters?.flatMap(({ zh, en }) => [zh, en]) ?? [];
    // The matter's own name is a good title until somebody writes a better one.
    const named = matter && (!title || names.includes(title)) ? { title: matterName(matter, this.language) } : {};
    this.put({ item, severity: null, ...named });
  }

  private chooseSeverity(event: Event): void {
    this.put({ severity: ((event.target as HTMLSelectElement).value || null) as Severity | null });
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.missing = this.lacking();
    if (!this.missing) {
      this.emit('jw-hand', this.draft);
      return;
    }
    await this.updateComplete;
    this.#bring(this.missing);
  }

  /** What is missing; what is settled on the spot needs the evidence that its matter asks for. */
  private lacking(): Missing {
    const { way, item } = this.draft.fields;
    const evidence = this.matters?.find(({ id }) => id === item)?.evidence ?? [];
    const unseen = way === 'on_the_spot' && evidence.includes('photo') && this.draft.photos.length === 0;
    return missingIn(this.draft) ?? (unseen ? 'photos' : null);
  }

  /** Brings the field that something is wrong with before the reader; without one, what is said of the whole. */
  #bring(name: string | undefined): void {
    const field = this.renderRoot.querySelector<HTMLElement>(shownAtField.includes(name ?? '') ? `#${name}` : '.fault');
    field?.scrollIntoView({ block: 'center' });
    (field?.querySelector<HTMLElement>('input') ?? field)?.focus();
  }
}

/** Fields beside which a refusal of the server is shown. */
const shownAtField = ['centre', 'category', 'title', 'settled_text', 'photos'];
