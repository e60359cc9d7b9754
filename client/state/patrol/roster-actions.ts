import type { PatrolShift } from '../../../server/api/squads/schema.ts';
import { addDays } from '../../format/time.ts';
import { words } from '../../locales/index.ts';
import { type AllRows, allRows } from './all-rows.ts';
import { only } from './kept-rows.ts';
import type { PatrolState } from './patrol-state.ts';
import { Renumbered } from './renumbered.ts';
import { rosterCalls } from './roster-calls.ts';

/** What is kept of a shift, as it is sent. */
export type ShiftFields = Pick<
  PatrolShift,
  'squad_id' | 'day' | 'starts_at' | 'ends_at' | 'people' | 'purpose' | 'purpose_reason' | 'note'
>;

/** The roster by week. A shift that is added, changed or taken away can be undone. All of it throws as `answer` does. */
export class RosterActions {
  /** Rises with every question for a week: an older answer is left. */
  #asked = 0;
  readonly #renumbered = new Renumbered();
  /** Versions of the shifts that were added or changed here, by number: with an older one nobody's change is undone unseen. */
  readonly #versions = new Map<number, number>();

  constructor(private readonly state: PatrolState) {}

  /** Shows the week that begins on a Monday, `YYYY-MM-DD`. */
  async open(week: string): Promise<void> {
    if (this.state.view.week !== week) this.state.update({ week, shifts: null });
    this.#asked += 1;
    const turn = this.#asked;
    const { items, cut } = await this.between(week, addDays(week, 6));
    if (turn !== this.#asked) return;
    this.state.cutShort('shifts', cut);
    this.state.update({ shifts: items });
  }

  /** Shifts of the area that begin on these days, first and last included; in order of time. */
  async between(from: string, to: string): Promise<AllRows<PatrolShift>> {
    const { area_code } = this.state.view;
    return area_code
      ? allRows((page) => rosterCalls.list({ area_code, from, to, ...page }))
      : { items: [], cut: false };
  }

  /** Puts a squad on duty. */
  async add(fields: ShiftFields): Promise<PatrolShift> {
    const { epoch } = this.state.history;
    const shift = await this.#add(fields);
    this.state.history.push(
      {
        label: words().planning.edit.added(nameOf(shift)),
        undo: () => this.#remove(shift.id),
        redo: () => this.#again(shift.id, fields),
      },
      epoch,
    );
    return shift;
  }

  /** Changes some fields of a shift. */
  async change(shift: PatrolShift, fields: Partial<ShiftFields>): Promise<PatrolShift> {
    const { epoch } = this.state.history;
    const was = only<ShiftFields>(shift, fields);
    this.#versions.set(shift.id, shift.version);
    const now = await this.#change(shift.id, fields);
    this.state.history.push(
      {
        label: words().planning.edit.changed(nameOf(now)),
        undo: () => this.#change(shift.id, was),
        redo: () => this.#change(shift.id, fields),
      },
      epoch,
    );
    return now;
  }

  /** Takes a squad off duty. */
  async remove(shift: PatrolShift): Promise<void> {
    const { epoch } = this.state.history;
    await this.#remove(shift.id);
    this.state.history.push(
      {
        label: words().planning.edit.removed(nameOf(shift)),
        undo: async () => {
          await this.#again(shift.id, fieldsOf(shift));
          if (shift.handovers.length > 0) {
            this.state.update({ notice: words().planning.edit.shiftBack(nameOf(shift)) });
          }
        },
        redo: () => this.#remove(shift.id),
      },
      epoch,
    );
  }

  /** Copies the shifts of one week, named by its Monday, into another; what is there stays. */
  async copy(from: string, to: string): Promise<{ made: number; skipped: number }> {
    const done = await rosterCalls.copy({ area_code: this.state.area, from, to });
    await this.renew();
    return done;
  }

  /** Writes down what a shift hands to the next one. */
  async handOver(shift: PatrolShift, body: string): Promise<void> {
    await rosterCalls.handOver(shift.id, body);
    await this.renew();
  }

  /** Reads the week that is shown anew; the open plan may be made of its shifts. */
  async renew(): Promise<void> {
    const { week } = this.state.view;
    if (week) await this.open(week);
    this.state.plans.check();
  }

  /** Brings a shift back that was taken away, under another number. */
  async #again(id: number, fields: ShiftFields): Promise<void> {
    this.#renumbered.made(id, (await this.#add(fields)).id);
  }

  async #add(fields: ShiftFields): Promise<PatrolShift> {
    const shift = await rosterCalls.add(fields);
    this.#versions.set(shift.id, shift.version);
    await this.renew();
    return shift;
  }

  async #change(id: number, fields: Partial<ShiftFields>): Promise<PatrolShift> {
    const now = this.#renumbered.now(id);
    const shift = await rosterCalls.change(now, { ...fields, version: this.#versions.get(now)! });
    this.#versions.set(now, shift.version);
    await this.renew();
    return shift;
  }

  async #remove(id: number): Promise<void> {
    await rosterCalls.remove(this.#renumbered.now(id));
    await this.renew();
  }
}

/** What a shift is called where there are many. */
function nameOf({ squad_name, day, starts_at }: PatrolShift): string {
  return `${squad_name} ${day} ${starts_at}`;
}

/** What could be sent to make a shift again. */
function fieldsOf(shift: PatrolShift): ShiftFields {
  const { squad_id, day, starts_at, ends_at, people, purpose, purpose_reason, note } = shift;
  return { squad_id, day, starts_at, ends_at, people, purpose, purpose_reason, note };
}
