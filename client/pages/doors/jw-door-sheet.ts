import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Draft } from '../../../server/api/door-plans/schema.ts';
import { type Board, bayClass, drawBoard, endingOf } from '../../elements/doors/board.ts';
import { JwElement } from '../../elements/element.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatFloorShort } from '../../format/address.ts';
import { formatCount } from '../../format/number.ts';
import { paperStyles } from '../patrol/paper-styles.ts';
import { stateLetters } from './commands.ts';

/** One A4 sheet of a building or a unit of it: black on white, states by pattern, no names, lines to sign on. */
@customElement('jw-door-sheet')
export class JwDoorSheet extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) draft!: Draft;
  /** What the building is called, and where it stands. */
  @property() name = '';
  @property() address = '';
  /** What part of it is drawn: a unit, floors; empty for the whole building. */
  @property() about = '';

  static override styles = [
    paperStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto auto;
        gap: 4mm;
        block-size: 297mm;
      }
      header {
        display: flex;
        align-items: end;
        justify-content: space-between;
        gap: 6mm;
        padding-bottom: 2mm;
        border-bottom: 2px solid var(--ink);
      }
      h2,
      p,
      ul {
        margin: 0;
        padding: 0;
      }
      h2 {
        font-family: var(--face-mark);
        font-size: 18pt;
        line-height: 1.25;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 9pt;
      }
      .house {
        display: grid;
        grid-auto-rows: minmax(4.5mm, 12mm);
        align-content: start;
        font-size: 7.5pt;
        line-height: 1;
        font-variant-numeric: tabular-nums;
      }
      .floor {
        display: grid;
        grid-template-columns: 8mm var(--across);
        column-gap: 3mm;
      }
      .floor > span {
        display: grid;
        place-items: center end;
      }
      .floor > .unit-name {
        place-items: center;
        font-size: 9pt;
      }
      .bay {
        display: grid;
        grid-template-columns: repeat(var(--bays), minmax(0, 1fr));
        padding-inline: 0.5mm;
        border-inline: 0.5mm solid var(--ink);
      }
      .bay.roof {
        border-block-start: 1mm solid var(--ink);
      }
      .ground {
        border-block-end: 0.7mm solid var(--ink);
      }
      .below .bay {
        border-inline-style: dashed;
        background: repeating-linear-gradient(135deg, #999 0 0.2mm, transparent 0.2mm 1.4mm);
      }
      .floor .bay.air {
        border-color: transparent;
        background: none;
      }
      .window {
        display: grid;
        place-items: center;
        margin: 0.3mm;
        border: 0.25mm solid #000;
        background: #fff;
        overflow: hidden;
      }
      .window b {
        padding-inline: 0.9mm;
        background: #fff;
        font-weight: 600;
      }
      .occupied {
        background: #cfcfcf;
      }
      .let {
        background: repeating-linear-gradient(135deg, #555 0 0.2mm, #fff 0.2mm 1.2mm);
      }
      .unknown {
        border-style: dashed;
        background: radial-gradient(circle, #555 0.2mm, transparent 0.25mm) 0 0 / 1.2mm 1.2mm;
      }
      .shop {
        border-block-start: 1.2mm double #000;
      }
      .owed b {
        outline: 0.35mm solid #000;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2mm 6mm;
        font-size: 9pt;
        list-style: none;
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: 2mm;
      }
      .legend .window {
        inline-size: 11mm;
        block-size: 5mm;
      }
      footer {
        display: grid;
        gap: 2mm;
        break-inside: avoid;
      }
      .lines {
        display: grid;
        grid-template-columns: 1fr 1fr 1fr;
        gap: 8mm;
      }
      .lines span {
        padding-bottom: 6mm;
        border-bottom: 1px solid var(--ink);
        color: var(--ink-soft);
        font-size: 9pt;
      }
      @media print {
        :host {
          page: doors;
          block-size: 271mm;
        }
      }
    `,
  ];

  override render() {
    const { sheet, counts } = this.words.doors;
    const { doors, units } = this.draft;
    const board = drawBoard(this.draft);
    const count = (number: number) => formatCount(number, this.language);
    const confirmed = doors.filter(({ confirmed_on }) => confirmed_on !== null).length;
    const { today } = this.reference.deployment;
    return html`<header>
        <div>
          <p class="soft">${sheet.title}${this.address && this.address !== this.name ? ` · ${this.address}` : nothing}</p>
          <h2>${this.name}${this.about ? ` · ${this.about}` : nothing}</h2>
        </div>
        <p class="soft">
          ${counts(count(units.length), count(board.floors.length), count(doors.length))} ·
          ${sheet.confirmed(count(confirmed), count(doors.length))} · ${sheet.printed(today)}
        </p>
      </header>
      ${this.house(board)} ${this.legend()}
      <footer>
        <div class="lines"><span>${sheet.surveyor}</span><span>${sheet.head}</span><span>${sheet.date}</span></div>
        <p class="soft">${sheet.note}</p>
      </footer>`;
  }

  private house({ floors, units }: Board): TemplateResult {
    const across = units.map(({ columns }) => `${columns}fr`).join(' ');
    return html`<div class="house" style=${styleOf({ '--across': across })}>
      <div class="floor"><span></span>${units.map(({ unit }) => html`<span class="unit-name">${unit.name}</span>`)}</div>
      ${floors.map(({ floor, units: bays }, row) => {
        const next = floors[row + 1]?.floor;
        const ground = floor > 0 && (next === undefined || next < 0);
        return html`<div class="floor ${ground ? 'ground' : ''} ${floor < 0 ? 'below' : ''}">
          <span>${formatFloorShort(floor)}</span>
          ${bays.map(
            (
              { columns, cells },
              unit,
            ) => html`<div class=${bayClass(units[unit]!, floor)} style=${styleOf({ '--bays': Math.max(1, columns) })}>
              ${cells.map(
                ({ door, column, span }) =>
                  html`<span
                    class="window ${door.door_state} ${door.door_use} ${door.visit_owed ? 'owed' : ''}"
                    style=${styleOf({ 'grid-column': `${column + 1} / span ${span}` })}
                    ><b>${[door.door, ...door.joined_doors].map((name) => endingOf(name, door.floor)).join('+')}</b></span
                  >`,
              )}
            </div>`,
          )}
        </div>`;
      })}
    </div>`;
  }

  private legend(): TemplateResult {
    const { doors } = this.words;
    // Patterns are seen where no number stands on them.
    const mark = (classes: string, label: string, number: string | typeof nothing = nothing) =>
      html`<li><span class="window ${classes}">${number === nothing ? nothing : html`<b>${number}</b>`}</span>${label}</li>`;
    return html`<ul class="legend">
      ${Object.values(stateLetters).map((state) => mark(state, codeName(this.reference, 'door-state', state, this.language)))}
      ${mark('shop', doors.uses.shop)} ${mark('owed', doors.dueWords.due, '01')}
    </ul>`;
  }
}
