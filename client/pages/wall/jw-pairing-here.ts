import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { SessionState } from '../../../server/api/session/schema.ts';
import type { RemoteWalls, Wall } from '../../../server/api/walls/schema.ts';
import { answer } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { mayKeep } from '../remote/wall-words.ts';
import { asPerson } from './person.ts';

/** Who is signed in to this browser and may let its screen in, and to which walls. */
interface Here {
  name: string;
  walls: Wall[];
}

/**
 * Where somebody with the right to walls is signed in to the browser that waits: it lets itself in, without a phone.
 * @fires jw-paired when it did.
 */
@customElement('jw-pairing-here')
export class JwPairingHere extends JwElement {
  /** The code that this screen shows. */
  @property() code = '';
  @query('form') private form!: HTMLFormElement;
  #submission = new Submission(this);
  #here = new Task(this, {
    args: () => [] as const,
    task: async (): Promise<Here | null> => {
      const { caller } = await answer<SessionState>(asPerson.session.$get());
      if (!caller || caller.owed || !caller.rights.wall?.length) return null;
      const { walls } = await answer<RemoteWalls>(asPerson.walls.$get());
      return { name: caller.display_name, walls: walls.filter((wall) => mayKeep(wall.area_code, caller)) };
    },
  });

  static override styles = [
    formSheet,
    css`
      :host {
        font-size: 1em;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75em;
        margin-top: 0.5em;
      }
      form > p {
        flex-basis: 100%;
        color: var(--ink-soft);
      }
      .field select {
        inline-size: auto;
        max-inline-size: 16em;
        min-block-size: 2.4em;
        font-size: 1em;
      }
      .field > label {
        font-size: var(--type-1);
      }
      button.primary {
        min-block-size: 2.4em;
        padding: 0 1.25em;
      }
    `,
  ];

  override render() {
    const { pairing } = this.words.remote;
    // Nobody is signed in here, or the server is away: the phone is the way.
    const here = this.#here.value;
    if (!here) return nothing;
    if (here.walls.length === 0) return html`<p>${pairing.here(here.name)} ${pairing.hereNone}</p>`;
    return html`<form novalidate @submit=${this.submit}>
      <p>${pairing.here(here.name)}</p>
      <div class="field">
        <label for="wall">${pairing.hereWall}</label>
        <select id="wall" name="wall" @change=${() => this.requestUpdate()}>
          ${here.walls.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </div>
      ${this.parts(here.walls)} ${faultLine(this.#submission, this.words)}
      ${submitButton(this.#submission, pairing.hereShow, this.words)}
    </form>`;
  }

  private parts(walls: readonly Wall[]) {
    const wall = this.chosen(walls);
    const count = wall.column_count * wall.row_count;
    if (count === 1) return nothing;
    return html`<div class="field">
      <label for="part">${this.words.remote.pairing.herePart}</label>
      <select id="part" name="part">
        ${Array.from({ length: count }, (_, index) => html`<option value=${index + 1}>${index + 1}</option>`)}
      </select>
    </div>`;
  }

  private chosen(walls: readonly Wall[]): Wall {
    const id = Number(this.renderRoot.querySelector<HTMLSelectElement>('#wall')?.value);
    return walls.find((wall) => wall.id === id) ?? walls[0]!;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form);
    const param = { id: String(data.get('wall')) };
    const json = { code: this.code, part: Number(data.get('part') ?? 1) };
    const done = await this.#submission.run(() => answer(asPerson.walls[':id'].screens.$post({ param, json })));
    if (done) this.emit('jw-paired');
  }
}
