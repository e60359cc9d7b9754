import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EventKind, IncidentDetail } from '../../server/api/incidents/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { JwElement } from './element.ts';
import { isStale, type Move, sendEvent } from './event-sending.ts';
import { formSheet } from './form-styles.ts';
import { textOf } from './form-text.ts';
import './jw-correct-fields.ts';
import type { JwCorrectFields } from './jw-correct-fields.ts';
import './jw-holder-fields.ts';
import type { JwHolderFields } from './jw-holder-fields.ts';
import './jw-merge-fields.ts';
import type { JwMergeFields } from './jw-merge-fields.ts';
import './jw-photo-picker.ts';
import './jw-rating.ts';
import { moveStyles } from './move-styles.ts';
import { codeName, type Reference } from './reference.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/** Kinds whose text is needed, and what it is called. */
const reasons: Partial<Record<EventKind, 'reason' | 'done' | 'text'>> = {
  resolved: 'done',
  noted: 'text',
  returned: 'reason',
  reopened: 'reason',
  escalated: 'reason',
  suspended: 'reason',
  withdrawn: 'reason',
};
const withPhotos: ReadonlySet<EventKind> = new Set(['resolved', 'noted', 'returned', 'arrived']);
/** Nothing more is said with these. */
const withoutText: ReadonlySet<EventKind> = new Set(['merged']);

/**
 * The small form of one move. What was typed stays while the incident goes on under it; it can be sent again after a look at what changed.
 * @fires jw-incident with the incident as it is then (IncidentDetail).
 * @fires jw-incident-stale when somebody was quicker, or the move is no longer legal.
 * @fires jw-cancel when the reader closes it.
 */
@customElement('jw-move-form')
export class JwMoveForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;
  @property({ attribute: false }) loop: LoopReference | null = null;
  @property() kind!: EventKind;
  /** What the move is called. */
  @property() label = '';
  @state() private photos: readonly string[] = [];
  @state() private rating: number | null = null;
  @state() private uploading = false;
  @query('form') private form!: HTMLFormElement;
  #sending = new Submission(this);
  #typed = false;

  static override styles = [formSheet, moveStyles];

  /** True: something was filled in that would be lost. */
  get dirty(): boolean {
    return this.#typed || this.photos.length > 0 || this.rating !== null;
  }

  override render() {
    const { moves: words } = this.words.loop;
    const legal = this.detail.moves.includes(this.kind);
    return html`<form
      novalidate
      @submit=${this.submit}
      @input=${() => {
        this.#typed = true;
      }}
    >
      <p class="note">${words.lead[this.kind] ?? nothing}</p>
      ${this.evidence()} ${this.fields()} ${this.text()} ${this.picker()}
      ${faultLine(this.#sending, this.words)}
      ${isStale(this.#sending.fault) && legal ? html`<p class="note">${words.again}</p>` : nothing}
      ${legal ? nothing : html`<p role="alert">${words.gone(this.label)}</p>`}
      <div class="buttons">
        ${legal && !this.uploading ? submitButton(this.#sending, this.label, this.words) : nothing}
        <button type="button" class="outlined" @click=${() => this.emit('jw-cancel')}>${words.cancel}</button>
      </div>
    </form>`;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('textarea, select, input')?.focus();
  }

  /** What the catalogue wants to see before this matter is settled. */
  private evidence(): TemplateResult | typeof nothing {
    const { item } = this.detail.incident;
    const matter = this.loop?.catalogue.matters.find(({ id }) => id === item);
    if (this.kind !== 'resolved' || !matter?.evidence.includes('photo')) return nothing;
    return html`<p>${this.words.loop.moves.field.photoNeeded}</p>`;
  }

  private fields(): TemplateResult | typeof nothing {
    const { reference, detail, loop } = this;
    switch (this.kind) {
      case 'dispatched':
        return html`<jw-holder-fields
          .reference=${reference}
          .detail=${detail}
          .loop=${loop}
          .wrong=${this.#sending.field}
        ></jw-holder-fields>`;
      case 'merged':
        return html`<jw-merge-fields .reference=${reference} .detail=${detail}></jw-merge-fields>`;
      case 'corrected':
        return html`<jw-correct-fields .reference=${reference} .detail=${detail} .loop=${loop}></jw-correct-fields>`;
      case 'evaluated':
        return html`<jw-rating
          .value=${this.rating}
          @jw-rating=${(event: CustomEvent<number>) => {
            this.rating = event.detail;
          }}
        ></jw-rating>`;
      case 'whistled':
        return this.departments('checkbox', detail.callable);
      case 'arrived':
        return this.departments('radio', this.waiting);
      default:
        return nothing;
    }
  }

  /** Departments that were called and are not there yet. */
  private get waiting(): string[] {
    return this.detail.whistles.filter(({ arrived_at }) => arrived_at === null).map(({ department }) => department);
  }

  private departments(type: 'checkbox' | 'radio', ids: readonly string[]): TemplateResult {
    const { reference, language } = this;
    return html`<fieldset class="choices">
      <legend>${this.words.loop.moves.field.departments}</legend>
      ${ids.map(
        (id) => html`<label class="choice">
          <input type=${type} name="departments" value=${id} ?checked=${ids.length === 1} />
          ${codeName(reference, 'department', id, language)}
        </label>`,
      )}
    </fieldset>`;
  }

  private text(): TemplateResult | typeof nothing {
    if (withoutText.has(this.kind)) return nothing;
    const { moves: words } = this.words.loop;
    const { status } = this.detail.incident;
    const undone = this.kind === 'reopened' && (status === 'merged' || status === 'withdrawn') ? status : null;
    const needed = reasons[this.kind];
    return html`<div class="field">
      <label for="text">${words.field[needed ?? 'optional']}</label>
      <textarea
        id="text"
        name="text"
        maxlength="2000"
        ?required=${needed !== undefined}
        aria-invalid=${this.#sending.field === 'text'}
        .defaultValue=${undone ? words.undoText[undone] : ''}
      ></textarea>
    </div>`;
  }

  private picker(): TemplateResult | typeof nothing {
    if (!withPhotos.has(this.kind)) return nothing;
    return html`<jw-photo-picker
      .names=${this.photos}
      @jw-photos=${(event: CustomEvent<string[]>) => {
        this.photos = event.detail;
      }}
      @jw-busy=${(event: CustomEvent<boolean>) => {
        this.uploading = event.detail;
      }}
    ></jw-photo-picker>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const done = await this.#sending.run(async () => {
      const detail = await sendEvent(this.detail.incident, await this.move());
      this.#typed = false;
      this.emit('jw-incident', detail);
    });
    if (!done && isStale(this.#sending.fault)) this.emit('jw-incident-stale');
  }

  /**
   * What is filled in.
   * @throws Error with a sentence where something that only the reader can say is missing.
   */
  private async move(): Promise<Move> {
    const { field: words } = this.words.loop.moves;
    const text = textOf(this.form, 'text');
    const said = { kind: this.kind, ...(text && { text }), photos: this.photos };
    const find = <Element>(name: string) => this.renderRoot.querySelector(name) as Element;
    switch (this.kind) {
      case 'dispatched':
        return { ...said, ...find<JwHolderFields>('jw-holder-fields').value };
      case 'merged':
        return { ...said, into: await find<JwMergeFields>('jw-merge-fields').into() };
      case 'corrected': {
        const { value } = find<JwCorrectFields>('jw-correct-fields');
        if (Object.keys(value).length === 0) throw new Error(words.same);
        return { ...said, ...value };
      }
      case 'evaluated':
        if (this.rating === null) throw new Error(words.rate);
        return { ...said, rating: this.rating };
      case 'whistled':
        return { ...said, departments: new FormData(this.form).getAll('departments') };
      case 'arrived':
        return { ...said, department: new FormData(this.form).get('departments') ?? '' };
      default:
        return said;
    }
  }
}
