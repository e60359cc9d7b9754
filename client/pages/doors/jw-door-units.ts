import { css, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type DoorAct, type Draft, longestName, type PlanUnit } from '../../../server/api/door-plans/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';

/**
 * The units of a building, each to be called otherwise or removed; a unit that still has doors is not, the page says why.
 * @fires jw-door-unit with a DoorAct.
 */
@customElement('jw-door-units')
export class JwDoorUnits extends JwElement {
  @property({ attribute: false }) draft!: Draft;
  /** Number of the unit whose name is being written; null: none. */
  @state() private naming: number | null = null;
  @query('input') private field?: HTMLInputElement;

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      li,
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        min-block-size: max(1.75rem, var(--target));
      }
      .acts {
        display: flex;
        gap: var(--space-3);
        margin-inline-start: auto;
      }
      .acts button {
        min-block-size: max(1.5rem, var(--target));
      }
      form {
        flex: 1;
      }
      input {
        flex: 1;
        min-inline-size: 0;
        min-block-size: max(1.75rem, var(--target));
        padding: 0 var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
    `,
  ];

  override render() {
    return html`<ul>${this.draft.units.map((unit) => html`<li>${unit.unit_no === this.naming ? this.form(unit) : this.unit(unit)}</li>`)}</ul>`;
  }

  private unit({ unit_no, name }: PlanUnit): TemplateResult {
    const { units } = this.words.doors;
    const doors = this.draft.doors.filter((door) => door.unit_no === unit_no).length;
    return html`<span>${name}</span><span class="note figure">${units.count(formatCount(doors, this.language))}</span>
      <span class="acts">
        <button class="link" aria-label=${units.renameOf(name)} @click=${() => this.begin(unit_no)}>${units.rename}</button>
        <button class="link" aria-label=${units.removeOf(name)} @click=${() => this.act({ kind: 'remove_unit', unit_no })}>${units.remove}</button>
      </span>`;
  }

  private form({ unit_no, name }: PlanUnit): TemplateResult {
    const { units } = this.words.doors;
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void this.leave(unit_no);
    };
    const submit = (event: Event) => {
      event.preventDefault();
      const given = this.field!.value.trim();
      if (given !== '' && given !== name) this.act({ kind: 'unit', unit_no, name: given });
      void this.leave(unit_no);
    };
    return html`<form @submit=${submit} @keydown=${press}>
      <input maxlength=${longestName} required aria-label=${units.name} .value=${name} />
      <button class="outlined">${units.rename}</button>
    </form>`;
  }

  private async begin(unitNo: number): Promise<void> {
    this.naming = unitNo;
    await this.updateComplete;
    this.field?.select();
  }

  /** Back to the button by which the field was opened. */
  private async leave(unitNo: number): Promise<void> {
    this.naming = null;
    await this.updateComplete;
    const place = this.draft.units.findIndex(({ unit_no }) => unit_no === unitNo);
    this.renderRoot.querySelectorAll<HTMLElement>('li')[place]?.querySelector('button')?.focus();
  }

  private act(act: DoorAct): void {
    this.emit('jw-door-unit', act);
  }
}
