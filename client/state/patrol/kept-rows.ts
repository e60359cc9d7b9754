import type { ImportAnswer, ImportCoordinates } from '../../../server/api/patrol/schema.ts';
import { words } from '../../locales/index.ts';
import { allRows } from './all-rows.ts';
import type { PatrolState } from './patrol-state.ts';

/** What every row that is kept has. */
interface Kept {
  id: number;
  name: string;
  version: number;
}

/** What is asked of a list to be read in. */
export interface ImportRequest {
  format: 'csv' | 'geojson';
  text: string;
  /** True: nothing is written, only told. */
  dry: boolean;
  /** Coordinates that it is in. */
  crs: ImportCoordinates;
}

/** Where rows of one kind are kept, and what of them is sent. */
export interface KeptKind<Row, Fields> {
  /** Their list in the view. */
  list: 'points' | 'streets' | 'squads';
  /** Behind `/api/`. */
  path: string;
  /** What could be sent to make the row again. */
  fields: (row: Row) => Fields;
}

/** Points, streets or squads of the area: read, added, changed and taken away, each to be undone. All of it throws as `ask` does. */
export class KeptRows<Row extends Kept, Fields extends object> {
  /** Numbers of rows that were taken away and made again, by the number that they had. */
  readonly #renumbered = new Map<number, number>();

  constructor(
    private readonly state: PatrolState,
    private readonly kind: KeptKind<Row, Fields>,
  ) {}

  /** The rows that have come. */
  get rows(): readonly Row[] {
    return (this.state.view[this.kind.list] ?? []) as unknown as readonly Row[];
  }

  /** The row of a number, also where it was made again under another; undefined: there is none. */
  find(id: number): Row | undefined {
    const now = this.#now(id);
    return this.rows.find((row) => row.id === now);
  }

  /** Reads all rows of the area, page by page. */
  async load(): Promise<void> {
    const { area_code } = this.state.view;
    if (!area_code) return;
    const rows = await allRows<Row>(this.state.ask, this.kind.path, { area_code });
    if (this.state.view.area_code === area_code) this.#show(rows);
  }

  /** Adds a row and chooses nothing; the answer is the row. */
  async add(fields: Fields): Promise<Row> {
    const row = await this.#add(fields);
    this.state.history.push({
      label: words().planning.edit.added(row.name),
      undo: () => this.#remove(row.id),
      redo: async () => this.#renumber(row.id, await this.#add(fields)),
    });
    return row;
  }

  /** Changes some fields of a row. */
  async change(id: number, fields: Partial<Fields>): Promise<Row> {
    const before = this.find(id);
    const row = await this.#change(id, fields);
    if (before) {
      const was = only(this.kind.fields(before), fields);
      this.state.history.push({
        label: words().planning.edit.changed(row.name),
        undo: () => this.#change(id, was),
        redo: () => this.#change(id, fields),
      });
    }
    return row;
  }

  /** Takes a row away. */
  async remove(id: number): Promise<void> {
    const row = this.find(id);
    await this.#remove(id);
    if (!row) return;
    this.state.history.push({
      label: words().planning.edit.removed(row.name),
      undo: async () => this.#renumber(id, await this.#add(this.kind.fields(row))),
      redo: () => this.#remove(id),
    });
  }

  /** Reads a list in, or with `dry` only tells what would become of it. */
  async import(request: ImportRequest): Promise<ImportAnswer> {
    const { area_code } = this.state.view;
    const answer = await this.state.ask<ImportAnswer>('POST', `${this.kind.path}/import`, { ...request, area_code });
    if (!request.dry && answer.taken > 0) await this.load();
    return answer;
  }

  async #add(fields: Partial<Fields>): Promise<Row> {
    const row = await this.state.ask<Row>('POST', this.kind.path, fields);
    this.#show([...this.rows, row]);
    return row;
  }

  async #change(id: number, fields: Partial<Fields>): Promise<Row> {
    const now = this.#now(id);
    const version = this.find(id)?.version;
    const row = await this.state.ask<Row>('PATCH', `${this.kind.path}/${now}`, { ...fields, version });
    this.#show(this.rows.map((each) => (each.id === row.id ? row : each)));
    return row;
  }

  async #remove(id: number): Promise<void> {
    const now = this.#now(id);
    await this.state.ask('DELETE', `${this.kind.path}/${now}`);
    this.#show(this.rows.filter((row) => row.id !== now));
    const { chosen } = this.state.view;
    if (this.kind.list !== 'squads' && chosen?.id === now) this.state.choose(null);
  }

  #renumber(id: number, row: Row): void {
    this.#renumbered.set(this.#now(id), row.id);
  }

  #now(id: number): number {
    let now = id;
    for (let next = this.#renumbered.get(now); next !== undefined; next = this.#renumbered.get(now)) now = next;
    return now;
  }

  /** What a plan was made of may have changed with it. */
  #show(rows: readonly Row[]): void {
    this.state.update({ [this.kind.list]: rows });
    this.state.plans.check();
  }
}

/** The fields of `all` that `some` names. */
function only<Fields extends object>(all: Fields, some: Partial<Fields>): Partial<Fields> {
  const named = Object.entries(all).filter(([key]) => key in some);
  return Object.fromEntries(named) as Partial<Fields>;
}
