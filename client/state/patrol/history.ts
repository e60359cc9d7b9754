import { mayPass } from '../passing-fault.ts';

/** Something that was done and can be taken back. */
export interface Edit {
  /** What was done, as a short sentence in the language of the screen. */
  label: string;
  undo: () => Promise<unknown>;
  redo: () => Promise<unknown>;
  /** True: it was done to the plan that is open, and is forgotten with it. */
  ofPlan?: boolean;
}

/** How many edits can be taken back. */
const KEPT_EDITS = 50;

/**
 * What was done, in order, so that it can be taken back and done again. An edit that cannot be taken back any more, because somebody else
 * changed the same thing, falls out with all that came before it.
 */
export class History {
  #done: Edit[] = [];
  #undone: Edit[] = [];
  /** True while one is taken back or done again. */
  #busy = false;
  #epoch = 0;

  /** @param changed hears of every change. */
  constructor(private readonly changed: () => void) {}

  /** What would be taken back; null: nothing. */
  get undoLabel(): string | null {
    return this.#done.at(-1)?.label ?? null;
  }

  /** What would be done again; null: nothing. */
  get redoLabel(): string | null {
    return this.#undone.at(-1)?.label ?? null;
  }

  /** Rises when everything is forgotten: what was begun before is not added any more. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Adds what was just done; what was taken back before cannot be done again. @param epoch the one in which it was begun */
  push(edit: Edit, epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#done = [...this.#done, edit].slice(-KEPT_EDITS);
    this.#undone = [];
    this.changed();
  }

  /**
   * Takes the last edit back; nothing where there is none, or one is under way.
   * @throws what the edit throws; it and what came before it cannot be taken back then.
   */
  async undo(): Promise<void> {
    const edit = this.#done.at(-1);
    if (!edit || this.#busy) return;
    await this.#run(edit.undo, () => {
      this.#done = [];
    });
    // What was done meanwhile stays, and this cannot be done again then.
    if (this.#done.at(-1) === edit) this.#undone = [...this.#undone, edit];
    this.#done = this.#done.filter((each) => each !== edit);
    this.changed();
  }

  /**
   * Does again what was taken back last.
   * @throws what the edit throws; nothing can be done again then.
   */
  async redo(): Promise<void> {
    const edit = this.#undone.at(-1);
    if (!edit || this.#busy) return;
    await this.#run(edit.redo, () => {
      this.#undone = [];
    });
    if (this.#undone.at(-1) === edit) this.#done = [...this.#done, edit];
    this.#undone = this.#undone.filter((each) => each !== edit);
    this.changed();
  }

  /** Forgets everything: another area is worked on. */
  clear(): void {
    this.#epoch += 1;
    this.#forget(() => false);
  }

  /** Forgets what was done to a plan: it is open no longer, or was made anew. */
  leavePlan(): void {
    this.#forget(({ ofPlan }) => !ofPlan);
  }

  #forget(stays: (edit: Edit) => boolean): void {
    this.#done = this.#done.filter(stays);
    this.#undone = this.#undone.filter(stays);
    this.changed();
  }

  async #run(work: () => Promise<unknown>, failed: () => void): Promise<void> {
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      if (!mayPass(error)) failed();
      this.changed();
      throw error;
    } finally {
      this.#busy = false;
    }
  }
}
