import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { textOf } from './form-text.ts';
import { moveStyles } from './move-styles.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/**
 * What everybody can read of an incident: question and answer without names, published by whoever dispatches here.
 * @fires jw-incident-stale when something was published, changed or taken down.
 */
@customElement('jw-reply-form')
export class JwReplyForm extends JwElement {
  @property({ attribute: false }) detail!: IncidentDetail;
  @state() private open = false;
  #sending = new Submission(this);

  static override styles = [
    formSheet,
    moveStyles,
    css`
      .published {
        margin-top: var(--space-2);
      }
      blockquote {
        margin: var(--space-2) 0;
        padding-inline-start: var(--space-3);
        border-inline-start: 2px solid var(--rule);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      form,
      .buttons {
        margin-top: var(--space-3);
      }
    `,
  ];

  override render() {
    const { reply } = this.detail;
    return this.open ? this.form() : reply ? this.published(reply) : this.begin();
  }

  private begin(): TemplateResult {
    const { reply: words } = this.words.loop;
    return html`<div class="buttons">
      <button class="outlined" @click=${() => this.unfold(true)}>${words.begin}</button>
    </div>`;
  }

  private published({ question, answer: said, hidden }: NonNullable<IncidentDetail['reply']>): TemplateResult {
    const { reply: words } = this.words.loop;
    return html`<div class="published">
      <p class="note">${hidden ? words.hidden : words.published}</p>
      <blockquote><p>${question}</p><p class="note">${said}</p></blockquote>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">
        <button class="outlined" @click=${() => this.unfold(true)}>${words.change}</button>
        ${hidden ? nothing : html`<button class="quiet" @click=${() => this.send({ question, answer: said, hidden: true })}>${words.hide}</button>`}
      </div>
    </div>`;
  }

  private form(): TemplateResult {
    const { loop } = this.words;
    const { incident, reply, events } = this.detail;
    const question = reply?.question ?? incident.title;
    const said = reply?.answer ?? events.findLast(({ kind }) => kind === 'resolved')?.text ?? '';
    return html`<form @submit=${this.submit}>
      <p class="note">${loop.reply.lead}</p>
      <div class="field">
        <label for="question">${loop.reply.question}</label>
        <textarea id="question" name="question" required maxlength="500" .defaultValue=${question}></textarea>
      </div>
      <div class="field">
        <label for="answer">${loop.reply.answer}</label>
        <textarea id="answer" name="answer" required maxlength="1000" .defaultValue=${said}></textarea>
      </div>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">
        ${submitButton(this.#sending, loop.reply.publish, this.words)}
        <button type="button" class="outlined" @click=${() => this.unfold(false)}>${loop.moves.cancel}</button>
      </div>
    </form>`;
  }

  private unfold(open: boolean): void {
    this.open = open;
    this.#sending.clear();
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.send({ question: textOf(form, 'question'), answer: textOf(form, 'answer'), hidden: false });
  }

  private async send(json: { question: string; answer: string; hidden: boolean }): Promise<void> {
    const param = { id: String(this.detail.incident.id) };
    const done = await this.#sending.run(() => answer(api.incidents[':id'].reply.$put({ param, json })));
    if (!done) return;
    this.open = false;
    this.emit('jw-incident-stale');
  }
}
