import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DueHousehold } from '../../../server/api/duties/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { AddressController } from '../../state/address-controller.ts';
import { may } from '../../state/session.ts';
import { dueLines, dueStyles, householdLink } from './due-rows.ts';
import { ownArea } from './own-area.ts';

const states = ['all', 'overdue', 'due'] as const;

/** Who is owed a visit in an area, soonest first; area and lateness stand in the address, so that the map leads here. */
@customElement('jw-due-list')
export class JwDueList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  #address = new AddressController(this, () => void this.#rows.restart());
  #area = new Task(this, {
    args: () => [this.#address.rest.area_code] as const,
    task: async ([area_code], { signal }): Promise<string> =>
      area_code
        ? (await answer(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))).area.name
        : '',
  });
  #rows = new Paging<DueHousehold>(this, (page, signal) => {
    const { shown } = this;
    const area_code = this.#address.rest.area_code || (ownArea('doors', this.reference) ?? '');
    const query = { area_code, page, ...(shown !== 'all' && { state: shown }) };
    return answer<Page<DueHousehold>>(api.duties.$get({ query }, { init: { signal } }));
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    dueStyles,
    css`
      .choose {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-4);
        margin-block: var(--space-4);
      }
      jw-area-picker {
        inline-size: min(20rem, 100%);
      }
      .states {
        display: flex;
        gap: var(--space-2);
      }
      .states button {
        min-block-size: max(2.5rem, var(--target));
      }
      .states [aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--accent);
        font-weight: 600;
      }
      .due {
        margin: 0;
        padding: 0;
        list-style: none;
        max-inline-size: 52rem;
        border-top: 1px solid var(--rule);
      }
      .due a {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-3);
        min-block-size: 3.25rem;
        padding: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 60%, transparent);
        color: inherit;
        text-decoration: none;
      }
      .due a:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (may('doors')) void this.updateComplete.then(() => this.#rows.restart());
  }

  override render() {
    const { duties } = this.words;
    const { due } = duties;
    if (ownArea('doors', this.reference) === null)
      return html`${heading('', duties.sections.due)}${empty(due.counted)}`;
    return html`
      ${heading('', duties.sections.due, due.lead)}
      <div class="choose">
        <jw-area-picker
          .label=${duties.area}
          .within=${ownArea('doors', this.reference) ?? ''}
          .value=${this.#area.value ?? ''}
          @jw-area=${this.choose}
        ></jw-area-picker>
        <div class="states" role="group" aria-label=${duties.sections.due}>
          ${states.map(
            (name) =>
              html`<button class="outlined" aria-pressed=${this.shown === name} @click=${() => this.show(name)}>
                ${due.states[name]}
              </button>`,
          )}
        </div>
      </div>
      ${this.list()}
    `;
  }

  private list() {
    const { words, language, reference } = this;
    const { rows, state: reading, hasMore, error } = this.#rows;
    const context = { words, language, reference };
    return html`
      <ul class="due">
        ${rows.map(
          (row) =>
            html`<li><a href=${householdLink(row.household_id, language)}>${dueLines({ ...row, address: `${row.area_name} ${row.address ?? row.door}` }, context)}</a></li>`,
        )}
      </ul>
      ${reading === 'pending' ? bones(rows.length ? 3 : 10) : nothing}
      ${reading === 'error' ? failure(error, words, () => this.#rows.more()) : nothing}
      ${reading === 'done' && rows.length === 0 ? empty(words.duties.due.none) : nothing}
      ${reading === 'done' && hasMore ? html`<button class="link" @click=${() => this.#rows.more()}>${words.duties.more}</button>` : nothing}
    `;
  }

  private get shown(): (typeof states)[number] {
    return states.find((name) => name === this.#address.rest.state) ?? 'all';
  }

  private show(name: (typeof states)[number]): void {
    const { state: _, ...rest } = this.#address.rest;
    this.#address.go({ rest: { ...rest, ...(name !== 'all' && { state: name }) } });
  }

  private choose({ detail }: CustomEvent<AreaChoice | null>): void {
    // What is being typed over is left as it is until another one is chosen; a field that was emptied is the whole again.
    const { area_code: _, ...rest } = this.#address.rest;
    this.#address.go({ rest: { ...(detail && { area_code: detail.area_code }), ...rest } });
  }
}
