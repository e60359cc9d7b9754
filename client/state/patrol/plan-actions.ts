import type {
  PatrolPlan,
  PlanPoint,
  PlanRun,
  PlanSettings,
  PlanSquad,
  PlanStreet,
  RepairCause,
} from '../../../server/api/patrol-plans/schema.ts';
import { ApiError } from '../../api.ts';
import { words } from '../../locales/index.ts';
import { mayPass } from '../passing-fault.ts';
import type { PatrolState } from './patrol-state.ts';
import { type NewPlan, planCalls } from './plan-calls.ts';

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

/** Time between two looks at how planning goes on, and the longest where none was answered, ms. */
const LOOK_MS = 400;
const LONGEST_LOOK_MS = 10_000;
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

/** What is done with plans. All of it throws as `answer` does. */
export class PlanActions {
  /** Rises with every run that is followed: an older follower ends. */
  #following = 0;
  /** Rises with every plan that is compared: an older answer is left. */
  #comparing = 0;
  #checking: 'no' | 'once' | 'again' = 'no';

  constructor(private readonly state: PatrolState) {}

  /** Reads the list of plans. */
  async load(): Promise<void> {
    const { area_code } = this.state.view;
    if (!area_code) return;
    const { items, next } = await planCalls.list(area_code);
    if (this.state.view.area_code !== area_code) return;
    this.state.cutShort('plans', next !== null);
    this.state.update({ plans: items });
  }

  /** Opens a plan; null closes the one that is open. Planning of it that is under way is followed. The one that is open is left. */
  async open(id: number | null): Promise<void> {
    const { plan, opening } = this.state.view;
    if (id === (opening ?? plan?.id ?? null)) return;
    this.#leave();
    this.state.update({ ...nothingOpen, opening: id });
    if (id === null) return;
    try {
      this.show(await planCalls.find(id));
    } finally {
      if (this.state.view.opening === id) this.state.update({ opening: null });
    }
    const run = await planCalls.findRun(id).catch(() => null);
    if (run && this.state.view.plan?.id === id && isRunning(run)) void this.#follow(run);
  }

  /** Compares the open plan with another; null: with none. */
  async compareWith(id: number | null): Promise<void> {
    this.#comparing += 1;
    const turn = this.#comparing;
    const compare = id === null ? null : await planCalls.find(id);
    if (turn === this.#comparing) this.state.update({ compare });
  }

  /** Asks for the open plan anew. */
  async renew(): Promise<void> {
    const { plan } = this.state.view;
    if (plan) this.show(await planCalls.find(plan.id));
  }

  /** Asks whether the open plan is outdated, after something that plans are made of changed; one question at a time. */
  check(): void {
    if (!this.state.view.plan) return;
    if (this.#checking !== 'no') {
      this.#checking = 'again';
      return;
    }
    this.#checking = 'once';
    void this.renew()
      .catch(() => {})
      .finally(() => {
        const again = this.#checking === 'again';
        this.#checking = 'no';
        if (again) this.check();
      });
  }

  /** Makes a plan, opens it and begins to plan; why that does not begin stands in the view. */
  async make(making: Omit<NewPlan, 'area_code'>): Promise<PatrolPlan> {
    const plan = await this.#made(planCalls.make({ ...making, area_code: this.state.area }));
    if (this.state.view.plan?.id === plan.id) await this.state.attempt(() => this.run());
    return plan;
  }

  /** Changes the open plan's own copy, to be undone. */
  async change(change: PlanChange, label: string, back: PlanChange): Promise<void> {
    const { id } = this.#plan;
    const { epoch } = this.state.history;
    await this.#patch(id, change);
    if (this.state.view.plan?.id !== id) return;
    this.state.history.push(
      { label, ofPlan: true, undo: () => this.#patch(id, back), redo: () => this.#patch(id, change) },
      epoch,
    );
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
    const run = await planCalls.run(this.#plan.id);
    if (this.state.view.plan?.id === run.plan_id) void this.#follow(run);
  }

  /** Ends planning; what was there before stays. */
  async cancel(): Promise<void> {
    await planCalls.cancelRun(this.#plan.id);
  }

  /** Follows planning no more; it goes on at the server. */
  leaveRun(): void {
    this.#following += 1;
  }

  /** Copies points, streets and shifts anew into the open plan. */
  async refresh(): Promise<void> {
    this.show(await planCalls.refresh(this.#plan.id));
    this.state.history.leavePlan();
  }

  /** Hands the open plan out. @param anyway true: also where it is outdated. */
  async issue(anyway = false): Promise<void> {
    this.show(await planCalls.issue(this.#plan.id, anyway ? { anyway } : {}));
    await Promise.all([this.load(), this.state.loadActive()]);
  }

  /** Takes the open plan back; its passes are over. */
  async withdraw(): Promise<void> {
    this.show(await planCalls.withdraw(this.#plan.id));
    await Promise.all([this.load(), this.state.loadActive()]);
  }

  /** Makes a draft like the open plan, and opens it. */
  async copy(): Promise<void> {
    await this.#made(planCalls.copy(this.#plan.id));
  }

  /** Makes a plan that takes account of what happened, opens it, and compares it with the one that it comes from. */
  async repair(cause: RepairCause): Promise<void> {
    const before = this.#plan;
    await this.#made(planCalls.repair(before.id, cause), before);
  }

  /** Deletes the open plan. */
  async remove(): Promise<void> {
    const { id } = this.#plan;
    await planCalls.remove(id);
    if (this.state.view.plan?.id === id) await this.open(null);
    await this.load();
  }

  /** Shows a plan as it is now where it is the one that is open or being opened; an older version of it is left. */
  show(plan: PatrolPlan): void {
    const { plan: held, opening, plans } = this.state.view;
    if (held?.id !== plan.id && opening !== plan.id) return;
    if (held && (held.version > plan.version || isSame(held, plan))) return;
    const { input, result, outdated, stale, ...summary } = plan;
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

  /** Opens a plan that is being made, beside the one that it is compared with, unless another area is worked on by then. */
  async #made(making: Promise<PatrolPlan>, compare: PatrolPlan | null = null): Promise<PatrolPlan> {
    const { area_code } = this.state.view;
    const plan = await making;
    if (this.state.view.area_code !== area_code) return plan;
    this.#leave();
    this.state.update({ ...nothingOpen, plan, compare });
    void this.load().catch(() => {});
    return plan;
  }

  /** Leaves the plan that is open: its planning, its comparison, and what could be undone of it. */
  #leave(): void {
    this.leaveRun();
    this.#comparing += 1;
    this.state.history.leavePlan();
  }

  async #patch(id: number, change: PlanChange): Promise<void> {
    try {
      this.show(await planCalls.change(id, { ...change, version: this.#plan.version }));
    } catch (error) {
      // Somebody was quicker: what they made of it is shown, and can be changed.
      if (error instanceof ApiError && error.status === 409) void this.renew().catch(() => {});
      throw error;
    }
  }

  async #follow(first: PlanRun): Promise<void> {
    this.#following += 1;
    const turn = this.#following;
    let run: PlanRun | null = first;
    let wait_ms = LOOK_MS;
    this.state.update({ run });
    try {
      while (isRunning(run)) {
        await this.state.wait(wait_ms);
        if (turn !== this.#following) return;
        const now: PlanRun | null | ApiError = await planCalls.findRun(first.plan_id).catch(unanswered);
        if (turn !== this.#following) return;
        // What does not answer once is asked again, ever more seldom: planning goes on there.
        wait_ms = now instanceof ApiError ? Math.min(LONGEST_LOOK_MS, 2 * wait_ms) : LOOK_MS;
        if (!(now instanceof ApiError)) run = now;
        if (isRunning(run)) this.state.update({ run });
      }
      // Not before its result is here: what is done to the plan until then would be done to the one before.
      await this.renew();
      if (turn === this.#following) this.state.update({ run });
    } catch (error) {
      if (turn === this.#following) this.state.update({ run: null, fault: (error as Error).message });
    }
  }
}

/** A fault of the network or the server, after which the same is asked again. @throws any other. */
function unanswered(error: unknown): ApiError {
  if (mayPass(error)) return error as ApiError;
  throw error;
}

/** Whether two answers say the same of a plan, so that nothing needs to be drawn anew. */
function isSame(held: PatrolPlan, plan: PatrolPlan): boolean {
  return held.version === plan.version && held.outdated === plan.outdated;
}
