import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MediationDetail, MediationEventBody, MediationEventKind } from '../../../server/api/mediation/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';

/** What a form records; choices of a mediator have their own place, and opening a case a page. */
type RecordedKind = Exclude<MediationEventKind, 'chose' | 'opened'>;

/**
 * What the caller may record of a case now, each with its small form; what was typed stays when somebody was quicker.
 * @fires jw-held with the case after it was recorded. @fires jw-reload where somebody else was quicker.
 */
@customElement('jw-mediation-actions')
export class JwMediationActions extends JwElement {
  @property({ attribute: false }) held!: MediationDetail;
  @property({ attribute: false }) reference!: Reference;
  @state() private kind: RecordedKind | null = null;
  @query('form') private form!: HTMLFormElement | null;
  #recording = new Submission(this);

  static override styles = [
    formSheet,
    css`
      :host {
        display: block;
        margin-top: var(--space-5);
      }
      form {
        margin-top: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--rule);
        background: color-mix(in srgb, var(--sheet-raised) 60%, transparent);
      }
    `,
  ];

  override render() {
    const kinds = this.held.moves.filter((kind): kind is RecordedKind => kind !== 'chose');
    return html`
      <div class="buttons" role="group" aria-label=${this.words.mediation.actions}>
        ${kinds.map((kind, at) => this.button(kind, at === 0))}
      </div>
      ${this.kind && kinds.includes(this.kind) ? this.fields(this.kind) : nothing}
    `;
  }

  private button(kind: RecordedKind, first: boolean) {
    const name = codeName(this.reference, 'mediation-event', kind, this.language);
    return html`<button
      class=${first && kind !== 'noted' ? 'primary' : 'outlined'}
      aria-expanded=${this.kind === kind}
      @click=${() => this.choose(kind)}
    >
      ${name}
    </button>`;
  }

  private fields(kind: RecordedKind) {
    const { words } = this;
    const { mediation } = words;
    const label = mediation.text[kind];
    return html`<form novalidate @submit=${this.submit}>
      ${
        kind === 'objected'
          ? html`<div class="field">
              <label for="side">${mediation.side}</label>
              <select id="side" name="side">
                <option value="first">${mediation.sides.first}</option>
                <option value="second">${mediation.sides.second}</option>
              </select>
            </div>`
          : nothing
      }
      ${
        kind === 'followed_up'
          ? html`<div class="field">
              <label for="kept">${mediation.keptQuestion}</label>
              <select id="kept" name="kept">
                <option value="true">${mediation.kept.yes}</option>
                <option value="false">${mediation.kept.no}</option>
              </select>
            </div>`
          : nothing
      }
      ${
        label
          ? html`<div class="field">
              <label for="text">${label}</label>
              <textarea id="text" name="text" maxlength="2000"></textarea>
            </div>`
          : nothing
      }
      ${faultLine(this.#recording, words)}
      <div class="buttons">
        ${submitButton(this.#recording, mediation.record, words)}
        <button class="link" type="button" @click=${() => this.choose(null)}>${mediation.cancel}</button>
      </div>
    </form>`;
  }

  private choose(kind: RecordedKind | null): void {
    this.kind = this.kind === kind ? null : kind;
    this.#recording.clear();
    void this.updateComplete.then(() => this.form?.querySelector<HTMLElement>('textarea, select, button')?.focus());
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form ?? undefined);
    const json = {
      kind: this.kind,
      version: this.held.version,
      ...(data.has('text') && { text: String(data.get('text')).trim() }),
      ...(data.has('side') && { side: data.get('side') }),
      ...(data.has('kept') && { kept: data.get('kept') === 'true' }),
    } as MediationEventBody;
    const param = { id: String(this.held.id) };
    const done = await this.#recording.run(async () => {
      this.emit('jw-held', await answer<MediationDetail>(api.mediation[':id'].events.$post({ param, json })));
    });
    if (done) this.kind = null;
    else if (this.#recording.field === 'version') this.emit('jw-reload');
  }
}
