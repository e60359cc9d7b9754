import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Outcome, VisitQuestions } from '../../../server/api/visits/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { newKey } from '../../state/new-key.ts';
import { mayPass } from '../../state/passing-fault.ts';
import { visits } from '../../state/visits/visits.ts';

// Named here once more, checked by the compiler, so that the browser need not load zod.
const outcomes: readonly Outcome[] = ['met', 'no_answer', 'refused', 'moved'];

interface Choice {
  id: string;
  word: string;
}

/**
 * One visit on one screen: what came of it, then only what is not known. Sent again, it is the same visit.
 * @fires jw-visited with a VisitEntered; with null where it waits for a network.
 */
@customElement('jw-visit-form')
export class JwVisitForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ type: Number }) household_id = 0;
  /** The door, as it is told where the visit waits for a network. */
  @property() door = '';
  /** What was asked when the round was made, for where there is no network; null: not known. */
  @property({ attribute: false }) kept: VisitQuestions | null = null;
  @state() private outcome: Outcome | null = null;
  @state() private unchosen = false;
  /** Of this visit, however often it is sent. */
  #key = newKey();
  #began = new Date().toISOString();
  #sending = new Submission(this);
  #asked = new Task(this, {
    args: () => [this.household_id] as const,
    task: async ([household_id], { signal }): Promise<VisitQuestions> => {
      try {
        return await questionsOf(household_id, signal);
      } catch (error) {
        if (this.kept && mayPass(error)) return this.kept;
        throw error;
      }
    },
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      :host {
        display: block;
        padding: var(--space-3) 0 var(--space-4);
      }
      legend {
        margin-bottom: var(--space-2);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .chips.large {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
      }
      .chips label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: max(2.75rem, var(--target));
        padding: 0 var(--space-3);
        border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
        border-radius: var(--radius);
        cursor: pointer;
      }
      .chips label:has(:checked) {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 9%, transparent);
        font-weight: 600;
      }
      .chips label:has(:focus-visible) {
        outline: 0.125rem solid var(--accent);
        outline-offset: 0.125rem;
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: max(2.75rem, var(--target));
      }
      input[type='radio'],
      input[type='checkbox'] {
        flex: none;
        accent-color: var(--accent);
        inline-size: 1.125rem;
        block-size: 1.125rem;
        margin: 0;
      }
      .missing {
        color: var(--cinnabar);
      }
    `,
  ];

  override render() {
    return this.#asked.render({
      pending: () => bones(5),
      error: (error) => failure(error, this.words, () => this.#asked.run()),
      complete: (asked) => this.form(asked),
    });
  }

  private form(asked: VisitQuestions) {
    const { form } = this.words.duties;
    return html`<form novalidate @submit=${this.submit} @change=${this.choose}>
      ${this.choices(
        'outcome',
        form.outcome,
        outcomes.map((id) => ({ id, word: form.outcomes[id]! })),
        true,
      )}
      ${this.unchosen ? html`<p class="missing" role="alert">${form.choose}</p>` : nothing}
      ${this.outcome ? this.further(asked, this.outcome) : nothing} ${faultLine(this.#sending, this.words)}
      <div class="buttons">${submitButton(this.#sending, form.send, this.words)}</div>
    </form>`;
  }

  /** What an outcome calls for, and nothing that is known already. */
  private further(asked: VisitQuestions, outcome: Outcome): TemplateResult {
    const { form } = this.words.duties;
    if (outcome === 'no_answer') return html`<p class="note">${form.noAnswer}</p>`;
    if (outcome === 'refused') {
      const reasons = this.reference.catalogues['visit-refusal'].map((entry) => this.choiceOf(entry));
      return html`${this.choices('reason', form.reason, reasons)}
        <p class="note">${form.refusedNote}</p>`;
    }
    if (outcome === 'moved') {
      return html`<label class="check"><input type="checkbox" name="empties" checked />${form.empties}</label>`;
    }
    const known = asked.known.map((entry) => this.choiceOf(entry).word);
    const separator = this.language === 'en' ? ', ' : '、';
    const state = codeName(this.reference, 'door-state', asked.door_state, this.language);
    return html`${asked.questions.map((question) =>
      this.choices(
        `answer ${question.id}`,
        this.choiceOf(question).word,
        question.choices.map((entry) => this.choiceOf(entry)),
      ),
    )}
      ${known.length ? html`<p class="note">${form.known(known.join(separator))}</p>` : nothing}
      <label class="check"><input type="checkbox" name="confirms" checked />${form.confirm(state)}</label>
      ${this.choices(
        'channel',
        form.channel,
        ['door', 'phone'].map((id) => ({ id, word: form.channels[id]! })),
      )}`;
  }

  private choiceOf({ id, zh, en }: { id: string; zh: string; en: string }): Choice {
    return { id, word: this.language === 'en' ? en : zh };
  }

  private choices(name: string, legend: string, choices: readonly Choice[], large = false) {
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="chips ${large ? 'large' : ''}">
        ${choices.map(
          ({ id, word }) =>
            html`<label><input type="radio" name=${name} value=${id} ?checked=${name === 'channel' && id === 'door'} />${word}</label>`,
        )}
      </div>
    </fieldset>`;
  }

  private choose(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    if (name !== 'outcome') return;
    this.outcome = value as Outcome;
    this.unchosen = false;
    this.#sending.clear();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const { outcome } = this;
    this.unchosen = outcome === null;
    if (!outcome) return;
    const answers = [...data].flatMap(([name, value]) =>
      name.startsWith('answer ') ? [[name.slice(7), String(value)] as const] : [],
    );
    const json = {
      ...{ key: this.#key, household_id: this.household_id, visited_at: this.#began, outcome },
      ...(outcome === 'met' && {
        answers: Object.fromEntries(answers),
        channel: data.get('channel') as 'door' | 'phone',
      }),
      ...(outcome === 'met' && data.has('confirms') && { confirms: ['door_state' as const] }),
      ...(outcome === 'refused' && { reason: (data.get('reason') ?? undefined) as 'busy' | undefined }),
      ...(outcome === 'moved' && { empties: data.has('empties') }),
    };
    await this.#sending.run(async () => {
      this.emit('jw-visited', await visits.enter(json, this.door));
    });
  }
}

/** Longest time that questions are waited for where they are known from before, ms. */
const PATIENCE_MS = 8000;

/** What a visit to a household asks now. @throws ApiError as `answer` does. */
export function questionsOf(household_id: number, signal: AbortSignal): Promise<VisitQuestions> {
  const init = { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) };
  return answer<VisitQuestions>(api.visits.questions.$get({ query: { household_id: String(household_id) } }, { init }));
}
