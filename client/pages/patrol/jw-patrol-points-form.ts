import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { textOf } from '../../elements/form-text.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-place-field.ts';
import '../../elements/jw-sure-button.ts';
import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import { iconButton } from '../../elements/parts.ts';
import type { PatrolState } from '../../state/patrol/patrol-state.ts';
import type { PointFields } from '../../state/patrol/patrol-view.ts';
import { nameField, numberField, readVisit, usualVisit, visitFields } from './form-parts.ts';
import './jw-patrol-place-search.ts';
import { panelSheet } from './panel-styles.ts';

/**
 * One patrol point: its place, shown on the page's map or typed, and what a visit takes.
 * @fires jw-done when it was saved or deleted, or left as it is.
 */
@customElement('jw-patrol-points-form')
export class JwPatrolPointsForm extends JwElement {
  @property({ attribute: false }) patrol!: PatrolState;
  /** Null: a new one. */
  @property({ attribute: false }) point: PatrolPoint | null = null;
  @state() private centre: LonLat | null = null;
  @state() private address: string | null = null;
  @state() private fault = '';
  @state() private busy = false;

  static override styles = panelSheet;

  override willUpdate(): void {
    if (!this.hasUpdated) this.centre = this.point?.centre ?? null;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override render() {
    const { points, form } = this.words.patrol;
    const { point } = this;
    return html`
      <div class="heading">
        ${iconButton('back', points.back, () => this.emit('jw-done'))}
        <h2 tabindex="-1">${point ? points.editTitle : points.newTitle}</h2>
      </div>
      <form @submit=${this.save} novalidate>
        ${nameField(point?.name ?? '')}
        <jw-patrol-place-search></jw-patrol-place-search>
        <jw-place-field
          .centre=${this.centre}
          .address=${this.address ?? point?.address ?? ''}
          .lead=${form.placeLead}
          @jw-place=${(event: CustomEvent<LonLat>) => {
            this.centre = event.detail;
          }}
          @jw-address=${(event: CustomEvent<string>) => {
            this.address = event.detail;
          }}
        ></jw-place-field>
        ${visitFields(point ?? usualVisit, this.patrol.view)}
        <div class="triple">
          ${numberField('dwell_min', form.dwell, point?.dwell_min ?? 5, 0, 600)}
          ${numberField('wanted_visits', form.wanted, point?.wanted_visits ?? 1, 1, 48)}
          ${numberField('gap_min', form.gap, point?.gap_min ?? 60, 0, 720)}
        </div>
        ${point?.code ? this.code(point.code) : nothing}
        ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
        ${this.last()}
      </form>
    `;
  }

  private code(code: string): TemplateResult {
    const { points } = this.words.patrol;
    return html`<div class="field">
      <span class="label">${points.code}</span>
      <span class="secret">${code}</span>
      <p class="note">${points.codeNote}</p>
    </div>`;
  }

  private last(): TemplateResult {
    const { points, form } = this.words.patrol;
    return html`<div class="last">
      <div class="buttons">
        <button class="primary" ?disabled=${this.busy}>${form.save}</button>
        <button class="link" type="button" @click=${() => this.emit('jw-done')}>${form.cancel}</button>
      </div>
      ${
        this.point
          ? html`<jw-sure-button .label=${form.remove} .question=${points.removeQuestion} @jw-sure=${this.drop}></jw-sure-button>`
          : nothing
      }
    </div>`;
  }

  private save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { form: words } = this.words.patrol;
    const name = textOf(form, 'name');
    const { centre } = this;
    if (!name || !centre || !form.checkValidity()) {
      this.fault = !name ? words.nameMissing : !centre ? words.placeMissing : '';
      form.reportValidity();
      return;
    }
    const data = new FormData(form);
    const fields: PointFields = {
      name,
      centre,
      address: (this.address ?? this.point?.address ?? '').trim() || null,
      ...readVisit(form),
      dwell_min: Number(data.get('dwell_min')),
      wanted_visits: Number(data.get('wanted_visits')),
      gap_min: Number(data.get('gap_min')),
    };
    void this.send(async () => {
      const { points } = this.patrol;
      const kept = this.point ? await points.change(this.point.id, fields) : await points.add(fields);
      this.patrol.choose({ kind: 'point', id: kept.id });
    });
  };

  private drop(): void {
    void this.send(() => this.patrol.points.remove(this.point!.id));
  }

  private async send(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.fault = '';
    try {
      await work();
      this.emit('jw-done');
    } catch (error) {
      this.fault = (error as Error).message;
    } finally {
      this.busy = false;
    }
  }
}
