import { Task, TaskStatus } from '@lit/task';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import type { PatrolProposal } from '../../server/api/patrol-coverage/schema.ts';
import type { PatrolPlan } from '../../server/api/patrol-plans/schema.ts';
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
import { boundsOf } from '../map/patrol/bounds.ts';
import type { CoverPiece } from '../map/patrol/cover-classes.ts';
import type { DrawnLine } from '../map/patrol/street-drawing.ts';
import { live } from '../state/live.ts';
import { PatrolController, PatrolState } from '../state/patrol/patrol-state.ts';
import { formatSection, parseSection } from '../state/section.ts';
import { may, mayAt, session } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import { MediaController } from './media-controller.ts';
import { areaOf, type PatrolAddress, type PatrolTab, pageHash, readAddress, writeAddress } from './patrol/address.ts';
import { PatrolKeys } from './patrol/patrol-keys.ts';
import { shellStyles } from './patrol/shell-styles.ts';
import { patrolStage, type Stage } from './patrol/stage.ts';
import { patrolTab, tabBar } from './patrol/tabs.ts';
import { referenceTask } from './reference-task.ts';

/** What the page asks of <jw-patrol-map>, whose code comes later. */
interface MapElement extends HTMLElement {
  look(centre: LonLat): void;
  play(clock_min: number): void;
  undoCorner(): void;
}

/** Patrols: what is to be passed, who goes when by which street, and what it covers. The address says which area, part and plan. */
@customElement('jw-patrol')
export class JwPatrol extends JwElement {
  @state() private address: PatrolAddress = readAddress(parseSection(location.hash).rest);
  @state() private drawing: readonly LonLat[] | null = null;
  @state() private drawn: DrawnLine | null = null;
  @state() private cover: readonly CoverPiece[] | null = null;
  @state() private proposals: readonly PatrolProposal[] = [];
  @state() private drawer: 'half' | 'full' | 'low' = 'half';
  @state() private mapFault = '';
  @query('jw-patrol-map') private map!: MapElement | null;
  readonly patrol = new PatrolState();
  #view = new StoreController(this, (view) => view);
  #dark = new MediaController(this, '(prefers-color-scheme: dark)');
  #reference = referenceTask(this);
  #map = new Task(this, { args: () => [], task: () => import('../map/patrol/jw-patrol-map.ts') });
  /** Pages to be printed have code of their own. */
  #paper = new Task(this, {
    args: () => [this.isPaper] as const,
    task: async ([isPaper]) =>
      isPaper && Promise.all([import('./patrol/jw-patrol-sheets.ts'), import('./patrol/jw-patrol-signs.ts')]),
  });
  /** The area of a plan that a link names alone; the address has it from then on. */
  #planArea = new Task(this, {
    args: () => [this.address.area_code === null ? this.address.plan : null] as const,
    task: async ([id], { signal }) => {
      if (id === null) return null;
      const asked = api['patrol-plans'][':id'].$get({ param: { id: String(id) } }, { init: { signal } });
      return (await answer<PatrolPlan>(asked)).area_code;
    },
    onComplete: (area_code) => {
      if (area_code !== null && this.address.area_code === null) this.go({ area_code }, { instead: true });
    },
  });
  #area = new Task(this, {
    args: () => [this.areaCode] as const,
    task: async ([area_code], { signal }) =>
      area_code
        ? answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))
        : null,
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, shellStyles];

  constructor() {
    super();
    // The moments of a night that is played, many a second, go to the map alone.
    new PatrolController(this, () => this.patrol, false);
    this.patrol.subscribe(({ clock_min }, changed) => {
      if (clock_min !== null && changed.includes('clock_min')) this.map?.play(clock_min);
    });
    new PatrolKeys(this, this.patrol);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.read);
    const { caller } = session;
    live.start(`${caller?.kind} ${caller?.account_id ?? caller?.display_name}`);
    this.patrol.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.read);
    this.patrol.stop();
    live.stop();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('address')) this.leavePart(changed.get('address') as PatrolAddress | undefined);
    if (this.areaCode && !this.isPaper) this.open(this.areaCode);
  }

  override updated(changed: PropertyValues): void {
    document.title = this.words.page.title(this.words.patrol.title);
    if (!changed.has('address')) return;
    // On a narrow screen the tabs are longer than their room.
    const chosen = this.renderRoot.querySelector('.tabs [aria-selected="true"]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  override render() {
    const { patrol } = this.words;
    return html`
      <header><jw-page-head .heading=${patrol.title}></jw-page-head></header>
      ${this.isPaper ? html`<div class="paper">${this.paper()}</div>` : this.body()}
    `;
  }

  private paper(): TemplateResult {
    const { sheets, signs } = this.address;
    if (this.#paper.error) return html`<main class="only">${failure(this.#paper.error, this.words, this.again)}</main>`;
    return sheets
      ? html`<jw-patrol-sheets .planId=${sheets}></jw-patrol-sheets>`
      : html`<jw-patrol-signs .areaCode=${signs}></jw-patrol-signs>`;
  }

  private body(): TemplateResult {
    if (!may('patrol') && !may('plan')) return html`<main class="only">${empty(this.words.patrol.away)}</main>`;
    const error = this.#reference.error ?? this.#area.error;
    if (error) {
      const own = html`<a href="/patrol${pageHash({})}">${this.words.patrol.ownArea}</a>`;
      return html`<main class="only">${failure(error, this.words, this.again)}<p>${own}</p></main>`;
    }
    const reference = this.#reference.value;
    return html`<main data-drawer=${this.drawer} data-tab=${this.address.tab}>
      ${reference ? this.sheet(reference) : html`<div class="sheet"><div class="content">${bones(12, true)}</div></div>`}
      ${patrolStage(this.stage(reference ?? null))}
      ${this.foot(reference ?? null)}
    </main>`;
  }

  private sheet(reference: Reference): TemplateResult {
    const { patrol: words } = this.words;
    const area = this.#area.value?.area;
    const full = this.drawer === 'full';
    return html`<section class="sheet" aria-label=${words.tabsName}>
      <button
        class="unfold"
        aria-expanded=${full}
        @click=${() => {
          this.drawer = full ? 'low' : this.drawer === 'low' ? 'half' : 'full';
        }}
      >
        ${full ? words.drawer.less : words.drawer.more}
      </button>
      <div class="where">
        <jw-area-picker
          .label=${words.area}
          .within=${reference.deployment.root?.area_code ?? ''}
          .value=${area?.name ?? ''}
          @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
            if (event.detail) this.go({ area_code: event.detail.area_code, plan: null, compare: null });
          }}
        ></jw-area-picker>
      </div>
      ${tabBar(this.address.tab, words, (tab) => this.go({ tab }))}
      <div
        class="content"
        role="tabpanel"
        id="panel"
        aria-label=${words.tabs[this.address.tab]}
        @jw-look=${(event: CustomEvent<{ centre: LonLat }>) => this.map?.look(event.detail.centre)}
        @jw-draw=${(event: CustomEvent<LonLat[] | null>) => this.draw(event.detail)}
        @jw-undo-corner=${() => this.map?.undoCorner()}
        @jw-cover=${(event: CustomEvent<CoverPiece[]>) => {
          this.cover = event.detail;
        }}
        @jw-proposals=${(event: CustomEvent<PatrolProposal[]>) => {
          this.proposals = event.detail;
        }}
        @jw-tab=${(event: CustomEvent<{ tab: PatrolTab }>) => this.go({ tab: event.detail.tab })}
        @jw-plan-open=${(event: CustomEvent<{ id: number | null }>) => this.go({ plan: event.detail.id, compare: null, tab: 'plan' })}
        @jw-compare-open=${(event: CustomEvent<{ id: number | null }>) => this.go({ compare: event.detail.id })}
      >
        ${this.areaCode && !mayAt('plan', this.areaCode) ? html`<p class="note read-only">${words.readOnly}</p>` : nothing}
        ${patrolTab(this.address.tab, { patrol: this.patrol, reference, drawn: this.drawn, theme: this.theme })}
      </div>
    </section>`;
  }

  private foot(reference: Reference | null): TemplateResult | typeof nothing {
    if (!reference || this.address.tab !== 'plan' || !this.patrol.view.plan?.result) return nothing;
    return html`<div
      class="foot"
      @jw-look=${(event: CustomEvent<{ centre: LonLat }>) => this.map?.look(event.detail.centre)}
    >
      <jw-patrol-gantt .patrol=${this.patrol} .reference=${reference}></jw-patrol-gantt>
    </div>`;
  }

  private stage(reference: Reference | null): Stage {
    const { view } = this.patrol;
    const planning = this.address.tab === 'plan' || this.address.tab === 'roster';
    const plan = planning ? view.plan : null;
    // Where streets are looked at, plates would hide them.
    const bare = this.address.tab === 'coverage';
    return {
      patrol: this.patrol,
      reference: this.#map.value ? reference : null,
      words: this.words,
      theme: this.theme,
      fault: this.mapFault || (this.#map.error ? this.words.patrol.map.noMap : ''),
      quiet: planning,
      compare: plan ? view.compare : null,
      scene: {
        points: (!bare && view.points) || none,
        streets: (!bare && view.streets) || none,
        squads: (!bare && view.squads) || none,
        plan,
        other: plan ? view.compare : null,
        preview: plan && view.run && view.run.state !== 'done' ? view.run.preview : none,
        chosen: view.chosen,
        clock_min: plan ? view.clock_min : null,
        cover: bare ? this.cover : null,
        proposals: this.address.tab === 'points' ? this.proposals : none,
      },
      bounds: (plan && this.planBounds(plan)) ?? this.#area.value?.bounds ?? null,
      movable: this.areaCode !== null && mayAt('plan', this.areaCode) && plan === null && !bare,
      drawing: this.drawing,
      chooses: (tab) => {
        if (tab && !planning && tab !== this.address.tab) this.go({ tab });
      },
      draws: (drawn) => {
        this.drawn = drawn;
      },
      fails: (sentence) => {
        this.mapFault = sentence;
      },
    };
  }

  /** The same object for the same plan, so that the map flies there once. */
  private planBounds(plan: NonNullable<PatrolState['view']['plan']>) {
    if (this.#fitted?.id !== plan.id) {
      const bounds = boundsOf({ points: [], streets: [], squads: [], plan });
      this.#fitted = { id: plan.id, bounds };
    }
    return this.#fitted.bounds;
  }

  #fitted: { id: number; bounds: ReturnType<typeof boundsOf> } | null = null;

  private get theme() {
    return themeOf(this.#view.value.theme, this.#dark.matches);
  }

  /** The area that is worked on; one's own is the first that one may plan in, or see. Null before that is known. */
  private get areaCode(): string | null {
    const root = this.#reference.value?.deployment.root?.area_code ?? null;
    const rights = session.caller?.rights ?? {};
    const own = rights.plan?.[0] ?? rights.patrol?.[0];
    const planArea = this.#planArea.status === TaskStatus.ERROR ? undefined : (this.#planArea.value ?? null);
    return areaOf(this.address, planArea, own && root && own.length >= root.length ? own : root);
  }

  /** Brings the state to what the address says; the state itself leaves out what it has already. */
  private open(area_code: string): void {
    const { patrol } = this;
    const { plan, compare } = this.address;
    if (patrol.view.area_code !== area_code) {
      void patrol.openArea(area_code);
      // What was open went with the area before.
      this.#opened = { plan: null, compare: null };
    }
    if (plan !== this.#opened.plan) {
      this.#opened = { plan, compare: null };
      if (plan !== (patrol.view.plan?.id ?? null)) void patrol.attempt(() => patrol.plans.open(plan));
    }
    if (compare !== this.#opened.compare) {
      this.#opened.compare = compare;
      if (compare !== (patrol.view.compare?.id ?? null)) void patrol.attempt(() => patrol.plans.compareWith(compare));
    }
    this.follow();
  }

  #opened: { plan: number | null; compare: number | null } = { plan: null, compare: null };

  /** A plan that was made, repaired or closed by the state itself stands in the address too. */
  private follow(): void {
    const { plan, compare, pending } = this.patrol.view;
    const now = { plan: plan?.id ?? null, compare: compare?.id ?? null };
    if (pending > 0 || (now.plan === this.address.plan && now.compare === this.address.compare)) return;
    if (now.plan === null && this.address.plan !== null && this.patrol.view.fault) return;
    this.#opened = now;
    queueMicrotask(() => this.go(now));
  }

  private get isPaper(): boolean {
    return this.address.sheets !== null || this.address.signs !== null;
  }

  /** What was drawn or shown for one tab, or one area, is put away with it. */
  private leavePart(before: PatrolAddress | undefined): void {
    if (!before || (before.tab === this.address.tab && before.area_code === this.address.area_code)) return;
    this.drawing = this.drawn = null;
    this.proposals = [];
    if (before.area_code !== this.address.area_code) this.cover = null;
    if (this.address.tab !== 'plan') this.patrol.setClock(null);
  }

  private draw(line: LonLat[] | null): void {
    this.drawing = line;
    // Without a map what was typed is the line.
    this.drawn = line && line.length > 1 ? { line, straight: false, full: false, undoable: true } : null;
  }

  /** Changes the address; a plan stands in it with the area that it was opened in. @param instead true: the way back leads past it. */
  private go(change: Partial<PatrolAddress>, { instead = false } = {}): void {
    const { theme, language } = this.#view.value;
    const next = { ...this.address, ...change };
    const rest = writeAddress({ ...next, area_code: next.area_code ?? (next.plan ? this.areaCode : null) });
    const hash = formatSection({ section: '', theme, language, rest });
    if (hash === location.hash) return;
    if (instead) location.replace(hash || '#');
    else location.hash = hash || '#';
    // The browser tells of it later: until then the page would go by the address before.
    this.read();
  }

  private read = (): void => {
    this.address = readAddress(parseSection(location.hash).rest);
  };

  private again = (): void => {
    void this.#reference.run();
    void this.#area.run();
    if (this.#paper.error) void this.#paper.run();
  };
}

/** One empty list, so that what is drawn does not seem to change. */
const none: readonly never[] = [];
