import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { SignedIn } from '../../../server/api/session/schema.ts';
import type { KeptScene, RemoteWalls, ScreenReport, Wall, WallScreen } from '../../../server/api/walls/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import type { Messages } from '../../locales/index.ts';
import { session } from '../../state/session.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { type Programme, type Showing, showing } from '../../state/wall/programme.ts';

/** A screen reports twice a minute: silent for longer than this, ms, it is not there. */
const SILENT_MS = 75_000;
/** Below this a report is as good as now, and data are fresh; s. */
const FRESH_S = 60;

/** Whether somebody has the right to walls over all of an area: may let screens in, edit and delete. */
export function mayKeep(areaCode: string, caller: SignedIn | null = session.caller): boolean {
  return caller?.rights.wall?.some((own) => areaCode.startsWith(own)) ?? false;
}

/** Code of the area that somebody looks for a new wall's area in: where their right begins; all of the deployment is its root. */
export function wallsWithin(
  { deployment }: { deployment: Pick<Deployment, 'root'> },
  caller: SignedIn | null = session.caller,
): string {
  return caller?.rights.wall?.[0] || (deployment.root?.area_code ?? '');
}

/** What a wall shows at a moment, as its own screens reckon it; null where no scene exists. */
export function showingOn(
  { scenes, plan, holidays, worked_weekends }: Omit<RemoteWalls, 'walls' | 'now_ms'>,
  wall: Pick<Wall, 'plan' | 'state' | 'has_emergency'>,
  time_zone: string,
  now_ms: number,
): Showing | null {
  const programme: Programme = {
    ...{ scenes, holidays, worked_weekends, time_zone },
    ...{ plan: wall.plan ?? plan, state: wall.state, emergency: wall.has_emergency },
  };
  return showing(programme, now_ms);
}

/** The scene so many steps on in what turns now, from the one that is shown; from one that does not turn, the first or last. */
export function neighbour({ scene, turning }: Showing, step: 1 | -1): string | null {
  if (turning.length === 0) return null;
  const at = turning.indexOf(scene.id);
  if (at < 0) return turning[step === 1 ? 0 : turning.length - 1]!;
  return turning[(at + step + turning.length) % turning.length]!;
}

/** Whether somebody changed what the plan alone would show: there is something to take back. */
export function isSteered({ turn, pinned, focus }: Wall['state'], now_ms: number): boolean {
  const isPinned = pinned !== null && (pinned.until_ms === null || pinned.until_ms > now_ms);
  return turn !== null || isPinned || (focus !== null && focus.until_ms > now_ms);
}

/** The name of a scene in a language; the id of one that is no more. */
export function sceneName(scenes: readonly KeptScene[], id: string, language: LanguageChoice): string {
  const scene = scenes.find((each) => each.id === id);
  return scene ? scene[language === 'en' ? 'en' : 'zh'] : id;
}

/** Whether a screen said something of itself lately. @param now_ms the server's clock. */
export function isAlive({ seen_at }: Pick<WallScreen, 'seen_at'>, now_ms: number): boolean {
  return seen_at !== null && now_ms - Date.parse(seen_at) < SILENT_MS;
}

/** What a screen said of itself last, in plain words, the most telling first. */
export function screenFacts(
  { seen_at, report }: Pick<WallScreen, 'seen_at' | 'report'>,
  { scenes, words, language, now_ms }: ScreenWords,
): string[] {
  const { screens } = words.remote;
  if (seen_at === null) return [screens.never];
  const silent_ms = now_ms - Date.parse(seen_at);
  const heard = silent_ms < FRESH_S * 1000 ? screens.seenNow : screens.seen(formatSpan(silent_ms, language));
  if (!report) return [heard];
  const shows = report.scene ? [screens.shows(sceneName(scenes, report.scene, language))] : [];
  return [heard, ...shows, ...health(report, words, language)];
}

/** What the words of a screen are made from. */
export interface ScreenWords {
  scenes: readonly KeptScene[];
  words: Messages;
  language: LanguageChoice;
  /** The server's clock. */
  now_ms: number;
}

function health(report: ScreenReport, { remote }: Messages, language: LanguageChoice): string[] {
  const { screens } = remote;
  const late = report.feed_age_s >= FRESH_S ? [screens.feedLate(formatSpan(report.feed_age_s * 1000, language))] : [];
  const rebuilt = report.rebuilt_count;
  return [
    ...late,
    rebuilt === 0 ? screens.neverRebuilt : screens.rebuilt(formatCount(rebuilt, language)),
    screens.clock(formatCount(Math.ceil(report.clock_error_ms), language)),
    screens.up(formatSpan(report.up_s * 1000, language)),
    screens.size(report.width_px, report.height_px),
  ];
}
