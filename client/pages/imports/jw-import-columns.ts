import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CodeMatch, ColumnMatch, ImportField, ImportRows } from '../../../server/api/imports/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { faultLine } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { beginReading, listRows } from './ask.ts';
import { agreedCodes, type CodedField, codedFields, codeOf, isDoubtful, withColumn } from './codes.ts';
import { ImportSheet } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import { lacksBuilding, missingFields } from './steps.ts';
import { nameOf } from './summary.ts';

/** Values of a column that show what it holds. */
const sampleRows = 3;

/** Which column fills which field, and what their words for our codes are. */
@customElement('jw-import-columns')
export class JwImportColumns extends ImportSheet {
  #rows = new Task(this, {
    args: () =>
      [this.batch.id, JSON.stringify(this.batch.findings?.columns.map(({ column }) => column)), this.isOpen] as const,
    task: async ([id, , open], { signal }): Promise<ImportRows | null> =>
      open ? listRows(id, 0, sampleRows, signal) : null,
  });

  static override styles = [
    formSheet,
    importStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      td select {
        min-inline-size: 11rem;
        max-inline-size: 16rem;
      }
      tbody th,
      td {
        vertical-align: middle;
      }
      .held {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
      }
      .samples {
        max-inline-size: 14rem;
        color: var(--ink-soft);
        font-size: var(--type-1);
      }
      .samples span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .forbidden th {
        text-decoration: line-through;
      }
      .forbidden,
      .unused th {
        color: var(--ink-soft);
      }
      th[scope='row'] {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      h4 {
        margin: 0 0 var(--space-2);
        font-size: var(--type-2);
      }
      td.note {
        min-inline-size: 9rem;
      }
      @media (max-width: 599px) {
        th,
        td {
          padding-inline: var(--space-2);
        }
        .samples {
          max-inline-size: 5.5rem;
        }
        td select {
          min-inline-size: 8rem;
          max-inline-size: 9rem;
        }
      }
      .doubtful {
        display: block;
        color: var(--ink);
      }
      .unknown select {
        border-color: var(--cinnabar);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { columns, batch: said } = words.imports;
    const found = this.batch.findings?.columns ?? [];
    const homeless = lacksBuilding(this.batch, this.layer);
    const whole = missingFields(this.batch, this.layer).length === 0 && !homeless;
    return html`
      ${this.needed()}
      ${homeless ? html`<div class="fault" role="status">${icon('warning')}<p>${columns.homeless}</p></div>` : nothing}
      <p class="note">${columns.lead} ${columns.requiredNote}</p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">${columns.column}</th>
              <th scope="col">${columns.samples}</th>
              <th scope="col">${columns.field}</th>
              <th scope="col">${columns.reason}</th>
            </tr>
          </thead>
          <tbody>
            ${found.map((match) => this.column(match))}
          </tbody>
        </table>
      </div>
      ${codedFields(this.batch, this.layer).map((coded) => this.codes(coded))}
      ${faultLine(this.saving, words)}
      ${
        this.isOpen
          ? html`<div class="foot">
              <button class="primary" type="button" ?disabled=${this.saving.busy || !whole} @click=${this.confirm}>${said.yes}</button>
            </div>`
          : nothing
      }
    `;
  }

  /** Required fields that no column fills, each of which can get one value for all rows. */
  private needed() {
    const { columns } = this.words.imports;
    const missing = missingFields(this.batch, this.layer);
    const { constants } = this.batch.settings;
    const given = this.layer.fields.filter(({ name }) => constants[name] !== undefined);
    if (missing.length + given.length === 0) return nothing;
    return html`<div class="stack">
      ${
        missing.length > 0
          ? html`<div class="fault" role="status">
              ${icon('warning')}
              <p>${columns.missingTitle(missing.length)}${missing.map((field) => nameOf(field, this.speech)).join(this.language === 'en' ? ', ' : '、')}</p>
            </div>`
          : nothing
      }
      <div class="fields">${[...missing, ...given].map((field) => this.constant(field))}</div>
    </div>`;
  }

  private constant(field: ImportField) {
    const { columns } = this.words.imports;
    const id = `all-${field.name}`;
    const value = this.batch.settings.constants[field.name] ?? '';
    const set = (event: Event) => this.setConstant(field.name, (event.target as HTMLInputElement).value.trim());
    return html`<div class="field">
      <label for=${id}>${columns.constant(nameOf(field, this.speech))}</label>
      ${
        field.codes
          ? html`<select id=${id} ?disabled=${!this.isOpen} @change=${set}>
              <option value="" ?selected=${value === ''}>${columns.constantNone}</option>
              ${field.codes.map((code) => html`<option value=${code.id} ?selected=${code.id === value}>${nameOf(code, this.speech)}</option>`)}
            </select>`
          : html`<input id=${id} maxlength="200" autocomplete="off" ?disabled=${!this.isOpen} .value=${value} @change=${set} />`
      }
    </div>`;
  }

  private column(match: ColumnMatch) {
    const { columns } = this.words.imports;
    const { column, forbidden, reason } = match;
    const field = this.fieldOf(column);
    const rows = this.#rows.value;
    const at = rows?.columns.indexOf(column) ?? -1;
    const samples = at < 0 ? [] : rows!.items.map(({ cells }) => cells[at]).filter(Boolean);
    return html`<tr class=${forbidden ? 'forbidden' : field ? '' : 'unused'}>
      <th scope="row">${column}</th>
      <td class="samples">${samples.map((sample) => html`<span title=${sample!}>${sample}</span>`)}</td>
      <td>
        ${
          forbidden
            ? html`<span class="held">${icon('lock')}${columns.forbidden}</span>`
            : html`<select
                aria-label="${columns.field}: ${column}"
                ?disabled=${!this.isOpen || this.saving.busy}
                @change=${(event: Event) => this.map(column, (event.target as HTMLSelectElement).value)}
              >
                <option value="" ?selected=${!field}>${columns.none}</option>
                ${this.layer.fields.map((each) => {
                  const name = nameOf(each, this.speech);
                  return html`<option value=${each.name} ?selected=${each.name === field}>${each.required ? columns.required(name) : name}</option>`;
                })}
              </select>`
        }
      </td>
      <td class="note">
        ${forbidden || (field ?? null) === match.field ? reason[this.language] : columns.chosen}
        ${field !== undefined && isDoubtful(match, field) ? html`<strong class="doubtful">${columns.doubtful}</strong>` : nothing}
      </td>
    </tr>`;
  }

  private codes({ field, column, values }: CodedField) {
    const { columns } = this.words.imports;
    const name = nameOf(field, this.speech);
    if (!values) {
      return html`<div class="say">
        ${icon('help')}
        <div>
          <p>${columns.rereadLead(name)}</p>
          <button class="link" type="button" ?disabled=${!this.isOpen || this.saving.busy} @click=${this.reread}>${columns.reread}</button>
        </div>
      </div>`;
    }
    const unknown = values.filter((match) => codeOf(this.batch, field.name, match) === null).length;
    return html`<section aria-label=${columns.codes(name)}>
      <h4>${columns.codes(name)} <span class="note">${column}</span></h4>
      ${
        unknown > 0
          ? html`<div class="say">${icon(field.free ? 'help' : 'warning')}<p>${field.free ? columns.keptCodes(unknown) : columns.unknownCodes(unknown)}</p></div>`
          : nothing
      }
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">${columns.value}</th>
              <th scope="col" class="number">${columns.rows}</th>
              <th scope="col">${columns.code}</th>
              <th scope="col">${columns.reason}</th>
            </tr>
          </thead>
          <tbody>
            ${values.map((match) => {
              const said = codeOf(this.batch, field.name, match);
              // A value that stands for itself is kept as it is.
              const code = field.codes!.some(({ id }) => id === said) ? said : null;
              return html`<tr class=${code === null && !field.free ? 'unknown' : ''}>
                <th scope="row">${match.value}</th>
                <td class="number">${formatCount(match.rows, this.language)}</td>
                <td>
                  <select
                    aria-label="${columns.code}: ${match.value}"
                    ?disabled=${!this.isOpen || this.saving.busy}
                    @change=${(event: Event) => this.setCode(field.name, match.value, (event.target as HTMLSelectElement).value)}
                  >
                    <option value=${field.free && match.code !== null ? match.value : ''} ?selected=${code === null}>${field.free ? columns.codeKept : columns.codeNone}</option>
                    ${field.codes!.map((each) => html`<option value=${each.id} ?selected=${each.id === code}>${nameOf(each, this.speech)}</option>`)}
                  </select>
                </td>
                <td class="note">
                  ${code === match.code ? match.reason[this.language] : columns.chosen}
                  ${code === null ? this.nearest(field, match) : nothing}
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** What comes nearest to a value that no code is sure for: one press takes it. */
  private nearest(field: ImportField, { value, nearest }: CodeMatch) {
    const code = field.codes!.find(({ id }) => id === nearest);
    if (!code) return nothing;
    const name = nameOf(code, this.speech);
    return html`<button
      class="link"
      type="button"
      ?disabled=${!this.isOpen || this.saving.busy}
      @click=${() => this.setCode(field.name, value, code.id)}
    >${this.words.imports.columns.useNearest(name)}</button>`;
  }

  /** The field that a column fills; undefined: none. */
  private fieldOf(column: string): string | undefined {
    return Object.entries(this.batch.settings.mapping).find(([, held]) => held === column)?.[0];
  }

  private map(column: string, field: string): Promise<boolean> {
    return this.save({ mapping: withColumn(this.batch.settings.mapping, column, field) });
  }

  private setConstant(field: string, value: string): Promise<boolean> {
    const { [field]: _, ...rest } = this.batch.settings.constants;
    return this.save({ constants: value === '' ? rest : { ...rest, [field]: value } });
  }

  private setCode(field: string, value: string, code: string): Promise<boolean> {
    const { codes } = this.batch.settings;
    const { [value]: _, ...rest } = codes[field] ?? {};
    return this.save({ codes: { ...codes, [field]: code === '' ? rest : { ...rest, [value]: code } } });
  }

  private reread = (): void => {
    void this.change(() => beginReading(this.batch.id));
  };

  /** What stands on the sheet is what is agreed to, the codes that were guessed too. */
  private confirm = async (): Promise<void> => {
    const codes = agreedCodes(this.batch, this.layer);
    const same = JSON.stringify(codes) === JSON.stringify(this.batch.settings.codes);
    if (same || (await this.save({ codes }))) this.settle('columns');
  };
}
