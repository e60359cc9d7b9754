import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import type { PatrolStreet } from '../../../server/api/patrol-streets/schema.ts';
import type { KeptSquad } from '../../../server/api/squads/schema.ts';
import { words } from '../../locales/index.ts';
import { Pace } from '../../map/pace.ts';
import { type LiveFeed, live } from '../live.ts';
import { History } from './history.ts';
import { pointCalls, squadCalls, streetCalls } from './kept-calls.ts';
import { KeptRows, ListedRows } from './kept-rows.ts';
import {
  type Chosen,
  emptyView,
  type ListName,
  type PatrolView,
  type PointFields,
  type SquadFields,
  type StreetFields,
} from './patrol-view.ts';
import { PlanActions } from './plan-actions.ts';
import { planCalls } from './plan-calls.ts';
import { RosterActions } from './roster-actions.ts';

/** The feed tells every check-in; what it may have changed is asked for at most this often, ms. */
const PACE_MS = 3000;
/** A stop gets late by time alone: while squads are under way they are asked for this often anyway, ms. */
const LATE_MS = 60_000;

/** What the state needs of its surroundings; tests hand in their own. */
export interface PatrolStateOptions {
  feed: Pick<LiveFeed, 'subscribe'>;
  /** Waits so many milliseconds. */
  wait: (wait_ms: number) => Promise<void>;
}

/** Hears of the view as it is now, and which fields of it are others than before. */
type ViewListener = (view: PatrolView, changed: readonly (keyof PatrolView)[]) => void;

/**
 * What the page of patrols shows and does: one for the page. The view is replaced, never changed; whoever shows it subscribes.
 * Actions throw as `answer` does; `attempt` keeps what went wrong for the screen instead.
 */
export class PatrolState {
  readonly wait: (wait_ms: number) => Promise<void>;
  readonly history = new History(() => this.update({ undo: this.history.undoLabel, redo: this.history.redoLabel }));
  readonly points = new ListedRows<PatrolPoint, PointFields>(
    this,
    {
      list: 'points',
      calls: pointCalls,
      fields: ({ squad, ...row }) => ({ ...pick(row, pointKeys), squad_id: squad?.id ?? null }),
    },
    pointCalls.import,
  );
  readonly streets = new ListedRows<PatrolStreet, StreetFields>(
    this,
    {
      list: 'streets',
      calls: streetCalls,
      fields: ({ squad, ...row }) => ({ ...pick(row, streetKeys), squad_id: squad?.id ?? null }),
    },
    streetCalls.import,
  );
  readonly squads = new KeptRows<KeptSquad, SquadFields>(this, {
    list: 'squads',
    calls: squadCalls,
    fields: (row) => pick(row, squadKeys),
    touched: () => Promise.all([this.points.load(), this.streets.load(), this.roster.renew()]),
    lost: (name) => words().planning.edit.squadBack(name),
  });
  readonly plans = new PlanActions(this);
  readonly roster = new RosterActions(this);
  readonly #feed: Pick<LiveFeed, 'subscribe'>;
  readonly #listeners = new Set<ViewListener>();
  #view = emptyView;
  readonly #pace = new Pace(PACE_MS, () => void this.renew());
  readonly #late = new Pace(LATE_MS, () => void this.loadActive().catch(() => this.#end && this.#late.later()));
  #end: (() => void) | undefined;

  constructor(options: Partial<PatrolStateOptions> = {}) {
    this.wait = options.wait ?? ((wait_ms) => new Promise((done) => setTimeout(done, wait_ms)));
    this.#feed = options.feed ?? live;
  }

  get view(): PatrolView {
    return this.#view;
  }

  /** The area that is worked on. @throws where none is yet. */
  get area(): string {
    const { area_code } = this.#view;
    if (!area_code) throw new Error(words().planning.noArea);
    return area_code;
  }

  /** Calls back on every change; the answer ends it. */
  subscribe(listener: ViewListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces some fields of the view; equal values are no change. */
  update(fields: Partial<PatrolView>): void {
    const keys = (Object.keys(fields) as (keyof PatrolView)[]).filter((key) => fields[key] !== this.#view[key]);
    if (keys.length === 0) return;
    this.#view = { ...this.#view, ...fields };
    for (const listener of [...this.#listeners]) listener(this.#view, keys);
  }

  /** Follows the feed of changes until `stop`. */
  start(): void {
    this.#end ??= this.#feed.subscribe(({ event }) => {
      if (event === 'patrol' || event === 'reset') this.#pace.ask();
    });
  }

  /** Follows nothing more; planning goes on at the server. */
  stop(): void {
    this.#end?.();
    this.#end = undefined;
    this.#pace.stop();
    this.#late.stop();
    this.plans.leaveRun();
  }

  /** Goes to an area: everything of the one before is put away, and all of this one is asked for. */
  async openArea(area_code: string): Promise<void> {
    if (this.view.area_code === area_code) return;
    this.plans.leaveRun();
    this.history.clear();
    this.update({ ...emptyView, area_code, pending: this.view.pending, week: this.view.week });
    await this.attempt(() =>
      Promise.all([
        this.points.load(),
        this.streets.load(),
        this.squads.load(),
        this.plans.load(),
        this.loadActive(),
        this.view.week ? this.roster.open(this.view.week) : null,
      ]),
    );
  }

  /** Asks anew for what others may have changed: plans, the open one, walks under way. */
  async renew(): Promise<void> {
    await Promise.all([this.plans.load(), this.plans.renew(), this.loadActive()]).catch(() => {});
  }

  /** Reads the walks under way. */
  async loadActive(): Promise<void> {
    const { area_code } = this.view;
    if (!area_code) return;
    const { items: active, more } = await planCalls.active(area_code);
    if (this.view.area_code === area_code) {
      this.update({ active });
      this.cutShort('active', more);
    }
    if (active.length > 0 && this.#end) this.#late.later();
  }

  /** Keeps whether only the beginning of a list came. */
  cutShort(list: ListName, cut: boolean): void {
    if (cut === this.view.cut.includes(list)) return;
    this.update({ cut: cut ? [...this.view.cut, list] : this.view.cut.filter((each) => each !== list) });
  }

  /** Looks at a squad, a stop, a point or a street; null: at nothing. */
  choose(chosen: Chosen | null): void {
    this.update({ chosen });
  }

  /** Shows map and times at a minute of the plan's day; null: at none. */
  setClock(clock_min: number | null): void {
    this.update({ clock_min, ...(clock_min === null && { playing: false }) });
  }

  /** Lets the clock run, or halts it; the map moves it. */
  setPlaying(playing: boolean): void {
    this.update({ playing });
  }

  /** Takes back what was done last. */
  undo(): Promise<boolean> {
    return this.attempt(() => this.history.undo());
  }

  /** Does again what was taken back last. */
  redo(): Promise<boolean> {
    return this.attempt(() => this.history.redo());
  }

  /** Does something; what goes wrong stands in `view.fault`. Tells whether it was done. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.update({ pending: this.view.pending + 1, fault: null, notice: null });
    try {
      await work();
      return true;
    } catch (error) {
      this.update({ fault: (error as Error).message });
      return false;
    } finally {
      this.update({ pending: this.view.pending - 1 });
    }
  }

  /** Puts away what is said about the last action. */
  dismiss(): void {
    this.update({ fault: null, notice: null });
  }
}

const pointKeys = [
  'name',
  'address',
  'centre',
  'window_start',
  'window_end',
  'dwell_min',
  'wanted_visits',
  'gap_min',
  'priority',
  'optional',
  'people',
] as const;
const streetKeys = ['name', 'sides', 'window_start', 'window_end', 'priority', 'optional', 'people', 'line'] as const;
const squadKeys = ['area_code', 'kind', 'name', 'member_count', 'mode', 'start', 'end'] as const;

function pick<Row extends object, Key extends keyof Row>(row: Row, keys: readonly Key[]): Pick<Row, Key> {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<Row, Key>;
}

/**
 * Re-renders an element whenever the view of the state changes that it has in `patrol`; with the clock, many times a second, only where
 * it shows that, elsewhere only when the clock is begun or put away.
 */
export class PatrolController implements ReactiveController {
  #end: (() => void) | undefined;
  #state: PatrolState | undefined;

  /** @param find the state; asked for whenever the host updates. @param showsClock true: it shows the moment, too. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly find: () => PatrolState | undefined,
    private readonly showsClock = true,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow();
  }

  hostUpdate(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
    this.#state = undefined;
  }

  #follow(): void {
    const state = this.find();
    if (state === this.#state) return;
    this.#end?.();
    this.#state = state;
    let isTimed = state ? state.view.clock_min !== null : false;
    this.#end = state?.subscribe(({ clock_min }, changed) => {
      const turned = isTimed !== (clock_min !== null);
      isTimed = clock_min !== null;
      if (this.showsClock || turned || changed.some((key) => key !== 'clock_min')) this.host.requestUpdate();
    });
  }
}
