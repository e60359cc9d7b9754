import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DiaryEntry } from '../../../server/api/diary/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { empty } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { addDays, formatDay, wallTime } from '../../format/time.ts';
import { ownArea } from '../duties/own-area.ts';
import './jw-diary-entry.ts';

/** What a supervisor reads of the diaries of their area; each look is asked for, and written down. */
@customElement('jw-diary-others')
export class JwDiaryOthers extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private entries: DiaryEntry[] | null = null;
  @state() private fault = '';

  static override styles = [
    formSheet,
    css`
      :host {
        display: block;
        margin-top: var(--space-6);
      }
      h3 {
        font-size: var(--type-3);
      }
      .note {
        margin-bottom: var(--space-2);
      }
    `,
  ];

  override render() {
    const words = this.words.diary.others;
    const clock = clockOf(this.reference, this.language);
    return html`<section aria-label=${words.title}>
      <h3>${words.title}</h3>
      <p class="note">${words.note}</p>
      <button class="outlined" @click=${this.look}>${icon('eye')}${words.look}</button>
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      ${this.entries?.length === 0 ? empty(words.none) : nothing}
      ${this.entries?.map(
        (
          entry,
        ) => html`<p class="note">${formatDay(wallTime(entry.written_at, clock.timeZone).day, clock)} · ${entry.area_name}</p>
          <jw-diary-entry others .reference=${this.reference} .entry=${entry}></jw-diary-entry>`,
      )}
    </section>`;
  }

  private async look(): Promise<void> {
    const to = this.reference.deployment.today;
    const area_code = ownArea('openings', this.reference) ?? '';
    this.fault = '';
    try {
      const json = { area_code, from: addDays(to, -29), to };
      this.entries = (await answer<{ items: DiaryEntry[] }>(api.diary.looks.$post({ json }))).items;
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }
}
