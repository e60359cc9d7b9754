import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IncidentDetail, SimilarIncident } from '../../server/api/incidents/schema.ts';
import { answer, api } from '../api.ts';
import { formatLength } from '../format/distance.ts';
import { formatMoment } from '../format/time.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { moveStyles } from './move-styles.ts';
import { clockOf, codeName, type Reference } from './reference.ts';

/** Which incident another is the same as: one of those that look alike, or one whose number is known. */
@customElement('jw-merge-fields')
export class JwMergeFields extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;

  static override styles = [formSheet, moveStyles];

  /**
   * The incident that is meant.
   * @throws Error with a sentence where none is chosen, or none has the number that was written.
   */
  async into(): Promise<number> {
    const { field: words } = this.words.loop.moves;
    const code = this.renderRoot.querySelector<HTMLInputElement>('#code')!.value.trim();
    if (!code) {
      const chosen = this.renderRoot.querySelector<HTMLInputElement>('[name="into"]:checked');
      if (!chosen) throw new Error(words.chooseInto);
      return Number(chosen.value);
    }
    const { items } = await answer(api.incidents.$get({ query: { q: code, limit: '5' } }));
    const found = items.find(({ incident_code }) => incident_code.toLowerCase() === code.toLowerCase());
    if (!found) throw new Error(words.codeUnknown(code));
    return found.id;
  }

  override render() {
    const { field: words } = this.words.loop.moves;
    const { similar } = this.detail;
    return html`<div class="fields">
      ${
        similar.length
          ? html`<fieldset class="choices">
            <legend>${words.into}</legend>
            ${similar.map((one, place) => this.choice(one, place === 0))}
          </fieldset>`
          : ''
      }
      <div class="field">
        <label for="code">${similar.length ? words.code : words.into}</label>
        <input id="code" autocomplete="off" spellcheck="false" maxlength="40" placeholder=${words.codeHint} />
      </div>
    </div>`;
  }

  private choice({ id, title, category, distance_m, reported_at }: SimilarIncident, first: boolean): TemplateResult {
    const { reference, language } = this;
    const { panel: words } = this.words.loop;
    const since = formatMoment(reported_at, clockOf(reference, language));
    return html`<label class="choice">
      <input type="radio" name="into" value=${id} ?checked=${first} />
      <span>
        ${title ?? codeName(reference, 'incident-category', category, language)}
        <span class="note">${words.similarLine(formatLength(distance_m, language), since)}</span>
      </span>
    </label>`;
  }
}
