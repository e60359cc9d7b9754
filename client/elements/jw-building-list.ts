import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BuildingSummary } from '../../server/api/buildings/schema.ts';
import { answer, api } from '../api.ts';
import { buildingName } from '../format/address.ts';
import { formatCount } from '../format/number.ts';
import { select } from '../state/actions.ts';
import { JwElement } from './element.ts';
import { Paging } from './paging.ts';
import { partStyles } from './part-styles.ts';
import { bones, empty, failure } from './parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** The buildings of a grid or compound with their doors and the visits that are due. */
@customElement('jw-building-list')
export class JwBuildingList extends JwElement {
  @property() area_code = '';
  /** Keeps one compound's buildings. */
  @property({ type: Number }) compound_id: number | undefined;

  #buildings = new Paging<BuildingSummary>(this, (page, signal) => {
    const compound_id = this.compound_id === undefined ? undefined : String(this.compound_id);
    const query = { area_code: this.area_code, compound_id, page, limit: '200' };
    return answer(api.buildings.$get({ query }, { init: { signal } }));
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      .building {
        justify-content: space-between;
        gap: var(--space-3);
      }
      .name {
        display: grid;
        min-inline-size: 0;
      }
      .name > span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .counts {
        flex: none;
        display: grid;
        justify-items: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('area_code') || changed.has('compound_id')) void this.#buildings.restart();
  }

  override render() {
    const { words } = this;
    const { rows, state, hasMore, error } = this.#buildings;
    return html`<section>
      <h3>${words.area.buildings}</h3>
      <ul>
        ${homesFirst(rows).map((building) => html`<li>${this.row(building)}</li>`)}
      </ul>
      ${state === 'pending' ? bones(rows.length ? 2 : 8) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#buildings.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(words.area.noBuildings) : nothing}
      ${state === 'done' && hasMore ? html`<button class="link" @click=${() => this.#buildings.more()}>${words.common.more}</button>` : nothing}
    </section>`;
  }

  private row(building: BuildingSummary): TemplateResult {
    const { words, language } = this;
    return html`<button class="row building" @click=${() => select({ kind: 'building', id: building.id })}>
      <span class="name">
        <span>${buildingName(building, language)}</span>
        <span class="note">
          ${[
            building.name ? (building.address ?? words.kinds[building.kind] ?? '') : (words.kinds[building.kind] ?? ''),
            building.floor_count ? words.building.floorCount(String(building.floor_count)) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span class="counts">
        ${
          building.household_count
            ? html`<span>${words.area.doors(formatCount(building.household_count, language))}</span>`
            : nothing
        }
        ${
          building.visit_due_count
            ? html`<span class="note">${words.area.due(formatCount(building.visit_due_count, language))}</span>`
            : nothing
        }
      </span>
    </button>`;
  }
}

/** Houses where people live before the others, each in the order in which they came. */
function homesFirst(buildings: readonly BuildingSummary[]): BuildingSummary[] {
  return [
    ...buildings.filter(({ household_count }) => household_count !== 0),
    ...buildings.filter(({ household_count }) => household_count === 0),
  ];
}
