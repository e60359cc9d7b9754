import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { type LayOut, type LineFault, readLine } from './layout-line.ts';

/**
 * The line of text that lays a building out; what it would add is drawn while it is typed.
 * @fires jw-line-typed with the acts that it says so far, empty where it says none.
 * @fires jw-line-done with the acts, when it is entered. @fires jw-line-left when the keyboard leaves it by Escape.
 */
@customElement('jw-door-line')
export class JwDoorLine extends JwElement {
  /** Units that a line without one is about. */
  @property({ attribute: false }) unitNos: readonly number[] = [1];
  /** How many doors the line would add; null while it says nothing. */
  @property({ attribute: false }) adds: number | null = null;
  /** Why what it says cannot be done, in words. */
  @property() refusal = '';
  @state() private text = '';
  @state() private fault: LineFault | null = null;
  @query('input') private field!: HTMLInputElement;

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      form {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      .field {
        position: relative;
        flex: 1;
        min-inline-size: 0;
      }
      label {
        white-space: nowrap;
        color: var(--ink-soft);
      }
      input {
        inline-size: 100%;
        min-block-size: var(--target);
        padding: 0 var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
        font-variant-numeric: tabular-nums;
      }
      .told {
        min-block-size: 1.5rem;
        margin-top: var(--space-1);
      }
      .bad {
        white-space: pre;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      mark {
        background: none;
        color: inherit;
        font-weight: 700;
        text-decoration: underline wavy;
        text-underline-offset: 0.2em;
      }
      .examples button {
        padding: 0;
        min-block-size: 1.5rem;
        margin-inline-start: var(--space-2);
      }
      @media (max-width: 899px) {
        form {
          flex-wrap: wrap;
        }
        label {
          flex-basis: 100%;
        }
      }
    `,
  ];

  override focus(): void {
    this.field.focus();
  }

  override render() {
    const { line } = this.words.doors;
    return html`<form @submit=${this.enter}>
        <label for="line">${line.label}</label>
        <span class="field"
          ><input
            id="line"
            autocomplete="off"
            spellcheck="false"
            maxlength="300"
            placeholder=${line.examples[0]!}
            aria-describedby="told"
            aria-invalid=${this.fault !== null || this.refusal !== ''}
            .value=${this.text}
            @input=${() => this.type(this.field.value)}
            @keydown=${this.press}
        /></span>
        <button class="outlined" ?disabled=${!this.adds}>${icon('plus')}${line.put}</button>
      </form>
      <p class="note told" id="told" role="status">${this.told()}</p>`;
  }

  private told() {
    const { line } = this.words.doors;
    const { fault, text, adds, refusal } = this;
    if (text.trim() === '') {
      const example = (given: string) =>
        html`<button type="button" class="link" @click=${() => this.take(given)}>${given}</button>`;
      return html`<span class="examples">${line.help}${line.examples.map(example)}</span>`;
    }
    if (fault) {
      const [before, after] = [text.slice(0, fault.at), text.slice(fault.at)];
      return html`<span class="bad">${before}<mark>${after.trim() === '' ? '▁▁' : after}</mark></span> — ${line.at(String(fault.at + 1))}${line.faults[fault.reason]}`;
    }
    if (refusal) return refusal;
    if (adds === null) return nothing;
    return adds > 0 ? line.preview(String(adds)) : line.nothing;
  }

  private take(text: string): void {
    this.type(text);
    this.field.focus();
  }

  private type(text: string): void {
    this.text = text;
    const read = readLine(text, this.unitNos);
    this.fault = 'fault' in read ? read.fault : null;
    this.emit('jw-line-typed', 'acts' in read ? read.acts : []);
  }

  private enter(event: Event): void {
    event.preventDefault();
    const read = readLine(this.text, this.unitNos);
    if (!('acts' in read) || !this.adds) return;
    const acts: LayOut[] = read.acts;
    this.text = '';
    this.emit('jw-line-done', acts);
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.type('');
    this.emit('jw-line-left');
  }
}
