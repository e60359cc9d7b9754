import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { session } from '../state/session.ts';
import './packs/jw-pack-calendar.ts';
import './packs/jw-pack-document.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** Reports: the year of an area as a calendar, or one report. The address says which. */
@customElement('jw-reports')
export class JwReports extends JwElement {
  #address = new AddressController(this);
  #reference = referenceTask(this);
  #area = new Task(this, {
    args: () => [this.areaCode] as const,
    task: async ([area_code], { signal }) =>
      area_code
        ? answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))
        : null,
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      main {
        max-inline-size: 64rem;
        margin-inline: auto;
      }
      .choose {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-4);
        margin-block: var(--space-4);
      }
      jw-area-picker {
        inline-size: 16rem;
      }
      .years {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: var(--target);
      }
      .years a {
        display: inline-flex;
        align-items: center;
        min-block-size: 1.5rem;
        color: var(--accent);
      }
      @media print {
        :host {
          page: report;
          background: #fff;
        }
        header {
          display: none;
        }
        main {
          max-inline-size: none;
          padding: 0;
        }
      }
    `,
  ];

  override updated(): void {
    if (!this.packId) document.title = this.words.page.title(this.words.packs.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.packs.title}></jw-page-head></header>
      <div class="scroll">
        <main>
          ${this.#reference.render({
            pending: () => bones(14, true),
            error: (error) => failure(error, words, () => this.#reference.run()),
            complete: (reference) => this.content(reference),
          })}
        </main>
      </div>
    `;
  }

  private content(reference: Reference): TemplateResult {
    if (this.packId) {
      return html`<jw-pack-document
        .reference=${reference}
        .packId=${this.packId}
        .linkTo=${this.linkTo}
        @jw-pack-made=${this.show}
      ></jw-pack-document>`;
    }
    const { areaCode, words } = this;
    if (!areaCode) return empty(words.packs.noRight);
    const thisYear = reference.deployment.today.slice(0, 4);
    const year = /^20\d\d$/.test(this.#address.rest.year ?? '') ? this.#address.rest.year! : thisYear;
    return html`${heading('', this.#area.value?.area.name ?? words.packs.title, words.packs.lead)}
      ${this.chooser(areaCode, year, thisYear)}
      <jw-pack-calendar
        .reference=${reference}
        .areaCode=${areaCode}
        .year=${year}
        .linkTo=${this.linkTo}
        @jw-pack-made=${this.show}
      ></jw-pack-calendar>`;
  }

  private chooser(area_code: string, year: string, thisYear: string): TemplateResult {
    const { packs } = this.words;
    const beside = (step: number) => this.linkTo({ area_code, year: String(Number(year) + step) });
    const choose = ({ detail }: CustomEvent<AreaChoice | null>) => {
      if (detail) location.hash = this.linkTo({ area_code: detail.area_code, year });
    };
    return html`<div class="choose">
      <jw-area-picker .label=${packs.area} .within=${seen()[0] ?? ''} .value=${this.#area.value?.area.name ?? ''} @jw-area=${choose}></jw-area-picker>
      <nav class="years" aria-label=${packs.year}>
        <a href=${beside(-1)} aria-label=${packs.earlier}>‹ ${Number(year) - 1}</a>
        <strong class="figure" aria-current="true">${year}</strong>
        ${year < thisYear ? html`<a href=${beside(1)} aria-label=${packs.later}>${Number(year) + 1} ›</a>` : nothing}
      </nav>
    </div>`;
  }

  private get packId(): number {
    return Number(this.#address.rest.id) || 0;
  }

  /** The area that the address names, else the first whose counts one may see. */
  private get areaCode(): string {
    const named = this.#address.rest.area_code ?? '';
    return /^\d{2,18}$/.test(named) && seen().some((own) => named.startsWith(own)) ? named : (seen()[0] ?? '');
  }

  private linkTo = ({ id, area_code, year }: { id?: number; area_code: string; year: string }): string => {
    const rest: Record<string, string> = { ...(id !== undefined && { id: String(id) }), area_code, year };
    return this.#address.link({ section: '', rest });
  };

  private show = ({ detail: id }: CustomEvent<number>): void => {
    location.hash = this.linkTo({ id, area_code: this.areaCode, year: this.#address.rest.year ?? '' });
  };
}

/** Prefixes of the areas whose counts one sees. */
function seen(): readonly string[] {
  return session.caller?.rights.counts ?? [];
}
