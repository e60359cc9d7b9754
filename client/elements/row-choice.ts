/** Which rows of a list are chosen, and where the reader is. Pure: every step gives a new one. */
export interface RowChoice {
  ids: ReadonlySet<number>;
  /** Row at which the reader is; -1: nowhere yet. */
  at: number;
  /** Row from which a range reaches; -1: none was begun. */
  from: number;
}

/** Nothing chosen, nowhere. */
export const nothingChosen: RowChoice = { ids: new Set(), at: -1, from: -1 };

/** Chooses a row or lets go of it; a range then reaches from there. */
export function toggled(choice: RowChoice, rows: readonly number[], at: number): RowChoice {
  const id = rows[at];
  if (id === undefined) return choice;
  const ids = new Set(choice.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, at, from: at };
}

/** Chooses every row from where the range began up to here, in addition to what is chosen. */
export function reached(choice: RowChoice, rows: readonly number[], at: number): RowChoice {
  const to = Math.max(0, Math.min(rows.length - 1, at));
  const from = choice.from >= 0 ? choice.from : Math.max(choice.at, 0);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...choice.ids, ...range]), at: to, from };
}

/** Chooses every row that is here. */
export function allOf(choice: RowChoice, rows: readonly number[]): RowChoice {
  return { ...choice, ids: new Set(rows) };
}

/** Lets go of some. */
export function without(choice: RowChoice, ids: readonly number[]): RowChoice {
  const gone = new Set(ids);
  return { ...choice, ids: new Set([...choice.ids].filter((id) => !gone.has(id))) };
}

/** The row that a key leads to from here; null: the key leads nowhere. @param page rows that are in sight. */
export function rowAfter(key: string, at: number, count: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: Math.max(at, 0) - 1,
    PageDown: Math.max(at, 0) + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = steps[key];
  return wanted === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, wanted));
}
