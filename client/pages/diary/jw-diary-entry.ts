import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DiaryEntry } from '../../../server/api/diary/schema.ts';
import type { Reported } from '../../../server/api/incidents/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import type { Reference } from '../../elements/reference.ts';
import { formatExact, wallTime } from '../../format/time.ts';
import { may } from '../../state/session.ts';
import { initialState } from '../../state/store.ts';
import { formatHash } from '../../state/url.ts';
import './jw-diary-incident.ts';

/**
 * One entry: its words, and what its writer may do with it.
 * @fires jw-entry with the entry as it is now. @fires jw-removed with its number.
 */
@customElement('jw-diary-entry')
export class JwDiaryEntry extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) entry!: DiaryEntry;
  /** True: somebody else's, which is only read. */
  @property({ type: Boolean }) others = false;
  @state() private shown: 'text' | 'edit' | 'incident' = 'text';
  @state() private fault = '';

  static override styles = [
    formSheet,
    css`
      article {
        display: grid;
        gap: var(--space-2);
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 60%, transparent);
      }
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        font-size: var(--type-3);
        line-height: 1.75;
        max-inline-size: 40em;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        margin-inline-start: calc(-1 * var(--space-2));
      }
      jw-diary-incident {
        padding: var(--space-4);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
    `,
  ];

  override render() {
    const { entry } = this;
    const { time_zone } = this.reference.deployment;
    const clock = { timeZone: time_zone, language: this.language };
    const head = [wallTime(entry.written_at, time_zone).time, this.others ? entry.author : '', entry.address ?? ''];
    return html`<article>
      <p class="note figure">
        <time datetime=${entry.written_at} title=${formatExact(entry.written_at, clock)}>${head.filter(Boolean).join(' · ')}</time>
      </p>
      ${this.shown === 'edit' ? this.form() : html`<p class="text">${entry.text}</p>`}
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      ${this.others ? nothing : this.acts()}
      ${
        this.shown === 'incident'
          ? html`<jw-diary-incident
              .reference=${this.reference}
              .entryId=${entry.id}
              @jw-close=${() => this.turn('text')}
              @jw-done=${this.became}
            ></jw-diary-incident>`
          : nothing
      }
    </article>`;
  }

  private form() {
    const words = this.words.diary;
    return html`<form @submit=${this.save}>
      <div class="field">
        <label for="text">${words.edit}</label>
        <textarea id="text" name="text" required maxlength="4000" .value=${this.entry.text}></textarea>
      </div>
      <div class="buttons">
        <button class="primary">${words.save}</button>
        <button class="link" type="button" @click=${() => this.turn('text')}>${words.close}</button>
      </div>
    </form>`;
  }

  private acts() {
    const words = this.words.diary;
    const { incident } = this.entry;
    if (this.shown !== 'text') return nothing;
    return html`<div class="acts">
      ${
        incident
          ? html`<a class="link" href=${this.linkTo(incident.id)}>${words.became(incident.incident_code)}</a>`
          : may('report')
            ? html`<button class="quiet" @click=${() => this.turn('incident')}>${icon('report')}${words.toIncident}</button>`
            : nothing
      }
      <button class="quiet" @click=${() => this.turn('edit')}>${icon('edit')}${words.edit}</button>
      <button class="quiet" @click=${this.takeAway}>${icon('trash')}${words.remove}</button>
    </div>`;
  }

  private linkTo(id: number): string {
    return `/${formatHash({ ...initialState, language: this.language, selection: { kind: 'incident', id } })}`;
  }

  private turn(shown: 'text' | 'edit' | 'incident'): void {
    this.fault = '';
    this.shown = shown;
  }

  private became({ detail }: CustomEvent<Reported>): void {
    this.turn('text');
    const { id, incident_code } = detail;
    this.emit('jw-entry', { ...this.entry, incident: { id, incident_code } });
  }

  private save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = new FormData(event.target as HTMLFormElement).get('text') as string;
    const param = { id: String(this.entry.id) };
    try {
      const json = { updated_at: this.entry.updated_at, text };
      const changed = await answer<DiaryEntry>(api.diary[':id'].$patch({ param, json }));
      this.turn('text');
      this.emit('jw-entry', changed);
    } catch (error) {
      this.fault = (error as Error).message;
    }
  };

  private async takeAway(): Promise<void> {
    try {
      await answer(api.diary[':id'].$delete({ param: { id: String(this.entry.id) } }));
      this.emit('jw-removed', this.entry.id);
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }
}
