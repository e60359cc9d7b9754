import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LoopReference, Matter } from '../../../server/api/loop/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { empty } from '../../elements/parts.ts';
import { recordSheet } from '../../elements/record-styles.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { formatCount } from '../../format/number.ts';
import { limitWords } from './limit-words.ts';

/** Every matter of the catalogue by category; narrowed by a word or to one category. */
@customElement('jw-matter-register')
export class JwMatterRegister extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) loop!: LoopReference;
  @state() private text = '';
  @state() private category = '';

  static override styles = [
    recordSheet,
    css`
      .duty {
        margin-top: var(--space-3);
        max-inline-size: 42em;
      }
      .group th {
        padding-top: var(--space-5);
        border-bottom: 1px solid var(--ink-faint);
        font-weight: 600;
      }
      .group .note {
        margin-inline-start: var(--space-2);
        font-weight: 400;
      }
      .matter {
        font-weight: 600;
      }
      .urgent {
        font-weight: 600;
      }
      td .note {
        display: block;
        font-weight: 400;
      }
      @container (max-width: 40rem) {
        thead {
          display: none;
        }
        table,
        tbody,
        tr,
        .group th {
          display: block;
        }
        tbody tr:not(.group) {
          padding-block: var(--space-2);
          border-bottom: 1px solid var(--rule);
        }
        tbody td {
          display: inline-block;
          margin-inline-end: var(--space-4);
          padding: 0.125rem 0;
          border: 0;
        }
        tbody td.matter {
          display: block;
        }
        td[data-label]::before {
          content: attr(data-label) ' ';
          font-size: var(--type-1);
          color: var(--ink-soft);
        }
        td .note {
          display: inline;
        }
        td.matter .note {
          margin-inline-start: var(--space-2);
        }
      }
    `,
  ];

  override render() {
    const { matters: words } = this.words.catalogue;
    const { matters } = this.loop.catalogue;
    const shown = matters.filter((matter) => this.fits(matter));
    const count = (value: number) => formatCount(value, this.language);
    return html`${this.filters(words.shown(count(shown.length), count(matters.length)))}
      ${shown.length ? this.table(shown) : empty(words.none)}
      <p class="note duty">${words.dutyNote}</p>`;
  }

  private filters(shown: string) {
    const { matters: words } = this.words.catalogue;
    return html`<div class="filters" role="search">
      <div class="field wide">
        <label for="find">${words.find}</label>
        <input
          id="find"
          type="search"
          autocomplete="off"
          placeholder=${words.findHint}
          @input=${(event: Event) => {
            this.text = (event.target as HTMLInputElement).value.trim().toLowerCase();
          }}
        />
      </div>
      <div class="field">
        <label for="category">${words.category}</label>
        <select
          id="category"
          @change=${(event: Event) => {
            this.category = (event.target as HTMLSelectElement).value;
          }}
        >
          <option value="">${this.words.common.all}</option>
          ${this.categories().map((id) => html`<option value=${id}>${this.name('incident-category', id)}</option>`)}
        </select>
      </div>
      <p class="note" role="status">${shown}</p>
    </div>`;
  }

  private table(shown: readonly Matter[]) {
    const { matters: words } = this.words.catalogue;
    const head = [words.matter, words.severity, words.limit, words.handler, words.evidence, words.duty];
    return html`<table>
      <thead>
        <tr>${head.map((term) => html`<th scope="col">${term}</th>`)}</tr>
      </thead>
      ${this.categories().map((category) =>
        this.group(
          category,
          shown.filter((matter) => matter.category === category),
        ),
      )}
    </table>`;
  }

  private group(category: string, matters: readonly Matter[]) {
    if (matters.length === 0) return nothing;
    return html`<tbody>
      <tr class="group">
        <th scope="rowgroup" colspan="6">
          ${this.name('incident-category', category)}<span class="note">${this.words.catalogue.matters.count(formatCount(matters.length, this.language))}</span>
        </th>
      </tr>
      ${matters.map((matter) => this.row(matter))}
    </tbody>`;
  }

  private row(matter: Matter): TemplateResult {
    const { matters: words } = this.words.catalogue;
    const { severity, clock, level, department, evidence, grid_duty } = matter;
    const english = this.language === 'en';
    const { accept, settle } = limitWords(matter, this.loop.calendar, this.words);
    const who = [this.name('area-level', level), ...(department ? [this.name('department', department)] : [])];
    return html`<tr>
      <td class="matter">${english ? matter.en : matter.zh}<span class="note">${english ? matter.class_en : matter.class_zh}</span></td>
      <td class=${severity} data-label=${words.severity}>${this.name('incident-severity', severity)}</td>
      <td data-label=${words.limit}>${settle} <span class="note">${accept}${clock === 'round' ? ` · ${words.round}` : ''}</span></td>
      <td data-label=${words.handler}>${who.join(' · ')}</td>
      <td data-label=${words.evidence}>${evidence.map((kind) => words.evidenceName[kind]).join(english ? ', ' : '、')}</td>
      <td data-label=${words.duty}>${grid_duty ? words.dutyYes : words.dutyNo}</td>
    </tr>`;
  }

  private categories(): string[] {
    return [...new Set(this.loop.catalogue.matters.map(({ category }) => category))];
  }

  private fits({ id, category, zh, en, class_zh, class_en }: Matter): boolean {
    if (this.category !== '' && category !== this.category) return false;
    return [id, zh, en, class_zh, class_en].some((text) => text.toLowerCase().includes(this.text));
  }

  private name(catalogue: Parameters<typeof codeName>[1], code: string): string {
    return codeName(this.reference, catalogue, code, this.language);
  }
}
