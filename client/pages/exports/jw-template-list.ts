import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExportOffer } from '../../../server/api/exports/schema.ts';
import { api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { exportStyles } from './export-styles.ts';
import { Taking, takingLines } from './taking.ts';

const ways = {
  xlsx: { format: 'xlsx', encoding: 'utf-8' },
  csv: { format: 'csv', encoding: 'utf-8' },
  gb: { format: 'csv', encoding: 'gb18030' },
} as const;
type Way = keyof typeof ways;

/** Sheets to fill in, one a layer. */
@customElement('jw-template-list')
export class JwTemplateList extends JwElement {
  @property({ attribute: false }) templates: ExportOffer['templates'] = [];
  #taking = new Taking(this);

  static override styles = [
    formSheet,
    exportStyles,
    css`
      ul {
        max-inline-size: 44rem;
        margin-block: var(--space-4);
        border-top: 1px solid var(--rule);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .buttons {
        gap: var(--space-2);
      }
    `,
  ];

  override render() {
    return html`<ul>${this.templates.map((template) => this.row(template))}</ul>
      ${takingLines(this.#taking, this.words, this.language)}`;
  }

  private row({ layer, zh, en }: ExportOffer['templates'][number]): TemplateResult {
    const { templates: told } = this.words.exports;
    const name = this.language === 'en' ? en : zh;
    return html`<li>
      <span>${name}</span>
      <span class="buttons">
        ${(Object.keys(ways) as Way[]).map(
          (way) =>
            html`<button
              class="outlined"
              aria-label=${told.label(name, told[way])}
              ?disabled=${this.#taking.busy}
              @click=${() => this.take(layer, way)}
            >
              ${told[way]}
            </button>`,
        )}
      </span>
    </li>`;
  }

  private take(layer: ExportOffer['templates'][number]['layer'], way: Way): void {
    void this.#taking.take((signal) =>
      api.exports.templates[':layer'].$get({ param: { layer }, query: ways[way] }, { init: { signal } }),
    );
  }
}
