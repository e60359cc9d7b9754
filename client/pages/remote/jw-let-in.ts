import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Wall } from '../../../server/api/walls/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { heading } from '../../elements/parts.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { formatSection } from '../../state/section.ts';
import { may } from '../../state/session.ts';
import { store } from '../../state/store.ts';
import { serverClock } from '../../state/wall/server-clock.ts';
import './jw-wall-fields.ts';
import { drawingStyles, partChoice } from './wall-drawing.ts';
import type { WallList } from './wall-list.ts';

/** Lets a screen in that shows a code: the code, the wall, the part of it. */
@customElement('jw-let-in')
export class JwLetIn extends JwElement {
  @property({ attribute: false }) list!: WallList;
  /** The walls that a screen may be let in to. */
  @property({ attribute: false }) walls: readonly Wall[] = [];
  /** Code of the area that a new wall's is looked for in. */
  @property() within = '';
  /** The code, where the address has it. */
  @property() code = '';
  /** Null until one is chosen: the first. */
  @state() private chosen: number | null = null;
  @state() private making = false;
  @state() private chosenPart: number | null = null;
  @state() private missing = '';
  @state() private done: { wall: Wall; part: number } | null = null;
  @query('#code') private input!: HTMLInputElement;
  #submission = new Submission(this);

  static override styles = [
    formSheet,
    drawingStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-5);
        margin-top: var(--space-5);
        counter-reset: step;
      }
      ol > li {
        display: grid;
        grid-template-columns: 2rem minmax(0, 1fr);
        counter-increment: step;
      }
      ol > li::before {
        content: counter(step);
        font-family: var(--face-mark);
        font-size: var(--type-4);
        line-height: 1.2;
        color: var(--ink-soft);
      }
      li > div {
        display: grid;
        gap: var(--space-2);
      }
      .digits input {
        max-inline-size: 16rem;
        min-block-size: 3.5rem;
        padding-inline: 0;
        font-size: var(--type-5);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.3em;
        text-indent: 0.3em;
        text-align: center;
      }
      .wall {
        --part: minmax(3.5rem, 5.5rem);
      }
      .ready {
        display: flex;
        gap: var(--space-2);
        margin-block: var(--space-4);
        font-size: var(--type-3);
      }
      .ready .icon {
        flex: none;
        color: var(--jade);
      }
      ol + form {
        margin-top: var(--space-5);
        padding-inline-start: 2rem;
      }
      form button.primary {
        min-block-size: 3rem;
        max-inline-size: 24rem;
      }
    `,
  ];

  override render() {
    const { letIn } = this.words.remote;
    const lead = may('wall') ? letIn.lead : letIn.noRight;
    return html`${heading('', letIn.title, lead)} ${may('wall') ? (this.done ? this.ended(this.done) : this.steps()) : nothing}`;
  }

  private get wall(): Wall | undefined {
    return this.walls.find(({ id }) => id === this.chosen) ?? this.walls[0];
  }

  /** The part that is chosen; the first one free until somebody chose. */
  private partOf({ screens, column_count, row_count }: Wall): number {
    const count = column_count * row_count;
    if (this.chosenPart !== null && this.chosenPart <= count) return this.chosenPart;
    const parts = Array.from({ length: count }, (_, index) => index + 1);
    return parts.find((part) => !screens.some((screen) => screen.part === part)) ?? 1;
  }

  private steps(): TemplateResult {
    const { letIn } = this.words.remote;
    const { wall } = this;
    const isMaking = this.making || !wall;
    return html`<ol>
        <li>
          <div class="field digits">
            <label for="code">${letIn.codeStep}</label>
            <input
              id="code"
              inputmode="numeric"
              autocomplete="off"
              placeholder=${letIn.codeHint}
              .defaultValue=${this.code}
              aria-invalid=${this.#submission.field === 'code' || this.missing !== ''}
              aria-describedby="fault"
              @input=${this.type}
            />
          </div>
        </li>
        <li><div>${isMaking ? this.newWall() : this.wallChoice(wall)}</div></li>
        ${isMaking ? nothing : html`<li><div>${this.partStep(wall)}</div></li>`}
      </ol>
      ${isMaking ? nothing : this.ending()}`;
  }

  private newWall() {
    return html`<p class="note">${this.words.remote.letIn.makeNew}</p>
      <jw-wall-fields .within=${this.within} .mustMake=${this.walls.length === 0} @jw-wall-kept=${this.taken} @jw-close=${() => this.turnMaking(false)}></jw-wall-fields>`;
  }

  private wallChoice(wall: Wall) {
    const { letIn } = this.words.remote;
    return html`<div class="field">
        <label for="wall">${letIn.wallStep}</label>
        <select id="wall" @change=${this.choose}>
          ${this.walls.map(
            ({ id, name, area_name }) =>
              html`<option value=${id} ?selected=${id === wall.id}>${name}${area_name ? ` · ${area_name}` : nothing}</option>`,
          )}
        </select>
      </div>
      <p><button class="link" type="button" @click=${() => this.turnMaking(true)}>${letIn.makeNew}</button></p>`;
  }

  private partStep(wall: Wall) {
    const { letIn } = this.words.remote;
    if (wall.column_count * wall.row_count === 1) return html`<p class="note">${letIn.onlyPart}</p>`;
    const choose = (part: number) => {
      this.chosenPart = part;
    };
    return html`<p class="label"><b>${letIn.partStep}</b></p>
      <p class="note">${letIn.partLead}</p>
      ${partChoice(wall, this.partOf(wall), choose, this.words, serverClock.now())}`;
  }

  private ending() {
    const { letIn } = this.words.remote;
    return html`<form novalidate @submit=${this.submit}>
      ${this.missing ? html`<p class="note" id="fault" role="alert">${this.missing}</p>` : nothing}
      ${faultLine(this.#submission, this.words)} ${submitButton(this.#submission, letIn.enter, this.words)}
    </form>`;
  }

  private ended({ wall, part }: { wall: Wall; part: number }) {
    const { letIn } = this.words.remote;
    const { theme, language } = store.state;
    const remote = formatSection({ section: '', theme, language, rest: { wall: String(wall.id) } });
    return html`<p class="ready" role="status">${icon('check')}${letIn.done(wall.name, part)}</p>
      <div class="buttons">
        <a class="primary" href=${remote}>${letIn.steer}</a>
        <button class="outlined" @click=${this.again}>${letIn.again}</button>
      </div>`;
  }

  private type(): void {
    const digits = this.input.value.replace(/\D/g, '').slice(0, 6);
    if (digits !== this.input.value) this.input.value = digits;
    this.missing = '';
    this.#submission.clear();
  }

  private choose(event: Event): void {
    this.chosen = Number((event.target as HTMLSelectElement).value);
    this.chosenPart = null;
  }

  private turnMaking(making: boolean): void {
    this.making = making;
  }

  private taken({ detail }: CustomEvent<Wall>): void {
    this.list.take(detail);
    this.chosen = detail.id;
    this.making = false;
  }

  private again(): void {
    this.done = null;
    this.code = '';
    this.chosenPart = null;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { wall } = this;
    const code = this.input.value;
    this.missing = /^\d{6}$/.test(code) ? '' : this.words.remote.letIn.codeMissing;
    if (this.missing || !wall) return this.input.focus();
    const part = this.partOf(wall);
    const param = { id: String(wall.id) };
    const done = await this.#submission.run(async () => {
      const kept = await answer<Wall>(api.walls[':id'].screens.$post({ param, json: { code, part } }));
      this.list.take(kept);
      this.done = { wall: kept, part };
    });
    if (!done && this.#submission.field === 'code') this.input.select();
  }
}
