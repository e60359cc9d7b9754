import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { AreaShapes } from '../../server/api/area-changes/schema.ts';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import {
  type Gravity,
  gravities,
  type QualityAnswer,
  type QualityFault,
  type QualityFaults,
  type QualityFinding,
  type QualityReport,
  qualityGroups,
} from '../../server/api/quality/schema.ts';
import type { Bounds, LonLat } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure, heading, iconButton } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { formatCount } from '../format/number.ts';
import { formatMoment } from '../format/time.ts';
import type { JwAreaMap } from '../map/areas/jw-area-map.ts';
import { formatSection, parseSection } from '../state/section.ts';
import { session } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import { areasStyles } from './areas/areas-styles.ts';
import { MediaController } from './media-controller.ts';
import { findingCount, findingShare, findingTitle, keyOf, problemsOf } from './quality/finding-words.ts';
import './quality/jw-quality-finding.ts';
import type { FindingScene, JwQualityFinding } from './quality/jw-quality-finding.ts';
import { qualityStyles } from './quality/quality-styles.ts';
import { referenceTask } from './reference-task.ts';

interface Shown {
  detail: AreaDetail;
  shapes: AreaShapes;
  answer: QualityAnswer;
}

const symbols = { grave: 'warning', medium: 'edit', slight: 'eye' } as const satisfies Record<Gravity, string>;

/** The report on data quality of an area, beside a map of what was found. The address says which area, finding and sources. */
@customElement('jw-quality')
export class JwQuality extends JwElement {
  @state() private address = parseSection(location.hash);
  /** Of the finding that is looked at; null: none is. */
  @state() private scene: FindingScene | null = null;
  @state() private picture: string | null = null;
  @query('jw-area-map') private map!: JwAreaMap | null;
  @query('jw-quality-finding') private detail!: JwQualityFinding | null;
  #found: QualityFinding | null = null;
  #bounds: Bounds | null = null;
  #view = new StoreController(this, (view) => view);
  #dark = new MediaController(this, '(prefers-color-scheme: dark)');
  #reference = referenceTask(this);
  #map = new Task(this, { args: () => [], task: () => import('../map/areas/jw-area-map.ts') });
  #shown = new Task(this, {
    args: () => [this.areaCode, this.sources.join('\n')] as const,
    task: async ([area_code], { signal }): Promise<Shown | null> => {
      if (!area_code) return null;
      const init = { init: { signal } };
      const source = this.sources;
      const asked = { area_code, ...(source.length > 0 && { source }) };
      const [detail, shapes, report] = await Promise.all([
        answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, init)),
        answer<AreaShapes>(api['area-changes'].shapes.$get({ query: { area_code } }, init)),
        answer<QualityAnswer>(api.quality.$get({ query: asked } as never, init)),
      ]);
      return { detail, shapes, answer: report };
    },
  });

  /** All faults of the ground, shown until one finding is looked at. */
  #faults = new Task(this, {
    args: () => [this.#shown.value?.answer.report ?? null] as const,
    task: async ([report], { signal }): Promise<QualityFault[]> => {
      if (!report?.findings.some(({ group }) => group === 'ground')) return [];
      const { area_code, sources } = report;
      const query = { area_code, ...(sources.length > 0 && { source: sources }) };
      return (await answer<QualityFaults>(api.quality.faults.$get({ query } as never, { init: { signal } }))).items;
    },
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, areasStyles, qualityStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.read);
    window.addEventListener('afterprint', this.clearPicture);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.read);
    window.removeEventListener('afterprint', this.clearPicture);
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.quality.title);
  }

  override render() {
    const { quality } = this.words;
    const error = this.#reference.error ?? this.#shown.error;
    const reference = this.#reference.value ?? null;
    return html`
      <header><jw-page-head .heading=${quality.title}></jw-page-head></header>
      <main>
        <section class="sheet" aria-label=${quality.title}>
          ${reference ? this.chooser(reference) : nothing}
          <div class="content">
            ${error ? failure(error, this.words, this.again) : reference ? this.content(reference) : bones(12, true)}
          </div>
        </section>
        ${this.stage(reference)}
      </main>
    `;
  }

  private stage(reference: Reference | null): TemplateResult {
    const shown = this.#shown.value;
    return html`<div class="stage">
      ${
        reference && this.#map.value
          ? html`<jw-area-map
              .deployment=${reference.deployment}
              .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
              .scene=${{ areas: shown?.shapes.items ?? [], lines: [], ...(this.scene ?? this.overview) }}
              .bounds=${this.bounds(shown?.detail.bounds ?? null)}
              @jw-area-choose=${(event: CustomEvent<string>) => this.go({ area_code: event.detail })}
            ></jw-area-map>`
          : nothing
      }
    </div>`;
  }

  /** The same box as before where it is as before, so that the map stays where somebody moved it. */
  private bounds(bounds: Bounds | null): Bounds | null {
    if (String(bounds) !== String(this.#bounds)) this.#bounds = bounds;
    return this.#bounds;
  }

  private chooser(reference: Reference): TemplateResult {
    const { quality } = this.words;
    return html`<div class="where">
      <jw-area-picker
        .label=${quality.area}
        .within=${reference.deployment.root?.area_code ?? ''}
        .value=${this.#shown.value?.detail.area.name ?? ''}
        @jw-area=${(event: CustomEvent<AreaChoice | null>) => event.detail && this.go({ area_code: event.detail.area_code })}
      ></jw-area-picker>
      ${iconButton('reload', quality.again, this.again)} ${iconButton('print', quality.print, this.print)}
    </div>`;
  }

  private content(reference: Reference): TemplateResult {
    if (!this.areaCode) return empty(this.words.quality.noArea);
    const shown = this.#shown.value;
    // While it is looked at again, what stands there stays.
    return shown?.detail.area.area_code === this.areaCode ? this.report(reference, shown) : bones(12, true);
  }

  private report(reference: Reference, { detail, answer: { report } }: Shown): TemplateResult {
    const { quality } = this.words;
    if (!report) return html`${heading('', detail.area.name)}${empty(quality.notYet)}`;
    const found = this.found(report);
    if (found) return this.finding(found, detail.area.area_code);
    const { deployment } = reference;
    const clock = { today: deployment.today, timeZone: deployment.time_zone, language: this.language };
    const when = quality.made(formatMoment(report.made_at, clock));
    const looked = formatCount(report.looked_at, this.language);
    const clean = report.findings.length === 0;
    return html`
      ${heading(
        `${when}${report.kept ? ` · ${quality.byNight}` : ''}`,
        detail.area.name,
        clean ? nothing : quality.lead(formatCount(report.findings.length, this.language), looked),
      )}
      ${this.picture ? html`<img class="picture" src=${this.picture} alt=${quality.map} />` : nothing}
      ${this.sources.length > 0 ? this.onlySources() : nothing}
      ${clean ? this.clean(looked) : this.findings(report)}
      ${this.besides(report)}
    `;
  }

  /** The finding that the address names; also once the last of it was put right, so that this can be said and taken back. */
  private found({ findings }: QualityReport): QualityFinding | null {
    const named = this.address.rest.found ?? '';
    const found = findings.find((finding) => keyOf(finding) === named);
    if (found) this.#found = found;
    return this.#found && keyOf(this.#found) === named ? this.#found : null;
  }

  /** What is not told here, and to whom or where it is. */
  private besides({ doors, sources }: QualityReport): TemplateResult | typeof nothing {
    const { quality } = this.words;
    const said = doors ? sources.length > 0 && quality.notBySource : quality.noDoors;
    return said ? html`<p class="note besides">${said}</p>` : nothing;
  }

  private onlySources(): TemplateResult {
    const { quality } = this.words;
    return html`<p class="sources">
      ${quality.sources(this.sources.join(quality.comma))}
      <a href=${this.link({ source: '' })}>${quality.allSources}</a>
    </p>`;
  }

  private clean(looked: string): TemplateResult {
    const { quality } = this.words;
    return html`<div class="clean" role="status">
      <strong>${icon('check')}${quality.clean}</strong>
      <p>${quality.cleanLead(looked)}</p>
    </div>`;
  }

  private findings({ findings }: QualityReport): TemplateResult {
    const { quality } = this.words;
    return html`
      <ul class="figures">
        ${gravities.map((gravity) => {
          const count = findings.filter((finding) => finding.gravity === gravity).length;
          return html`<li class=${count > 0 ? gravity : 'none'}>
            <span>${quality.gravities[gravity]}</span>
            <strong>${icon(count > 0 ? symbols[gravity] : 'check')}${formatCount(count, this.language)}</strong>
          </li>`;
        })}
      </ul>
      ${qualityGroups.map((group) => {
        const own = findings.filter((finding) => finding.group === group);
        if (own.length === 0) return nothing;
        return html`<h3>${quality.groups[group]}</h3>
          <ul class="findings">${own.map((finding) => html`<li>${this.row(finding)}</li>`)}</ul>`;
      })}
    `;
  }

  private row(finding: QualityFinding): TemplateResult {
    const { words, language } = this;
    const share = findingShare(finding, words, language);
    const where = finding.areas
      .slice(0, 3)
      .map(({ name }) => name)
      .join(words.quality.comma);
    const note = [share, where].filter(Boolean).join(' · ');
    return html`<a class=${finding.gravity} href=${this.link({ found: keyOf(finding) })}>
      ${icon(symbols[finding.gravity])}
      <span><span class="visually-hidden">${words.quality.gravities[finding.gravity]}</span>${findingTitle(finding, words, language)}</span>
      <span class="count">${findingCount(finding, words, language)}</span>
      ${note ? html`<span class="note">${note}</span>` : nothing}
    </a>`;
  }

  private finding(finding: QualityFinding, area_code: string): TemplateResult {
    return html`${this.picture ? html`<img class="picture" src=${this.picture} alt=${this.words.quality.map} />` : nothing}
      <jw-quality-finding
        .finding=${finding}
        .area_code=${area_code}
        .sources=${this.sources}
        .linkTo=${(change: { area_code?: string; found?: string }) => this.link(change)}
        @jw-quality-scene=${(event: CustomEvent<FindingScene>) => this.show(event.detail)}
        @jw-area-look=${(event: CustomEvent<LonLat>) => this.map?.look(event.detail)}
        @jw-areas-changed=${this.renew}
      ></jw-quality-finding>`;
  }

  private get overview(): FindingScene {
    return { chosen: [], after: [], problems: problemsOf(this.#faults.value ?? []), marks: [] };
  }

  private show(scene: FindingScene): void {
    if (JSON.stringify(scene) !== JSON.stringify(this.scene)) this.scene = scene;
  }

  /** The area of the address; else the first that one looks after. Null before that is known. */
  private get areaCode(): string | null {
    const named = this.address.rest.area_code ?? '';
    if (/^\d{2,18}$/.test(named)) return named;
    const root = this.#reference.value?.deployment.root?.area_code ?? null;
    const rights = session.caller?.rights ?? {};
    const own = (rights.register ?? rights.arrange ?? rights.doors)?.[0];
    return own && root && own.length >= root.length ? own : root;
  }

  private get sources(): string[] {
    return (this.address.rest.source ?? '').split('\n').filter(Boolean).slice(0, 20);
  }

  private link(change: { area_code?: string; found?: string; source?: string }): string {
    const { theme, language } = this.#view.value;
    const area_code = change.area_code ?? this.areaCode ?? '';
    // What was found in one area need not be in another.
    const found = change.found ?? (this.address.rest.found || '');
    const source = change.source ?? this.address.rest.source ?? '';
    const rest = { ...(area_code && { area_code }), ...(found && { found }), ...(source && { source }) };
    return formatSection({ section: '', theme, language, rest }) || '#';
  }

  private go(change: { area_code?: string }): void {
    location.hash = this.link(change);
  }

  private readonly print = async (): Promise<void> => {
    await this.detail?.all();
    this.picture = (await this.map?.picture()) ?? null;
    await this.updateComplete;
    await this.renderRoot.querySelector<HTMLImageElement>('.picture')?.decode();
    window.print();
  };

  private readonly clearPicture = (): void => {
    if (this.picture) URL.revokeObjectURL(this.picture);
    this.picture = null;
  };

  private readonly read = (): void => {
    const { rest } = this.address;
    this.address = parseSection(location.hash);
    if (rest.found === this.address.rest.found && rest.area_code === this.address.rest.area_code) return;
    this.scene = null;
    this.#found = null;
  };

  private readonly again = (): void => {
    if (this.#reference.error) void this.#reference.run();
    void this.#shown.run();
  };

  /** Areas are others now: their tiles, too. */
  private readonly renew = (): void => {
    void this.#reference.run();
    void this.#shown.run();
  };
}
