import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Wall } from '../../server/api/walls/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-code-form.ts';
import '../elements/jw-live-mark.ts';
import '../elements/jw-page-head.ts';
import { bones, failure } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { pageLink } from '../state/section.ts';
import { may, SessionController } from '../state/session.ts';
import { store } from '../state/store.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';
import './remote/jw-let-in.ts';
import './remote/jw-remote-wall.ts';
import { WallList } from './remote/wall-list.ts';
import { mayKeep, wallsWithin } from './remote/wall-words.ts';

/** The remote control of walls, in a hand: which wall, what it shows, and letting screens in (`#let-in`). */
@customElement('jw-remote')
export class JwRemote extends JwElement {
  #address = new AddressController(this);
  #session = new SessionController(this);
  #reference = referenceTask(this);
  #list = new WallList(this);

  static override styles = [
    formSheet,
    skeletonStyles,
    readingStyles,
    css`
      main {
        max-inline-size: 60rem;
        margin-inline: auto;
      }
      .which {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        margin-bottom: var(--space-4);
      }
      .which h2 {
        font-size: var(--type-4);
        font-family: inherit;
      }
      .which > .note {
        grid-column: 1 / -1;
      }
      .more {
        display: grid;
        gap: var(--space-4);
        margin-top: var(--space-6);
        padding-top: var(--space-4);
        border-top: 1px solid var(--rule);
      }
      .none {
        display: grid;
        gap: var(--space-3);
        margin-top: var(--space-4);
      }
      .none .buttons {
        margin-top: var(--space-5);
      }
      jw-code-form {
        max-inline-size: 22rem;
      }
      summary {
        min-block-size: var(--target);
        color: var(--accent);
        cursor: pointer;
      }
      details[open] > :not(summary) {
        margin-top: var(--space-2);
      }
      @media (max-width: 899px) {
        main {
          padding-inline: var(--space-4);
        }
      }
    `,
  ];

  protected override updated(): void {
    document.title = this.words.page.title(this.words.remote.title);
  }

  override render() {
    return html`
      <header><jw-page-head .heading=${this.words.remote.title}></jw-page-head></header>
      <div class="scroll">
        <main>
          ${this.#reference.render({
            pending: () => bones(8, true),
            error: (error) => failure(error, this.words, () => this.#reference.run()),
            complete: (reference) => this.content(reference),
          })}
        </main>
      </div>
    `;
  }

  private content(reference: Reference): TemplateResult {
    const { value, fault } = this.#list;
    if (!value) return fault ? failure(fault, this.words, () => void this.#list.ask()) : bones(8, true);
    const { section, rest } = this.#address;
    if (section === 'let-in') {
      const kept = value.walls.filter(({ area_code }) => mayKeep(area_code));
      return html`<jw-let-in .list=${this.#list} .walls=${kept} .within=${wallsWithin(reference)} .code=${rest.code ?? ''}></jw-let-in>`;
    }
    const wall = this.#list.wall(Number(rest.wall)) ?? value.walls[0];
    return html`${wall ? this.which(value.walls, wall) : this.none()}
      ${wall ? html`<jw-remote-wall .reference=${reference} .list=${this.#list} .wallId=${wall.id}></jw-remote-wall>` : nothing}
      ${this.more(wall !== undefined)}`;
  }

  /** Which wall is steered, by whom, and how fresh what is shown here is. */
  private which(walls: readonly Wall[], wall: Wall) {
    const { walls: words, who } = this.words.remote;
    const name = this.#session.caller?.display_name ?? '';
    return html`<div class="which">
      ${
        walls.length === 1
          ? html`<h2>${wall.name}</h2>`
          : html`<div class="field">
            <label for="wall">${words.choose}</label>
            <select id="wall" @change=${this.choose}>
              ${walls.map(({ id, name }) => html`<option value=${id} ?selected=${id === wall.id}>${name}</option>`)}
            </select>
          </div>`
      }
      <jw-live-mark></jw-live-mark>
      <p class="note">
        ${who(name)} · ${wall.area_name ?? wall.area_code} ·
        ${mayKeep(wall.area_code) ? words.size(wall.column_count, wall.row_count) : words.byCode}
      </p>
    </div>`;
  }

  private none() {
    const { walls } = this.words.remote;
    return html`<p class="lead">${may('wall') ? walls.noneToKeep : walls.none}</p>`;
  }

  /** Another wall by its code, and what those may do beside who keep walls. */
  private more(hasWall: boolean) {
    const { walls } = this.words.remote;
    const view = store.state;
    const form = html`<p class="note">${walls.codeLead}</p>
      <jw-code-form .label=${walls.code} .action=${walls.take} .send=${this.take}></jw-code-form>`;
    return html`<div class=${hasWall ? 'more' : 'none'}>
      ${hasWall ? html`<details><summary>${walls.another}</summary>${form}</details>` : form}
      ${
        may('wall')
          ? html`<p class="buttons">
            <a class="outlined" href=${this.#address.link({ section: 'let-in' })}>${walls.letIn}</a>
            <a class="outlined" href=${pageLink('/admin', view, 'walls')}>${walls.keep}</a>
          </p>`
          : nothing
      }
    </div>`;
  }

  private choose(event: Event): void {
    this.#address.go({ section: '', rest: { wall: (event.target as HTMLSelectElement).value } });
  }

  private take = async (code: string): Promise<void> => {
    const wall = await answer<Wall>(api.walls.remote.$post({ json: { code } }));
    this.#list.take(wall);
    this.#address.go({ section: '', rest: { wall: String(wall.id) } });
  };
}
