import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { closeTool, select } from '../state/actions.ts';
import type { Draft } from '../state/draft.ts';
import { followLink } from '../state/follow-link.ts';
import type { Selection } from '../state/selection.ts';
import { store } from '../state/store.ts';
import { formatHash } from '../state/url.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';

/**
 * What stands after a report was sent: its number, and for somebody without an account the code by which they follow it.
 * @fires jw-another when the reader is done with it and begins the next.
 */
@customElement('jw-report-sent')
export class JwReportSent extends JwElement {
  /** A draft that was sent. */
  @property({ attribute: false }) draft!: Draft;
  /** True: on the console, whose map can show it. */
  @property({ type: Boolean }) onConsole = false;
  @state() private copied: boolean | null = null;

  static override styles = [
    formSheet,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
      }
      h2 .icon {
        vertical-align: -0.2em;
        color: var(--jade);
      }
      .code {
        display: grid;
        gap: var(--space-2);
        justify-items: center;
        padding: var(--space-5) var(--space-4);
        border: 1px solid var(--grid-line);
        outline: 1px solid var(--grid-line);
        outline-offset: 3px;
        margin: 4px;
        background: var(--sheet-raised);
        text-align: center;
      }
      .code code {
        font-family: ui-monospace, 'SF Mono', 'Noto Sans Mono CJK SC', Consolas, monospace;
        font-size: clamp(1.75rem, 8vw, 2.5rem);
        font-weight: 600;
        letter-spacing: 0.08em;
        line-height: 1.2;
        user-select: all;
      }
    `,
  ];

  override render() {
    const { sent } = this.words.report;
    const { result, fields } = this.draft;
    if (!result) return nothing;
    const title = result.follow_code ? sent.title : fields.way === 'on_the_spot' ? sent.settledTitle : sent.ownTitle;
    return html`
      <div class="heading">
        <p class="eyebrow figure">${sent.number(result.incident_code)}</p>
        <h2 tabindex="-1">${icon('check')} ${title}</h2>
        <p class="lead">${fields.title}</p>
        ${result.again ? html`<p class="note">${sent.again}</p>` : nothing}
      </div>
      ${result.follow_code ? this.code(result.follow_code) : nothing}
      <div class="buttons">
        ${this.further(result)}
        <button class="outlined" type="button" @click=${() => this.emit('jw-another')}>${sent.another}</button>
      </div>
    `;
  }

  private code(follow_code: string): TemplateResult {
    const { sent } = this.words.report;
    const said = this.copied === null ? sent.once : this.copied ? sent.copied : sent.notCopied;
    return html`<p>${sent.lead}</p>
      <div class="code">
        <span class="note">${sent.code}</span>
        <code>${spaced(follow_code)}</code>
        <button class="outlined" type="button" @click=${() => this.copy(follow_code)}>${icon('copy')}${sent.copy}</button>
        <p class="note" role="status">${said}</p>
      </div>`;
  }

  private further({ follow_code, id }: NonNullable<Draft['result']>): TemplateResult | typeof nothing {
    const { sent } = this.words.report;
    if (follow_code) {
      return html`<a class="primary" href=${followLink(follow_code, store.state)}>${sent.follow}</a>`;
    }
    if (id === null) return nothing;
    const selection = { kind: 'incident', id } as const;
    if (this.onConsole) {
      return html`<button class="primary" type="button" @click=${() => this.show(selection)}>${sent.toMap}</button>`;
    }
    return html`<a class="primary" href="/${formatHash({ ...store.state, selection })}">${sent.toMap}</a>`;
  }

  /** On narrow windows the sheet would lie over what is shown. */
  private show(selection: Selection): void {
    closeTool();
    select(selection);
  }

  private async copy(follow_code: string): Promise<void> {
    // Pages that are not reached by https have no clipboard to write to.
    this.copied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(follow_code))
      .then(
        () => true,
        () => false,
      );
  }
}

/** A code in two halves, as it is easier to copy by hand. */
function spaced(code: string): string {
  return code.replace(/^(.{5})/, '$1 ');
}
