import { Task } from '@lit/task';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DiaryProposal } from '../../../server/api/diary/schema.ts';
import type { Reported } from '../../../server/api/incidents/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import { icon } from '../../elements/icon.ts';
import { bones, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatPlace, readPlace } from '../../format/place.ts';
import { newKey } from '../../state/new-key.ts';

/**
 * What becomes of an entry: title, category and place are there already, and one press reports it.
 * @fires jw-done with the incident that was made. @fires jw-close when it is left.
 */
@customElement('jw-diary-incident')
export class JwDiaryIncident extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) entryId = 0;
  @state() private fault = '';
  @state() private sending = false;
  #key = newKey();
  #proposal = new Task(this, {
    args: () => [this.entryId] as const,
    task: ([id], { signal }) =>
      answer<DiaryProposal>(api.diary[':id'].proposal.$get({ param: { id: String(id) } }, { init: { signal } })),
  });

  static override styles = [formSheet, skeletonStyles];

  override render() {
    return this.#proposal.render({
      pending: () => bones(6),
      error: (error) => failure(error, this.words, () => this.#proposal.run()),
      complete: (proposal) => this.form(proposal),
    });
  }

  private form({ title, category, centre, address }: DiaryProposal) {
    const words = this.words.diary.incident;
    return html`<form aria-label=${words.title} @submit=${this.send}>
      <p class="note">${words.lead}</p>
      <div class="field">
        <label for="title">${words.name}</label>
        <input id="title" name="title" required minlength="2" maxlength="80" autocomplete="off" .value=${title} />
      </div>
      <div class="pair">
        <div class="field">
          <label for="category">${words.category}</label>
          <select id="category" name="category">
            ${this.reference.catalogues['incident-category'].map(
              ({ id, zh, en }) =>
                html`<option value=${id} ?selected=${id === category}>${this.language === 'en' ? en : zh}</option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="place">${words.place}</label>
          <input id="place" name="place" required inputmode="decimal" autocomplete="off" .value=${formatPlace(centre)} />
        </div>
      </div>
      <div class="field">
        <label for="address">${words.address}</label>
        <input id="address" name="address" maxlength="200" autocomplete="off" .value=${address} />
      </div>
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      <div class="buttons">
        <button class="primary" ?disabled=${this.sending}>${icon('send')}${words.send}</button>
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${this.words.diary.close}</button>
      </div>
    </form>`;
  }

  private send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const centre = readPlace(textOf(form, 'place'));
    if (!centre) {
      this.fault = this.words.diary.incident.unreadable;
      return;
    }
    const said = { title: textOf(form, 'title'), category: textOf(form, 'category'), address: textOf(form, 'address') };
    this.sending = true;
    this.fault = '';
    try {
      const json = { report_key: this.#key, centre, ...said };
      const param = { id: String(this.entryId) };
      this.emit('jw-done', await answer<Reported>(api.diary[':id'].incident.$post({ param, json })));
    } catch (error) {
      this.fault = (error as Error).message;
    }
    this.sending = false;
  };
}
