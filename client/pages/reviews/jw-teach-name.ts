import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Review, Synonym } from '../../../server/api/geocode/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';

const kinds = ['compound', 'road', 'poi', 'area'] as const;

/**
 * What people here call a place, to be taught with a decision.
 * @fires jw-taught with the synonym, null while it is not whole.
 */
@customElement('jw-teach-name')
export class JwTeachName extends JwElement {
  @property({ attribute: false }) review!: Review;
  @state() private text = '';
  @state() private kind: Synonym['kind'] = 'compound';
  @state() private name: string | null = null;

  static override styles = [formSheet];

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('review') as Review | undefined;
    if (!before || before.id === this.review.id) return;
    [this.text, this.name] = ['', null];
  }

  override render() {
    const { reviews } = this.words;
    const { candidates, text } = this.review;
    const name = this.name ?? candidates[0]?.name ?? '';
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      <p class="note">${reviews.teachLead}</p>
      <div class="pair">
        <div class="field">
          <label for="text">${reviews.typed}</label>
          <input id="text" maxlength="40" autocomplete="off" placeholder=${reviews.typedHint(text)} .value=${this.text}
            @input=${(event: Event) => this.take({ text: textOf(event) })} />
        </div>
        <div class="field">
          <label for="kind">${reviews.kind}</label>
          <select id="kind" @change=${(event: Event) => this.take({ kind: textOf(event) as Synonym['kind'] })}>
            ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${reviews.kinds[kind]}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="name">${reviews.name}</label>
          <input id="name" maxlength="100" autocomplete="off" list="names" .value=${name}
            @input=${(event: Event) => this.take({ name: textOf(event) })} />
          <datalist id="names">
            ${candidates.map((candidate) => (candidate.name ? html`<option value=${candidate.name}></option>` : nothing))}
          </datalist>
        </div>
      </div>
    </form>`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  }

  private take(said: { text?: string; kind?: Synonym['kind']; name?: string }): void {
    this.text = said.text ?? this.text;
    this.kind = said.kind ?? this.kind;
    this.name = said.name ?? this.name;
    const [text, name] = [this.text.trim(), (this.name ?? this.review.candidates[0]?.name ?? '').trim()];
    const whole = text.length > 1 && name.length > 1;
    this.emit('jw-taught', whole ? { text, kind: this.kind, name } : null);
  }
}

const textOf = ({ target }: Event) => (target as HTMLInputElement | HTMLSelectElement).value;
