import type {
  PatrolPlan,
  PlanPoint,
  PlanRun,
  PlanSettings,
  PlanSquad,
  PlanStreet,
  PlanSummary,
  RepairCause,
} from '../../../server/api/patrol-plans/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { words } from '../../locales/index.ts';
import type { PatrolState } from './patrol-state.ts';

/** What a plan is made of; null: all points, or streets, of the area. */
export interface PlanMaking {
  name: string;
  day: string;
  shift_ids: readonly number[];
  point_ids: readonly number[] | null;
  street_ids: readonly number[] | null;
  settings: Partial<PlanSettings>;
}

/** A change of a plan's own copy; rows are named by their number, and have only what changes. */
export interface PlanChange {
  name?: string;
  settings?: Partial<PlanSettings>;
  points?: (Partial<PlanPoint> & Pick<PlanPoint, 'id'>)[];
  streets?: (Partial<PlanStreet> & Pick<PlanStreet, 'id'>)[];
  squads?: (Partial<PlanSquad> & Pick<PlanSquad, 'squad_id'>)[];
  /** What the plan is to do without. */
  drop?: { kind: 'point' | 'street' | 'squad'; id: number }[];
  /** A lock that names another squad than the stop has moves it there. */
  locks?: StopLock[];
}

/** Names a stop of a plan. */
export interface StopName {
  squad_id: number;
  kind: 'point' | 'street';
  id: number;
  visit: number;
}

/** Whether a stop stays with its squad. */
export interface StopLock extends StopName {
  locked: boolean;
}

/** Time between two looks at how planning goes on, ms. */
const LOOK_MS = 400;
/** States of a run after which nothing more comes. */
const over: readonly PlanRun['state'][] = ['done', 'cancelled', 'failed'];

/** What belongs to the plan that is open, where none is. */
const nothingOpen = {
  plan: null,
  opening: null,
  compare: null,
  run: null,
  chosen: null,
  clock_min: null,
  playing: false,
} as const;

/** True while planning goes on. */
export function isRunning(run: PlanRun | null): boolean {
  return run !== null && !over.includes(run.state);
}

/** What is done with plans. All of it throws as `ask` does. */
export class PlanActions {
  /** Rises with every run that is followed: an older follower ends. */
  #following = 0;
  #checking = false;

  constructor(private readonly state: PatrolState) {}

  /** Reads the list of plans. */
  async load(): Promise<void> {
    const { area_code } = this.state.view;
    if (!area_code) return;
    const { items } = await this.state.ask<Page<PlanSummary>>('GET', `patrol-plans?area_code=${area_code}&limit=100`);
    if (this.state.view.area_code === area_code) this.state.update({ plans: items });
  }

  /** Opens a plan; null closes the one that is open. Planning of it that is under way is followed. The one that is open is left. */
  async open(id: number | null): Promise<void> {
    const { plan, opening } = this.state.view;
    if (id === (opening ?? plan?.id ?? null)) return;
    this.leaveRun();
    this.state.update({ ...nothingOpen, opening: id });
    if (id === null) return;
    try {
      const opened = await this.state.ask<PatrolPlan>('GET', `patrol-plans/${id}`);
      if (this.state.view.opening === id) this.show(opened);
    } finally {
      if (this.state.view.opening === id) this.state.update({ opening: null });
    }
    const run = await this.state.ask<PlanRun | null>('GET', `patrol-plans/${id}/run`).catch(() => null);
    if (run && this.state.view.plan?.id === id && isRunning(run)) void this.#follow(run);
  }

  /** Compares the open plan with another; null: with none. */
  async compareWith(id: number | null): Promise<void> {
    this.state.update({ compare: id === null ? null : await this.state.ask<PatrolPlan>('GET', `patrol-plans/${id}`) });
  }

  /** Asks for the open plan anew. */
  async renew(): Promise<void> {
    const { plan } = this.state.view;
    if (!plan) return;
    const now = await this.state.ask<PatrolPlan>('GET', `patrol-plans/${plan.id}`);
    if (this.state.view.plan?.id === now.id) this.show(now);
  }

  /** Asks whether the open plan is outdated, after something that plans are made of changed; one question at a time. */
  check(): void {
    if (this.#checking || !this.state.view.plan) return;
    this.#checking = true;
    void this.renew()
      .catch(() => {})
      .finally(() => {
        this.#checking = false;
      });
  }

  /** Makes a plan, opens it and begins to plan. */
  async make(making: PlanMaking): Promise<PatrolPlan> {
    const { area_code } = this.state.view;
    const { point_ids, street_ids, ...rest } = making;
    const plan = await this.state.ask<PatrolPlan>('POST', 'patrol-plans', {
      ...rest,
      area_code,
      ...(point_ids && { point_ids }),
      ...(street_ids && { street_ids }),
    });
    this.state.history.clear();
    this.#opened(plan);
    await this.run();
    return plan;
  }

  /** Changes the open plan's own copy, to be undone. */
  async change(change: PlanChange, label: string, back: PlanChange): Promise<void> {
    const { id } = this.#plan;
    await this.#patch(id, change);
    this.state.history.push({
      label,
      undo: () => this.#patch(id, back),
      redo: () => this.#patch(id, change),
    });
  }

  /** Keeps stops with their squad, or frees them; to be undone. */
  async lock(stops: readonly StopName[], locked: boolean, label: string): Promise<void> {
    const named = (value: boolean) => stops.map((stop) => ({ ...stop, locked: value }));
    await this.change({ locks: named(locked) }, label, { locks: named(!locked) });
  }

  /** Gives a stop to another squad, where it stays; to be undone. What only one squad was to visit, any may then. */
  async move(stop: StopLock, squad_id: number, label: string): Promise<void> {
    // What is moved is locked where it goes, also on its way back.
    const back = [{ ...stop, locked: true }, ...(stop.locked ? [] : [stop])];
    const list = stop.kind === 'point' ? 'points' : 'streets';
    const pinned = this.#plan.input[list].find(({ id }) => id === stop.id)?.squad_id ?? null;
    const free = pinned === null || pinned === squad_id;
    await this.change(
      { ...(!free && { [list]: [{ id: stop.id, squad_id: null }] }), locks: [{ ...stop, squad_id, locked: true }] },
      label,
      { ...(!free && { [list]: [{ id: stop.id, squad_id: pinned }] }), locks: back },
    );
  }

  /** Plans the open plan, in the background, and follows how it goes on. */
  async run(): Promise<void> {
    void this.#follow(await this.state.ask<PlanRun>('POST', `patrol-plans/${this.#plan.id}/runs`, {}));
  }

  /** Ends planning; what was there before stays. */
  async cancel(): Promise<void> {
    await this.state.ask('DELETE', `patrol-plans/${this.#plan.id}/run`);
  }

  /** Follows planning no more; it goes on at the server. */
  leaveRun(): void {
    this.#following += 1;
  }

  /** Copies points, streets and shifts anew into the open plan. */
  async refresh(): Promise<void> {
    this.show(await this.#post<PatrolPlan>('refresh', {}));
    this.state.history.clear();
  }

  /** Hands the open plan out. @param anyway true: also where it is outdated. */
  async issue(anyway = false): Promise<void> {
    this.show(await this.#post<PatrolPlan>('issue', anyway ? { anyway } : {}));
    await Promise.all([this.load(), this.state.loadActive()]);
  }

  /** Takes the open plan back; its passes are over. */
  async withdraw(): Promise<void> {
    this.show(await this.#post<PatrolPlan>('withdraw', {}));
    await Promise.all([this.load(), this.state.loadActive()]);
  }

  /** Makes a draft like the open plan, and opens it. */
  async copy(): Promise<void> {
    this.#opened(await this.#post<PatrolPlan>('copy', {}));
    await this.load();
  }

  /** Makes a plan that takes account of what happened, opens it, and compares it with the one that it comes from. */
  async repair(cause: RepairCause): Promise<void> {
    const before = this.#plan;
    this.#opened(await this.#post<PatrolPlan>('repair', cause));
    this.state.update({ compare: before });
    await this.load();
  }

  /** Deletes the open plan. */
  async remove(): Promise<void> {
    await this.state.ask('DELETE', `patrol-plans/${this.#plan.id}`);
    await this.open(null);
    await this.load();
  }

  /** Shows a plan as it is now; an older version of the one that is shown is left. */
  show(plan: PatrolPlan): void {
    const { plan: held, plans } = this.state.view;
    if (held?.id === plan.id && held.version > plan.version) return;
    const { input, result, outdated, ...summary } = plan;
    this.state.update({
      plan,
      plans: plans?.map((each) => (each.id === plan.id ? { ...each, ...summary } : each)) ?? null,
    });
  }

  get #plan(): PatrolPlan {
    const { plan } = this.state.view;
    if (!plan) throw new Error(words().planning.noPlan);
    return plan;
  }

  #opened(plan: PatrolPlan): void {
    this.leaveRun();
    this.state.update({ ...nothingOpen, plan });
    void this.load().catch(() => {});
  }

  #post<Body>(what: string, json: unknown): Promise<Body> {
    return this.state.ask<Body>('POST', `patrol-plans/${this.#plan.id}/${what}`, json);
  }

  async #patch(id: number, change: PlanChange): Promise<void> {
    const version = this.#plan.version;
    this.show(await this.state.ask<PatrolPlan>('PATCH', `patrol-plans/${id}`, { ...change, version }));
  }

  async #follow(first: PlanRun): Promise<void> {
    this.#following += 1;
    const turn = this.#following;
    let run = first;
    this.state.update({ run });
    while (isRunning(run)) {
      await this.state.wait(LOOK_MS);
      if (turn !== this.#following) return;
      // What does not answer once is asked again: planning goes on there.
      run = await this.state.ask<PlanRun>('GET', `patrol-plans/${first.plan_id}/run`).catch(() => run);
      if (turn !== this.#following) return;
      this.state.update({ run });
    }
    await this.renew().catch(() => {});
  }
}
