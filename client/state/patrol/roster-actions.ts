import type { PatrolShift } from '../../../server/api/squads/schema.ts';
import { addDays } from '../../format/time.ts';
import { type AllRows, allRows } from './all-rows.ts';
import type { PatrolState } from './patrol-state.ts';
import { rosterCalls } from './roster-calls.ts';

/** What is kept of a shift, as it is sent. */
export type ShiftFields = Pick<
  PatrolShift,
  'squad_id' | 'day' | 'starts_at' | 'ends_at' | 'people' | 'purpose' | 'purpose_reason' | 'note'
>;

/** The roster by week. All of it throws as `answer` does. */
export class RosterActions {
  /** Rises with every question for a week: an older answer is left. */
  #asked = 0;

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
    const shift = await rosterCalls.add(fields);
    await this.renew();
    return shift;
  }

  /** Changes some fields of a shift. */
  async change(shift: PatrolShift, fields: Partial<ShiftFields>): Promise<PatrolShift> {
    const now = await rosterCalls.change(shift.id, { ...fields, version: shift.version });
    await this.renew();
    return now;
  }

  /** Takes a squad off duty. */
  async remove(shift: PatrolShift): Promise<void> {
    await rosterCalls.remove(shift.id);
    await this.renew();
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
}
