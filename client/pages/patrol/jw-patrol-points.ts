import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import { icon } from '../../elements/icon.ts';
import { empty, iconButton } from '../../elements/parts.ts';
import { pageHash } from './address.ts';
import './jw-patrol-import.ts';
import './jw-patrol-points-form.ts';
import './jw-patrol-proposals.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';
import { pointPlate } from './point-plate.ts';

/** Longer lists have a field to find a name in them. */
const long = 10;

/**
 * Patrol points: the list, and what stands in its place while one is added or changed, a list is read in, or proposals are looked at.
 * @fires jw-look with `{ centre }` where the map is wanted to look.
 */
@customElement('jw-patrol-points')
export class JwPatrolPoints extends PatrolElement {
  @state() private mode: 'list' | 'form' | 'import' | 'proposals' = 'list';
  @state() private edited: PatrolPoint | null = null;
  @state() private sought = '';

  static override styles = panelSheet;

  override updated(): void {
    this.showChosen();
  }

  override render() {
    if (this.mode === 'form') return this.form();
    if (this.mode === 'import') {
      return html`<jw-patrol-import .patrol=${this.patrol} kind="points" @jw-done=${this.toList}></jw-patrol-import>`;
    }
    if (this.mode === 'proposals') {
      return html`<jw-patrol-proposals .patrol=${this.patrol} .reference=${this.reference} @jw-done=${this.toList}></jw-patrol-proposals>`;
    }
    return html`${this.mayPlan ? this.tools() : nothing}${this.list()}`;
  }

  private tools(): TemplateResult {
    const { points } = this.words.patrol;
    return html`<div class="tools">
      <button class="outlined" @click=${() => this.edit(null)}>${icon('plus')}${points.add}</button>
      <button class="outlined" @click=${() => this.turn('import')}>${icon('copy')}${points.import}</button>
      <button class="outlined" @click=${() => this.turn('proposals')}>${icon('chart')}${points.proposals}</button>
      <a class="outlined" href="/patrol${pageHash({ signs: this.view.area_code ?? '' })}">${icon('print')}${points.signs}</a>
    </div>`;
  }

  private list(): TemplateResult {
    const { points: words } = this.words.patrol;
    const { points } = this.view;
    if (!points) return this.absent(8, () => this.patrol.points.load());
    if (points.length === 0) return empty(this.mayPlan ? words.empty : words.emptyReadOnly);
    const found = points.filter(({ name }) => name.includes(this.sought.trim()));
    return html`<p class="sum"><span>${words.count(this.count(points.length))}</span></p>
      ${this.cutNote('points')}
      ${
        points.length > long
          ? html`<input
              class="find"
              type="search"
              aria-label=${words.find}
              placeholder=${words.find}
              .value=${this.sought}
              @input=${(event: Event) => {
                this.sought = (event.target as HTMLInputElement).value;
              }}
            />`
          : nothing
      }
      ${found.length ? html`<ul>${found.map((point) => this.row(point))}</ul>` : html`<p class="note">${words.none}</p>`}`;
  }

  private row(point: PatrolPoint): TemplateResult {
    const { points: words } = this.words.patrol;
    const { id, name, priority, optional, window_start, window_end, wanted_visits, squad, centre } = point;
    const { chosen } = this.view;
    return html`<li class="entry" ?data-chosen=${chosen?.kind === 'point' && chosen.id === id}>
      <button
        class="look"
        title=${words.priority(priority)}
        @click=${() => {
          this.patrol.choose({ kind: 'point', id });
          this.emit('jw-look', { centre });
        }}
      >
        ${pointPlate(priority, optional)}
        <span><span class="name">${name}</span><span class="note">${window_start}–${window_end} · ${words.visits(wanted_visits)}${squad ? ` · ${squad.name}` : ''}</span></span>
      </button>
      ${this.mayPlan ? iconButton('edit', `${words.edit} ${name}`, () => this.edit(point)) : nothing}
    </li>`;
  }

  private form(): TemplateResult {
    return html`<jw-patrol-points-form
      .patrol=${this.patrol}
      .point=${this.edited}
      @jw-done=${this.toList}
    ></jw-patrol-points-form>`;
  }

  private edit(point: PatrolPoint | null): void {
    this.edited = point;
    if (point) {
      this.patrol.choose({ kind: 'point', id: point.id });
      this.emit('jw-look', { centre: point.centre });
    }
    this.turn('form');
  }

  private turn(mode: typeof this.mode): void {
    this.mode = mode;
    void this.refocus();
  }

  private toList = (event: Event): void => {
    event.stopPropagation();
    this.turn('list');
  };
}
