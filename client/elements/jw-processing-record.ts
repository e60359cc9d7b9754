import { Task } from '@lit/task';
import type { ClientResponse } from 'hono/client';
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProcessingActivity } from '../../server/api/register/schema.ts';
import { answer, api } from '../api.ts';
import { classMark, classMarkStyles } from './class-mark.ts';
import { JwElement } from './element.ts';
import { bones, empty, facts, failure, heading } from './parts.ts';
import { recordSheet } from './record-styles.ts';
import { codeName, type Reference } from './reference.ts';

/** The processing record (处理活动记录): each activity with its purpose, basis, data, roles and how long it is kept; and the downloads. */
@customElement('jw-processing-record')
export class JwProcessingRecord extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  #record = new Task(this, {
    args: () => [this.language] as const,
    task: async (_, { signal }) => {
      const response = api['processing-record'].$get({ query: {} }, { init: { signal } });
      // Without a format it is never one of the downloads.
      return (await answer(response as Promise<ClientResponse<{ items: ProcessingActivity[] }>>)).items;
    },
  });

  static override styles = [
    recordSheet,
    classMarkStyles,
    css`
      .buttons {
        margin-top: var(--space-4);
      }
      ol {
        margin-top: var(--space-5);
        border-block-start: 2px solid var(--ink);
        counter-reset: activity;
      }
      ol > li {
        display: grid;
        grid-template-columns: 14rem 1fr;
        gap: var(--space-2) var(--space-5);
        padding-block: var(--space-4);
        border-bottom: 1px solid var(--rule);
        counter-increment: activity;
      }
      ol > li > h3 {
        display: grid;
        grid-template-columns: 1.75em 1fr;
        font-size: var(--type-3);
        color: var(--ink);
      }
      ol > li > h3::before {
        content: counter(activity);
        font-weight: 400;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .facts {
        margin: 0;
        border: 0;
      }
      .facts > div {
        padding-block: 0.1875rem;
        border: 0;
      }
      .of {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
      }
      @container (max-width: 40rem) {
        ol > li {
          grid-template-columns: 1fr;
        }
        .facts > div {
          grid-template-columns: 5em 1fr;
        }
      }
    `,
  ];

  override render() {
    const { processing: words } = this.words.records;
    return html`${heading('', words.title, words.lead)} ${this.downloads()}
    ${this.#record.render({
      pending: () => bones(12),
      error: (error) => failure(error, this.words, () => this.#record.run()),
      complete: (items) =>
        items.length
          ? html`<ol>
              ${items.map((activity) => html`<li>${this.activity(activity)}</li>`)}
            </ol>`
          : empty(words.empty),
    })}`;
  }

  private downloads(): TemplateResult {
    const { processing: words } = this.words.records;
    const link = (path: string, query: string, label: string) => html`<a
      class="outlined"
      href="/api/processing-record${path}?${query}language=${this.language}"
      download
      >${label}</a
    >`;
    return html`<div class="buttons">
      ${link('', 'format=csv&', words.csv)} ${link('', 'format=md&', words.markdown)}
      ${link('/assessment', '', words.assessment)}
    </div>`;
  }

  private activity(activity: ProcessingActivity): TemplateResult {
    const { processing: words } = this.words.records;
    const { reference, language } = this;
    const comma = language === 'en' ? ', ' : '、';
    return html`<h3>${activity.name}</h3>
      ${facts([
        [words.purpose, activity.purpose],
        [words.basis, activity.basis],
        [words.data, this.data(activity)],
        [words.roles, activity.roles.map((role) => codeName(reference, 'role', role, language)).join(comma)],
        [words.recipients, activity.recipients],
        [words.kept, activity.kept],
        [words.safeguards, activity.safeguards.join(language === 'en' ? '; ' : '；')],
      ])}`;
  }

  private data({ data }: ProcessingActivity): TemplateResult {
    const { processing: words } = this.words.records;
    const columns = (of: 'personal' | 'sensitive') =>
      data.flatMap((table) => table[of].map((column) => `${table.table_name}.${column}`));
    const line = (of: 'personal' | 'sensitive') => {
      const names = columns(of);
      return names.length
        ? html`<div class="of">${classMark(of)}<span>${words[of]}</span><span class="note">${names.join(', ')}</span></div>`
        : html``;
    };
    if (columns('personal').length + columns('sensitive').length === 0) return html`${words.none}`;
    return html`${line('sensitive')}${line('personal')}`;
  }
}
