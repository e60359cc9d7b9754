import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import type { LoopStatistics } from '../../server/api/statistics/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import { dayFields } from '../elements/record-days.ts';
import { codeName, type Reference } from '../elements/reference.ts';
import { saveBytes } from '../elements/saved-file.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { formatCount, formatShare } from '../format/number.ts';
import { formatDate } from '../format/time.ts';
import { AddressController } from '../state/address-controller.ts';
import type { Days } from '../state/period.ts';
import { session } from '../state/session.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';
import { statisticsCsv } from './statistics/csv.ts';
import { flowChart } from './statistics/flow-chart.ts';
import { hoursText } from './statistics/hours.ts';
import {
  areaMultiples,
  type Compared,
  categoryTable,
  figureRow,
  settling,
  stepLines,
  type Wording,
} from './statistics/parts.ts';
import { lastDays, presets, spanBefore, spanOf, yearBefore } from './statistics/spans.ts';
import { statisticsStyles } from './statistics/statistics-styles.ts';

/** What is shown: an area, a span of days, perhaps one category. */
interface Asked extends Days {
  area_code: string;
  category: string;
}

/** The loop in figures: one sheet of an area and a span of days, beside the area's own past. The address says which. */
@customElement('jw-statistics')
export class JwStatistics extends JwElement {
  #address = new AddressController(this);
  #reference = referenceTask(this);
  #compared = new Task(this, {
    args: () => [JSON.stringify(this.asked)] as const,
    task: async ([asked], { signal }): Promise<{ compared: Compared; area: AreaDetail } | null> => {
      const wanted = JSON.parse(asked) as Asked | null;
      if (!wanted) return null;
      const { area_code, category } = wanted;
      const of = ({ from, to }: Days) =>
        answer<LoopStatistics>(
          api.statistics.loop.$get(
            { query: { area_code, from, to, ...(category && { category }) } },
            { init: { signal } },
          ),
        );
      const [now, area, before, year_before] = await Promise.all([
        of(wanted),
        answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } })),
        // The past is a help: without it the sheet still stands.
        of(spanBefore(wanted)).catch(() => null),
        of(yearBefore(wanted)).catch(() => null),
      ]);
      return { compared: { now, before, year_before }, area };
    },
  });
  #shown: { compared: Compared; area: AreaDetail } | null = null;

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, readingStyles, statisticsStyles];

  override updated(): void {
    const { title } = this.words.statistics;
    const place = this.#shown?.area.area.name;
    document.title = this.words.page.title(place ? `${place} · ${title}` : title);
  }

  override render(): TemplateResult {
    const { words } = this;
    const reference = this.#reference.value;
    const error = this.#reference.error ?? this.#compared.error;
    return html`
      <header><jw-page-head .heading=${words.statistics.title}></jw-page-head></header>
      <div class="scroll">
        <main>${error ? failure(error, words, this.again) : reference ? this.sheet(reference) : bones(14, true)}</main>
      </div>
    `;
  }

  private sheet(reference: Reference): TemplateResult {
    const { asked, words } = this;
    if (!asked) return empty(words.statistics.noArea);
    const shown = this.#compared.value ?? this.#shown;
    this.#shown = shown;
    if (!shown) return bones(14, true);
    const { compared, area } = shown;
    const { figures } = compared.now;
    const wording: Wording = { reference, words, language: this.language };
    const nothingThere = figures.inflow_count + figures.outflow_count + figures.open_count === 0;
    return html`
      ${this.chooser(reference, asked, shown)}
      <div class=${this.#compared.value ? '' : 'busy'} aria-busy=${!this.#compared.value}>
        ${heading('', this.headline(compared, area, asked, reference), words.statistics.lead)}
        ${nothingThere ? empty(words.statistics.empty) : this.body(compared, area, wording)}
      </div>
    `;
  }

  private body(compared: Compared, area: AreaDetail, wording: Wording): TemplateResult {
    const { reference, words, language } = wording;
    const { statistics } = words;
    const { now } = compared;
    const { today } = reference.deployment;
    const settled = now.settled_at.reduce((sum, { count }) => sum + count, 0);
    const inGrid = now.settled_at.find(({ level }) => level === 'grid')?.count ?? 0;
    const level = now.areas[0]?.level;
    return html`
      ${figureRow(compared, wording)}
      <section><h3>${statistics.flow.title}</h3>${flowChart(now, { words, language, today })}</section>
      <section><h3>${statistics.steps.title}</h3>${stepLines(compared, wording)}</section>
      <section>
        <h3>${statistics.settled.title}</h3>
        ${settled > 0 ? html`<p class="lead">${statistics.settled.lead(formatShare(inGrid / settled))}</p>` : nothing}
        ${settling(compared, wording)}
      </section>
      ${
        level
          ? html`<section>
              <h3>${statistics.areas.title(codeName(reference, 'area-level', level, language))}</h3>
              ${areaMultiples(compared, wording, (area_code) => this.link({ area_code }))}
            </section>`
          : nothing
      }
      <section><h3>${statistics.categories.title}</h3>${categoryTable(compared, wording)}</section>
      <p class="note">${area.area.name} · ${area.area.area_code}</p>
    `;
  }

  /** The sentence that says what the sheet says. */
  private headline({ now, before }: Compared, area: AreaDetail, asked: Asked, { deployment }: Reference): string {
    const { statistics } = this.words;
    const { today } = deployment;
    const count = (value: number) => formatCount(value, this.language);
    const preset = presets.find((days) => {
      const { from, to } = lastDays(Number(days), today);
      return from === asked.from && to === asked.to;
    });
    const day = (text: string) => formatDate(text, { today, language: this.language });
    const span = preset ? statistics.presets[preset]! : statistics.span(day(asked.from), day(asked.to));
    const where = `${span}${statistics.comma}${area.area.name}`;
    const { inflow_count, outflow_count, settle_median_h } = now.figures;
    const past = before?.figures.settle_median_h ?? null;
    const parts = [statistics.headline(where, count(inflow_count), count(outflow_count))];
    if (settle_median_h !== null && past !== null) {
      const change_h = past - settle_median_h;
      const time = hoursText(Math.abs(change_h), this.words);
      const same = Math.abs(change_h) < 0.1 * past;
      parts.push(same ? statistics.same : change_h > 0 ? statistics.faster(time) : statistics.slower(time));
    }
    return parts.join(statistics.comma) + statistics.stop;
  }

  private chooser(reference: Reference, asked: Asked, { compared, area }: { compared: Compared; area: AreaDetail }) {
    const { statistics, records } = this.words;
    const { today } = reference.deployment;
    return html`<div class="choose">
      ${this.path(area, compared.now)}
      <div class="spans" role="group" aria-label=${statistics.preset}>
        ${presets.map((days) => {
          const span = lastDays(Number(days), today);
          const current = span.from === asked.from && span.to === asked.to;
          return html`<a href=${this.link(span)} aria-current=${current}>${statistics.presets[days]}</a>`;
        })}
        ${dayFields(asked, records.log, (days) => this.go(days))}
      </div>
      ${this.categories(reference, asked)}
      <div class="end">
        <button class="outlined" @click=${() => window.print()}>${icon('print')}${statistics.print}</button>
        <button class="outlined" @click=${() => this.save(reference, compared)}>${icon('save')}${statistics.save}</button>
      </div>
    </div>`;
  }

  /** The way down to the area, as far as one's duties reach, and the areas below. */
  private path(area: AreaDetail, now: LoopStatistics): TemplateResult {
    const { statistics } = this.words;
    const reachable = area.path.filter(({ area_code }) => seen().some((own) => area_code.startsWith(own)));
    const down = (event: Event) => this.go({ area_code: (event.target as HTMLSelectElement).value });
    return html`<nav class="path" aria-label=${statistics.area}>
      ${reachable.map(
        ({ area_code, name }, at) =>
          html`${at ? '›' : nothing} <a href=${this.link({ area_code })} aria-current=${area_code === now.area_code}>${name}</a>`,
      )}
      ${
        now.areas.length
          ? html`<select aria-label=${statistics.below} .value=${''} @change=${down}>
              <option value="">${statistics.below} …</option>
              ${now.areas.map(({ area_code, name }) => html`<option value=${area_code}>${name}</option>`)}
            </select>`
          : nothing
      }
    </nav>`;
  }

  private categories({ catalogues }: Reference, asked: Asked): TemplateResult {
    const { statistics, common } = this.words;
    return html`<select
      aria-label=${statistics.category}
      @change=${(event: Event) => this.go({ category: (event.target as HTMLSelectElement).value })}
    >
      <option value="">${statistics.category} · ${common.all}</option>
      ${catalogues['incident-category'].map(
        ({ id, zh, en }) =>
          html`<option value=${id} ?selected=${id === asked.category}>${this.language === 'en' ? en : zh}</option>`,
      )}
    </select>`;
  }

  /** What the address asks for; where it names no area, the first that one answers for. Null: there is none. */
  private get asked(): Asked | null {
    const reference = this.#reference.value;
    if (!reference) return null;
    const { root, today } = reference.deployment;
    const named = /^\d{2,18}$/.test(this.#address.rest.area_code ?? '') ? this.#address.rest.area_code : undefined;
    const area_code = named ?? (seen()[0] || root?.area_code);
    if (!area_code || seen().length === 0) return null;
    return { ...spanOf(this.#address.rest, today), area_code, category: this.#address.rest.category ?? '' };
  }

  /** The address of the same sheet with something else. */
  private link(change: Partial<Asked>): string {
    const rest = Object.fromEntries(Object.entries({ ...this.#address.rest, ...change }).filter(([, value]) => value));
    return this.#address.link({ rest });
  }

  private go(change: Partial<Asked>): void {
    location.hash = this.link(change);
  }

  private readonly again = () => {
    if (this.#reference.error) void this.#reference.run();
    void this.#compared.run();
  };

  private save(reference: Reference, compared: Compared): void {
    const { words, language } = this;
    const { area_code, from, to } = compared.now;
    const text = statisticsCsv(compared, { reference, words, language });
    saveBytes(`${words.statistics.file}-${area_code}-${from}-${to}.csv`, 'text/csv', text);
  }
}

/** Prefixes of the areas where one sees incidents. */
function seen(): readonly string[] {
  return session.caller?.rights.places ?? [];
}
