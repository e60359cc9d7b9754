import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { textOf } from '../../elements/form-text.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import type { PatrolStreet } from '../../../server/api/patrol-streets/schema.ts';
import { iconButton } from '../../elements/parts.ts';
import { formatLength } from '../../format/distance.ts';
import { formatPlace, readPlace } from '../../format/place.ts';
import { lengthOf } from '../../map/patrol/bounds.ts';
import { type DrawnLine, most_corners } from '../../map/patrol/street-drawing.ts';
import type { PatrolState } from '../../state/patrol/patrol-state.ts';
import type { StreetFields } from '../../state/patrol/patrol-view.ts';
import { nameField, readVisit, usualVisit, visitFields } from './form-parts.ts';
import { panelSheet } from './panel-styles.ts';

/**
 * One street that must be passed: drawn on the page's map, or typed corner by corner.
 * @fires jw-draw with the line to draw on from (empty: a new one), null when drawing is over; jw-undo-corner; jw-done when it was saved,
 * deleted, or left as it is.
 */
@customElement('jw-patrol-streets-form')
export class JwPatrolStreetsForm extends JwElement {
  @property({ attribute: false }) patrol!: PatrolState;
  /** Null: a new one. */
  @property({ attribute: false }) street: PatrolStreet | null = null;
  @property({ attribute: false }) drawn: DrawnLine | null = null;
  @state() private fault = '';
  @state() private busy = false;

  static override styles = panelSheet;

  override firstUpdated(): void {
    this.emit('jw-draw', this.street?.line ?? []);
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override render() {
    const { points, streets } = this.words.patrol;
    const { street } = this;
    return html`
      <div class="heading">
        ${iconButton('back', points.back, this.leave)}
        <h2 tabindex="-1">${street ? streets.editTitle : streets.newTitle}</h2>
      </div>
      <form @submit=${this.save} novalidate>
        ${nameField(street?.name ?? '')} ${this.line()}
        <div class="field">
          <label for="sides">${streets.sides}</label>
          <select id="sides" name="sides">
            <option value="1" ?selected=${street?.sides !== 2}>${streets.side.one}</option>
            <option value="2" ?selected=${street?.sides === 2}>${streets.side.both}</option>
          </select>
        </div>
        ${visitFields(street ?? usualVisit, this.patrol.view)}
        ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
        ${this.last()}
      </form>
    `;
  }

  private line(): TemplateResult {
    const { streets } = this.words.patrol;
    const line = this.drawn?.line ?? [];
    return html`<div>
        <p class="note">${streets.lead}</p>
        <p class="figure" role="status">
          ${line.length > 1 ? streets.length(formatLength(lengthOf(line), this.language)) : streets.unset}
        </p>
        ${this.drawn?.straight ? html`<p class="note" role="alert">${icon('warning')} ${streets.straight}</p>` : nothing}
        ${this.drawn?.full ? html`<p class="note" role="alert">${icon('warning')} ${streets.full(most_corners)}</p>` : nothing}
        <div class="tools">
          <button class="outlined" type="button" ?disabled=${!this.drawn?.undoable} @click=${() => this.emit('jw-undo-corner')}>${icon('undo')}${streets.undoCorner}</button>
          <button class="outlined" type="button" ?disabled=${line.length === 0} @click=${() => this.emit('jw-draw', [])}>${streets.clear}</button>
        </div>
      </div>
      <details>
        <summary>${streets.byHand}</summary>
        <div class="field">
          <label for="corners" class="note">${streets.byHandNote}</label>
          <textarea id="corners" spellcheck="false" .value=${line.map(formatPlace).join('\n')} @change=${this.type}></textarea>
        </div>
      </details>`;
  }

  private last(): TemplateResult {
    const { streets, form } = this.words.patrol;
    return html`<div class="last">
      <div class="buttons">
        <button class="primary" ?disabled=${this.busy}>${form.save}</button>
        <button class="link" type="button" @click=${this.leave}>${form.cancel}</button>
      </div>
      ${
        this.street
          ? html`<jw-sure-button .label=${form.remove} .question=${streets.removeQuestion} @jw-sure=${() => this.send(() => this.patrol.streets.remove(this.street!.id))}></jw-sure-button>`
          : nothing
      }
    </div>`;
  }

  private type(event: Event): void {
    const rows = (event.target as HTMLTextAreaElement).value.split('\n').filter((row) => row.trim());
    const corners = rows.map(readPlace);
    const wrong = corners.indexOf(null);
    this.fault = wrong < 0 ? '' : this.words.patrol.streets.unreadable(wrong + 1);
    if (wrong < 0) this.emit('jw-draw', corners);
  }

  private save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = textOf(form, 'name');
    const line = this.drawn?.line ?? [];
    const { form: words, streets } = this.words.patrol;
    if (!name || line.length < 2 || !form.checkValidity()) {
      this.fault = !name ? words.nameMissing : line.length < 2 ? streets.lineMissing : '';
      form.reportValidity();
      return;
    }
    const sides = Number(new FormData(form).get('sides')) === 2 ? 2 : 1;
    const fields: StreetFields = { name, line, sides, ...readVisit(form) };
    void this.send(async () => {
      const { streets: rows } = this.patrol;
      const kept = this.street ? await rows.change(this.street.id, fields) : await rows.add(fields);
      this.patrol.choose({ kind: 'street', id: kept.id });
    });
  };

  private leave = (): void => {
    this.emit('jw-draw', null);
    this.emit('jw-done');
  };

  private async send(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.fault = '';
    try {
      await work();
      this.leave();
    } catch (error) {
      this.fault = (error as Error).message;
    } finally {
      this.busy = false;
    }
  }
}
