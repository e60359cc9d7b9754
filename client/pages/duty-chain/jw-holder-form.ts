import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { areaRoles, buildingRoles, type ChainHolder, type DutyRole } from '../../../server/api/duty-chain/schema.ts';
import type { AreaSummary } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import '../../elements/jw-sure-button.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { accountSelect, accountsOf } from './account-select.ts';

/** Who usually answers at a level; what a new holder there is offered first. */
const usualAt: Record<string, DutyRole> = {
  district: 'street_leader',
  street: 'street_leader',
  community: 'community_secretary',
  grid: 'grid_worker',
};

/**
 * A holder: a new one, a deputy, or a change of one.
 * @fires jw-done when it is written. @fires jw-close when it is left.
 */
@customElement('jw-holder-form')
export class JwHolderForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) area!: AreaSummary;
  /** Who is changed; null: somebody new. */
  @property({ attribute: false }) holder: ChainHolder | null = null;
  /** Whose deputy is named; null: nobody's. */
  @property({ attribute: false }) deputyOf: ChainHolder | null = null;
  /** Number of the building that was chosen; 0: the area itself. */
  @state() private building = 0;
  @query('form') private form!: HTMLFormElement;
  #sending = new Submission(this);
  #accounts = new Task(this, {
    args: () => [(this.holder ?? this.deputyOf)?.area_code ?? this.area.area_code] as const,
    task: ([area_code], { signal }) => accountsOf(area_code, signal),
  });
  #buildings = new Task(this, {
    args: () => [this.area.area_code] as const,
    // Wider areas have too many to choose from.
    task: async ([area_code], { signal }) =>
      this.placed || this.area.child_count > 0
        ? []
        : (await answer(api.buildings.$get({ query: { area_code, limit: '200' } }, { init: { signal } }))).items,
  });
  #units = new Task(this, {
    args: () => [this.building] as const,
    task: async ([building], { signal }) =>
      building === 0
        ? []
        : (await answer(api.buildings[':id'].$get({ param: { id: String(building) } }, { init: { signal } }))).units,
  });

  static override styles = [formSheet];

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('select, input')?.focus();
  }

  override render() {
    const { holder } = this;
    const { chain, access } = this.words;
    const { field } = chain;
    const { today } = this.reference.deployment;
    const wrong = (name: string) => this.#sending.field === name;
    return html`<form novalidate @submit=${this.submit}>
      ${this.deputyOf ? html`<p class="label">${chain.deputyOf(this.deputyOf.name)}</p>` : nothing}
      ${this.placed ? nothing : this.place()}
      <div class="pair">
        <div class="field">
          <label for="name">${field.name}</label>
          <input id="name" name="name" maxlength="40" autocomplete="off" aria-invalid=${wrong('name')} .value=${holder?.name ?? ''} />
        </div>
        <div class="field">
          <label for="phone">${field.phone}</label>
          <input id="phone" name="phone" type="tel" maxlength="20" autocomplete="off" aria-invalid=${wrong('phone')} .value=${holder?.phone ?? ''} />
        </div>
        ${accountSelect(this.#accounts.value ?? [], holder?.account_id ?? null, field)}
      </div>
      <div class="pair">
        <div class="field">
          <label for="starts_on">${field.starts}</label>
          <input id="starts_on" name="starts_on" type="date" aria-invalid=${wrong('starts_on')} .value=${holder?.starts_on ?? today} />
        </div>
        <div class="field">
          <label for="ends_on">${field.ends}</label>
          <input id="ends_on" name="ends_on" type="date" aria-invalid=${wrong('ends_on')} .value=${holder?.ends_on ?? ''} />
        </div>
        <div class="field">
          <label for="note">${field.note}</label>
          <input id="note" name="note" maxlength="200" autocomplete="off" .value=${holder?.note ?? ''} />
        </div>
      </div>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">
        ${submitButton(this.#sending, chain.save, this.words)}
        ${holder ? html`<jw-sure-button .label=${chain.remove} .question=${chain.removeSure} @jw-sure=${this.takeAway}></jw-sure-button>` : nothing}
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${access.leaveIt}</button>
      </div>
    </form>`;
  }

  /** Where a new holder answers, and as what. */
  private place(): TemplateResult {
    const { field } = this.words.chain;
    const buildings = this.#buildings.value ?? [];
    const roles: readonly DutyRole[] = this.building === 0 ? areaRoles : buildingRoles;
    const usual = this.building === 0 ? usualAt[this.area.level] : 'building_head';
    return html`<div class="pair">
      <div class="field">
        <label for="building">${field.place}</label>
        <select id="building" name="building" @change=${this.choose}>
          <option value="0">${this.area.name}</option>
          ${buildings.map(({ id, name, address }) => html`<option value=${id}>${address ?? name ?? id}</option>`)}
        </select>
      </div>
      ${
        this.building === 0
          ? nothing
          : html`<div class="field">
              <label for="unit">${this.words.chain.kind.unit}</label>
              <select id="unit" name="unit">
                <option value="">—</option>
                ${(this.#units.value ?? []).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select>
            </div>`
      }
      <div class="field">
        <label for="role">${field.role}</label>
        <select id="role" name="role">
          ${roles.map(
            (role) =>
              html`<option value=${role} ?selected=${role === usual}>${codeName(this.reference, 'duty-role', role, this.language)}</option>`,
          )}
        </select>
      </div>
    </div>`;
  }

  /** The place follows from whom it is about. */
  private get placed(): boolean {
    return this.holder !== null || this.deputyOf !== null;
  }

  private choose(event: Event): void {
    this.building = Number((event.target as HTMLSelectElement).value);
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = (name: string) => textOf(this.form, name);
    const fields = {
      ...{ name: text('name'), phone: text('phone') || null, note: text('note') || null },
      ...{ starts_on: text('starts_on'), ends_on: text('ends_on') || null },
      account_id: Number(text('account_id')) || null,
    };
    const { holder } = this;
    const sent = await this.#sending.run(() =>
      holder
        ? answer(
            api['duty-holders'][':id'].$patch({
              param: { id: String(holder.id) },
              json: { ...fields, version: holder.version },
            }),
          )
        : answer(api['duty-holders'].$post({ json: { ...fields, ...this.post(text) } })),
    );
    if (sent) this.emit('jw-done');
  }

  /** Where the new one answers. */
  private post(text: (name: string) => string) {
    if (this.deputyOf) return { deputy_of: this.deputyOf.id };
    const role = text('role') as DutyRole;
    const unit_id = Number(text('unit'));
    if (unit_id) return { role, unit_id };
    return this.building === 0 ? { role, area_code: this.area.area_code } : { role, building_id: this.building };
  }

  private takeAway = async (): Promise<void> => {
    const { holder } = this;
    if (!holder) return;
    const [param, query] = [{ id: String(holder.id) }, { version: String(holder.version) }];
    if (await this.#sending.run(() => answer(api['duty-holders'][':id'].$delete({ param, query }))))
      this.emit('jw-done');
  };
}
