import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NeedTag } from '../../server/api/need-tags/schema.ts';
import { answer, answerBytes, api } from '../api.ts';
import { formatDate } from '../format/time.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import './jw-sure-button.ts';
import { codeName, type Reference } from './reference.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/**
 * Need tags of a household whose file is open, for whoever keeps them: added with purpose and basis, renewed, ended early.
 * @fires jw-tags-changed after one was.
 */
@customElement('jw-need-tags')
export class JwNeedTags extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ type: Number }) household_id = 0;
  @state() private adding = false;
  @state() private renewing: number | null = null;
  @state() private tag = '';
  #saving = new Submission(this);
  #tags = new Task(this, {
    args: () => [this.household_id] as const,
    task: ([household_id], { signal }) =>
      answer<{ items: NeedTag[] }>(
        api['need-tags'].$get({ query: { household_id: String(household_id) } }, { init: { signal } }),
      ),
  });

  static override styles = [
    formSheet,
    css`
      :host {
        display: block;
      }
      li {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .line {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
      form {
        padding-block: var(--space-3);
      }
      .buttons {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { tags } = this.words.duties;
    const items = this.#tags.value?.items ?? [];
    const fault = this.#tags.error;
    return html`<section>
      <h3>${tags.list}</h3>
      ${fault ? html`<p class="note" role="alert">${(fault as Error).message}</p>` : nothing}
      <ul>
        ${items.map((tag) => this.row(tag))}
      </ul>
      ${this.adding ? this.form(items) : html`<div class="buttons"><button class="outlined" @click=${this.begin}>${tags.add}</button></div>`}
      ${this.adding ? nothing : faultLine(this.#saving, this.words)}
    </section>`;
  }

  private row(tag: NeedTag) {
    const { words, language, reference } = this;
    const { tags } = words.duties;
    const { today } = reference.deployment;
    return html`<li>
      <p class="line">
        <span>${codeName(reference, 'need-tag', tag.tag, language)}</span>
        <span class="figure note">${words.household.expires(formatDate(tag.expires_on, { today, language }))}</span>
      </p>
      ${
        this.renewing === tag.id
          ? html`<form novalidate @submit=${(event: Event) => this.renew(event, tag)}>
              ${this.dayField(tag.tag)}
              <div class="buttons">
                ${submitButton(this.#saving, tags.renew, words)}
                <button class="link" type="button" @click=${() => this.leave()}>${tags.cancel}</button>
              </div>
            </form>`
          : html`<div class="buttons">
              <button class="outlined" @click=${() => this.leave(tag.id)}>${tags.renew}</button>
              <jw-sure-button .label=${tags.end} .question=${tags.sure} @jw-sure=${() => this.end(tag)}></jw-sure-button>
            </div>`
      }
    </li>`;
  }

  private form(held: readonly NeedTag[]) {
    const { words, language } = this;
    const { tags } = words.duties;
    const free = this.reference.catalogues['need-tag'].filter(({ id }) => !held.some(({ tag }) => tag === id));
    const chosen = free.find(({ id }) => id === this.tag) ?? free[0];
    return html`<form novalidate @submit=${this.add}>
      <div class="field">
        <label for="tag">${tags.tag}</label>
        <select id="tag" name="tag" @change=${(event: Event) => {
          this.tag = (event.target as HTMLSelectElement).value;
        }}>
          ${free.map(({ id, zh, en }) => html`<option value=${id} ?selected=${id === chosen?.id}>${language === 'en' ? en : zh}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="purpose">${tags.purpose}</label>
        <input id="purpose" name="purpose" maxlength="60" aria-invalid=${this.#saving.field === 'purpose'} />
      </div>
      <div class="field">
        <label for="basis">${tags.basis}</label>
        <input id="basis" name="basis" maxlength="120" autocomplete="off" aria-invalid=${this.#saving.field === 'basis'} />
      </div>
      ${this.dayField(chosen?.id ?? '')} ${faultLine(this.#saving, words)}
      <div class="buttons">
        ${submitButton(this.#saving, tags.save, words)}
        <button class="link" type="button" @click=${() => this.leave()}>${tags.cancel}</button>
      </div>
    </form>`;
  }

  private dayField(tag: string) {
    const { tags } = this.words.duties;
    const months = this.reference.catalogues['need-tag'].find(({ id }) => id === tag)?.months ?? 12;
    return html`<div class="field">
      <label for="expires">${tags.expires} · ${tags.atMost(String(months))}</label>
      <input id="expires" name="expires_on" type="date" .value=${latestDay(this.reference.deployment.today, months)}
        aria-invalid=${this.#saving.field === 'expires_on'} />
    </div>`;
  }

  private readonly begin = () => {
    this.leave();
    this.adding = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('select')?.focus());
  };

  /** Closes what is open; perhaps to renew another. */
  private leave(renewing: number | null = null): void {
    this.adding = false;
    this.renewing = renewing;
    this.#saving.clear();
  }

  private readonly add = async (event: Event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const json = {
      ...{ household_id: this.household_id, tag: text('tag'), purpose: text('purpose'), basis: text('basis') },
      expires_on: text('expires_on'),
    };
    await this.did(() => answer(api['need-tags'].$post({ json })));
  };

  private async renew(event: Event, { id }: NeedTag): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const json = { expires_on: String(data.get('expires_on') ?? '') };
    await this.did(() => answer(api['need-tags'][':id'].$patch({ param: { id: String(id) }, json })));
  }

  private async end({ id }: NeedTag): Promise<void> {
    await this.did(() => answerBytes(api['need-tags'][':id'].$delete({ param: { id: String(id) } })));
  }

  private async did(work: () => Promise<unknown>): Promise<void> {
    if (!(await this.#saving.run(work))) return;
    this.leave();
    this.emit('jw-tags-changed');
    await this.#tags.run();
  }
}

/** So many months after a day, `YYYY-MM-DD`; where that month is shorter, its last day. */
export function latestDay(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
