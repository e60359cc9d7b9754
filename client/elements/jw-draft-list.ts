import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatMoment } from '../format/time.ts';
import type { Draft } from '../state/draft.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import './jw-sure-button.ts';
import { codeWord, type ReportReference } from './report-reference.ts';

/**
 * What this browser keeps beside the draft that is being written: drafts, reports that wait, reports whose code is still to be noted.
 * @fires jw-edit with the key of a draft to be written on.
 * @fires jw-forget with the key of one to be deleted.
 * @fires jw-look with the key of one that was sent.
 * @fires jw-send when those that wait are to be tried now.
 */
@customElement('jw-draft-list')
export class JwDraftList extends JwElement {
  @property({ attribute: false }) reference!: ReportReference;
  @property({ attribute: false }) drafts: readonly Draft[] = [];
  /** True while they are being sent. */
  @property({ type: Boolean }) sending = false;

  static override styles = [
    formSheet,
    css`
      section {
        margin: 0;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-3);
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .about {
        flex: 1 1 12rem;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .about .note {
        display: block;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: 0.35em;
        font-weight: 600;
      }
      .state .icon {
        font-size: 0.875em;
      }
      .refused {
        color: var(--ink);
      }
    `,
  ];

  override render() {
    const { drafts } = this.words.report;
    if (this.drafts.length === 0) return nothing;
    const waiting = this.drafts.some(({ state }) => state === 'waiting');
    return html`<section>
      <h3>
        ${drafts.title}
        ${waiting ? html`<button class="link" type="button" ?disabled=${this.sending} @click=${() => this.emit('jw-send')}>${drafts.sendNow}</button>` : nothing}
      </h3>
      <ul>
        ${this.drafts.map((draft) => this.row(draft))}
      </ul>
      ${waiting ? html`<p class="note">${drafts.waitingNote}</p>` : nothing}
    </section>`;
  }

  private row(draft: Draft): TemplateResult {
    const { drafts } = this.words.report;
    const { fields, photos, changed_at, report_key, fault } = draft;
    const facts = [
      fields.category && codeWord(this.reference, 'incident-category', fields.category, this.language),
      photos.length > 0 && drafts.photos(photos.length),
      formatMoment(changed_at, { ...this.reference.clock, language: this.language }),
    ];
    return html`<li>
      <span class="about">
        ${this.standing(draft)} ${fields.title || drafts.untitled}
        <span class="note figure">${facts.filter(Boolean).join(' · ')}</span>
        ${fault ? html`<span class="note">${fault.message}</span>` : nothing}
      </span>
      <span class="buttons">${this.actions(draft, report_key)}</span>
    </li>`;
  }

  private standing({ state }: Draft): TemplateResult {
    const { states } = this.words.report.drafts;
    const shown = state === 'waiting' && this.sending ? 'sending' : state;
    const sign = { writing: 'edit', waiting: 'cloudOff', sending: 'send', refused: 'warning', sent: 'check' } as const;
    return html`<span class="state ${state}">${icon(sign[shown])}${states[shown]}</span>`;
  }

  private actions({ state, result }: Draft, key: string): TemplateResult {
    const { drafts } = this.words.report;
    if (state === 'sent') {
      return html`${result?.follow_code ? html`<button class="outlined" type="button" @click=${() => this.emit('jw-look', key)}>${drafts.showCode}</button>` : nothing}
        <button class="outlined" type="button" @click=${() => this.emit('jw-forget', key)}>${drafts.done}</button>`;
    }
    return html`<button class="outlined" type="button" @click=${() => this.emit('jw-edit', key)}>${drafts.edit}</button>
      <jw-sure-button
        .label=${drafts.remove}
        .question=${drafts.removeSure}
        @jw-sure=${() => this.emit('jw-forget', key)}
      ></jw-sure-button>`;
  }
}
