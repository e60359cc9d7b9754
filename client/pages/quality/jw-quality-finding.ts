import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AreaPlan } from '../../../server/api/area-changes/schema.ts';
import type { QualityFault, QualityFaults, QualityFinding, QualityItem } from '../../../server/api/quality/schema.ts';
import { type Register, registers } from '../../../server/api/registers/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { bones, failure, heading } from '../../elements/parts.ts';
import { styleOf } from '../../elements/style-of.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { formatArea, formatLength } from '../../format/distance.ts';
import { formatCount } from '../../format/number.ts';
import type { AreaScene } from '../../map/areas/jw-area-map.ts';
import { formatSection } from '../../state/section.ts';
import { may, mayAt } from '../../state/session.ts';
import { StoreController } from '../../state/store-controller.ts';
import {
  findingCount,
  findingShare,
  findingTitle,
  isSliver,
  keyOf,
  problemsOf,
  suggestionOf,
  workPage,
} from './finding-words.ts';
import './jw-quality-mend.ts';
import { findingStyles } from './quality-styles.ts';

/** What the map shows of a finding. */
export type FindingScene = Pick<AreaScene, 'chosen' | 'after' | 'problems' | 'marks'>;

/** Findings of which the rows are not listed here. */
const unlisted = ['duplicate_household', 'duplicate_resident'];

/**
 * One finding: what to do, where most of it is, and each place of it with its repair or its row.
 * @fires jw-quality-scene with a FindingScene. @fires jw-area-look with `[lon, lat]`.
 */
@customElement('jw-quality-finding')
export class JwQualityFinding extends JwElement {
  @property({ attribute: false }) finding!: QualityFinding;
  @property() area_code = '';
  @property({ attribute: false }) sources: readonly string[] = [];
  /** Where the back link goes, and where an area of the list goes. */
  @property({ attribute: false }) linkTo: (change: { area_code?: string; found?: string }) => string = () => '#';
  @state() private faults: QualityFault[] = [];
  @state() private more = false;
  @state() private looked: QualityFault | QualityItem | null = null;
  @state() private mending: QualityFault | null = null;
  @state() private plan: AreaPlan | null = null;
  #view = new StoreController(this, (view) => view);
  #items = new Paging<QualityItem>(this, async (page, signal) => {
    const { code, layer, field } = this.finding;
    const query = { ...this.#query, code, layer: layer ?? undefined, field: field ?? undefined, page, limit: '200' };
    return answer(api.quality.items.$get({ query } as never, { init: { signal } }));
  });
  #faults = new Paging<QualityFault>(this, async (_, signal) => {
    const found = await answer<QualityFaults>(
      api.quality.faults.$get({ query: this.#query } as never, { init: { signal } }),
    );
    this.faults = found.items.filter((fault) => this.#isOf(fault));
    this.more = found.more;
    return { items: this.faults, next: null };
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, findingStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('finding') as QualityFinding | undefined;
    const other = changed.has('finding') && (!before || keyOf(before) !== keyOf(this.finding));
    if (other || changed.has('area_code')) {
      this.looked = this.mending = this.plan = null;
      if (this.finding.group === 'ground') void this.#faults.restart();
      else if (this.listed) void this.#items.restart();
    }
  }

  override updated(): void {
    const { looked, plan } = this;
    const grave = this.finding.gravity === 'grave';
    const marks = this.#items.rows.map((item) => ({ place: item.centre, looked: item === looked, grave }));
    const one = this.mending ?? this.faults.find((fault) => fault === looked);
    const chosen = one?.areas.map(({ area_code }) => area_code) ?? [];
    this.emit('jw-quality-scene', {
      chosen,
      after: plan?.after ?? [],
      problems: plan ? [] : problemsOf(this.faults),
      marks,
    } satisfies FindingScene);
  }

  /** Reads everything that is listed, for print. */
  async all(): Promise<void> {
    await this.#items.all();
    await this.updateComplete;
  }

  override render() {
    const { finding, words } = this;
    const { quality } = words;
    const share = findingShare(finding, words, this.language);
    const lead = [findingCount(finding, words, this.language), share].filter(Boolean).join('，');
    return html`
      <a class="back" href=${this.linkTo({ found: '' })}>${icon('back')}${quality.back}</a>
      ${heading(quality.gravities[finding.gravity], findingTitle(finding, words, this.language), this.language === 'en' ? lead.replace('，', ', ') : lead)}
      <h3>${quality.todo}</h3>
      <p>${quality.codes[finding.code][1]}</p>
      ${this.work()}
      ${finding.areas.length > 0 ? this.where() : nothing}
      ${finding.group === 'ground' ? this.ground() : this.listed ? this.rows() : nothing}
    `;
  }

  /** People are counted and never listed. */
  private get listed(): boolean {
    return this.finding.layer !== 'resident' && !unlisted.includes(this.finding.code);
  }

  private work(): TemplateResult | typeof nothing {
    const { quality } = this.words;
    const href = workPage(this.finding, this.area_code, this.#view.value);
    const twice = this.finding.group === 'twice';
    if (!href || !(twice ? may('arrange') && may('doors') : may('edit'))) return nothing;
    return html`<div class="acts"><a href=${href}>${icon('record')}${twice ? quality.compare : quality.list}</a></div>`;
  }

  private where(): TemplateResult {
    const most = Math.max(...this.finding.areas.map(({ count }) => count));
    return html`<h3>${this.words.quality.where}</h3>
      <ul class="areas">
        ${this.finding.areas.map(
          ({ area_code, name, count }) => html`<li>
            <a href=${this.linkTo({ area_code })}>
              <span>${name}</span>
              ${this.finding.areas.length > 1 ? html`<i style=${styleOf({ 'inline-size': `${(100 * count) / most}%` })}></i>` : html`<span></span>`}
              <span class="count">${formatCount(count, this.language)}</span>
            </a>
          </li>`,
        )}
      </ul>`;
  }

  private ground(): TemplateResult {
    const { quality } = this.words;
    const { state: progress, error } = this.#faults;
    return html`<h3>${quality.faults}</h3>
      ${progress === 'pending' && this.faults.length === 0 ? bones(6) : nothing}
      ${progress === 'error' ? failure(error, this.words, () => this.#faults.restart()) : nothing}
      ${progress === 'done' && this.faults.length === 0 && !this.mending ? html`<p class="note">${quality.noItems}</p>` : nothing}
      ${repeat(this.shownFaults, placeOf, (fault) => this.fault(fault))}
      ${this.more ? html`<p class="note more">${quality.more}</p>` : nothing}`;
  }

  /** What was just mended stays, to be taken back. */
  private get shownFaults(): readonly QualityFault[] {
    const { mending, faults } = this;
    return mending && !faults.some((fault) => placeOf(fault) === placeOf(mending)) ? [mending, ...faults] : faults;
  }

  private fault(fault: QualityFault): TemplateResult {
    const { quality, areas } = this.words;
    const suggestion = suggestionOf(fault, this.words);
    const mine = mayAt('reorganise', fault.area_code);
    const mending = this.mending !== null && placeOf(this.mending) === placeOf(fault);
    const named = fault.areas.map(({ name }) => name).join(' / ');
    return html`<div class="one" aria-current=${fault === this.looked || mending}>
      <p><strong>${fault.name}</strong> ${quality.kinds[fault.kind]}${fault.kind === 'overlap' ? html` ${named}` : nothing}</p>
      <p class="note">${formatArea(fault.area_m2, this.language)} · ${quality.width(formatLength(fault.width_m, this.language))}</p>
      <p>${suggestion ?? (fault.kind === 'hole' || fault.kind === 'pieces' ? nothing : quality.byHand)}</p>
      <div class="acts">
        <button class="link" @click=${() => this.look(fault, fault.place)}>${icon('pin')}${quality.show}</button>
        ${suggestion && mine && !mending ? html`<button class="link" @click=${() => this.mend(fault)}>${icon('area')}${quality.repair}</button>` : nothing}
        ${mine ? html`<a href=${this.toAreas(fault.area_code)}>${icon('edit')}${quality.toAreas}</a>` : html`<span class="note">${quality.onlyReorganisers}</span>`}
      </div>
      ${
        mending
          ? html`<jw-quality-mend
              aria-label=${areas.plan}
              .fault=${this.mending}
              @jw-quality-plan=${(event: CustomEvent<AreaPlan | null>) => {
                this.plan = event.detail;
              }}
              @jw-areas-changed=${() => this.#faults.renew()}
            ></jw-quality-mend>`
          : nothing
      }
    </div>`;
  }

  private rows(): TemplateResult {
    const { quality, common } = this.words;
    const { rows, state: progress, error, hasMore } = this.#items;
    return html`<h3>${quality.items}</h3>
      ${progress === 'pending' && rows.length === 0 ? bones(6) : nothing}
      ${progress === 'error' ? failure(error, this.words, () => this.#items.more()) : nothing}
      ${progress === 'done' && rows.length === 0 ? html`<p class="note">${quality.noItems}</p>` : nothing}
      ${rows.map((item) => this.item(item))}
      ${hasMore && progress === 'done' ? html`<button class="outlined more" @click=${() => this.#items.more()}>${common.more}</button>` : nothing}`;
  }

  private item(item: QualityItem): TemplateResult {
    const { quality } = this.words;
    const says = item.distance_m === null ? '' : quality.away(formatLength(item.distance_m, this.language));
    return html`<div class="one" aria-current=${item === this.looked}>
      <p>${item.name}</p>
      <p class="note">
        ${quality.layers[item.layer]}${says ? html` · ${says}` : nothing}
        ${item.hint ? html`· <strong>${quality.hints[item.hint]}</strong>` : nothing}
      </p>
      <div class="acts">
        <button class="link" @click=${() => this.look(item, item.centre)}>${icon('pin')}${quality.show}</button>
        ${this.rowLink(item)}
      </div>
    </div>`;
  }

  private rowLink({ layer, id, area_code }: QualityItem): TemplateResult | typeof nothing {
    const register = registers.find((one): one is Register => one === layer);
    // What lies in no grid is nobody's to edit; it is loaded again.
    if (!register || area_code === null || !mayAt('edit', area_code)) return nothing;
    const { theme, language } = this.#view.value;
    const rest = { register, area_code, id: String(id) };
    return html`<a href="/register${formatSection({ section: 'row', theme, language, rest })}">${icon('edit')}${this.words.quality.row}</a>`;
  }

  private toAreas(area_code: string): string {
    const { theme, language } = this.#view.value;
    return `/areas${formatSection({ section: '', theme, language, rest: { area_code } })}`;
  }

  private look(one: QualityFault | QualityItem, place: [number, number]): void {
    this.looked = one;
    this.emit('jw-area-look', place);
  }

  private mend(fault: QualityFault): void {
    this.plan = null;
    this.mending = fault;
    this.look(fault, fault.place);
  }

  get #query() {
    return { area_code: this.area_code, ...(this.sources.length > 0 && { source: [...this.sources] }) };
  }

  #isOf(fault: QualityFault): boolean {
    const thin = isSliver(fault);
    return this.finding.code === 'sliver' ? thin : fault.kind === this.finding.code && !thin;
  }
}

/** What tells a fault from others, also when it is asked for again. */
const placeOf = ({ kind, place, areas }: QualityFault) => `${kind} ${place} ${areas.map(({ area_code }) => area_code)}`;
