import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PatrolStreet } from '../../../server/api/patrol-streets/schema.ts';
import { icon } from '../../elements/icon.ts';
import { empty, iconButton } from '../../elements/parts.ts';
import type { DrawnLine } from '../../map/patrol/street-drawing.ts';
import './jw-patrol-import.ts';
import './jw-patrol-streets-form.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';

/**
 * Streets that must be passed: the list, and what stands in its place while one is drawn or a list is read in.
 * @fires jw-look with `{ centre }` where the map is wanted to look.
 */
@customElement('jw-patrol-streets')
export class JwPatrolStreets extends PatrolElement {
  /** What is drawn on the map at the moment. */
  @property({ attribute: false }) drawn: DrawnLine | null = null;
  @state() private mode: 'list' | 'form' | 'import' = 'list';
  @state() private edited: PatrolStreet | null = null;

  static override styles = [
    panelSheet,
    css`
      .street-sign {
        align-self: center;
        block-size: 0.375rem;
        border-block: 0.0625rem solid var(--indigo);
        border-block-end-width: 0.1875rem;
      }
      .street-sign[data-sides='2'] {
        border-block-width: 0.125rem;
      }
    `,
  ];

  override updated(): void {
    this.showChosen();
  }

  override render() {
    if (this.mode === 'import') {
      return html`<jw-patrol-import .patrol=${this.patrol} .reference=${this.reference} kind="streets" @jw-done=${this.toList}></jw-patrol-import>`;
    }
    if (this.mode === 'form') {
      return html`<jw-patrol-streets-form .patrol=${this.patrol} .street=${this.edited} .drawn=${this.drawn} @jw-done=${this.toList}></jw-patrol-streets-form>`;
    }
    const { streets: words, points } = this.words.patrol;
    const tools = html`<div class="tools">
      <button class="outlined" @click=${() => this.edit(null)}>${icon('distance')}${words.add}</button>
      <button class="outlined" @click=${() => this.turn('import')}>${icon('copy')}${points.import}</button>
    </div>`;
    return html`${this.mayPlan ? tools : nothing}${this.list()}`;
  }

  private list(): TemplateResult {
    const { streets: words } = this.words.patrol;
    const { streets } = this.view;
    if (!streets) return this.absent(6, () => this.patrol.streets.load());
    if (streets.length === 0) return empty(this.mayPlan ? words.empty : words.emptyReadOnly);
    const length_m = streets.reduce((sum, street) => sum + street.length_m * street.sides, 0);
    return html`<p class="sum"><span>${words.count(this.count(streets.length), this.length(length_m))}</span></p>
      ${this.cutNote('streets')}
      <ul>${streets.map((street) => this.row(street))}</ul>`;
  }

  private row(street: PatrolStreet): TemplateResult {
    const { streets: words, points } = this.words.patrol;
    const { id, name, sides, length_m, window_start, window_end, squad } = street;
    const { chosen } = this.view;
    const way = words.side[sides === 2 ? 'both' : 'one'];
    return html`<li class="entry" ?data-chosen=${chosen?.kind === 'street' && chosen.id === id}>
      <button class="look" @click=${() => this.look(street)}>
        <span class="street-sign" data-sides=${sides} aria-hidden="true"></span>
        <span><span class="name">${name}</span><span class="note">${this.length(length_m)} · ${way} · ${window_start}–${window_end}${squad ? ` · ${squad.name}` : ''}</span></span>
      </button>
      ${this.mayPlan ? iconButton('edit', `${points.edit} ${name}`, () => this.edit(street)) : nothing}
    </li>`;
  }

  private look({ id, line }: PatrolStreet): void {
    this.patrol.choose({ kind: 'street', id });
    this.emit('jw-look', { centre: line[line.length >> 1] });
  }

  private edit(street: PatrolStreet | null): void {
    this.edited = street;
    if (street) this.look(street);
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
