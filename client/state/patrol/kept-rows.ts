import type { ImportAnswer } from '../../../server/api/patrol/schema.ts';
import { ApiError } from '../../api.ts';
import { words } from '../../locales/index.ts';
import { allRows } from './all-rows.ts';
import type { ImportCall, ImportRequest, KeptCalls } from './kept-calls.ts';
import type { PatrolState } from './patrol-state.ts';
import { Renumbered } from './renumbered.ts';

/** What every row that is kept has. */
interface Kept {
  id: number;
  name: string;
  version: number;
}

/** Where rows of one kind are kept, and what of them is sent. */
export interface KeptKind<Row, Fields> {
  /** Their list in the view. */
  list: 'points' | 'streets' | 'squads';
  calls: KeptCalls<Row, Fields>;
  /** What could be sent to make the row again. */
  fields: (row: Row) => Fields;
  /** Asks anew for what names the rows, after one has another name or is gone. */
  touched?: () => Promise<unknown>;
  /** What is told when a deleted row is brought back, where something of it is not. */
  lost?: (name: string) => string;
}

/** Points, streets or squads of the area: read, added, changed and taken away, each to be undone. All of it throws as `answer` does. */
export class KeptRows<Row extends Kept, Fields extends object> {
  readonly #renumbered = new Renumbered();
  /** Rises with every row that comes, changes or goes: a list that was asked for before does not have it. */
  #edits = 0;

  constructor(
    protected readonly state: PatrolState,
    private readonly kind: KeptKind<Row, Fields>,
  ) {}

  /** The rows that have come. */
  get rows(): readonly Row[] {
    return (this.state.view[this.kind.list] ?? []) as unknown as readonly Row[];
  }

  /** The row of a number, also where it was made again under another; undefined: there is none. */
  find(id: number): Row | undefined {
    const now = this.#renumbered.now(id);
    return this.rows.find((row) => row.id === now);
  }

  /** Reads all rows of the area, page by page. */
  async load(): Promise<void> {
    const { area_code } = this.state.view;
    if (!area_code) return;
    const edits = this.#edits;
    const { items, cut } = await allRows((page) => this.kind.calls.list({ area_code, ...page }));
    if (this.state.view.area_code !== area_code) return;
    if (this.#edits !== edits) return this.load();
    this.state.cutShort(this.kind.list, cut);
    this.#show(items);
  }

  /** Adds a row and chooses nothing; the answer is the row. */
  async add(fields: Fields): Promise<Row> {
    const { epoch } = this.state.history;
    const row = await this.#add(fields);
    this.state.history.push(
      {
        label: words().planning.edit.added(row.name),
        undo: () => this.#remove(row.id),
        redo: () => this.#again(row.id, fields),
      },
      epoch,
    );
    return row;
  }

  /** Changes some fields of a row. */
  async change(id: number, fields: Partial<Fields>): Promise<Row> {
    const { epoch } = this.state.history;
    const was = only(this.kind.fields(this.#held(id)), fields);
    const row = await this.#change(id, fields);
    this.state.history.push(
      {
        label: words().planning.edit.changed(row.name),
        undo: () => this.#change(id, was),
        redo: () => this.#change(id, fields),
      },
      epoch,
    );
    return row;
  }

  /** Takes a row away. */
  async remove(id: number): Promise<void> {
    const { epoch } = this.state.history;
    const row = this.#held(id);
    await this.#remove(id);
    this.state.history.push(
      {
        label: words().planning.edit.removed(row.name),
        undo: async () => {
          await this.#again(id, this.kind.fields(row));
          if (this.kind.lost) this.state.update({ notice: this.kind.lost(row.name) });
        },
        redo: () => this.#remove(id),
      },
      epoch,
    );
  }

  /** Brings a row back that was taken away; one that is added anew has another number. */
  async #again(id: number, fields: Fields): Promise<void> {
    const { restore } = this.kind.calls;
    const row = await this.#added(() => (restore ? restore(this.#renumbered.now(id)) : this.kind.calls.add(fields)));
    if (!restore) this.#renumbered.made(id, row.id);
  }

  #add(fields: Fields): Promise<Row> {
    return this.#added(() => this.kind.calls.add(fields));
  }

  async #added(ask: () => Promise<Row>): Promise<Row> {
    const { area_code } = this.state.view;
    const row = await ask();
    this.#edited(area_code, (rows) => [...rows, row]);
    return row;
  }

  async #change(id: number, fields: Partial<Fields>): Promise<Row> {
    const { area_code } = this.state.view;
    const { version } = this.#held(id);
    try {
      const row = await this.kind.calls.change(this.#renumbered.now(id), { ...fields, version });
      this.#edited(area_code, (rows) => rows.map((each) => (each.id === row.id ? row : each)));
      this.#touched();
      return row;
    } catch (error) {
      // Somebody was quicker: what they made of it is shown, and can be changed.
      if (error instanceof ApiError && error.status === 409) void this.load().catch(() => {});
      throw error;
    }
  }

  async #remove(id: number): Promise<void> {
    const { area_code } = this.state.view;
    const now = this.#renumbered.now(id);
    await this.kind.calls.remove(now);
    this.#edited(area_code, (rows) => rows.filter((row) => row.id !== now));
    this.#touched();
    const { chosen } = this.state.view;
    if (chosen?.kind && `${chosen.kind}s` === this.kind.list && chosen.id === now) this.state.choose(null);
  }

  /** @throws where there is no such row any more. */
  #held(id: number): Row {
    const held = this.find(id);
    if (!held) throw new Error(words().planning.gone);
    return held;
  }

  /** Shows what became of the rows, unless another area is worked on by now; a list that has not come yet will have it. */
  #edited(area_code: string | null, edit: (rows: readonly Row[]) => Row[]): void {
    if (this.state.view.area_code !== area_code) return;
    this.#edits += 1;
    if (this.state.view[this.kind.list]) this.#show(edit(this.rows));
  }

  /** A list that does not come now comes with the next change. */
  #touched(): void {
    void this.kind.touched?.().catch(() => {});
  }

  /** What a plan was made of may have changed with it. */
  #show(rows: readonly Row[]): void {
    this.state.update({ [this.kind.list]: rows });
    this.state.plans.check();
  }
}

/** Rows that can also be read in from a list. */
export class ListedRows<Row extends Kept, Fields extends object> extends KeptRows<Row, Fields> {
  constructor(
    state: PatrolState,
    kind: KeptKind<Row, Fields>,
    private readonly call: ImportCall,
  ) {
    super(state, kind);
  }

  /** Reads a list in, or with `dry` only tells what would become of it. */
  async import(request: ImportRequest): Promise<ImportAnswer> {
    const answer = await this.call({ ...request, area_code: this.state.area });
    if (!request.dry && answer.taken > 0) await this.load();
    return answer;
  }
}

/** The fields of `all` that `some` names. */
export function only<Fields extends object>(all: Fields, some: Partial<Fields>): Partial<Fields> {
  const named = Object.entries(all).filter(([key]) => key in some);
  return Object.fromEntries(named) as Partial<Fields>;
}
