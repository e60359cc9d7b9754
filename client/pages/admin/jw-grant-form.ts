import { Task } from '@lit/task';
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BuildingSummary } from '../../../server/api/buildings/schema.ts';
import type { PersonRole, RoleSetting } from '../../../server/api/people/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { suggestedArea } from './suggested-area.ts';

/**
 * Another duty: role, area, building for the head of one, department for its officer, from when, until when.
 * @fires jw-done when it is granted. @fires jw-close when it is left.
 */
@customElement('jw-grant-form')
export class JwGrantForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Who gets it. */
  @property({ attribute: false }) person_id = 0;
  @state() private wantedRole: PersonRole | '' = '';
  @state() private area: AreaChoice | null = null;
  @state() private missing = '';
  @query('form') private form!: HTMLFormElement;
  #granting = new Submission(this);
  #roles = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }): Promise<{ items: RoleSetting[] }> => answer(api.roles.$get({}, { init: { signal } })),
  });
  #buildings = new Task(this, {
    args: () => [this.wantedRole, this.area?.area_code] as const,
    task: async ([role, area_code], { signal }): Promise<BuildingSummary[]> => {
      if (role !== 'building_head' || !area_code) return [];
      const query = { area_code, limit: '200' };
      return (await answer<Page<BuildingSummary>>(api.buildings.$get({ query }, { init: { signal } }))).items;
    },
  });

  static override styles = [formSheet];

  override firstUpdated(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  override render() {
    const { words } = this;
    const { grants } = words.access;
    return html`<form novalidate @submit=${this.submit}>
      ${this.roleField()}
      <jw-area-picker
        .label=${grants.area}
        .within=${suggestedArea(this.reference)}
        @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
          this.area = event.detail;
        }}
      ></jw-area-picker>
      ${this.wantedRole === 'building_head' ? this.buildingField() : nothing}
      ${this.wantedRole === 'department_officer' ? this.departmentField() : nothing} ${this.days()}
      ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#granting, words)}
      <div class="buttons">
        ${submitButton(this.#granting, grants.grant, words)}
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${words.access.leaveIt}</button>
      </div>
    </form>`;
  }

  private roleField() {
    const { grants } = this.words.access;
    const roles = this.#roles.value?.items.filter(({ grantable }) => grantable) ?? [];
    return html`<div class="field">
      <label for="role">${grants.role}</label>
      <select
        id="role"
        name="role"
        @change=${(event: Event) => {
          this.wantedRole = (event.target as HTMLSelectElement).value as PersonRole | '';
        }}
      >
        <option value="">${grants.choose}</option>
        ${roles.map(({ role }) => html`<option value=${role}>${codeName(this.reference, 'role', role, this.language)}</option>`)}
      </select>
    </div>`;
  }

  private buildingField() {
    const { grants } = this.words.access;
    const buildings = this.#buildings.value ?? [];
    return html`<div class="field">
      <label for="building">${grants.building}</label>
      <select id="building" name="building_id">
        <option value="">${this.area ? grants.choose : grants.areaFirst}</option>
        ${buildings.map(({ id, name, address }) => html`<option value=${id}>${name ?? address ?? id}</option>`)}
      </select>
    </div>`;
  }

  private departmentField() {
    const { grants } = this.words.access;
    return html`<div class="field">
      <label for="department">${grants.department}</label>
      <select id="department" name="department">
        <option value="">${grants.choose}</option>
        ${this.reference.catalogues.department.map(({ id }) => html`<option value=${id}>${codeName(this.reference, 'department', id, this.language)}</option>`)}
      </select>
    </div>`;
  }

  private days() {
    const { grants } = this.words.access;
    return html`<div class="pair">
      <div class="field">
        <label for="starts_on">${grants.startsOn}</label>
        <input id="starts_on" name="starts_on" type="date" value=${this.reference.deployment.today} />
      </div>
      <div class="field">
        <label for="ends_on">${grants.endsOn}</label>
        <input id="ends_on" name="ends_on" type="date" min=${this.reference.deployment.today} aria-describedby="ends-note" />
      </div>
      <p class="note" id="ends-note">${grants.endsNote}</p>
    </div>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { grants } = this.words.access;
    const data = new FormData(this.form);
    const text = (name: string) => String(data.get(name) ?? '');
    const { wantedRole: role, area } = this;
    const building_id = Number(text('building_id'));
    const department = text('department');
    const gaps: [boolean, string][] = [
      [!role, grants.roleMissing],
      [!area, grants.areaMissing],
      [role === 'building_head' && !building_id, grants.buildingMissing],
      [role === 'department_officer' && !department, grants.departmentMissing],
    ];
    this.missing = gaps.find(([gap]) => gap)?.[1] ?? '';
    if (this.missing || !role || !area) return;
    const json = {
      ...{ role, area_code: area.area_code },
      ...(building_id && { building_id }),
      ...(department && { department }),
      ...(text('starts_on') && { starts_on: text('starts_on') }),
      ...(text('ends_on') && { ends_on: text('ends_on') }),
    };
    const param = { id: String(this.person_id) };
    if (await this.#granting.run(() => answer(api.people[':id'].grants.$post({ param, json })))) this.emit('jw-done');
  }
}
