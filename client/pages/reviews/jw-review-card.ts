import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GeocodeAnswer, Review, ReviewCandidate, Synonym } from '../../../server/api/geocode/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { type IconName, icon } from '../../elements/icon.ts';
import { formatShare } from '../../format/number.ts';
import { type Clock, formatMoment } from '../../format/time.ts';
import './jw-review-teach.ts';
import { meantBy, readPieces, unknownPieces, unknownWords } from './meant.ts';
import { chosenWord, levelWord } from './place-words.ts';
import type { ReviewCommand } from './review-keys.ts';
import { cardStyles } from './review-styles.ts';

/** The longest text that the geocoder reads. */
const longest = 160;

/**
 * The address in hand: as it was typed, what it may mean, and what can be done.
 * @fires jw-review-command with a ReviewCommand.
 */
@customElement('jw-review-card')
export class JwReviewCard extends JwElement {
  @property({ attribute: false }) review!: Review;
  @property({ attribute: false }) clock!: Omit<Clock, 'language'>;
  /** True: a decision is under way. */
  @property({ type: Boolean }) busy = false;
  /** Whether there is a decision to take back. */
  @property({ type: Boolean }) undoable = false;
  /** True: a place is asked for on the map. */
  @property({ type: Boolean }) moving = false;
  /** True: a place was pointed at that is not settled. */
  @property({ type: Boolean }) pinned = false;
  @property({ type: Boolean }) teaching = false;
  /** What goes with the next decision. */
  @property({ attribute: false }) taught: Synonym | null = null;
  /** The candidate that was pressed on the map, from 0; -1: none. */
  @property({ type: Number }) looked = -1;

  /** What is recognised now, which may be more than when the question arose; an aid only, so that its failure is silent. */
  #read = new Task(this, {
    args: () => [this.review.text, this.review.candidates] as const,
    task: async ([text, candidates], { signal }) => {
      const query = { q: text.slice(0, longest), limit: '5' };
      const asked = answer<GeocodeAnswer>(api.geocode.$get({ query }, { init: { signal } }));
      const found = await asked.catch(() => null);
      return found && { text, pieces: readPieces(text, found, candidates) };
    },
  });

  static override styles = [formSheet, cardStyles];

  /** Puts the reader at the address. */
  async takeFocus(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus({ preventScroll: true });
  }

  override render() {
    const { reviews } = this.words;
    const { asked_at, batch_id, decision, candidates } = this.review;
    const unknown = unknownPieces(this.pieces);
    const asked = reviews.asked(formatMoment(asked_at, { ...this.clock, language: this.language }));
    return html`
      <p class="eyebrow">
        ${reviews.asTyped} · ${asked}${batch_id === null ? nothing : ` · ${reviews.ofBatch(String(batch_id))}`}
      </p>
      <h2 tabindex="-1">${this.typed()}</h2>
      ${unknown.length > 0 ? html`<p class="note">${reviews.unknown(unknown.join(reviews.comma))}</p>` : nothing}
      ${decision === null ? nothing : this.result()}
      <h3>${reviews.candidates}</h3>
      ${
        candidates.length === 0
          ? html`<p class="note">${reviews.noCandidates}</p>`
          : html`<ol>${candidates.map((candidate, at) => html`<li>${this.candidate(candidate, at)}</li>`)}</ol>`
      }
      ${decision === null ? this.acts() : this.button('undo', 'undo', 'U', reviews.undo)}
    `;
  }

  /** The text; what nothing is known of is underlined in it. */
  private typed(): TemplateResult | string {
    const { pieces } = this;
    return pieces
      ? html`${pieces.map(({ text, known }) => (known ? text : html`<mark>${text}</mark>`))}`
      : this.review.text;
  }

  private get pieces() {
    const read = this.#read.value;
    return read?.text === this.review.text ? read.pieces : null;
  }

  private candidate(candidate: ReviewCandidate, at: number): TemplateResult {
    const { reviews } = this.words;
    const { name, address, confidence } = candidate;
    const open = this.review.decision === null;
    const inner = html`
      ${at < 9 ? html`<kbd aria-hidden="true">${at + 1}</kbd>` : html`<span class="figure">${at + 1}</span>`}
      <span class="name">${name}</span>
      <span class="share figure"><span class="visually-hidden">${reviews.confidence}</span>${confidence < 0.01 ? '<1%' : formatShare(Math.floor(confidence * 100) / 100)}</span>
      <span class="note">${levelWord(candidate, this.words)}${address === name ? nothing : ` · ${address}`}</span>
    `;
    if (!open) return html`<div class="candidate">${inner}</div>`;
    return html`<button
      class="candidate"
      aria-current=${at === this.looked}
      ?disabled=${this.busy}
      @click=${({ detail: clicks }: MouseEvent) => {
        // The second of a double click falls on the next question, which nobody has read yet.
        if (clicks < 2) this.emit('jw-review-command', { do: 'accept', candidate: at } satisfies ReviewCommand);
      }}
    >
      ${inner}
    </button>`;
  }

  private acts(): TemplateResult {
    const { reviews } = this.words;
    return html`
      ${this.moving || this.pinned ? this.placing() : nothing}
      ${this.teaching ? html`<jw-review-teach .proposed=${this.proposed}></jw-review-teach>` : nothing}
      ${this.taught && !this.teaching ? this.kept(this.taught) : nothing}
      <div class="acts">
        ${this.button('move', 'pin', 'M', reviews.move, this.moving)} ${this.button('nowhere', 'close', 'N', reviews.nowhere)}
        ${this.button('skip', 'next', 'S', reviews.skip)} ${this.button('teach', 'edit', 'T', reviews.teach, this.teaching)}
        ${this.button('undo', 'undo', 'U', reviews.undo)}
      </div>
    `;
  }

  private placing(): TemplateResult {
    const { reviews } = this.words;
    return html`<div class="say" role="status">
      ${icon('pin')}
      <p>${this.pinned ? reviews.pinned : reviews.moving}</p>
      <div class="buttons">
        ${
          this.pinned
            ? html`<button class="primary" ?disabled=${this.busy} @click=${this.command('put')}>
                ${reviews.putHere} <kbd aria-hidden="true">Enter</kbd>
              </button>`
            : nothing
        }
        <button class="outlined" @click=${this.command('escape')}>${reviews.cancel} <kbd aria-hidden="true">Esc</kbd></button>
      </div>
    </div>`;
  }

  private kept({ text, name }: Synonym): TemplateResult {
    const { teaching } = this.words.reviews;
    return html`<div class="say" role="status">
      ${icon('check')}
      <p>${teaching.kept(text, name)}</p>
      <button class="link" @click=${() => this.emit('jw-review-taught', null)}>${teaching.drop}</button>
    </div>`;
  }

  private result(): TemplateResult {
    const { reviews } = this.words;
    const { decided_by, decided_at, synonym } = this.review;
    const when = decided_at ? formatMoment(decided_at, { ...this.clock, language: this.language }) : '';
    return html`<div class="result">
      <p><strong>${chosenWord(this.review, this.words)}</strong></p>
      <p class="note">${reviews.by(decided_by, when)}</p>
      ${synonym ? html`<p class="note">${reviews.taught(synonym.text, synonym.name)}</p>` : nothing}
    </div>`;
  }

  private button(
    act: 'move' | 'nowhere' | 'skip' | 'teach' | 'undo',
    symbol: IconName,
    key: string,
    label: string,
    pressed?: boolean,
  ) {
    const idle = act === 'undo' && !this.undoable;
    return html`<button
      class="outlined"
      aria-keyshortcuts=${key}
      aria-pressed=${pressed ?? nothing}
      ?disabled=${this.busy || idle}
      @click=${this.command(act)}
    >
      ${icon(symbol)}${label}<kbd aria-hidden="true">${key}</kbd>
    </button>`;
  }

  private get proposed(): Synonym {
    if (this.taught) return this.taught;
    const candidate = this.review.candidates[Math.max(this.looked, 0)];
    const { kind, name } = candidate ? meantBy(candidate) : { kind: 'compound' as const, name: '' };
    return { text: unknownWords(this.pieces), kind, name };
  }

  private command(act: Exclude<ReviewCommand['do'], 'accept'>) {
    return () => this.emit('jw-review-command', { do: act } satisfies ReviewCommand);
  }
}
