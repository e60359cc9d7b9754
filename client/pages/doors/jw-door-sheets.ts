import { css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Draft } from '../../../server/api/door-plans/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { partStyles } from '../../elements/part-styles.ts';
import type { Reference } from '../../elements/reference.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatFloorShort } from '../../format/address.ts';
import './jw-door-sheet.ts';
import { sheetFloors } from './sheet-floors.ts';

/**
 * The sheets of a building as they will be printed: one of the whole, or one a unit.
 * @fires jw-sheets-left to go back to editing.
 */
@customElement('jw-door-sheets')
export class JwDoorSheets extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) draft!: Draft;
  @property() name = '';
  @property() address = '';
  @state() private byUnit = false;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        max-inline-size: 210mm;
        margin: 0 auto var(--space-4);
      }
      nav .print {
        margin-inline-start: auto;
      }
      button {
        background: var(--sheet-raised);
      }
      @media print {
        nav {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { doors } = this.words;
    const choice = (byUnit: boolean, label: string) =>
      html`<button class="outlined" aria-pressed=${this.byUnit === byUnit} @click=${() => {
        this.byUnit = byUnit;
      }}>${label}</button>`;
    return html`<nav>
        <button class="outlined" @click=${() => this.emit('jw-sheets-left')}>${icon('back')}${doors.sheet.back}</button>
        ${choice(false, doors.sheet.whole)} ${choice(true, doors.sheet.byUnit)}
        <button class="outlined print" @click=${() => window.print()}>${icon('print')}${doors.print}</button>
      </nav>
      ${
        this.byUnit
          ? this.draft.units.map(({ unit_no, name }) => this.sheets(this.unit(unit_no), name))
          : this.sheets(this.draft, '')
      }`;
  }

  private unit(unitNo: number): Draft {
    const own = ({ unit_no }: { unit_no: number }) => unit_no === unitNo;
    return { units: this.draft.units.filter(own), doors: this.draft.doors.filter(own) };
  }

  /** As many sheets as its floors take, each with the head of all; its floors are named where it is not the only one. */
  private sheets(draft: Draft, unitName: string): TemplateResult[] {
    const parts = sheetFloors(draft);
    return parts.map((floors) => {
      const doors = draft.doors.filter(({ floor }) => floors.includes(floor));
      const [top, bottom] = [floors[0], floors.at(-1)].map((floor) => formatFloorShort(floor ?? 1));
      const part = [unitName, parts.length > 1 ? this.words.doors.sheet.floors(bottom!, top!) : ''];
      return this.sheet({ units: draft.units, doors }, part.filter(Boolean).join(' · '));
    });
  }

  private sheet(draft: Draft, part: string): TemplateResult {
    return html`<jw-door-sheet
      .reference=${this.reference}
      .draft=${draft}
      .name=${this.name}
      .address=${this.address}
      .about=${part}
    ></jw-door-sheet>`;
  }
}
