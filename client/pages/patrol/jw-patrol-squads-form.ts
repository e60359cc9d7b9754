import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type SquadKind, squadKinds } from '../../../server/api/patrol/schema.ts';
import { travelModes } from '../../../server/api/patrol-plans/schema.ts';
import type { KeptSquad } from '../../../server/api/squads/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { AreaNames } from '../../elements/area-names.ts';
import { textOf } from '../../elements/form-text.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import '../../elements/jw-place-field.ts';
import '../../elements/jw-sure-button.ts';
import { iconButton } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { formatPlace, readPlace } from '../../format/place.ts';
import type { SquadFields } from '../../state/patrol/patrol-view.ts';
import { nameField, numberField } from './form-parts.ts';
import './jw-patrol-place-search.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';

type Ends = 'start' | 'anywhere' | 'elsewhere';

/**
 * One squad: what it is, its area, where it starts and ends, how it goes.
 * @fires jw-done when it was saved or deleted, or left as it is.
 */
@customElement('jw-patrol-squads-form')
export class JwPatrolSquadsForm extends PatrolElement {
  /** Null: a new one. */
  @property({ attribute: false }) squad: KeptSquad | null = null;
  @state() private start: LonLat | null = null;
  @state() private ends: Ends = 'start';
  @state() private area: string | null = null;
  @state() private fault = '';
  @state() private busy = false;
  #areas = new AreaNames(this);

  static override styles = panelSheet;

  override willUpdate(): void {
    if (this.hasUpdated) return;
    const { squad } = this;
    this.start = squad?.start ?? null;
    this.ends = !squad || samePlace(squad.start, squad.end) ? 'start' : squad.end ? 'elsewhere' : 'anywhere';
    this.area = squad?.area_code ?? this.view.area_code;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override render() {
    const { points, squads } = this.words.patrol;
    const { squad } = this;
    return html`
      <div class="heading">
        ${iconButton('back', points.back, () => this.emit('jw-done'))}
        <h2 tabindex="-1">${squad ? squads.editTitle : squads.newTitle}</h2>
      </div>
      <form @submit=${this.save} novalidate>
        ${nameField(squad?.name ?? '')} ${this.what()}
        <jw-area-picker
          .label=${squads.area}
          .within=${this.view.area_code ?? ''}
          .value=${this.area ? this.#areas.of(this.area) : ''}
          @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
            this.area = event.detail?.area_code ?? null;
          }}
        ></jw-area-picker>
        <jw-patrol-place-search></jw-patrol-place-search>
        <jw-place-field
          .centre=${this.start}
          .lead=${squads.placeLead}
          @jw-place=${(event: CustomEvent<LonLat>) => {
            this.start = event.detail;
          }}
        ></jw-place-field>
        ${this.ending()}
        ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
        ${this.last()}
      </form>
    `;
  }

  private what(): TemplateResult {
    const { squads } = this.words.patrol;
    const { squad } = this;
    return html`<div class="triple">
      <div class="field">
        <label for="kind">${squads.kind}</label>
        <select id="kind" name="kind">
          ${squadKinds.map((kind) => html`<option value=${kind} ?selected=${kind === squad?.kind}>${codeName(this.reference as Reference, 'squad-kind', kind, this.language)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="mode">${squads.mode}</label>
        <select id="mode" name="mode">
          ${travelModes.map((mode) => html`<option value=${mode} ?selected=${mode === squad?.mode}>${squads.modes[mode]}</option>`)}
        </select>
      </div>
      ${numberField('member_count', squads.memberCount, squad?.member_count ?? 4, 1, 10_000)}
    </div>`;
  }

  private ending(): TemplateResult {
    const { squads } = this.words.patrol;
    const end = this.squad?.end;
    return html`<div class="field">
        <label for="ends">${squads.ends}</label>
        <select
          id="ends"
          @change=${(event: Event) => {
            this.ends = (event.target as HTMLSelectElement).value as Ends;
          }}
        >
          ${(['start', 'anywhere', 'elsewhere'] as const).map((ends) => html`<option value=${ends} ?selected=${ends === this.ends}>${squads.endKind[ends]}</option>`)}
        </select>
      </div>
      ${
        this.ends === 'elsewhere'
          ? html`<div class="field">
              <label for="end">${squads.endPlace}</label>
              <input id="end" name="end" autocomplete="off" placeholder="112.1034, 32.0012" .value=${end ? formatPlace(end) : ''} />
            </div>`
          : nothing
      }`;
  }

  private last(): TemplateResult {
    const { squads, form } = this.words.patrol;
    return html`<div class="last">
      <div class="buttons">
        <button class="primary" ?disabled=${this.busy}>${form.save}</button>
        <button class="link" type="button" @click=${() => this.emit('jw-done')}>${form.cancel}</button>
      </div>
      ${
        this.squad
          ? html`<jw-sure-button .label=${form.remove} .question=${squads.removeQuestion} @jw-sure=${() => this.send(() => this.patrol.squads.remove(this.squad!.id))}></jw-sure-button>`
          : nothing
      }
    </div>`;
  }

  private save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = this.read(form);
    if (typeof fields === 'string') {
      this.fault = fields;
      form.reportValidity();
      return;
    }
    void this.send(async () => {
      const { squads } = this.patrol;
      const kept = this.squad ? await squads.change(this.squad.id, fields) : await squads.add(fields);
      this.patrol.choose({ squad_id: kept.id });
    });
  };

  /** What the form says; a sentence where something is missing. */
  private read(form: HTMLFormElement): SquadFields | string {
    const { form: words, squads } = this.words.patrol;
    const name = textOf(form, 'name');
    const { start, area } = this;
    if (!name) return words.nameMissing;
    if (!area) return this.words.access.noArea;
    if (!start) return squads.startMissing;
    const end = this.ends === 'start' ? start : this.ends === 'anywhere' ? null : readPlace(textOf(form, 'end'));
    if (this.ends === 'elsewhere' && !end) return this.words.report.place.unreadable;
    if (!form.checkValidity()) return this.fault;
    return {
      name,
      area_code: area,
      kind: textOf(form, 'kind') as SquadKind,
      mode: travelModes.find((mode) => mode === textOf(form, 'mode')) ?? 'foot',
      member_count: Number(textOf(form, 'member_count')),
      start,
      end,
    };
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

function samePlace(a: LonLat, b: LonLat | null): boolean {
  return b !== null && a[0] === b[0] && a[1] === b[1];
}
