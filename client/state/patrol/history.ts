import { ApiError } from '../../api.ts';

/** Something that was done and can be taken back. */
export interface Edit {
  /** What was done, as a short sentence in the language of the screen. */
  label: string;
  undo: () => Promise<unknown>;
  redo: () => Promise<unknown>;
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

  /** Adds what was just done; what was taken back before cannot be done again. */
  push(edit: Edit): void {
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
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, edit];
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
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, edit];
    this.changed();
  }

  /** Forgets everything: another area is worked on. */
  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.changed();
  }

  async #run(work: () => Promise<unknown>, failed: () => void): Promise<void> {
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      // What did not reach the server may be tried again.
      if (!(error instanceof ApiError) || error.status > 0) failed();
      this.changed();
      throw error;
    } finally {
      this.#busy = false;
    }
  }
}
