import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DoorState } from '../../../server/api/buildings/schema.ts';
import { type Draft, doorUses } from '../../../server/api/door-plans/schema.ts';
import { confirmedSentence } from '../../elements/confirmed.ts';
import { doorWindowStyles } from '../../elements/door-window-styles.ts';
import type { Board, BoardCell } from '../../elements/doors/board.ts';
import { JwElement } from '../../elements/element.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatFloor } from '../../format/address.ts';
import { formatCount } from '../../format/number.ts';
import { type DoorCommand, stateLetters } from './commands.ts';
import './jw-door-units.ts';

/** Height of the small picture, units; a floor is never higher than 8. */
const overviewHeight = 200;

/**
 * Beside the elevation: the selected doors and what can be done with them, the legend with counts, the building in small.
 * @fires jw-door-command with a DoorCommand. @fires jw-door-unit with a DoorAct upon a unit. @fires jw-door-renamed with the other name of the selected door.
 * @fires jw-side-left when the keyboard leaves its field by Escape.
 */
@customElement('jw-door-side')
export class JwDoorSide extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) board!: Board;
  /** The selected windows. */
  @property({ attribute: false }) block: readonly BoardCell[] = [];
  @property({ type: Boolean }) editable = false;
  @state() private renaming = false;
  @query('#name') private field?: HTMLInputElement;

  static override styles = [
    sheetStyles,
    controlStyles,
    doorWindowStyles,
    css`
      section:first-child {
        margin-top: 0;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin-top: var(--space-2);
      }
      .acts button {
        padding-inline: var(--space-2);
      }
      kbd {
        font: inherit;
        color: var(--ink-soft);
        font-size: var(--type-1);
      }
      form {
        display: flex;
        gap: var(--space-1);
        margin-top: var(--space-2);
      }
      form input {
        min-inline-size: 0;
        inline-size: 8em;
        min-block-size: var(--target);
        padding: 0 var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
      .one {
        margin-top: var(--space-2);
        font-size: var(--type-3);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .legend {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-1) var(--space-3);
        margin-top: var(--space-2);
        font-size: var(--type-1);
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .legend .window {
        flex: none;
        inline-size: 1.25rem;
        block-size: 1rem;
      }
      .legend .figure {
        margin-inline-start: auto;
      }
      .overview {
        display: block;
        max-inline-size: 100%;
        margin-top: var(--space-2);
        block-size: 8rem;
      }
      .keys {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.125rem var(--space-3);
        margin-top: var(--space-2);
        font-size: var(--type-1);
        color: var(--ink-soft);
      }
      .keys dt {
        color: var(--ink);
        white-space: nowrap;
      }
      .overview rect {
        fill: var(--sheet);
        stroke: var(--building-edge);
        stroke-width: 0.4;
      }
      .overview .occupied {
        fill: var(--lamp);
      }
      .overview .let {
        fill: color-mix(in srgb, var(--lamp) 45%, var(--sheet));
      }
      .overview .unknown {
        stroke-dasharray: 1 1;
      }
      .overview .chosen {
        fill: var(--accent);
      }
      .overview line {
        stroke: var(--ink);
        stroke-width: 0.8;
      }
      @media (hover: none), (max-width: 899px) {
        .board-keys {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { units } = this.draft;
    return html`${this.selection()}
      ${this.editable && units.length > 0 ? html`<section><h3>${this.words.doors.units.title}</h3><jw-door-units .draft=${this.draft}></jw-door-units></section>` : nothing}
      ${this.legend()} ${this.overview()} ${this.editable ? this.keys() : nothing}`;
  }

  /** Opens the field for another name of the selected door. */
  async rename(): Promise<void> {
    if (this.block.length !== 1) return;
    this.renaming = true;
    await this.updateComplete;
    this.field?.select();
  }

  private selection(): TemplateResult {
    const { selected } = this.words.doors;
    const [first] = this.block;
    if (!first) return html`<section><h3>${selected.none}</h3></section>`;
    const { door, unit } = first;
    const single = this.block.length === 1;
    const name = this.board.units[unit]!.unit.name;
    return html`<section>
      <p class="one">
        ${single ? selected.one([door.door, ...door.joined_doors].join('+'), name, formatFloor(door.floor, this.language)) : selected.many(formatCount(this.block.length, this.language))}
      </p>
      ${
        single
          ? html`<p class="note">
              ${this.stateName(door.door_state)}${door.visit_owed ? ` · ${this.words.doors.dueWords[door.visit_owed]}` : ''} ·
              ${door.confirmed_on ? confirmedSentence(door.confirmed_on, this.reference, this.language, this.words) : selected.unconfirmed}
            </p>`
          : nothing
      }
      ${this.editable ? this.acts(single) : nothing}
      ${single && door.household_id !== null ? html`<div class="acts">${this.button({ kind: 'open' }, selected.open, 'Enter')}</div>` : nothing}
    </section>`;
  }

  private acts(single: boolean): TemplateResult {
    const { selected, uses } = this.words.doors;
    const letters = Object.entries(stateLetters);
    return html`
      <div class="acts" role="group" aria-label=${selected.state}>
        ${letters.map(([letter, door_state]) => this.button({ kind: 'state', state: door_state }, this.stateName(door_state), letter.toUpperCase()))}
      </div>
      <div class="acts" role="group" aria-label=${selected.use}>
        ${doorUses.map((use) => this.button({ kind: 'use', use }, uses[use]))}
      </div>
      <div class="acts">
        ${this.button({ kind: 'fill' }, selected.fill, 'F')}
        ${single ? nothing : this.button({ kind: 'join' }, selected.join, 'J')}
        ${this.block.some(({ door }) => door.joined_doors.length > 0) ? this.button({ kind: 'split' }, selected.split, 'S') : nothing}
        ${single ? html`<button class="outlined" @click=${this.rename}>${selected.rename} <kbd>R</kbd></button>` : nothing}
        ${this.button({ kind: 'remove' }, selected.remove, 'Del')} ${this.mover()}
      </div>
      ${this.renaming && single ? this.form() : nothing}
    `;
  }

  /** Where the selected doors can be moved to; nothing where there is no other unit. */
  private mover(): TemplateResult | typeof nothing {
    const { selected } = this.words.doors;
    const own = new Set(this.block.map(({ door }) => door.unit_no));
    const others = this.draft.units.filter(({ unit_no }) => own.size > 1 || !own.has(unit_no));
    if (others.length === 0) return nothing;
    const move = (event: Event) => {
      const field = event.target as HTMLSelectElement;
      this.emit('jw-door-command', { kind: 'move', to: Number(field.value) } satisfies DoorCommand);
      field.value = '';
    };
    return html`<select aria-label=${selected.move} @change=${move}>
      <option value="" selected>${selected.move} …</option>
      ${others.map(({ unit_no, name }) => html`<option value=${unit_no}>${name}</option>`)}
    </select>`;
  }

  private form(): TemplateResult {
    const { selected } = this.words.doors;
    return html`<form
      @submit=${(event: Event) => {
        event.preventDefault();
        this.renaming = false;
        this.emit('jw-door-renamed', this.field!.value);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        this.renaming = false;
        this.emit('jw-side-left');
      }}
    >
      <input id="name" maxlength="20" aria-label=${selected.name} .value=${this.block[0]!.door.door} />
      <button class="outlined">${selected.rename}</button>
    </form>`;
  }

  private button(command: DoorCommand, label: string, key?: string): TemplateResult {
    return html`<button class="outlined" @click=${() => this.emit('jw-door-command', command)}>
      ${label}${key ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing}
    </button>`;
  }

  private legend(): TemplateResult {
    const { matrix, doors } = this.words;
    const count = (fits: (door: Draft['doors'][number]) => boolean) =>
      html`<span class="figure note">${formatCount(this.draft.doors.filter(fits).length, this.language)}</span>`;
    return html`<section>
      <h3>${matrix.legend}</h3>
      <ul class="legend">
        ${Object.values(stateLetters).map(
          (door_state) =>
            html`<li><span class="window ${door_state}"></span>${this.stateName(door_state)}${count((door) => door.door_state === door_state)}</li>`,
        )}
        ${(['due', 'overdue'] as const).map(
          (owed) =>
            html`<li><span class="window occupied"><i class="due ${owed}"></i></span>${doors.dueWords[owed]}${count((door) => door.visit_owed === owed)}</li>`,
        )}
      </ul>
    </section>`;
  }

  /** The whole building, however far the elevation is scrolled. */
  private overview(): TemplateResult | typeof nothing {
    const { floors, units } = this.board;
    if (floors.length === 0) return nothing;
    const high = Math.min(8, overviewHeight / floors.length);
    const starts = units.map((_, place) =>
      units.slice(0, place).reduce((sum, { columns }) => sum + columns * 8 + 4, 0),
    );
    const width = starts.at(-1)! + units.at(-1)!.columns * 8;
    const chosen = new Set(this.block.map(({ key }) => key));
    const ground = floors.filter(({ floor }) => floor > 0).length * high;
    return html`<section>
      <h3>${this.words.doors.overview}</h3>
      <svg class="overview" viewBox="-2 -2 ${width + 4} ${floors.length * high + 4}" role="img" aria-label=${this.words.doors.overview}>
        ${floors.map(({ units: bays }, row) =>
          bays.flatMap(({ columns, cells }, unit) =>
            cells.map(({ key, door, column, span }) => {
              const each = (units[unit]!.columns * 8) / columns;
              return svg`<rect class=${chosen.has(key) ? 'chosen' : door.door_state} x=${starts[unit]! + column * each} y=${row * high} width=${each * span} height=${high}></rect>`;
            }),
          ),
        )}
        <line x1="-2" x2=${width + 2} y1=${ground} y2=${ground}></line>
      </svg>
    </section>`;
  }

  private keys(): TemplateResult {
    const { keys } = this.words.doors;
    return html`<section class="board-keys">
      <h3>${keys.title}</h3>
      <dl class="keys">${keys.rows.map(([key, does]) => html`<dt>${key}</dt><dd>${does}</dd>`)}</dl>
    </section>`;
  }

  private stateName(door_state: DoorState): string {
    return codeName(this.reference, 'door-state', door_state, this.language);
  }
}
