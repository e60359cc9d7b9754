import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DiaryProposal } from '../../../server/api/diary/schema.ts';
import type { Reported } from '../../../server/api/incidents/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-place-field.ts';
import { bones, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { newKey } from '../../state/new-key.ts';
import { StoreController } from '../../state/store-controller.ts';
import { themeOf } from '../../theme/apply.ts';

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
  /** As the reader moved or said it; undefined: as proposed. */
  @state() private centre: LonLat | undefined;
  @state() private address: string | undefined;
  @state() private mapless = false;
  #key = newKey();
  #view = new StoreController(this, (view) => view);
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #proposal = new Task(this, {
    args: () => [this.entryId] as const,
    task: ([id], { signal }) =>
      answer<DiaryProposal>(api.diary[':id'].proposal.$get({ param: { id: String(id) } }, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      jw-place-map {
        block-size: 16rem;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The map's code, which is the largest part by far, comes when the form already stands.
    void import('../../map/jw-place-map.ts').catch(() => {
      this.mapless = true;
    });
  }

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
      <div class="field">
          <label for="category">${words.category}</label>
          <select id="category" name="category">
            ${this.reference.catalogues['incident-category'].map(
              ({ id, zh, en }) =>
                html`<option value=${id} ?selected=${id === category}>${this.language === 'en' ? en : zh}</option>`,
            )}
          </select>
      </div>
      <jw-place-field
        .centre=${this.centre ?? centre}
        .address=${this.address ?? address}
        ?mapless=${this.mapless}
        @jw-place=${(event: CustomEvent<LonLat>) => {
          this.centre = event.detail;
        }}
        @jw-address=${(event: CustomEvent<string>) => {
          this.address = event.detail;
        }}
      >
        ${
          this.mapless
            ? nothing
            : html`<jw-place-map
                .deployment=${this.reference.deployment}
                .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
                @jw-map-error=${() => {
                  this.mapless = true;
                }}
              ></jw-place-map>`
        }
      </jw-place-field>
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
    const proposed = this.#proposal.value!;
    const said = { title: textOf(form, 'title'), category: textOf(form, 'category') };
    const { centre = proposed.centre, address = proposed.address } = this;
    this.sending = true;
    this.fault = '';
    try {
      const json = { report_key: this.#key, centre, address, ...said };
      const param = { id: String(this.entryId) };
      this.emit('jw-done', await answer<Reported>(api.diary[':id'].incident.$post({ param, json })));
    } catch (error) {
      this.fault = (error as Error).message;
    }
    this.sending = false;
  };
}
