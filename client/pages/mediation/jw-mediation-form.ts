import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type MediationDetail, type MediationKind, mediationKinds } from '../../../server/api/mediation/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { heading } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { session } from '../../state/session.ts';

/**
 * Opens a case that both sides agreed to.
 * @fires jw-done with the case's number.
 */
@customElement('jw-mediation-form')
export class JwMediationForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** The incident that it came from; null: none. */
  @property({ attribute: false }) incidentId: number | null = null;
  @state() private community: AreaChoice | null = null;
  @state() private missing = '';
  @query('form') private form!: HTMLFormElement;
  #opening = new Submission(this);

  static override styles = [
    formSheet,
    css`
      form {
        margin-top: var(--space-5);
        max-inline-size: 40rem;
      }
      .parties {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
        gap: var(--space-5);
      }
      .parties fieldset {
        display: grid;
        gap: var(--space-3);
        padding-top: var(--space-2);
        border-block-start: 2px solid var(--ink);
      }
      textarea {
        min-block-size: 8rem;
      }
    `,
  ];

  override render() {
    const { words, language } = this;
    const { form } = words.mediation;
    const within = session.caller?.rights.mediate?.[0] || this.reference.deployment.root?.area_code || '';
    return html`${heading('', form.title, form.lead)}
      <form novalidate @submit=${this.submit}>
        <div class="pair">
          <jw-area-picker
            .label=${form.community}
            .within=${within}
            @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
              this.community = event.detail;
            }}
          ></jw-area-picker>
          <div class="field">
            <label for="kind">${form.kind}</label>
            <select id="kind" name="kind">
              ${mediationKinds.map((kind) => html`<option value=${kind}>${codeName(this.reference, 'mediation-kind', kind, language)}</option>`)}
            </select>
          </div>
        </div>
        <div class="parties">${this.party('first')} ${this.party('second')}</div>
        <div class="field">
          <label for="matter">${form.matter}</label>
          <textarea id="matter" name="matter" maxlength="2000" placeholder=${form.matterHint}></textarea>
        </div>
        ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#opening, words)}
        <div class="buttons">${submitButton(this.#opening, form.submit, words)}</div>
      </form>`;
  }

  private party(side: 'first' | 'second') {
    const { form } = this.words.mediation;
    return html`<fieldset>
      <legend>${form[side]}</legend>
      <div class="field">
        <label for="${side}_name">${form.name}</label>
        <input id="${side}_name" name="${side}_name" maxlength="40" autocomplete="off" />
      </div>
      <div class="field">
        <label for="${side}_contact">${form.contact}</label>
        <input id="${side}_contact" name="${side}_contact" maxlength="100" autocomplete="off" />
      </div>
    </fieldset>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    this.missing = this.community ? '' : this.words.mediation.form.communityMissing;
    if (!this.community) return;
    const json = {
      area_code: this.community.area_code,
      kind: said('kind') as MediationKind,
      ...(this.incidentId ? { incident_id: this.incidentId } : {}),
      first_name: said('first_name'),
      first_contact: said('first_contact'),
      second_name: said('second_name'),
      second_contact: said('second_contact'),
      matter: said('matter'),
    };
    let made: MediationDetail | undefined;
    const done = await this.#opening.run(async () => {
      made = await answer<MediationDetail>(api.mediation.$post({ json }));
    });
    if (done && made) this.emit('jw-done', made.id);
  }
}
