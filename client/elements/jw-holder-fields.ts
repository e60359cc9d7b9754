import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { type Holder, needsApproval, suggestedHolder } from './incident-moves.ts';
import { moveStyles } from './move-styles.ts';
import { codeName, type Reference } from './reference.ts';

/** Who is to handle an incident: an area above it or at it, or a department there; whom the catalogue names stands first. */
@customElement('jw-holder-fields')
export class JwHolderFields extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;
  /** Null: it did not come; then nobody is suggested. */
  @property({ attribute: false }) loop: LoopReference | null = null;
  /** The field that the server found wrong. */
  @property() wrong: string | undefined;
  @state() private chosen: Holder | null = null;

  static override styles = [formSheet, moveStyles];

  /** What is filled in, as the event has it. */
  get value(): Record<string, unknown> {
    const approval_ref = this.renderRoot.querySelector('input')?.value.trim();
    return { ...this.holder, ...(approval_ref ? { approval_ref } : {}) };
  }

  override render() {
    const { field: words } = this.words.loop.moves;
    const suggested = this.suggested;
    return html`<div class="fields">
      <p class="note">${suggested ? words.suggested(this.nameOf(suggested)) : words.noSuggestion}</p>
      <div class="pair">${this.places()} ${this.departments()}</div>
      ${this.approval()}
    </div>`;
  }

  private get suggested(): Holder | null {
    const { loop, detail } = this;
    return loop && suggestedHolder(loop, detail.incident, detail.path);
  }

  /** What is chosen; before anything is, whom the catalogue names, else the community or what stands above the grid. */
  private get holder(): Holder {
    const { path } = this.detail;
    const usual = path.find(({ level }) => level === 'community') ?? path.at(-1);
    return this.chosen ?? this.suggested ?? { holder_code: usual?.area_code ?? '', department: null };
  }

  private nameOf({ holder_code, department }: Holder): string {
    const area = this.detail.path.find(({ area_code }) => area_code === holder_code)?.name ?? holder_code;
    return department ? `${area} · ${codeName(this.reference, 'department', department, this.language)}` : area;
  }

  private places(): TemplateResult {
    const { holder, language, reference } = this;
    const choose = (event: Event) => {
      this.chosen = { ...holder, holder_code: (event.target as HTMLSelectElement).value };
    };
    return html`<div class="field">
      <label for="holder">${this.words.loop.moves.field.place}</label>
      <select id="holder" @change=${choose}>
        ${[...this.detail.path].reverse().map(
          ({ area_code, name, level }) => html`<option value=${area_code} ?selected=${area_code === holder.holder_code}>
            ${codeName(reference, 'area-level', level, language)} · ${name}
          </option>`,
        )}
      </select>
    </div>`;
  }

  private departments(): TemplateResult {
    const { holder, language, reference } = this;
    const { field: words } = this.words.loop.moves;
    const choose = (event: Event) => {
      this.chosen = { ...holder, department: (event.target as HTMLSelectElement).value || null };
    };
    return html`<div class="field">
      <label for="department">${words.department}</label>
      <select id="department" @change=${choose}>
        <option value="" ?selected=${holder.department === null}>${words.noDepartment}</option>
        ${reference.catalogues.department.map(
          ({ id, zh, en }) =>
            html`<option value=${id} ?selected=${id === holder.department}>${language === 'en' ? en : zh}</option>`,
        )}
      </select>
    </div>`;
  }

  private approval(): TemplateResult | typeof nothing {
    const { loop, detail, holder } = this;
    const needed = loop !== null && needsApproval(loop, detail.incident.item, holder, detail.path);
    if (!needed && this.wrong !== 'approval_ref') return nothing;
    const { field: words } = this.words.loop.moves;
    return html`<div class="field">
      <label for="approval">${words.approval}</label>
      <input
        id="approval"
        maxlength="100"
        autocomplete="off"
        aria-invalid=${this.wrong === 'approval_ref'}
        aria-describedby="approval-note"
        required
      />
      <p class="note" id="approval-note">${words.approvalNote}</p>
    </div>`;
  }
}
