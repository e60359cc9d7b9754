import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type ConflictBody,
  type Field,
  type FieldConflict,
  fieldsOf,
  type Register,
  type RegisterRow,
  type Values,
  type Written,
} from '../../../server/api/registers/schema.ts';
import { answer, api } from '../../api.ts';
import { confirmedSentence } from '../../elements/confirmed.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { bones, failure, heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { conflictStyles, conflictTable } from './conflict-table.ts';
import { fieldInput } from './field-input.ts';
import { changedValues, labelOf, toText } from './field-value.ts';
import './jw-field-history.ts';
import { shapeFault } from './jw-shape-field.ts';
import { registerFormStyles } from './register-form-styles.ts';

/** What was typed and not saved, by register and number, for as long as the page stands. */
const drafts = new Map<string, Record<string, string>>();

/**
 * The form of one row of a register, made from its fields.
 * @fires jw-saved with the row's number after every write, 0 after it was removed.
 */
@customElement('jw-register-form')
export class JwRegisterForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property() register: Register = 'facility';
  /** Number of the row; 0: a new one. */
  @property({ type: Number }) row = 0;
  /** What a new row begins with, as typed. */
  @property({ attribute: false }) given: Readonly<Record<string, string>> = {};
  @state() private recorded: RegisterRow | null = null;
  @state() private readFault: unknown = null;
  @state() private unfolded = '';
  @state() private unreadable: Field | undefined;
  @state() private conflicts: FieldConflict[] = [];
  @state() private said = '';
  @state() private undoable: number | null = null;
  #saving = new Submission(this);

  static override styles = [formSheet, skeletonStyles, conflictStyles, registerFormStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.warn);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('register') && !changed.has('row')) return;
    this.recorded = null;
    this.conflicts = [];
    this.unfolded = '';
    this.said = '';
    this.undoable = null;
    this.unreadable = undefined;
    this.#saving.clear();
    void this.read();
  }

  override render() {
    const { words, recorded } = this;
    const { form, names } = words.registerBooks;
    if (this.readFault) return failure(this.readFault, words, () => void this.read());
    if (this.row !== 0 && !recorded) return bones(10, true);
    const confirmed =
      recorded && this.isConfirmed
        ? confirmedSentence(recorded.confirmed_on, this.reference, this.language, words)
        : form.lead;
    return html`${heading(names[this.register], this.caption(), confirmed)}
      <form novalidate @submit=${this.save}>
        ${conflictTable(this.conflicts, this.fields, this.context, this.choose)}
        <div class="fields">${this.fields.map((field) => this.field(field))}</div>
        ${this.about()} ${this.faults()}
        <div class="buttons">
          ${submitButton(this.#saving, form.save, words)}
          ${this.dirty ? html`<button class="outlined" type="button" @click=${this.discard}>${form.discard}</button>` : nothing}
          ${this.row === 0 ? nothing : this.rowButtons()}
        </div>
        ${this.toast()}
      </form>`;
  }

  private get fields(): readonly Field[] {
    return fieldsOf[this.register];
  }

  private get context() {
    return { reference: this.reference, language: this.language, words: this.words };
  }

  private get isConfirmed(): boolean {
    return this.register !== 'unit' && this.register !== 'resident';
  }

  private get key(): string {
    return `${this.register}/${this.row}`;
  }

  private get texts(): Record<string, string> {
    return drafts.get(this.key) ?? (this.row === 0 ? { ...this.given } : {});
  }

  private get dirty(): boolean {
    return drafts.has(this.key);
  }

  private caption(): string {
    const { values } = this.recorded ?? { values: {} as Values };
    return String(
      values.name ?? values.door ?? values.address ?? (this.row === 0 ? this.words.registerBooks.form.fresh : this.row),
    );
  }

  private recordedText(field: Field): string {
    if (this.recorded?.masked.includes(field.name)) return '';
    return toText(field, this.recorded?.values[field.name]);
  }

  private textOf(field: Field): string {
    return this.texts[field.name] ?? this.recordedText(field);
  }

  private field(field: Field) {
    const { history } = this.words.registerBooks;
    const label = labelOf(field, this.language);
    const open = this.unfolded === field.name;
    return html`<div class="field ${field.kind === 'outline' || field.kind === 'place' ? 'wide' : ''}">
      <div class="named">
        <label for=${field.name}>${label}</label>
        ${
          this.row === 0
            ? nothing
            : html`<button
                class="quiet icon-only"
                type="button"
                aria-label=${history.open(label)}
                title=${history.open(label)}
                aria-expanded=${open}
                @click=${() => {
                  this.unfolded = open ? '' : field.name;
                }}
              >
                ${icon('history')}
              </button>`
        }
      </div>
      ${fieldInput(
        field,
        {
          text: this.textOf(field),
          fixed: field.fixed === true && this.row !== 0,
          masked: this.recorded?.masked.includes(field.name) ?? false,
          invalid: this.#saving.field === field.name || this.unreadable === field,
          change: (text) => this.type(field, text),
        },
        this.context,
      )}
      ${field.kind === 'outline' || field.kind === 'place' ? this.shape(field) : nothing}
      ${
        open
          ? html`<jw-field-history
              .reference=${this.reference}
              .register=${this.register}
              .row=${this.row}
              .version=${this.recorded?.version ?? 0}
              .field=${field}
            ></jw-field-history>`
          : nothing
      }
    </div>`;
  }

  /** The small map, and what is wrong with its figures, at the field itself. */
  private shape(field: Field) {
    return html`<jw-shape-field
      .reference=${this.reference}
      .field=${field}
      .text=${this.textOf(field)}
      .refused=${this.#saving.field === field.name ? this.#saving.fault!.message : ''}
      @jw-text=${({ detail }: CustomEvent<string>) => this.type(field, detail)}
    ></jw-shape-field>`;
  }

  private about() {
    const { form } = this.words.registerBooks;
    return html`<div class="about">
        <div class="field">
          <label for="source">${form.source}</label>
          <input id="source" name="source" maxlength="200" autocomplete="off" placeholder=${form.sourceHint} />
        </div>
        <div class="field">
          <label for="true_from">${form.from}</label>
          <input id="true_from" name="true_from" type="date" max=${this.reference.deployment.today} />
        </div>
      </div>
      ${this.isConfirmed && this.row !== 0 ? html`<label class="check"><input type="checkbox" name="confirm" />${form.confirm}</label>` : nothing}`;
  }

  private faults() {
    if (!this.unreadable) return faultLine(this.#saving, this.words);
    return html`<div class="fault">${icon('warning')}<p role="alert">${labelOf(this.unreadable, this.language)}: ${shapeFault(this.unreadable, this.textOf(this.unreadable), this.words)}</p></div>`;
  }

  private rowButtons() {
    const { form } = this.words.registerBooks;
    return html`${
      this.isConfirmed
        ? html`<button class="outlined" type="button" ?disabled=${this.#saving.busy} @click=${this.confirm}>${icon('check')}${form.confirmNow}</button>`
        : nothing
    }<jw-sure-button .label=${form.remove} .question=${form.removeSure} @jw-sure=${this.removeRow}></jw-sure-button>`;
  }

  private toast() {
    const { form } = this.words.registerBooks;
    return html`<div class="buttons toast" role="status">
      ${this.said}
      ${this.undoable === null ? nothing : html`<button class="outlined" type="button" @click=${this.undo}>${icon('undo')}${form.undo}</button>`}
      ${this.dirty && !this.said ? html`<span class="note">${form.unsaved}</span>` : nothing}
    </div>`;
  }

  private async read(): Promise<void> {
    const { register, row } = this;
    this.readFault = null;
    if (row === 0) return;
    try {
      const param = { register, id: String(row) };
      const read = await answer<RegisterRow>(api.registers[':register'][':id'].$get({ param }));
      if (this.register === register && this.row === row) this.recorded = read;
    } catch (error) {
      this.readFault = error;
    }
  }

  private type(field: Field, text: string): void {
    drafts.set(this.key, { ...this.texts, [field.name]: text });
    this.said = '';
    this.unreadable = undefined;
    this.requestUpdate();
  }

  private discard = (): void => {
    drafts.delete(this.key);
    this.conflicts = [];
    this.unreadable = undefined;
    this.#saving.clear();
    this.requestUpdate();
    void this.read();
  };

  private choose = (conflict: FieldConflict, mine: boolean): void => {
    const field = this.fields.find(({ name }) => name === conflict.field)!;
    this.type(field, toText(field, mine ? conflict.mine : conflict.theirs));
  };

  private save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const recorded = Object.fromEntries(
      this.fields.map((field) => [
        field.name,
        this.recorded?.masked.includes(field.name) ? null : (this.recorded?.values[field.name] ?? null),
      ]),
    );
    const { values, fault } = changedValues(this.fields, this.texts, recorded);
    const bad = this.fields.find(({ name, kind }) => name in values && kind === 'outline');
    this.unreadable = fault ?? (bad && shapeFault(bad, this.textOf(bad), this.words) ? bad : undefined);
    if (this.unreadable) return;
    const about = {
      ...(data.get('source') && { source: String(data.get('source')) }),
      ...(data.get('true_from') && { true_from: String(data.get('true_from')) }),
    };
    let written: Written | undefined;
    await this.#saving.run(async () => {
      written =
        this.row === 0 ? await this.sendNew(values, about) : await this.send(values, about, data.has('confirm'));
    });
    if (written) this.took(written);
  };

  private sendNew(fields: Values, about: object): Promise<Written> {
    const { register } = this;
    return answer<Written>(api.registers[':register'].$post({ param: { register }, json: { ...about, fields } }));
  }

  /** Undefined where another changed the same: both are shown then, and the next save decides. */
  private async send(fields: Values, about: object, confirm: boolean): Promise<Written | undefined> {
    const { register, row } = this;
    const json = { ...about, version: this.recorded!.version, confirm, fields };
    const response = await api.registers[':register'][':id'].$patch({ param: { register, id: String(row) }, json });
    const told = response.status === 409 ? ((await response.clone().json()) as Partial<ConflictBody>) : {};
    if (!told.conflicts) return answer<Written>(Promise.resolve(response) as never);
    await this.read();
    this.conflicts = told.conflicts;
    return undefined;
  }

  private took({ row, change_id }: Written): void {
    const { form } = this.words.registerBooks;
    drafts.delete(this.key);
    this.conflicts = [];
    if (this.row !== 0) this.recorded = row;
    this.said = change_id === null ? form.unchanged : form.saved;
    this.undoable = change_id;
    this.emit('jw-saved', row.id);
  }

  private confirm = async (): Promise<void> => {
    const param = { register: this.register, id: String(this.row) };
    let written: Written | undefined;
    await this.#saving.run(async () => {
      written = await answer<Written>(api.registers[':register'][':id'].confirm.$post({ param, json: {} }));
    });
    if (written) this.took(written);
  };

  private removeRow = async (): Promise<void> => {
    const param = { register: this.register, id: String(this.row) };
    const { version } = this.recorded!;
    const done = await this.#saving.run(() =>
      answer(api.registers[':register'][':id'].$delete({ param, json: { version } })),
    );
    if (!done) return;
    drafts.delete(this.key);
    this.emit('jw-saved', 0);
  };

  private undo = async (): Promise<void> => {
    const id = String(this.undoable);
    const done = await this.#saving.run(() => answer(api.changes[':id'].undo.$post({ param: { id }, json: {} })));
    if (!done) return;
    this.undoable = null;
    this.said = this.words.registerBooks.form.undone;
    await this.read();
    this.emit('jw-saved', this.row);
  };

  /** Browsers ask before a page with unsaved words is left. */
  private warn = (event: BeforeUnloadEvent): void => {
    if (drafts.size > 0) event.preventDefault();
  };
}
