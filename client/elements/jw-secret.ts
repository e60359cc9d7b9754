import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icon.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** A password or token that is shown this once, with a button that copies it. */
@customElement('jw-secret')
export class JwSecret extends JwElement {
  /** The secret itself. */
  @property({ attribute: false }) secret = '';
  /** What it is, and what to do with it. */
  @property() note = '';
  @state() private copied: boolean | null = null;

  static override styles = [
    sheetStyles,
    controlStyles,
    formStyles,
    css`
      div.once {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4) var(--space-4);
        border-inline-start: 0.1875rem solid var(--accent);
        background: color-mix(in srgb, var(--accent) 8%, transparent);
      }
      .secret {
        font-variant-ligatures: none;
      }
    `,
  ];

  override render() {
    const { access } = this.words;
    const said = this.copied === null ? '' : this.copied ? access.copied : access.notCopied;
    return html`<div class="once">
      <p>${this.note}</p>
      <div class="secret">
        <code>${this.secret}</code>
        <button class="quiet" type="button" @click=${this.copy}>${icon('copy')}${access.copy}</button>
      </div>
      <p class="note" role="status">${said || access.once}</p>
    </div>`;
  }

  private async copy(): Promise<void> {
    // Pages that are not reached by https have no clipboard to write to.
    this.copied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(this.secret))
      .then(
        () => true,
        () => false,
      );
  }
}
