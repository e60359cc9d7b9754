import { Task } from '@lit/task';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { SearchHit } from '../../server/api/search/schema.ts';
import type { AreaSummary } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-emergency-line.ts';
import '../elements/jw-head.ts';
import type { JwHead } from '../elements/jw-head.ts';
import type { Measured } from '../elements/jw-measure-sheet.ts';
import '../elements/jw-map-key.ts';
import '../elements/jw-panel.ts';
import type { JwPanel, PanelHeight } from '../elements/jw-panel.ts';
import '../elements/jw-period.ts';
import '../elements/jw-print-page.ts';
import type { JwPrintPage } from '../elements/jw-print-page.ts';
import '../elements/jw-rail.ts';
import '../elements/past/jw-time-bar.ts';
import type { JwRail } from '../elements/jw-rail.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, failure, iconButton } from '../elements/parts.ts';
import { codeName, type Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import type { LayerContext } from '../layers/layer.ts';
import { closeTool, select, toggleTool } from '../state/actions.ts';
import { live } from '../state/live.ts';
import { sameSelection } from '../state/selection.ts';
import { may, session } from '../state/session.ts';
import { store, type ViewState } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import { type Step, stepsTo } from './breadcrumb.ts';
import { ConsoleKeys } from './console-keys.ts';
import { consoleStyles } from './console-styles.ts';
import type { Detail } from './detail.ts';
import { deepFocus, focusHeading, holds } from './focus.ts';
import { FreshReference } from './fresh-reference.ts';
import { MediaController } from './media-controller.ts';
import { panelContent } from './panel-content.ts';
import { type Focus, Selected } from './selected.ts';
import { TimeMachine } from './time-machine.ts';
import { toolSheet } from './tool-sheet.ts';

/** What the page asks of <jw-map>, whose code comes later. */
interface MapElement extends HTMLElement {
  zoomBy(delta: number): void;
  fitAll(): void;
  toImage(): Promise<Blob>;
  undoMeasure(): void;
  clearMeasure(): void;
}

/** The console of a street: the map, and the sheets that lie on it. */
@customElement('jw-console')
export class JwConsole extends JwElement {
  @state() private measure: 'distance' | 'area' | null = null;
  @state() private measured: Measured | null = null;
  @state() private context: LayerContext | null = null;
  @state() private fault = '';
  @state() private drawn = false;
  @state() private spoken = '';
  /** The work list is a table over half the screen. */
  @state() private listWide = false;
  @state() private panelHeight: PanelHeight = 'half';
  /** A road or a place that was searched for. */
  @state() private found: Focus | null = null;
  @query('jw-map') private map!: MapElement | null;
  @query('jw-head') private head!: JwHead;
  @query('jw-rail') private rail!: JwRail;
  @query('jw-panel.detail') private panel!: JwPanel | null;
  @query('jw-panel.tool') private toolPanel!: JwPanel | null;
  @query('jw-print-page') private paper!: JwPrintPage;

  #view = new StoreController<ViewState>(this, (view) => view);
  #dark = new MediaController(this, '(prefers-color-scheme: dark)');
  #narrow = new MediaController(this, '(max-width: 899px)');
  #areaPath: readonly AreaSummary[] = [];
  #selected = new Selected(this, (detail) => this.arrived(detail));
  #end: (() => void) | undefined;
  /** What had the focus when the panel opened; it goes back there. */
  #opener: HTMLElement | null = null;
  /** What had the focus when a tool's sheet opened. */
  #toolOpener: HTMLElement | null = null;
  /** The reader came by panel, path or search, so the focus goes on to the new panel. */
  #follow = false;

  #fresh = new FreshReference(this);
  #time = new TimeMachine(this, () => this.#fresh.reference);
  #reference = new Task(this, {
    args: () => [],
    task: async (_, { signal }): Promise<Reference> => {
      const [deployment, catalogues] = await Promise.all([
        answer(api.deployment.$get({}, { init: { signal } })),
        answer(api.codes.$get({}, { init: { signal } })),
        import('../map/jw-map.ts'),
      ]);
      return { deployment, catalogues };
    },
    onComplete: (reference) => {
      this.#fresh.start(reference);
      this.#time.settle(reference.deployment.today);
      const { root } = reference.deployment;
      if (!root || store.state.selection) return;
      select({ kind: 'area', area_code: root.area_code });
      if (store.state.camera) this.#selected.stay(); // A link that names a camera and no thing is about the camera.
    },
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, consoleStyles];

  constructor() {
    super();
    new ConsoleKeys(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = store.subscribe((view, before) => this.changed(view, before));
    const { caller } = session;
    live.start(`${caller?.kind} ${caller?.account_id ?? caller?.display_name}`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
    live.stop();
  }

  /** The way to the selected thing. */
  get steps(): readonly Step[] {
    const root = this.#fresh.reference?.deployment.root ?? null;
    return stepsTo(this.detail, this.#view.value.selection, root, this.language, this.words);
  }

  /** The selected thing; null while nothing is selected. */
  get detail(): Detail | null {
    return this.#view.value.selection ? this.#selected.detail : null;
  }

  focusSearch(): void {
    this.head.focusSearch();
  }

  zoomBy(delta: number): void {
    this.map?.zoomBy(delta);
  }

  override willUpdate(): void {
    const { selection, tool } = this.#view.value;
    if (selection) this.setAttribute('panel', this.panelHeight);
    else this.removeAttribute('panel');
    this.toggleAttribute('tool', tool !== null);
    this.toggleAttribute('past', this.#time.on !== null);
    this.toggleAttribute('timeless', !may('places'));
    this.toggleAttribute('caseless', !may('cases'));
    this.toggleAttribute('reporting', may('report'));
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    document.title = this.words.page.title(this.steps.at(-1)?.label ?? '');
  }

  override render() {
    const { words } = this;
    const { reference } = this.#fresh;
    return html`
      <header>
        <a class="skip" href="#panel" @click=${this.skip}>${words.page.skip}</a>
        <jw-head .steps=${this.steps} ?demo=${reference?.deployment.demo ?? false} @jw-go-to=${this.goTo}></jw-head>
        <jw-emergency-line></jw-emergency-line>
      </header>
      ${this.#reference.render({
        pending: () => this.unfolding(),
        error: (error) => html`<main class="sheet middle">${failure(error, words, () => this.#reference.run())}</main>`,
        complete: (loaded) => this.page(this.#time.reference(reference ?? loaded)),
      })}
      <div class="visually-hidden" role="status">${this.spoken}</div>
    `;
  }

  private unfolding(): TemplateResult {
    return html`<div class="unfolding" role="status"><p>${this.words.page.starting} …</p></div>`;
  }

  private page(reference: Reference): TemplateResult {
    const { words } = this;
    return html`
      <main>
      ${this.#time.waits && !this.drawn ? nothing : this.mapElement(reference)}
      ${this.drawn || this.fault ? nothing : this.unfolding()}
      <jw-map-key .context=${this.context}></jw-map-key>
      ${keyed(this.#time.on === null, html`<jw-rail class="sheet rail"></jw-rail>`)}
      ${this.tool(reference)}
      <div class="sheet views" role="group" aria-label=${words.page.views}>
        ${iconButton('plus', words.page.zoomIn, () => this.zoomBy(1))}
        ${iconButton('minus', words.page.zoomOut, () => this.zoomBy(-1))}
        ${iconButton('whole', words.page.whole, () => this.map?.fitAll())}
        ${iconButton('history', words.past.open, () => this.#time.open())}
      </div>
      ${this.panelElement(reference)}
      ${this.time(reference)}
      ${this.notice(reference)}
      </main>
      <jw-print-page .caption=${this.steps.map(({ label }) => label).join(' › ')}></jw-print-page>
    `;
  }

  /** The days of incidents; on a day in the past, the bar of time. */
  private time(reference: Reference): TemplateResult | typeof nothing {
    const now = this.#fresh.reference;
    if (this.#time.on && now) {
      return html`<jw-time-bar class="sheet time" .reference=${now} .area_code=${now.deployment.root?.area_code} ?failed=${this.#time.failed}></jw-time-bar>`;
    }
    if (this.#narrow.matches || !may('places')) return nothing;
    return html`<jw-period class="sheet period" .reference=${reference} .area_code=${this.areaCode}></jw-period>`;
  }

  private mapElement({ deployment, catalogues }: Reference): TemplateResult {
    return html`<jw-map
      .deployment=${deployment}
      .past=${this.#time.map}
      .catalogues=${catalogues}
      .focusOn=${this.found ?? this.#selected.focus}
      .litBuilding=${this.detail?.kind === 'household' ? this.detail.data.household.building_id : null}
      .measure=${this.measure}
      .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
      @jw-map-idle=${() => {
        this.drawn = true;
      }}
      @jw-map-error=${(event: CustomEvent<{ message: string }>) => {
        this.fault = event.detail.message || this.words.page.mapFailed;
      }}
      @jw-layer-context=${(event: CustomEvent<{ context: LayerContext }>) => {
        this.context = event.detail.context;
      }}
      @jw-measure=${(event: CustomEvent<Measured>) => {
        this.measured = event.detail;
      }}
      >${this.#time.beside(this.context)}</jw-map
    >`;
  }

  private tool(reference: Reference): TemplateResult | typeof nothing {
    const { tool } = this.#view.value;
    if (!tool) return nothing;
    const { words, context, measure, measured, areaCode: area_code, place, wide } = this;
    const areas = this.areaPath;
    const narrow = this.#narrow.matches;
    const makeImage = () => (this.map ? this.map.toImage() : Promise.reject(new Error(words.print.failed)));
    return html`<jw-panel
      class="tool"
      sheet=${tool}
      ?wide=${this.wide}
      height="half"
      .label=${words.tools[tool]}
      @jw-close=${closeTool}
      @jw-wide=${(event: CustomEvent<boolean>) => {
        this.listWide = event.detail;
      }}
      @jw-measure-mode=${(event: CustomEvent<'distance' | 'area' | null>) => {
        this.measure = event.detail;
        this.measured = null;
      }}
      @jw-measure-undo=${() => this.map?.undoMeasure()}
      @jw-measure-clear=${() => this.map?.clearMeasure()}
      @jw-print=${(event: CustomEvent<Blob>) => this.paper.print(event.detail)}
    >
      <div class="content">
        ${toolSheet(tool, { reference, words, context, measure, measured, narrow, place, area_code, areas, wide, makeImage })}
      </div>
    </jw-panel>`;
  }

  private panelElement(reference: Reference): TemplateResult | typeof nothing {
    const { selection } = this.#view.value;
    if (!selection) return nothing;
    const { detail, words } = this;
    const { state: progress, error } = this.#selected;
    const content =
      progress === 'error'
        ? failure(error, words, () => this.#selected.again())
        : detail
          ? keyed(this.#time.on, panelContent(detail, selection, reference))
          : bones(12, true);
    return html`<jw-panel
      class="detail"
      id="panel"
      .height=${this.panelHeight}
      .label=${words.panel.name}
      @jw-height=${(event: CustomEvent<PanelHeight>) => {
        this.panelHeight = event.detail;
      }}
      @jw-close=${() => select(null)}
      @jw-all-incidents=${() => toggleTool('incidents')}
    >
      <div class="content ${progress === 'pending' ? 'busy' : ''}" aria-busy=${progress === 'pending'}>${content}</div>
    </jw-panel>`;
  }

  /** What went wrong with the map, or that there is nothing in the database yet. */
  private notice({ deployment }: Reference): TemplateResult | typeof nothing {
    const { page, common } = this.words;
    if (!deployment.root && !deployment.bounds) {
      return html`<div class="sheet middle">
        <p>${page.empty}</p>
        <p class="note">${page.emptyCommand}<code>npm run demo-city</code></p>
      </div>`;
    }
    if (!this.fault) return nothing;
    return html`<div class="sheet notice" role="alert">
      <span>${this.fault}</span>
      ${iconButton('close', common.close, () => {
        this.fault = '';
      })}
    </div>`;
  }

  /** The way to the area that lists and counts are of: the selected one, or the grid that holds the selected thing. */
  private get areaPath(): readonly AreaSummary[] {
    const { detail } = this;
    // An incident that is opened from the list leaves the list as it is.
    if (detail?.kind !== 'incident') this.#areaPath = detail?.data.path ?? [];
    return this.#areaPath;
  }

  private get area(): AreaSummary | null {
    return this.areaPath.at(-1) ?? this.#fresh.reference?.deployment.root ?? null;
  }

  /** Whether the tool's sheet is wide; narrow windows have no room for that. */
  private get wide(): boolean {
    return this.listWide && this.#view.value.tool === 'incidents' && !this.#narrow.matches;
  }

  private get areaCode(): string | undefined {
    return this.area?.area_code;
  }

  private get place(): string {
    return this.area?.name ?? this.words.product;
  }

  private changed(view: ViewState, before: ViewState): void {
    if (view.tool !== before.tool) this.toolChanged(view, before);
    if (sameSelection(view.selection, before.selection)) return;
    this.found = null;
    const active = deepFocus();
    if (view.selection && !before.selection) this.#opener = active;
    this.#follow = holds(this.panel, active) || holds(this.head, active);
    if (before.selection && this.panelHeight === 'peek') this.panelHeight = 'half';
    if (!view.selection) {
      this.spoken = this.words.page.closed;
      const back = this.#opener?.isConnected ? this.#opener : this.map?.shadowRoot?.querySelector('canvas');
      if (this.#follow) back?.focus();
    }
  }

  /** A sheet that opens takes the focus and gives it back when it closes. */
  private toolChanged(view: ViewState, before: ViewState): void {
    if (before.tool === 'measure') this.measure = null;
    const inside = holds(this.toolPanel, deepFocus());
    if (!before.tool) this.#toolOpener = deepFocus();
    void this.updateComplete.then(() => {
      if (view.tool) void focusHeading(this.toolPanel?.querySelector('.content')?.lastElementChild);
      else if (inside && this.#toolOpener?.isConnected) this.#toolOpener.focus();
      else if (inside && before.tool) this.rail.focusTool(before.tool);
    });
  }

  private arrived(detail: Detail | null): void {
    if (!detail) return;
    const { reference } = this.#fresh;
    const name = this.steps.at(-1)?.label ?? '';
    const kind =
      detail.kind === 'area' && reference
        ? codeName(reference, 'area-level', detail.data.area.level, this.language)
        : this.words.page.kinds[detail.kind];
    this.spoken = this.words.page.selected(kind, name);
    this.panel?.scrollToTop();
    if (this.#follow) void this.updateComplete.then(() => focusHeading(this.panel?.querySelector('.content > *')));
    this.#follow = false;
  }

  private goTo(event: CustomEvent<SearchHit>): void {
    const { kind, id, name, centre } = event.detail;
    const reach = kind === 'road' ? 0.004 : 0;
    const [longitude, latitude] = centre;
    const bounds = [longitude - reach, latitude - reach, longitude + reach, latitude + reach] as Focus['bounds'];
    this.found = { bounds, centre, key: `${kind}:${id}:${performance.now()}` };
    this.spoken = this.words.page.selected(this.words.search.kind[kind], name);
  }

  private skip(event: Event): void {
    event.preventDefault();
    void focusHeading(this.panel?.querySelector('.content > *'));
  }
}
