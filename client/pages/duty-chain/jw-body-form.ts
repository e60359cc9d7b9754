import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type BodyKind, bodyKinds, type DutyBody } from '../../../server/api/duty-chain/schema.ts';
import type { AreaSummary } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import '../../elements/jw-sure-button.ts';
import type { Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { buildingName } from '../../format/address.ts';

/**
 * A body of the tree: a new one, or a change of one.
 * @fires jw-done when it is written. @fires jw-close when it is left.
 */
@customElement('jw-body-form')
export class JwBodyForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) area!: AreaSummary;
  /** What is changed; null: a new one. */
  @property({ attribute: false }) body: DutyBody | null = null;
  /** Where a new one belongs: a compound, null for the area itself. */
  @state() private compound: number | null = null;
  @query('form') private form!: HTMLFormElement;
  #sending = new Submission(this);
  #compounds = new Task(this, {
    args: () => [this.area.area_code] as const,
    task: async ([area_code], { signal }) =>
      (await answer(api.compounds.$get({ query: { area_code, limit: '200' } }, { init: { signal } }))).items,
  });

  #buildings = new Task(this, {
    args: () => [this.area.area_code, this.compound, this.body === null] as const,
    task: async ([area_code, compound, fresh], { signal }) => {
      if (!fresh) return null;
      const within = compound === null ? {} : { compound_id: String(compound) };
      return answer(api.buildings.$get({ query: { area_code, ...within, limit: '200' } }, { init: { signal } }));
    },
  });

  static override styles = [formSheet];

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('select, input')?.focus();
  }

  override render() {
    const { body } = this;
    const { chain, access } = this.words;
    const { field } = chain;
    const wrong = (name: string) => this.#sending.field === name;
    const input = (name: 'name' | 'head_name' | 'phone' | 'note', label: string, most: number) =>
      html`<div class="field">
        <label for=${name}>${label}</label>
        <input id=${name} name=${name} maxlength=${most} autocomplete="off" aria-invalid=${wrong(name)} .value=${body?.[name] ?? ''} />
      </div>`;
    return html`<form novalidate @submit=${this.submit}>
      ${body ? nothing : this.place()}
      <div class="pair">
        ${input('name', field.bodyName, 60)} ${input('head_name', field.head, 40)} ${input('phone', field.phone, 20)}
      </div>
      <div class="pair">
        <div class="field">
          <label for="starts_on">${field.starts}</label>
          <input id="starts_on" name="starts_on" type="date" aria-invalid=${wrong('starts_on')} .value=${body?.starts_on ?? this.reference.deployment.today} />
        </div>
        <div class="field">
          <label for="ends_on">${field.ends}</label>
          <input id="ends_on" name="ends_on" type="date" aria-invalid=${wrong('ends_on')} .value=${body?.ends_on ?? ''} />
        </div>
        ${input('note', field.note, 200)}
      </div>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">
        ${submitButton(this.#sending, chain.save, this.words)}
        ${body ? html`<jw-sure-button .label=${chain.remove} .question=${chain.removeSure} @jw-sure=${this.takeAway}></jw-sure-button>` : nothing}
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${access.leaveIt}</button>
      </div>
    </form>`;
  }

  /** Where a new body belongs, and what it is. */
  private place(): TemplateResult {
    const { chain } = this.words;
    return html`<div class="pair">
      <div class="field">
        <label for="compound">${chain.field.place}</label>
        <select id="compound" name="compound" @change=${(event: Event) => {
          this.compound = Number((event.target as HTMLSelectElement).value) || null;
        }}>
          <option value="">${this.area.name}</option>
          ${(this.#compounds.value ?? []).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="building">${chain.field.building}</label>
        <select id="building" name="building" aria-describedby="building-help">
          <option value="">${chain.wholePlace}</option>
          ${(this.#buildings.value?.items ?? []).map((building) => html`<option value=${building.id}>${building.address ?? buildingName(building, this.language)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="kind">${chain.field.kind}</label>
        <select id="kind" name="kind">
          ${bodyKinds.map((kind) => html`<option value=${kind}>${chain.body[kind]}</option>`)}
        </select>
      </div>
    </div>
    ${this.#buildings.value?.next ? html`<p class="note" id="building-help">${chain.manyBuildings}</p>` : nothing}`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = (name: string) => textOf(this.form, name);
    const fields = {
      ...{ name: text('name'), head_name: text('head_name') || null, phone: text('phone') || null },
      ...{ note: text('note') || null, starts_on: text('starts_on'), ends_on: text('ends_on') || null },
    };
    const { body } = this;
    const [building_id, compound_id] = [Number(text('building')), Number(text('compound'))];
    const place = building_id ? { building_id } : compound_id ? { compound_id } : { area_code: this.area.area_code };
    const sent = await this.#sending.run(() =>
      body
        ? answer(
            api['duty-bodies'][':id'].$patch({
              param: { id: String(body.id) },
              json: { ...fields, version: body.version },
            }),
          )
        : answer(api['duty-bodies'].$post({ json: { ...fields, ...place, kind: text('kind') as BodyKind } })),
    );
    if (sent) this.emit('jw-done');
  }

  private takeAway = async (): Promise<void> => {
    const { body } = this;
    if (!body) return;
    const [param, query] = [{ id: String(body.id) }, { version: String(body.version) }];
    if (await this.#sending.run(() => answer(api['duty-bodies'][':id'].$delete({ param, query }))))
      this.emit('jw-done');
  };
}
