import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Opening } from '../../server/api/openings/schema.ts';
import type { FoundResident } from '../../server/api/residents/schema.ts';
import { answer, answerBytes, api } from '../api.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { textOf } from './form-text.ts';
import type { Reference } from './reference.ts';
import { correctionOf } from './resident-correction.ts';
import { saveJson } from './saved-file.ts';
import { faultLine, Submission, submitButton } from './submission.ts';
import { formatLeft, TimeLeft } from './time-left.ts';

/** One resident's request: the household's file is opened for it, then what is recorded can be exported, corrected or erased. Sends `jw-request-over` when done with. */
@customElement('jw-resident-request')
export class JwResidentRequest extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** The person, still masked. */
  @property({ attribute: false }) resident!: FoundResident;
  @state() private opening: Opening | null = null;
  @state() private told = '';
  @state() private unfit = '';
  @state() private gone = false;
  #work = new Submission(this);
  #left = new TimeLeft(this, () => {
    this.opening = null;
    this.told = this.words.records.rights.overNote;
  });

  static override styles = [
    formSheet,
    css`
      .who {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: var(--space-2) var(--space-5);
        margin-top: var(--space-5);
        padding-block: var(--space-3);
        border-block-start: 2px solid var(--ink);
        border-block-end: 1px solid var(--rule);
      }
      .who b {
        font-size: var(--type-4);
        font-weight: 600;
        margin-inline-end: var(--space-3);
      }
      .who p {
        flex: 1 1 20rem;
      }
      .clock {
        font-size: var(--type-3);
      }
      form {
        max-inline-size: 36rem;
        margin-top: var(--space-3);
      }
      section > .note {
        margin-top: var(--space-2);
        max-inline-size: 42em;
      }
      .missing {
        color: var(--cinnabar);
      }
      .told {
        margin-top: var(--space-3);
      }
    `,
  ];

  override willUpdate(): void {
    const { opening } = this;
    this.#left.follow(opening && { opened_at: opening.opened_at, expires_at: opening.ends_at });
  }

  override render() {
    const { rights: words } = this.words.records;
    const { resident } = this;
    const facts = [words.bornIn(String(resident.birth_year)), resident.phone, resident.address].filter(Boolean);
    return html`
      <div class="who">
        <p><b>${resident.name}</b><span class="note">${facts.join(' · ')}</span></p>
        ${this.opening ? html`<span class="figure clock" role="timer" aria-label=${this.words.records.opening.left}>${formatLeft(this.#left.left_ms)}</span>` : nothing}
        <button class="link" @click=${() => this.emit('jw-request-over')}>${words.searchAgain}</button>
      </div>
      <p class="told" role="status" ?hidden=${!this.told}>${this.told}</p>
      ${faultLine(this.#work, this.words)}
      ${this.gone ? nothing : this.opening ? html`${this.exporting()} ${this.correcting()} ${this.erasing()}` : this.openForm()}
    `;
  }

  private openForm(): TemplateResult {
    const { rights: words } = this.words.records;
    return html`<form @submit=${this.open}>
      <p class="note">${words.told}</p>
      <div class="field">
        <label for="note">${words.openNote}</label>
        <input id="note" name="note" maxlength="200" autocomplete="off" placeholder=${words.openHint} />
      </div>
      <div class="buttons">${submitButton(this.#work, words.open, this.words)}</div>
    </form>`;
  }

  private exporting(): TemplateResult {
    const { rights: words } = this.words.records;
    return html`<section>
      <h3>${words.export}</h3>
      <p class="note">${words.exportHelp}</p>
      <form @submit=${this.export}>
        <div class="buttons">${submitButton(this.#work, words.download, this.words)}</div>
      </form>
    </section>`;
  }

  private correcting(): TemplateResult {
    const { rights: words } = this.words.records;
    const { household } = this.words;
    return html`<section>
      <h3>${words.correct}</h3>
      <p class="note">${words.correctHelp}</p>
      <form @submit=${this.correct} autocomplete="off">
        <div class="pair">
          ${field('name', words.name)} ${field('phone', words.phone, 'tel')} ${field('birth_date', words.birth, 'date')}
          ${choice('sex', words.sex, words.unchanged, Object.entries(household.sex))}
          ${choice('relation', words.relation, words.unchanged, Object.entries(household.relation))}
        </div>
        ${this.unfit === 'correct' ? html`<p class="missing" role="alert"><span aria-hidden="true">▲ </span>${words.nothing}</p>` : nothing}
        <div class="buttons">${submitButton(this.#work, words.save, this.words)}</div>
      </form>
    </section>`;
  }

  private erasing(): TemplateResult {
    const { rights: words } = this.words.records;
    const word = words.confirmWord;
    return html`<section>
      <h3>${words.erase}</h3>
      <p class="note">${words.eraseHelp}</p>
      <form @submit=${this.erase} autocomplete="off">
        <div class="pair">
          ${field('reason', words.reason, 'text', words.reasonHint, true)} ${field('confirm', words.confirm(word))}
        </div>
        ${this.unfit === 'erase' ? html`<p class="missing" role="alert"><span aria-hidden="true">▲ </span>${words.confirmWrong(word)}</p>` : nothing}
        <div class="buttons">
          <button class="outlined" type="submit" ?disabled=${this.#work.busy}>${words.eraseButton}</button>
        </div>
      </form>
    </section>`;
  }

  private async open(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const note = textOf(event.target as HTMLFormElement, 'note');
    const param = { id: String(this.resident.household_id) };
    const json = { purpose: 'subject_request', ...(note ? { note } : {}) };
    this.told = '';
    await this.#work.run(async () => {
      this.opening = await answer<Opening>(api.households[':id'].openings.$post({ param, json }));
    });
  }

  private get param(): { id: string } {
    return { id: String(this.resident.id) };
  }

  private async export(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { rights: words } = this.words.records;
    const done = await this.#work.run(async () => {
      saveJson(words.file(this.param.id), await answer(api.residents[':id'].export.$get({ param: this.param })));
    });
    this.told = done ? words.exported : '';
  }

  private async correct(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const json = correctionOf((name) => textOf(form, name));
    this.unfit = json ? '' : 'correct';
    if (!json) return;
    const done = await this.#work.run(() => answerBytes(api.residents[':id'].$patch({ param: this.param, json })));
    this.told = done ? this.words.records.rights.corrected : '';
    if (done) form.reset();
  }

  private async erase(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { rights: words } = this.words.records;
    const form = event.target as HTMLFormElement;
    this.unfit = textOf(form, 'confirm') === words.confirmWord ? '' : 'erase';
    if (this.unfit) return;
    const json = { reason: textOf(form, 'reason') };
    const done = await this.#work.run(() => answerBytes(api.residents[':id'].$delete({ param: this.param, json })));
    if (!done) return;
    this.gone = true;
    this.opening = null;
    this.told = words.erased;
  }
}

function field(name: string, label: string, type = 'text', hint = '', required = false): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} type=${type} maxlength="200" placeholder=${hint} ?required=${required} />
  </div>`;
}

function choice(name: string, label: string, none: string, entries: [value: string, text: string][]): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name}>
      <option value="">${none}</option>
      ${entries.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
    </select>
  </div>`;
}
