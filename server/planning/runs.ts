import type { PlanRun } from '../api/patrol-plans/schema.ts';
import { Turns } from '../api/turns.ts';
import { AppError, type Sentence } from '../errors.ts';

/** How long the end of a run is told, ms. */
const KEPT_MS = 60_000;
/** Plans that are made at once: each has two threads. */
const MOST_AT_ONCE = 2;
/** Runs that are not over, with those that wait: each waits with its plan and the streets in memory, up to a minute for each before it. */
const MOST_UNDER_WAY = 24;

/** How a run goes on; what it has to say is worded by whoever tells it. */
export interface RunState extends Omit<PlanRun, 'sentence'> {
  sentence: Sentence | null;
}

/** What is done in a run: it says how it goes on and ends early once the signal is given. */
export type RunWork = (say: (said: Partial<RunState>) => void, signal: AbortSignal) => Promise<void>;

interface Held {
  state: RunState;
  control: AbortController;
  ended: Promise<void>;
}

const unknownFailure: Sentence = {
  'zh-CN': '计算中断，方案没有改变，请重新编排。',
  en: 'Planning broke off; the plan is as it was. Please plan it again.',
};

/** The runs of this process, in memory: one a plan, two at once, the others wait their turn. A run that ends with the process leaves nothing. */
export class PlanRuns {
  readonly #held = new Map<number, Held>();
  readonly #turns = new Turns(MOST_AT_ONCE);
  /** Runs that have or wait for a turn; a cancelled one waits, too. */
  #underWay = 0;
  readonly #onFault: (error: unknown) => void;

  /** @param onFault hears of what failed but for an AppError, which the run tells by itself. */
  constructor(onFault: (error: unknown) => void = () => {}) {
    this.#onFault = onFault;
  }

  /** Begins a run, in the place of one of the same plan that is under way. @throws AppError (503) where too many wait already. */
  begin(planId: number, work: RunWork): RunState {
    if (this.#underWay >= MOST_UNDER_WAY) throw tooManyRuns();
    this.cancel(planId);
    this.#underWay++;
    const state: RunState = {
      ...{ plan_id: planId, state: 'waiting', progress: 0, served_count: null, wanted_count: null, length_m: null },
      ...{ preview: [], sentence: null },
    };
    const control = new AbortController();
    const held: Held = { state, control, ended: Promise.resolve() };
    this.#held.set(planId, held);
    held.ended = this.#turns
      .take(() => this.#go(held, work))
      .finally(() => {
        this.#underWay--;
        this.#forgetLater(planId, held);
      });
    return state;
  }

  /** How a plan's run goes on, or ended within the last minute; undefined: there is none. */
  find(planId: number): RunState | undefined {
    return this.#held.get(planId)?.state;
  }

  /** Ends a plan's run, if one is under way: at once for whoever asks, within a moment for its threads. */
  cancel(planId: number): RunState | undefined {
    const held = this.#held.get(planId);
    if (held && !isOver(held.state)) {
      held.state.state = 'cancelled';
      held.control.abort();
    }
    return held?.state;
  }

  /** Resolves when a plan's run is over. @throws what was thrown by whoever was told of its failure. */
  async settled(planId: number): Promise<void> {
    await this.#held.get(planId)?.ended;
  }

  async #go({ state, control: { signal } }: Held, work: RunWork): Promise<void> {
    const say = (said: Partial<RunState>) => {
      if (!isOver(state)) Object.assign(state, said);
    };
    if (signal.aborted) return;
    try {
      await work(say, signal);
      say({ state: 'done', progress: 1 });
    } catch (error) {
      if (signal.aborted) return;
      const told = sentenceOf(error);
      say({ state: 'failed', sentence: told ?? unknownFailure });
      if (!told) this.#onFault(error);
    }
  }

  #forgetLater(planId: number, held: Held): void {
    const forget = () => {
      if (this.#held.get(planId) === held) this.#held.delete(planId);
    };
    setTimeout(forget, KEPT_MS).unref();
  }
}

function tooManyRuns(): AppError {
  return new AppError(
    'too_busy',
    {
      'zh-CN': '等待编排的方案太多，请稍后再试。',
      en: 'Too many plans wait to be planned. Please try again in a while.',
    },
    { retry_s: 30 },
  );
}

/** Nothing more will be said of it. */
export function isOver({ state }: Pick<RunState, 'state'>): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed';
}

/** What a failure says of itself where it was worded for people. */
function sentenceOf(error: unknown): Sentence | undefined {
  return error instanceof AppError ? error.sentence : undefined;
}
