import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { iconButton } from './parts.ts';

/** A password that can be looked at, with a word about the caps lock. */
@customElement('jw-password-field')
export class JwPasswordField extends JwElement {
  @property() label = '';
  /** What is wrong with it; '' when nothing is. */
  @property() fault = '';
  /** For the browser's password store: `current-password` or `new-password`. */
  @property() autocomplete: 'current-password' | 'new-password' = 'current-password';
  @state() private shown = false;
  @state() private capsLock = false;
  @query('input') private input!: HTMLInputElement;

  static override styles = [
    formSheet,
    css`
      .box {
        position: relative;
      }
      .box input {
        padding-inline-end: calc(var(--target) + var(--space-2));
      }
      .box button {
        position: absolute;
        inset-block: 0;
        inset-inline-end: var(--space-1);
        min-block-size: 100%;
        color: var(--ink-soft);
      }
    `,
  ];

  /** What was typed. */
  get value(): string {
    return this.input.value;
  }

  override focus(): void {
    this.input.focus();
  }

  /** Marks the whole of it, so that typing begins anew. */
  select(): void {
    this.input.select();
    this.input.focus();
  }

  /** Forgets what was typed. */
  clear(): void {
    this.input.value = '';
  }

  override render() {
    const { field } = this.words.access;
    const note = this.fault || (this.capsLock ? field.capsLock : '');
    return html`<div class="field">
      <label for="password">${this.label}</label>
      <div class="box">
        <input
          id="password"
          name="password"
          type=${this.shown ? 'text' : 'password'}
          autocomplete=${this.autocomplete}
          autocapitalize="none"
          spellcheck="false"
          maxlength="200"
          aria-invalid=${Boolean(this.fault)}
          aria-describedby=${note ? 'note' : nothing}
          @keydown=${this.watch}
          @keyup=${this.watch}
          @keypress=${this.enter}
          @input=${() => this.emit('jw-typed', this.value)}
        />
        ${iconButton(this.shown ? 'eyeOff' : 'eye', this.shown ? field.hide : field.show, () => {
          this.shown = !this.shown;
        })}
      </div>
      <p class="note" id="note" role="status" ?hidden=${!note}>${note}</p>
    </div>`;
  }

  private watch(event: KeyboardEvent): void {
    this.capsLock = event.getModifierState?.('CapsLock') ?? false;
  }

  /** The form is outside this element's shadow: Enter has to reach it. */
  private enter(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.closest('form')?.requestSubmit();
  }
}
