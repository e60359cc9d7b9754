import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { AreaShapes } from '../../server/api/area-changes/schema.ts';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import type { AreaScene } from '../map/areas/jw-area-map.ts';
import { live } from '../state/live.ts';
import { formatSection, parseSection } from '../state/section.ts';
import { mayAt, session } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import './areas/jw-area-history.ts';
import './areas/jw-area-months.ts';
import './areas/jw-area-work.ts';
import { areasStyles } from './areas/areas-styles.ts';
import type { JwAreaWork } from './areas/jw-area-work.ts';
import { MediaController } from './media-controller.ts';
import { referenceTask } from './reference-task.ts';

const tabs = ['work', 'history', 'months'] as const;
type Tab = (typeof tabs)[number];

const bare: AreaScene = { areas: [], chosen: [], after: [], problems: [], lines: [] };

/** Areas reorganised: what is done to them, from what they came, and their months by the boundaries of then and now. The address says which. */
@customElement('jw-areas')
export class JwAreas extends JwElement {
  @state() private tab: Tab = 'work';
  @state() private named = '';
  @state() private drawn: { scene: AreaScene; drawing: boolean } = { scene: bare, drawing: false };
  @query('jw-area-work') private work!: JwAreaWork | null;
  @query('jw-area-map') private map!: (HTMLElement & { look(centre: LonLat): void }) | null;
  #view = new StoreController(this, (view) => view);
  #dark = new MediaController(this, '(prefers-color-scheme: dark)');
  #reference = referenceTask(this);
  #map = new Task(this, { args: () => [], task: () => import('../map/areas/jw-area-map.ts') });
  #area = new Task(this, {
    args: () => [this.areaCode] as const,
    task: async ([area_code], { signal }): Promise<{ detail: AreaDetail; shapes: AreaShapes } | null> => {
      if (!area_code) return null;
      const [detail, shapes] = await Promise.all([
        answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } })),
        answer<AreaShapes>(api['area-changes'].shapes.$get({ query: { area_code } }, { init: { signal } })),
      ]);
      return { detail, shapes };
    },
  });
  #end: (() => void) | undefined;

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, areasStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.read();
    window.addEventListener('hashchange', this.read);
    const { caller } = session;
    live.start(`${caller?.kind} ${caller?.account_id ?? caller?.display_name}`);
    // What somebody else reorganises is seen here, too, but not while a plan is looked at: applying it says so.
    this.#end = live.subscribe(({ event }) => {
      if (event === 'reset' || event === 'news') this.renew();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.read);
    this.#end?.();
    live.stop();
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.areas.title);
  }

  override render() {
    const { areas } = this.words;
    const error = this.#reference.error ?? this.#area.error;
    const reference = this.#reference.value ?? null;
    return html`
      <header><jw-page-head .heading=${areas.title}></jw-page-head></header>
      <main>
        <section class="sheet" aria-label=${areas.tabLabel}>
          ${error ? failure(error, this.words, this.again) : reference ? this.sheet(reference) : bones(12, true)}
        </section>
        ${this.stage(reference)}
      </main>
    `;
  }

  private stage(reference: Reference | null): TemplateResult {
    const shown = this.#area.value;
    const scene =
      this.tab === 'work' && this.drawn.scene.areas.length > 0
        ? this.drawn.scene
        : { ...bare, areas: shown?.shapes.items ?? [] };
    return html`<div class="stage">
      ${
        reference && this.#map.value
          ? html`<jw-area-map
              .deployment=${reference.deployment}
              .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
              .scene=${scene}
              .drawing=${this.tab === 'work' && this.drawn.drawing}
              .bounds=${shown?.detail.bounds ?? null}
              @jw-area-choose=${(event: CustomEvent<string>) => this.choose(event.detail)}
              @jw-area-line=${(event: CustomEvent<LonLat[]>) => this.work?.draw(event.detail)}
            ></jw-area-map>`
          : nothing
      }
    </div>`;
  }

  private sheet(reference: Reference): TemplateResult {
    const { areas } = this.words;
    const shown = this.#area.value;
    return html`
      <div class="where">
        <jw-area-picker
          .label=${areas.pick}
          .within=${reference.deployment.root?.area_code ?? ''}
          .value=${shown?.detail.area.name ?? ''}
          @jw-area=${(event: CustomEvent<AreaChoice | null>) => event.detail && this.go({ area_code: event.detail.area_code })}
        ></jw-area-picker>
      </div>
      <nav class="tabs" aria-label=${areas.tabLabel}>
        ${tabs.map((tab) => html`<a href=${this.link({ tab })} aria-current=${tab === this.tab ? 'page' : nothing}>${areas.tabs[tab]}</a>`)}
      </nav>
      <div class="content">${shown ? this.content(reference, shown) : bones(10, true)}</div>
    `;
  }

  private content(
    reference: Reference,
    { detail, shapes }: { detail: AreaDetail; shapes: AreaShapes },
  ): TemplateResult {
    const { areas } = this.words;
    const { area_code, name } = detail.area;
    if (this.tab === 'history')
      return html`<jw-area-history .reference=${reference} .areaCode=${area_code} @jw-areas-changed=${this.renew}></jw-area-history>`;
    if (this.tab === 'months')
      return html`<jw-area-months .reference=${reference} .area=${detail.area} .below=${shapes.items}></jw-area-months>`;
    if (!mayAt('reorganise', area_code)) return empty(areas.away);
    if (shapes.items.length === 0) return empty(areas.noAreas);
    return html`${keyed(
      area_code,
      html`<jw-area-work
        .reference=${reference}
        .areas=${shapes.items}
        .deepest=${shapes.deepest}
        .parent=${{ area_code, name }}
        @jw-area-scene=${(event: CustomEvent<{ scene: AreaScene; drawing: boolean }>) => {
          this.drawn = event.detail;
        }}
        @jw-areas-changed=${this.renew}
        @jw-area-look=${(event: CustomEvent<LonLat>) => this.map?.look(event.detail)}
        @jw-area-down=${(event: CustomEvent<string>) => this.go({ area_code: event.detail })}
      ></jw-area-work>`,
    )}`;
  }

  private choose(code: string): void {
    const shown = this.#area.value;
    if (this.tab === 'work' && this.work) this.work.choose(code);
    else if (shown && !shown.shapes.deepest) this.go({ area_code: code });
  }

  /** The area of the address; else the first that one may reorganise, or see. Null before that is known. */
  private get areaCode(): string | null {
    if (this.named) return this.named;
    const root = this.#reference.value?.deployment.root?.area_code ?? null;
    const rights = session.caller?.rights ?? {};
    const own = rights.reorganise?.[0] ?? rights.map?.[0];
    return own && root && own.length >= root.length ? own : root;
  }

  private link(change: { tab?: Tab; area_code?: string }): string {
    const { rest } = parseSection(location.hash);
    const tab = change.tab ?? this.tab;
    const area_code = change.area_code ?? this.named;
    return (
      formatSection({
        ...parseSection(location.hash),
        section: tab === 'work' ? '' : tab,
        rest: { ...rest, ...(area_code && { area_code }) },
      }) || '#'
    );
  }

  private go(change: { tab?: Tab; area_code?: string }): void {
    location.hash = this.link(change);
  }

  private readonly read = () => {
    const { section, rest } = parseSection(location.hash);
    this.tab = tabs.find((tab) => tab === section) ?? 'work';
    this.named = /^\d{2,18}$/.test(rest.area_code ?? '') ? rest.area_code! : '';
  };

  private readonly renew = () => {
    void this.#area.run();
  };

  private readonly again = () => {
    if (this.#reference.error) void this.#reference.run();
    this.renew();
  };
}
