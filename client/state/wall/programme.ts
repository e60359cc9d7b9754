import {
  type PlanEntry,
  steeringAt,
  type WallPlan,
  type WallScene,
  type WallState,
} from '../../../server/api/walls/schema.ts';
import { addDays, wallTime } from '../../format/time.ts';

/** What a wall shows is reckoned from. */
export interface Programme {
  scenes: readonly WallScene[];
  plan: WallPlan;
  state: WallState;
  /** True while an emergency lasts in the wall's area. */
  emergency: boolean;
  time_zone: string;
  /** `YYYY-MM-DD`. */
  holidays: readonly string[];
  worked_weekends: readonly string[];
}

/** A scene on its way. */
export interface Showing {
  scene: WallScene;
  /** When it began, and when it gives way by itself, ms; null: it stands. */
  since_ms: number;
  until_ms: number | null;
  /** Why it is this one. */
  why: 'plan' | 'turn' | 'pinned' | 'emergency';
  /** Scenes that turn now, in order. */
  turning: readonly string[];
}

/**
 * What a wall shows at a moment, the same wherever it is reckoned: all screens agree without a word. Null where no scene of the plan
 * exists. A pinned scene comes before an emergency, as somebody wants just that; an emergency before the plan.
 */
export function showing(programme: Programme, now_ms: number): Showing | null {
  const { scenes } = programme;
  const state = steeringAt(programme.state, now_ms);
  const known = new Map(scenes.map((scene) => [scene.id, scene]));
  const { turning, emergency } = turningAt(programme, now_ms, known);
  const { pinned } = state;
  const held = pinned && known.get(pinned.scene);
  if (held && now_ms >= pinned.at_ms && (pinned.until_ms === null || now_ms < pinned.until_ms)) {
    return { scene: held, since_ms: pinned.at_ms, until_ms: pinned.until_ms, why: 'pinned', turning };
  }
  return turningScene(turning, state.turn, known, now_ms, emergency ? 'emergency' : 'plan');
}

/** Ids of the scenes that turn at a moment; those that do not exist are left out. */
function turningAt(
  { plan, emergency, ...calendar }: Programme,
  now_ms: number,
  known: ReadonlyMap<string, WallScene>,
): { turning: string[]; emergency: boolean } {
  const present = (ids: readonly string[]) => ids.filter((id) => known.has(id));
  const grave = emergency ? present(plan.emergency) : [];
  if (grave.length > 0) return { turning: grave, emergency: true };
  const entry = plan.entries.find((each) => holds(each, calendar, now_ms) && present(each.scenes).length > 0);
  return { turning: entry ? present(entry.scenes) : [...known.keys()].slice(0, 1), emergency: false };
}

/** The scene of a rotation whose rounds follow each other without end since 1970, or since a scene was called up. */
function turningScene(
  turning: readonly string[],
  turn: WallState['turn'],
  known: ReadonlyMap<string, WallScene>,
  now_ms: number,
  why: Showing['why'],
): Showing | null {
  const called = turn && now_ms >= turn.at_ms ? turn : null;
  const calledScene = called && known.get(called.scene);
  // A scene that is called up and does not turn now is shown once, and the rotation goes on behind it.
  if (called && calledScene && !turning.includes(called.scene)) {
    const until_ms = called.at_ms + calledScene.duration_s * 1000;
    if (now_ms < until_ms) return { scene: calledScene, since_ms: called.at_ms, until_ms, why: 'turn', turning };
  }
  const lengths = turning.map((id) => known.get(id)!.duration_s * 1000);
  const round_ms = lengths.reduce((sum, length) => sum + length, 0);
  if (round_ms === 0) return null;
  const first = called ? Math.max(0, turning.indexOf(called.scene)) : 0;
  const before_ms = lengths.slice(0, first).reduce((sum, length) => sum + length, 0);
  const began_ms = (called?.at_ms ?? 0) - before_ms;
  let left_ms = (((now_ms - began_ms) % round_ms) + round_ms) % round_ms;
  for (const [place, length] of lengths.entries()) {
    if (left_ms < length) {
      const since_ms = now_ms - left_ms;
      return { scene: known.get(turning[place]!)!, since_ms, until_ms: since_ms + length, why, turning };
    }
    left_ms -= length;
  }
  return null;
}

/** Whether an entry of a plan holds at a moment. What runs over midnight belongs to the day on which it began. */
function holds(
  { days, from, to }: PlanEntry,
  { time_zone, holidays, worked_weekends }: Pick<Programme, 'time_zone' | 'holidays' | 'worked_weekends'>,
  now_ms: number,
): boolean {
  const { day, time: clock } = wallTime(new Date(now_ms).toISOString(), time_zone);
  const over = from !== null && to !== null && to <= from;
  const isIn = from === null || to === null || (over ? clock >= from || clock < to : clock >= from && clock < to);
  if (!isIn) return false;
  const of = over && to !== null && clock < to ? addDays(day, -1) : day;
  if (days === 'every') return true;
  const isHoliday = holidays.includes(of);
  if (days === 'holiday') return isHoliday;
  const weekday = new Date(`${of}T00:00Z`).getUTCDay();
  const isOff = isHoliday || ((weekday === 0 || weekday === 6) && !worked_weekends.includes(of));
  return days === 'off' ? isOff : !isOff;
}
