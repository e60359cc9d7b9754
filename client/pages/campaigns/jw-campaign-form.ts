import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BuildingSummary } from '../../../server/api/buildings/schema.ts';
import type { CampaignProgress, CampaignSize } from '../../../server/api/campaigns/schema.ts';
import type { VisitQuestion } from '../../../server/api/visits/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { heading } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { buildingName } from '../../format/address.ts';
import { formatCount } from '../../format/number.ts';
import { addDays } from '../../format/time.ts';
import { ownArea } from '../duties/own-area.ts';
import './jw-campaign-houses.ts';

/** Above so many doors it is warned of. */
const MANY_DOORS = 5000;
/** As many buildings as one page of them holds. */
const LISTED = 200;
const choices = ['all', 'let', 'unknown', 'tag', 'buildings'] as const;

/**
 * A new campaign: where, what for, which doors, and how many they are while it is filled in.
 * @fires jw-done with the campaign's number.
 */
@customElement('jw-campaign-form')
export class JwCampaignForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** What may be asked at the doors. */
  @property({ attribute: false }) questions: VisitQuestion[] = [];
  @state() private area: string | null = null;
  @state() private doors: (typeof choices)[number] = 'all';
  @state() private tag = '';
  @state() private chosen: ReadonlySet<number> = new Set();
  @state() private sending = false;
  @state() private fault = '';
  #size = new Task(this, {
    args: () => [this.areaCode, this.doors, this.tag, this.chosen] as const,
    task: async ([area_code], { signal }) => {
      if (!area_code || (this.doors === 'buildings' && this.chosen.size === 0)) return null;
      const json = { area_code, ...this.which() };
      return answer<CampaignSize>(api.campaigns.preview.$post({ json }, { init: { signal } }));
    },
  });

  #buildings = new Task(this, {
    args: () => [this.doors === 'buildings' ? this.areaCode : null] as const,
    task: async ([area_code], { signal }) => {
      if (!area_code) return [];
      const query = { area_code, limit: String(LISTED) };
      return (await answer<Page<BuildingSummary>>(api.buildings.$get({ query }, { init: { signal } }))).items;
    },
  });

  static override styles = [
    formSheet,
    css`
      .houses {
        max-block-size: 14rem;
        overflow-y: auto;
        columns: 14rem;
      }
      .houses label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
      }
      form {
        max-inline-size: 36rem;
        margin-top: var(--space-4);
      }
      .choice {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
      }
      .choice label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
      }
      .size {
        min-block-size: 3rem;
      }
      .size strong {
        font-size: var(--type-4);
        font-weight: 600;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.tag ||= this.reference.catalogues['need-tag'][0]?.id ?? '';
  }

  override render() {
    const words = this.words.campaigns.form;
    const { today } = this.reference.deployment;
    return html`${heading('', words.title, words.frozen)}
      <form @submit=${this.send}>
        <jw-area-picker
          label=${words.area}
          within=${ownArea('arrange', this.reference) ?? ''}
          .value=${this.area === null ? (this.reference.deployment.root?.area_code === this.areaCode ? this.reference.deployment.root.name : (this.areaCode ?? '')) : ''}
          @jw-area=${({ detail }: CustomEvent<AreaChoice | null>) => {
            this.area = detail?.area_code ?? '';
            this.chosen = new Set();
          }}
        ></jw-area-picker>
        <div class="field">
          <label for="name">${words.name}</label>
          <input id="name" name="name" required maxlength="40" autocomplete="off" placeholder=${words.nameHint} />
        </div>
        <div class="field">
          <label for="purpose">${words.purpose}</label>
          <textarea id="purpose" name="purpose" required minlength="2" maxlength="200" placeholder=${words.purposeHint}></textarea>
        </div>
        <div class="pair">
          <div class="field">
            <label for="from">${words.from}</label>
            <input id="from" name="from" type="date" required .value=${today} />
          </div>
          <div class="field">
            <label for="to">${words.to}</label>
            <input id="to" name="to" type="date" required min=${today} .value=${addDays(today, 14)} />
          </div>
        </div>
        ${this.choice()} ${this.asking()} ${this.size()}
        ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
        <div class="buttons"><button class="primary" ?disabled=${this.sending || !this.areaCode || (this.doors === 'buildings' && this.chosen.size === 0)}>${words.begin}</button></div>
      </form>`;
  }

  private choice() {
    const words = this.words.campaigns.form;
    return html`<fieldset>
        <legend>${words.doors}</legend>
        <div class="choice">
          ${choices.map(
            (name) => html`<label
              ><input
                type="radio"
                name="doors"
                value=${name}
                .checked=${name === this.doors}
                @change=${() => {
                  this.doors = name;
                }}
              />${words.choices[name]}</label
            >`,
          )}
        </div>
      </fieldset>
      ${
        this.doors === 'tag'
          ? html`<div class="field">
              <label for="tag">${words.tag}</label>
              <select
                id="tag"
                @change=${(event: Event) => {
                  this.tag = (event.target as HTMLSelectElement).value;
                }}
              >
                ${this.reference.catalogues['need-tag'].map(
                  ({ id }) =>
                    html`<option value=${id} ?selected=${id === this.tag}>${codeName(this.reference, 'need-tag', id, this.language)}</option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      ${this.doors === 'buildings' ? this.houses() : nothing}`;
  }

  private houses() {
    const { form, signs } = this.words.campaigns;
    const found = this.#buildings.value ?? [];
    const listed = found.filter(({ household_count }) => household_count !== 0);
    return html`<p class="note">${form.pick}</p>
      <jw-campaign-houses
        .reference=${this.reference}
        .areaCode=${this.areaCode ?? ''}
        .signs=${new Map([...this.chosen].map((id) => [id, 'chosen'] as const))}
        .legend=${[['chosen', signs.chosen]]}
        @jw-house=${({ detail }: CustomEvent<number>) => this.turn(detail)}
      ></jw-campaign-houses>
      <div class="buttons">
        <span role="status">${form.picked(formatCount(this.chosen.size, this.language))}</span>
        <button
          class="link"
          type="button"
          ?disabled=${this.chosen.size === 0}
          @click=${() => {
            this.chosen = new Set();
          }}
        >
          ${form.clear}
        </button>
      </div>
      <fieldset>
        <legend class="visually-hidden">${form.choices.buildings}</legend>
        <div class="houses">
          ${listed.map(
            (building) => html`<label
              ><input
                type="checkbox"
                .checked=${this.chosen.has(building.id)}
                @change=${() => this.turn(building.id)}
              />${buildingName(building, this.language)}</label
            >`,
          )}
        </div>
      </fieldset>
      ${found.length === LISTED ? html`<p class="note">${form.first}</p>` : nothing}`;
  }

  private turn(id: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  /** Which doors, as the server is told. */
  private which() {
    const { doors, tag, chosen } = this;
    if (doors === 'tag') return { doors, tag };
    return doors === 'buildings' ? { doors, building_ids: [...chosen] } : { doors };
  }

  private asking() {
    return html`<fieldset>
      <legend>${this.words.campaigns.form.questions}</legend>
      <div class="choice">
        ${this.questions.map(
          ({ id, zh, en }) =>
            html`<label><input type="checkbox" name="question" value=${id} />${this.language === 'en' ? en : zh}</label>`,
        )}
      </div>
    </fieldset>`;
  }

  private size() {
    const { form, few, about } = this.words.campaigns;
    const { value } = this.#size;
    if (this.#size.error) return html`<p class="size note" role="alert">${(this.#size.error as Error).message}</p>`;
    if (this.doors === 'buildings' && this.chosen.size === 0) return html`<p class="size note"></p>`;
    if (!value) return html`<p class="size note" role="status">…</p>`;
    const { exact, door_count, building_count } = value;
    const told = (count: number | null) =>
      count === null ? few : (exact || count === 0 ? '' : about) + formatCount(count, this.language);
    return html`<p class="size" role="status">
      <strong class="figure">${form.size(told(door_count), told(building_count))}</strong>
      ${(door_count ?? 0) > MANY_DOORS ? html`<br />${form.many}` : nothing}
    </p>`;
  }

  private get areaCode(): string | null {
    return this.area ?? ownArea('arrange', this.reference);
  }

  private send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.sending = true;
    this.fault = '';
    try {
      const json = {
        ...{ area_code: this.areaCode ?? '', name: textOf(form, 'name'), purpose: textOf(form, 'purpose') },
        ...{ starts_on: textOf(form, 'from'), ends_on: textOf(form, 'to'), ...this.which() },
        questions: new FormData(form).getAll('question').map(String),
      };
      this.emit('jw-done', (await answer<CampaignProgress>(api.campaigns.$post({ json }))).id);
    } catch (error) {
      this.fault = (error as Error).message;
    }
    this.sending = false;
  };
}
