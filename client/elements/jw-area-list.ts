import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AreaChild, AreaChildren, Indicator } from '../../server/api/areas/schema.ts';
import type { AreaSummary } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { formatCount, formatGuarded } from '../format/number.ts';
import { select } from '../state/actions.ts';
import { countsPeople } from '../state/indicators.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { bones, failure } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { styleOf } from './style-of.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

const uncounted: Record<Indicator, null> = {
  incident_open_count: null,
  incident_overdue_count: null,
  household_count: null,
  visit_due_count: null,
  visit_overdue_count: null,
  proactive_share: null,
};

/** The areas one level below another, those with the most open incidents first, each with a bar and the chosen indicator. */
@customElement('jw-area-list')
export class JwAreaList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** The area above. */
  @property({ attribute: false }) area!: AreaSummary;

  #indicator = new StoreController(this, (state) => state.indicator);
  #children = new Task(this, {
    args: () => [this.area.area_code] as const,
    task: ([area_code], { signal }) => this.childrenOf(area_code, signal),
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      .child {
        display: grid;
        /* Room for the longest name of a grid in a district of a hundred; what is longer wraps. */
        grid-template-columns: 8.5em 1fr 3.25em 2.75em;
        gap: var(--space-3);
        min-block-size: max(var(--target), 2.25rem);
        padding-block: 0.1875rem;
      }
      .child.with {
        grid-template-columns: 8.5em 1fr 3.25em 2.75em 3.25em;
      }
      /* Cities and districts: short names, figures from a thousand on. */
      .child.wide {
        grid-template-columns: 7em 1fr 4.25em 3.5em;
      }
      .child.wide.with {
        grid-template-columns: 6em 1fr 4.25em 3.5em 4.75em;
      }
      .child.bare {
        grid-template-columns: 1fr auto;
      }
      .name {
        line-height: 1.35;
        overflow-wrap: anywhere;
      }
      .bar {
        block-size: 0.25rem;
        background: color-mix(in srgb, var(--ink) 7%, transparent);
      }
      .bar > span {
        display: block;
        block-size: 100%;
        background: var(--class-4);
      }
      .number {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .overdue {
        color: var(--cinnabar);
        font-size: var(--type-1);
        white-space: nowrap;
      }
      .key {
        font-weight: 400;
      }
      @media (forced-colors: active) {
        .bar > span {
          background: CanvasText;
        }
      }
    `,
  ];

  override render() {
    const { words } = this;
    return html`<section>
      ${this.#children.render({
        pending: () => html`<h3>${words.area.children(this.levelName(undefined))}</h3>
          ${bones(8)}`,
        error: (error) => failure(error, words, () => this.#children.run()),
        complete: (children) => (children.items.length === 0 ? nothing : this.list(children)),
      })}
    </section>`;
  }

  private list({ items, small_count_below }: AreaChildren): TemplateResult {
    const { words, language } = this;
    const indicator = this.#indicator.value;
    const sorted = [...items].sort((a, b) => openCount(b) - openCount(a));
    const most = Math.max(1, ...items.map(openCount));
    const open = items.some((child) => child.incident_open_count !== null);
    const chosen = (child: AreaChild) => formatGuarded(child[indicator], small_count_below, language, 'sign');
    const with_ = countsPeople(indicator) && items.some((child) => chosen(child) !== '');
    const wide = most >= 1000 || (with_ && items.some((child) => chosen(child).length > 5));
    const key = with_ ? words.area.childrenBy(words.layers.indicator[indicator]) : words.area.incidents;
    return html`<h3>
        ${words.area.children(this.levelName(items[0]?.level))}
        ${open || with_ ? html`<span class="key">${key}</span>` : nothing}
      </h3>
      <ul>
        ${sorted.map((child) => html`<li>${this.row(child, open ? most : null, with_ ? chosen(child) : null, wide)}</li>`)}
      </ul>`;
  }

  /** @param most open incidents of the area with the most; null for a reader who may not see where incidents are. */
  private row(child: AreaChild, most: number | null, chosen: string | null, wide: boolean): TemplateResult {
    const shape = most === null ? 'bare' : `${chosen === null ? '' : 'with'} ${wide ? 'wide' : ''}`;
    return html`<button
      class="row child ${shape}"
      @click=${() => select({ kind: 'area', area_code: child.area_code })}
    >
      <span class="name">${child.name}</span>
      ${most === null ? nothing : this.incidents(child, most)}
      ${chosen === null ? nothing : html`<span class="number">${chosen}</span>`}
    </button>`;
  }

  private incidents(child: AreaChild, most: number): TemplateResult {
    const { words, language } = this;
    const open = formatCount(openCount(child), language);
    const overdue = formatCount(child.incident_overdue_count ?? 0, language);
    const [, unit] = words.area.figures.incident_open_count as [string, string];
    const share = styleOf({ 'inline-size': `${(openCount(child) / most) * 100}%` });
    return html`<span class="bar" aria-hidden="true"><span style=${share}></span></span>
      <span class="number">${open}<span class="unit">${unit}</span></span>
      <span class="number overdue">
        ${
          child.incident_overdue_count
            ? html`<span aria-hidden="true">▲ ${overdue}</span><span class="visually-hidden">${words.area.overdue(overdue)}</span>`
            : nothing
        }
      </span>`;
  }

  /** The children that are counted for the reader; where none is, the bare names of all, so that the way down stays open. */
  private async childrenOf(area_code: string, signal: AbortSignal): Promise<AreaChildren> {
    const with_ = { init: { signal } };
    const counted = await answer(api.areas[':area_code'].children.$get({ param: { area_code } }, with_));
    if (counted.items.length > 0) return counted;
    // The deployment names the levels from the reader's own down, so those above are tried by the catalogue; a tree may skip some.
    const levels = this.reference.catalogues['area-level'].map(({ id }) => id);
    for (const level of levels.slice(levels.indexOf(this.area.level) + 1)) {
      const query = { within: area_code, level, limit: '200' };
      const { items } = await answer(api.areas.$get({ query }, with_));
      const below = items.filter(({ parent_code }) => parent_code === area_code);
      if (below.length) return { items: below.map((area) => ({ ...area, ...uncounted })), small_count_below: null };
    }
    return counted;
  }

  /** The name of the level below: the children's own, else the next one of the tree. */
  private levelName(level: string | undefined): string {
    const digits = this.area.area_code.length;
    const next = this.reference.deployment.levels.find(({ code_digits }) => code_digits > digits);
    // The deployment names no level above the reader's own: there the word waits for the answer.
    const above = digits < (this.reference.deployment.root?.area_code.length ?? 0);
    const below = level ?? (above ? '' : next?.level) ?? '';
    return codeName(this.reference, 'area-level', below, this.language);
  }
}

function openCount({ incident_open_count }: AreaChild): number {
  return incident_open_count ?? 0;
}
