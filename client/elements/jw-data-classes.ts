import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DataClass, DataClasses } from '../../server/api/register/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { classMark, classMarkStyles, dataClassOrder } from './class-mark.ts';
import { countClasses, type DataTable, narrowTables } from './class-tables.ts';
import { JwElement } from './element.ts';
import { keyStyles } from './key-styles.ts';
import { bones, empty, failure, heading } from './parts.ts';
import { recordSheet } from './record-styles.ts';
import type { Reference } from './reference.ts';

/** Every column of the database with its class, by table; narrowed by a word or to one class. */
@customElement('jw-data-classes')
export class JwDataClasses extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private text = '';
  @state() private only: DataClass | null = null;
  #classes = new Task(this, {
    args: () => [],
    task: (_, { signal }) => answer<DataClasses>(api['data-classes'].$get({}, { init: { signal } })),
  });

  static override styles = [
    recordSheet,
    classMarkStyles,
    keyStyles,
    css`
      .tables {
        margin-top: var(--space-3);
      }
      .table {
        margin: 0;
        display: grid;
        grid-template-columns: 14rem 1fr;
        gap: var(--space-1) var(--space-5);
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      .table > h3 {
        display: block;
        padding: 0;
        border: 0;
        font-size: var(--type-2);
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      .table dl {
        display: grid;
        grid-template-columns: 6em 1fr;
        gap: 0.125rem var(--space-3);
      }
      .table dt {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--type-1);
        block-size: 1.3125rem;
      }
      .table dd {
        line-height: 1.5;
        text-wrap: pretty;
      }
      @container (max-width: 40rem) {
        .table {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  override render() {
    const { classes: words } = this.words.records;
    return html`${heading('', words.title, words.lead)}
    ${this.#classes.render({
      pending: () => bones(12),
      error: (error) => failure(error, this.words, () => this.#classes.run()),
      complete: ({ tables }) => this.register(tables),
    })}`;
  }

  private register(tables: readonly DataTable[]): TemplateResult {
    const { classes: words } = this.words.records;
    const shown = narrowTables(tables, this.text, this.only);
    const columns = shown.reduce((sum, table) => sum + table.columns.length, 0);
    return html`${this.key(tables)}
      <div class="filters" role="search">
        <div class="field wide">
          <label for="find">${words.find}</label>
          <input
            id="find"
            type="search"
            spellcheck="false"
            @input=${(event: Event) => {
              this.text = (event.target as HTMLInputElement).value.trim();
            }}
          />
        </div>
        <p class="note" role="status">
          ${words.tables(formatCount(shown.length, this.language))} · ${words.columns(formatCount(columns, this.language))}
        </p>
      </div>
      <div class="tables">${shown.length ? shown.map((table) => this.table(table)) : empty(words.empty)}</div>`;
  }

  /** The classes with how many columns have them and what they mean; pressing one shows it alone. */
  private key(tables: readonly DataTable[]): TemplateResult {
    const { classes: words } = this.words.records;
    const counts = countClasses(tables);
    return html`<ul class="key" aria-label=${words.filter}>
      ${dataClassOrder.map(
        (name) => html`<li>
          <button
            aria-pressed=${this.only === name}
            @click=${() => {
              this.only = this.only === name ? null : name;
            }}
          >
            <span class="name">${classMark(name)}${words.name[name]}</span>
            <span class="count">${formatCount(counts[name], this.language)}</span>
            <span class="note">${words.meaning[name]}</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private table({ table_name, columns }: DataTable): TemplateResult {
    const { classes: words } = this.words.records;
    return html`<section class="table">
      <h3>${table_name}</h3>
      <dl>
        ${[...dataClassOrder].reverse().map((name) => {
          const of = columns.filter((column) => column.class === name);
          if (of.length === 0) return nothing;
          return html`<dt>${classMark(name)}${words.name[name]}</dt>
            <dd>${of.map(({ column_name }) => column_name).join(', ')}</dd>`;
        })}
      </dl>
    </section>`;
  }
}
