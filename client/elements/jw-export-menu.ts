import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { answerBytes, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import type { Reference } from './reference.ts';
import { saveBytes } from './saved-file.ts';
import { controlStyles, sheetStyles } from './styles.ts';
import { Submission } from './submission.ts';
import type { ListQuery } from './work-filter.ts';

const mediaTypes = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
type Format = keyof typeof mediaTypes;
/** Named here once more, so that the browser need not load zod: rows of an export at most, and what is counted at most. */
const MOST_EXPORTED = 50_000;
const MOST_COUNTED = 10_000;

/** Takes the list along as a file, once the reader was told what is in it. */
@customElement('jw-export-menu')
export class JwExportMenu extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) asked!: ListQuery;
  /** All that match; null: not known yet. */
  @property({ type: Number }) count: number | null = null;
  /** What the area is called. */
  @property() place = '';
  /** The button says what it is in words, too. */
  @property({ type: Boolean }) named = false;
  @state() private open = false;
  @state() private made = false;
  #making = new Submission(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      /* Hangs from whatever holds the button, so that it stays within a narrow sheet. */
      .menu {
        position: absolute;
        inset: 100% 0 auto;
        z-index: 3;
        max-inline-size: 22rem;
        margin-inline-start: auto;
        padding: var(--space-4);
        background: var(--sheet-raised);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
      }
      .menu > * + * {
        margin-top: var(--space-2);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ];

  override render(): TemplateResult {
    const { export: words } = this.words.work;
    return html`<button
        class="quiet"
        aria-expanded=${this.open}
        title=${words.open}
        ?disabled=${!this.count}
        @click=${() => {
          this.open = !this.open;
          this.made = false;
        }}
      >
        ${icon('save')}<span class=${this.named ? '' : 'visually-hidden'}>${words.open}</span>
      </button>
      ${this.open ? this.menu() : nothing}`;
  }

  private menu(): TemplateResult {
    const { export: words } = this.words.work;
    const { busy, fault } = this.#making;
    const known = Math.min(this.count ?? 0, MOST_COUNTED);
    const count = formatCount(known, this.language) + ((this.count ?? 0) > MOST_COUNTED ? '+' : '');
    return html`<div class="menu" role="dialog" aria-label=${words.title} @keydown=${this.keyed}>
      <h3>${words.title}</h3>
      <p>${words.what(count)}</p>
      <p class="note">${words.recorded}${(this.count ?? 0) > MOST_COUNTED ? words.cut(formatCount(MOST_EXPORTED, this.language)) : nothing}</p>
      <div class="acts">
        ${(['csv', 'xlsx'] as const).map(
          (format) =>
            html`<button class="outlined" ?disabled=${busy} @click=${() => this.make(format)}>${words[format]}</button>`,
        )}
        <button @click=${this.close}>${this.words.common.close}</button>
      </div>
      <p class="note" role="status">${busy ? `${words.working} …` : fault ? fault.message : this.made ? words.ready : nothing}</p>
    </div>`;
  }

  private async make(format: Format): Promise<void> {
    const { asked, place, reference, words } = this;
    this.made = false;
    this.made = await this.#making.run(async () => {
      const bytes = await answerBytes(api.incidents.export.$get({ query: { ...asked, format } }));
      const name = [words.work.export.file, place, reference.deployment.today].filter(Boolean).join('-');
      saveBytes(`${name}.${format}`, mediaTypes[format], bytes);
    });
  }

  private readonly close = () => {
    this.open = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('button')?.focus());
  };

  private keyed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }
}
