import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { formStyles } from './form-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/**
 * A button for what cannot be taken back: the first press asks, in place, the second one does it.
 * @fires jw-sure when it is meant.
 * @csspart button the first one. @csspart yes the one that does it.
 */
@customElement('jw-sure-button')
export class JwSureButton extends JwElement {
  @property() label = '';
  /** What is asked, with what follows from it. */
  @property() question = '';
  @property({ type: Boolean }) disabled = false;
  @state() private asking = false;

  static override styles = [
    sheetStyles,
    controlStyles,
    formStyles,
    css`
      :host {
        display: inline-block;
      }
      .asking {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        padding-inline-start: var(--space-2);
        border-inline-start: 0.1875rem solid var(--cinnabar);
      }
      .yes {
        border-color: var(--cinnabar);
        color: var(--cinnabar);
      }
    `,
  ];

  override render() {
    const { access } = this.words;
    if (!this.asking) {
      return html`<button part="button" class="outlined" type="button" ?disabled=${this.disabled} @click=${() => this.turn(true)}>
        ${this.label}
      </button>`;
    }
    return html`<span class="asking" role="group" aria-label=${this.label} @keydown=${this.press}>
      <span role="status">${this.question || access.sure}</span>
      <button part="yes" class="outlined yes" type="button" @click=${this.mean}>${this.label}</button>
      <button class="link" type="button" @click=${() => this.turn(false)}>${access.leaveIt}</button>
    </span>`;
  }

  private async turn(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>(asking ? '.yes' : 'button')?.focus();
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    void this.turn(false);
  }

  private mean(): void {
    this.asking = false;
    this.emit('jw-sure');
  }
}
