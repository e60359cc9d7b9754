import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { KeptSquad } from '../../../server/api/squads/schema.ts';
import { icon } from '../../elements/icon.ts';
import { empty, iconButton } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import './jw-patrol-squads-form.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';
import { squadPlate } from './squad-plate.ts';

/**
 * Squads: the list, and the form in its place while one is added or changed.
 * @fires jw-look with `{ centre }` where the map is wanted to look.
 */
@customElement('jw-patrol-squads')
export class JwPatrolSquads extends PatrolElement {
  @state() private editing = false;
  @state() private edited: KeptSquad | null = null;

  static override styles = panelSheet;

  override updated(): void {
    this.showChosen();
  }

  override render() {
    if (this.editing) {
      return html`<jw-patrol-squads-form
        .patrol=${this.patrol}
        .reference=${this.reference}
        .squad=${this.edited}
        @jw-done=${(event: Event) => {
          event.stopPropagation();
          this.editing = false;
          void this.refocus();
        }}
      ></jw-patrol-squads-form>`;
    }
    const { squads: words } = this.words.patrol;
    return html`${
      this.mayPlan
        ? html`<div class="tools">
            <button class="outlined" @click=${() => this.edit(null)}>${icon('plus')}${words.add}</button>
          </div>`
        : nothing
    }${this.list()}`;
  }

  private list(): TemplateResult {
    const { squads: words } = this.words.patrol;
    const { squads } = this.view;
    if (!squads) return this.absent(6, () => this.patrol.squads.load());
    if (squads.length === 0) return empty(this.mayPlan ? words.empty : words.emptyReadOnly);
    return html`<p class="sum"><span>${words.count(this.count(squads.length))}</span></p>
      ${this.cutNote('squads')}
      <ul>${squads.map((squad, index) => this.row(squad, index))}</ul>
      ${this.mayPlan ? html`<p class="note after">${words.dragNote}</p>` : nothing}`;
  }

  private row(squad: KeptSquad, index: number): TemplateResult {
    const { squads: words, points } = this.words.patrol;
    const { id, name, kind, member_count, mode } = squad;
    const { plan, chosen } = this.view;
    // On the map a squad has its number in the open plan.
    const number = plan ? plan.input.squads.findIndex(({ squad_id }) => squad_id === id) + 1 : index + 1;
    const kindName = codeName(this.reference as Reference, 'squad-kind', kind, this.language);
    return html`<li class="entry" ?data-chosen=${chosen?.squad_id === id}>
      <button class="look" @click=${() => this.look(squad)}>
        ${number > 0 ? squadPlate(number) : html`<span></span>`}
        <span><span class="name">${name}</span><span class="note">${kindName} · ${words.members(member_count)} · ${words.modes[mode]}</span></span>
      </button>
      ${this.mayPlan ? iconButton('edit', `${points.edit} ${name}`, () => this.edit(squad)) : nothing}
    </li>`;
  }

  private look({ id, start }: KeptSquad): void {
    this.patrol.choose({ squad_id: id });
    this.emit('jw-look', { centre: start });
  }

  private edit(squad: KeptSquad | null): void {
    this.edited = squad;
    if (squad) this.look(squad);
    this.editing = true;
  }
}
