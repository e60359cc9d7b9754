import { Task } from '@lit/task';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HouseholdDetail } from '../../server/api/households/schema.ts';
import { answer, answerBytes, api } from '../api.ts';
import { buildingName, formatFloor } from '../format/address.ts';
import { confirmedSentence } from './confirmed.ts';
import { JwElement } from './element.ts';
import { householdFile, householdFileStyles } from './household-file.ts';
import './jw-duty-holders.ts';
import './jw-household-looks.ts';
import type { JwHouseholdLooks } from './jw-household-looks.ts';
import './jw-household-opening.ts';
import './jw-need-tags.ts';
import { mayAt } from '../state/session.ts';
import { formSheet } from './form-styles.ts';
import { bones, failure, heading } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { skeletonStyles } from './styles.ts';
import { faultLine, Submission } from './submission.ts';
import { formatLeft, TimeLeft } from './time-left.ts';

/** From here on the end is told to those who do not see the clock. */
const soon_ms = 60_000;

/** One household: its door, and for those who answer for it and say why, its file for some minutes. Who has seen it stands below. */
@customElement('jw-household-panel')
export class JwHouseholdPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: HouseholdDetail;
  /** What was learnt since `detail` came: the file that was opened here, or that it is closed. */
  @state() private latest: HouseholdDetail | null = null;
  @state() private told = '';
  #left = new TimeLeft(this, () => this.shut(this.words.records.opening.over));
  #work = new Submission(this);
  /** Who answers for a household that the reader may not open. */
  #holders = new Task(this, {
    args: () => [this.responsible ? null : this.detail.household.building_id] as const,
    task: async ([id], { signal }) =>
      id === null
        ? []
        : (await answer(api.buildings[':id'].$get({ param: { id: String(id) } }, { init: { signal } }))).duty_holders,
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    householdFileStyles,
    css`
      .bar {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: grid;
        grid-template-columns: 1fr auto auto;
        align-items: center;
        gap: var(--space-3);
        margin-top: var(--space-4);
        padding-block: var(--space-1);
        border-block: 1px solid var(--accent);
        background: var(--sheet);
      }
      .bar > :first-child {
        padding-inline-start: var(--space-3);
        border-inline-start: 0.1875rem solid var(--accent);
      }
      .clock {
        font-size: var(--type-3);
      }
      .told {
        margin-top: var(--space-4);
        color: var(--ink-soft);
      }
      jw-household-opening {
        margin-top: var(--space-5);
      }
      .fault {
        margin-top: var(--space-3);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('detail')) {
      const before = changed.get('detail') as HouseholdDetail | undefined;
      this.latest = null;
      if (before?.household.id !== this.detail.household.id) this.told = '';
    }
    this.#left.follow(this.shown.file ? this.shown.opening : null);
  }

  override render() {
    const { household } = this.detail;
    const { words, language } = this;
    const state = codeName(this.reference, 'door-state', household.door_state, language);
    const name = buildingName({ id: household.building_id, name: household.building_name, address: null }, language);
    const lead = `${name} · ${household.unit_name} · ${formatFloor(household.floor, language)}`;
    return html`
      ${heading(words.household.eyebrow(state), words.breadcrumb.door(household.door), lead)}
      <p class="told" role="status" ?hidden=${this.told === ''}>${this.told}</p>
      ${this.shown.file ? this.open() : this.closed()} ${faultLine(this.#work, words)}
      ${
        this.responsible
          ? html`<jw-household-looks .reference=${this.reference} .household_id=${household.id}></jw-household-looks>`
          : nothing
      }
      <section>
        <p class="note">${confirmedSentence(household.confirmed_on, this.reference, language, words)}</p>
      </section>
    `;
  }

  private get shown(): HouseholdDetail {
    return this.latest ?? this.detail;
  }

  private get responsible(): boolean {
    return this.detail.purposes.length > 0;
  }

  private closed(): TemplateResult {
    const { words } = this;
    const { household, purposes } = this.detail;
    if (this.responsible) {
      return html`<jw-household-opening
        .reference=${this.reference}
        .household_id=${household.id}
        .purposes=${purposes}
        @jw-opened=${this.opened}
      ></jw-household-opening>`;
    }
    return html`<section>
      <p class="lead">${words.records.opening.notYours}</p>
      ${this.#holders.render({
        pending: () => bones(3),
        error: (error) => failure(error, words, () => this.#holders.run()),
        complete: (holders) =>
          html`<jw-duty-holders .reference=${this.reference} .holders=${holders}></jw-duty-holders>`,
      })}
    </section>`;
  }

  private open(): TemplateResult {
    const { reference, language, words } = this;
    const { file, opening } = this.shown;
    if (!file || !opening) return html``;
    const { opening: text } = words.records;
    const purpose = codeName(reference, 'purpose', opening.purpose, language);
    return html`
      <div class="bar" role="group" aria-label=${text.bar}>
        <span>${purpose}</span>
        <span class="figure clock" role="timer" aria-label=${text.left}>${formatLeft(this.#left.left_ms)}</span>
        <button class="outlined" @click=${this.close}>${text.close}</button>
      </div>
      <div class="visually-hidden" role="status">${this.#left.left_ms <= soon_ms ? text.oneMinute : ''}</div>
      <p class="note told">${text.revealed(purpose)}</p>
      ${householdFile(file, { reference, language, words })}
      ${
        mayEdit(this.detail)
          ? html`<jw-need-tags
              .reference=${reference}
              .household_id=${this.detail.household.id}
              @jw-tags-changed=${this.load}
            ></jw-need-tags>`
          : nothing
      }
    `;
  }

  private async opened(): Promise<void> {
    const done = await this.#work.run(() => this.load());
    if (!done) return;
    this.told = '';
    this.renderRoot.querySelector<JwHouseholdLooks>('jw-household-looks')?.refresh();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.bar button')?.focus();
  }

  private async load(): Promise<void> {
    const { id } = this.detail.household;
    const latest = await answer(api.households[':id'].$get({ param: { id: String(id) } }));
    if (id === this.detail.household.id) this.latest = latest;
  }

  private async close(): Promise<void> {
    const id = this.shown.opening?.id;
    if (id === undefined) return;
    const done = await this.#work.run(() => answerBytes(api.openings[':id'].$delete({ param: { id: String(id) } })));
    if (done) this.shut(this.words.records.opening.closed);
  }

  /** Forgets the file and keeps the place: the reader stays where they are, at the door. */
  private shut(told: string): void {
    const inside = this.renderRoot.querySelector(':focus') !== null;
    this.latest = { ...this.shown, opening: null, file: null };
    this.told = told;
    this.renderRoot.querySelector<JwHouseholdLooks>('jw-household-looks')?.refresh();
    if (inside) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }
}

/** Whether the reader edits where the household stands. */
function mayEdit({ path }: HouseholdDetail): boolean {
  const grid = path.at(-1)?.area_code;
  return grid !== undefined && mayAt('edit', grid);
}
