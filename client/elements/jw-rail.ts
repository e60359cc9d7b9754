import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { toggleTool } from '../state/actions.ts';
import { mayOpen, SessionController } from '../state/session.ts';
import type { Tool } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { controlStyles, sheetStyles } from './styles.ts';

const tools: readonly [tool: Tool, key: string][] = [
  ['layers', '1'],
  ['incidents', '2'],
  ['measure', '3'],
  ['chain', 'W'],
  ['print', '4'],
  ['help', '5'],
];

/**
 * The tools, and above them reporting for who may report: a rail at the left, on narrow windows a bar at the foot. Each opens its
 * sheet. Incidents are for who may read them.
 */
@customElement('jw-rail')
export class JwRail extends JwElement {
  #tool = new StoreController(this, (view) => view.tool);
  #session = new SessionController(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      nav {
        display: grid;
      }
      button {
        flex-direction: column;
        justify-content: center;
        gap: 0.125rem;
        min-block-size: 3.5rem;
        padding: 0;
        font-size: var(--type-1);
        line-height: 1.3;
        color: var(--ink-soft);
      }
      button:hover {
        color: var(--accent);
      }
      button[aria-expanded='true'] {
        color: var(--accent);
        font-weight: 600;
        background: color-mix(in srgb, var(--accent) 12%, transparent);
      }
      .icon {
        font-size: var(--type-3);
      }
      .report {
        border-radius: var(--radius) var(--radius) 0 0;
        background: var(--accent);
        color: var(--sheet);
        font-weight: 600;
      }
      .report:hover,
      .report[aria-expanded='true'] {
        background: color-mix(in srgb, var(--accent) 86%, var(--ink));
        color: var(--sheet);
      }
      @media (max-width: 899px) {
        .report {
          border-radius: 0;
        }
        nav {
          grid-auto-flow: column;
          grid-auto-columns: 1fr;
        }
      }
      @media (forced-colors: active) {
        button[aria-expanded='true'] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  /** Puts the focus on a tool's button, as when its sheet closes. */
  focusTool(tool: Tool): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.focus();
  }

  override render() {
    return html`<nav aria-label=${this.words.tools.name}>
      ${mayOpen('report', this.#session.caller) ? this.reporting() : nothing}
      ${tools.map(([tool, key]) =>
        !mayOpen(tool, this.#session.caller)
          ? nothing
          : html`<button
          data-tool=${tool}
          aria-expanded=${this.#tool.value === tool}
          aria-keyshortcuts=${key}
          title="${this.words.tools[tool]} (${key})"
          @click=${() => toggleTool(tool)}
        >
          ${icon(tool)}<span>${this.words.tools[tool]}</span>
        </button>`,
      )}
    </nav>`;
  }

  private reporting(): TemplateResult {
    const { report } = this.words.tools;
    return html`<button
      class="report"
      data-tool="report"
      aria-expanded=${this.#tool.value === 'report'}
      aria-keyshortcuts="N"
      title="${report} (N)"
      @click=${() => toggleTool('report')}
    >
      ${icon('report')}<span>${report}</span>
    </button>`;
  }
}
