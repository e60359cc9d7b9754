import type { LonLat } from '../api/wire.ts';
import type { Loop } from '../loop/catalogue.ts';
import type { Act } from '../loop/events.ts';
import type { LoopIncident, LoopPlace } from '../loop/incident.ts';
import type { ReportInput } from '../loop/report.ts';
import { type Chances, nextAct } from './course.ts';
import { channelWeights, drawItem, matterTexts, notes } from './incident-texts.ts';
import type { Pictures } from './pictures.ts';
import type { Random } from './random.ts';
import { drawCount, factorOf, intensityAt, rhythms } from './rhythm.ts';
import { drawWay } from './ways.ts';

/** An incident that may be moved on, and how long nothing has happened to it, s. */
export type Movable = LoopIncident & { idle_s: number };

/** Where something was found before, and may be found again. */
export interface Site {
  title: string;
  item: string;
  address: string | null;
  centre: LonLat;
  places: LoopPlace[];
}

/** The city at a moment, as far as its life goes. */
export interface CityState {
  /** `YYYY-MM-DD` and minute of the day, both in the deployment's zone. */
  day: string;
  minute: number;
  /** Since the last look, s. */
  elapsed_s: number;
  household_count: number;
  open_count: number;
  /** True: somebody has a screen open, and is to see something. */
  watched: boolean;
  movable: readonly Movable[];
  sites: readonly Site[];
}

/** A report that comes in. */
export interface Incoming {
  body: ReportInput;
  channel: string;
  places: LoopPlace[];
}

/** What happens next, in this order. */
export interface NextMoves {
  reports: Incoming[];
  acts: { incident: LoopIncident; act: Act }[];
}

/** What moves are drawn with. */
export interface Setting extends Pick<Chances, 'random'> {
  loop: Loop;
  pictures: ReadonlyMap<string, Pictures>;
}

/** Incidents a household and year, as in the demo city's history. */
const PER_HOUSEHOLD_YEAR = 0.2;
const YEAR_S = 365 * 86_400;
/** Time between two arrivals of an average hour while somebody watches, s; the day's hours are twice as busy. */
const WATCHED_EVERY_S = 50;
/** The shortest and, while somebody watches, the longest time between two arrivals, s. */
const ARRIVALS_S = { shortest: 20, longest: 600 } as const;
/** The longest time that a look makes up for, s: whoever slept does not wake to a flood. */
const LONGEST_ELAPSED_S = 15;
/** Events that an incident has after its report, on average. */
const EVENTS_EACH = 7.4;
/** Open incidents a household in a city in balance. */
const OPEN_PER_HOUSEHOLD = 0.0037;
const LEAST_OPEN = 30;
/** What just moved stands a while before it moves again, s. */
const REST_S = 12;
/** How soon somebody sees to what stands at a status, against being handled. */
const urgency: Partial<Record<LoopIncident['status'], number>> = {
  ...{ found: 6, reported: 2.5, returned: 3, dispatched: 2.5, accepted: 2, handling: 1, suspended: 0.15 },
  ...{ resolved: 3, verified: 2.5, evaluated: 2.5 },
};
const channels = ['worker', 'public', 'patrol', 'device', 'hotline'] as const;
/** Share of reports that come with a photo. */
const SHOWN = 0.4;

/** What happens in the city within the time since the last look: the same for the same state and chance. */
export function nextMoves(state: CityState, setting: Setting): NextMoves {
  const { random } = setting;
  const elapsed_s = Math.min(state.elapsed_s, LONGEST_ELAPSED_S);
  const rate = arrivalsPerSecond(state);
  const reports: Incoming[] = [];
  for (let count = drawCount(random, rate * elapsed_s); count > 0; count--) {
    const incoming = incomingOf(state, setting);
    if (incoming) reports.push(incoming);
  }
  const usual = Math.max(LEAST_OPEN, state.household_count * OPEN_PER_HOUSEHOLD);
  const pressure = Math.min(4, Math.max(0.2, (state.open_count / usual) ** 1.5));
  return { reports, acts: actsOf(state, setting, drawCount(random, rate * elapsed_s * EVENTS_EACH * pressure)) };
}

/** Expected reports a second at this hour. */
export function arrivalsPerSecond({ day, minute, household_count, watched }: CityState): number {
  const whole = rhythms.reduce((sum, rhythm) => sum + rhythm.share, 0);
  const intensity = rhythms.reduce((sum, rhythm) => sum + comes(rhythm, day, minute), 0) / whole;
  const usual = (household_count * PER_HOUSEHOLD_YEAR * intensity) / YEAR_S;
  const shown = watched ? Math.max(1 / ARRIVALS_S.longest, intensity / WATCHED_EVERY_S) : 0;
  return Math.min(1 / ARRIVALS_S.shortest, Math.max(usual, shown));
}

function comes(rhythm: (typeof rhythms)[number], day: string, minute: number): number {
  return rhythm.share * factorOf(rhythm, day) * intensityAt(rhythm, minute);
}

function actsOf({ movable }: CityState, setting: Setting, count: number): NextMoves['acts'] {
  const { random, pictures } = setting;
  const left = movable.filter(({ idle_s }) => idle_s >= REST_S);
  const photosOf = (category: string) => [pictures.get(category)?.settled].filter((name) => name !== undefined);
  const acts: NextMoves['acts'] = [];
  while (acts.length < count && left.length > 0) {
    const [incident] = left.splice(random.weighted(left.map(urgencyOf)), 1);
    const act = nextAct(incident!, { random, photosOf });
    if (act && !lacksPhoto(setting.loop, incident!, act)) acts.push({ incident: incident!, act });
  }
  return acts;
}

function urgencyOf({ status, waiting, idle_s }: Movable): number {
  const patience = Math.min(3, 1 + idle_s / 7200);
  return (urgency[status] ?? 0.01) * (waiting.length > 0 ? 4 : 1) * patience;
}

function lacksPhoto(loop: Loop, { item }: LoopIncident, act: Act): boolean {
  return act.kind === 'resolved' && !act.photos?.length && (loop.matter(item)?.evidence.includes('photo') ?? false);
}

function incomingOf(state: CityState, { random, loop, pictures }: Setting): Incoming | undefined {
  const weights = rhythms.map((rhythm) => comes(rhythm, state.day, state.minute));
  const { category } = rhythms[random.weighted(weights)]!;
  const item = drawItem(category, random);
  const texts = matterTexts[item]!;
  const sites = state.sites.filter((site) => matterTexts[site.item]?.at === texts.at && placeOf(site));
  if (sites.length === 0) return undefined;
  const site = random.pick(sites);
  const channel = channels[random.weighted(channelWeights(category))]!;
  const shown = pictures.get(category);
  const way = drawWay(loop, random, { item, category, channel }, shown ? [shown.settled] : []);
  return {
    body: {
      ...{ category, item, centre: near(random, site.centre) },
      title: random.pick(texts.titles).replace('{p}', placeOf(site)!),
      description: random.chance(0.5) ? random.pick(notes[category]!) : '',
      address: site.address ?? '',
      ...(shown && random.chance(SHOWN) && { photos: [shown.found] }),
      ...way,
    },
    channel,
    places: site.places,
  };
}

/** The words of the place in a title that was made of them; undefined where they cannot be told. */
function placeOf({ title, item }: Site): string | undefined {
  for (const words of matterTexts[item]?.titles ?? []) {
    const rest = words.slice('{p}'.length);
    if (title.endsWith(rest) && title.length > rest.length) return title.slice(0, -rest.length);
  }
  return undefined;
}

/** Some metres beside, so that points do not lie on each other: 1e-5 degrees are about a metre. */
function near(random: Random, [longitude, latitude]: LonLat): LonLat {
  const beside = () => Math.max(-1.5, Math.min(1.5, random.normal())) * 4e-5;
  return [longitude + beside(), latitude + beside()];
}
