import {
  applyAct,
  type DoorAct,
  DoorFault,
  type DoorPlan,
  type Draft,
  type PlanDoor,
} from '../../../server/api/door-plans/schema.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** A plan with what is to be done to it: acts that are not kept yet, what they make of it, and what was taken back. */
export interface DraftBook {
  plan: DoorPlan;
  /** One entry a stroke; several acts where it reached over several units. */
  strokes: readonly (readonly DoorAct[])[];
  draft: Draft;
  undone: readonly (readonly DoorAct[])[];
}

export function openBook(plan: DoorPlan): DraftBook {
  return { plan, strokes: [], draft: plan, undone: [] };
}

/** After one more stroke. @throws DoorFault. */
export function write(book: DraftBook, stroke: readonly DoorAct[]): DraftBook {
  return { ...book, strokes: [...book.strokes, stroke], draft: stroke.reduce(applyAct, book.draft), undone: [] };
}

/** Why a stroke cannot be done. @throws what is no DoorFault. */
export function wordsOf(error: unknown, language: LanguageChoice): string {
  if (!(error instanceof DoorFault)) throw error;
  return language === 'en' ? error.en : error.zh;
}

/** Without the last stroke; the same where there is none. */
export function takeBack(book: DraftBook): DraftBook {
  const last = book.strokes.at(-1);
  if (!last) return book;
  const strokes = book.strokes.slice(0, -1);
  return {
    ...book,
    strokes,
    draft: strokes.flat().reduce(applyAct, book.plan as Draft),
    undone: [...book.undone, last],
  };
}

/** With the stroke that was taken back last; the same where there is none. */
export function bringBack(book: DraftBook): DraftBook {
  const last = book.undone.at(-1);
  return last ? { ...write(book, last), undone: book.undone.slice(0, -1) } : book;
}

/** The same strokes on a plan as it is now; those that cannot be done any more are left out, and counted. */
export function moveTo(plan: DoorPlan, strokes: DraftBook['strokes']): { book: DraftBook; lost: number } {
  let book = openBook(plan);
  let lost = 0;
  for (const stroke of strokes) {
    try {
      book = write(book, stroke);
    } catch {
      lost += 1;
    }
  }
  return { book, lost };
}

/** Versions of the doors as the plan has them, by household. */
export function seenOf({ doors }: DoorPlan): Record<string, number> {
  return Object.fromEntries(doors.map(({ household_id, version }) => [household_id!, version]));
}

/** A door that two have changed: what it says now, and what it would say. */
export interface Clash {
  theirs: PlanDoor;
  mine: PlanDoor;
}

/** Doors that somebody changed between two plans and that the book changes as well. */
export function clashesOf({ plan, draft }: DraftBook, now: DoorPlan): Clash[] {
  const before = new Map(plan.doors.map((door) => [door.household_id, door]));
  const mine = new Map(draft.doors.map((door) => [door.household_id, door]));
  return now.doors.flatMap((theirs) => {
    const [was, own] = [before.get(theirs.household_id), mine.get(theirs.household_id)];
    return was && own && own !== was && was.version !== theirs.version ? [{ theirs, mine: own }] : [];
  });
}

/** Strokes without what they say of some doors' states. */
export function withoutMarks(strokes: DraftBook['strokes'], doors: readonly PlanDoor[]): DraftBook['strokes'] {
  const left = (act: DoorAct): DoorAct[] => {
    if (act.kind !== 'mark') return [act];
    const others = act.doors.filter(
      (name) => !doors.some(({ unit_no, door }) => unit_no === act.unit_no && door === name),
    );
    return others.length > 0 ? [{ ...act, doors: others }] : [];
  };
  return strokes.map((stroke) => stroke.flatMap(left)).filter((stroke) => stroke.length > 0);
}

/** Doors that a draft has otherwise than the plan: as they are now on the board. */
export function changedDoors({ plan, draft }: DraftBook): ReadonlySet<PlanDoor> {
  const before = new Set<PlanDoor>(plan.doors);
  return new Set(draft.doors.filter((door) => !before.has(door)));
}
