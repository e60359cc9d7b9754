import type { Severity } from '../../../server/api/incidents/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import {
  channelWeights,
  drawItem,
  matterTexts,
  notes,
  unforeseenTitles,
} from '../../../server/simulator/incident-texts.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { type Arrival, drawArrivals, HISTORY_DAYS } from './arrivals.ts';
import type { Home, Life } from './context.ts';
import type { Facility } from './facilities.ts';
import { chooseHotSpots, type HotSpot } from './hot-spots.ts';
import { type IncidentSite, IncidentSites } from './incident-sites.ts';

/** A city past this many households reports no more; keeps an imported city loadable. */
const MOST_HOUSEHOLDS = 150_000;
/** Share of incidents at hot spots. */
const HOT_SHARE = 0.36;
/** Share of incidents that lie outside the catalogue, where their category has such. */
const UNFORESEEN = 0.02;
/** Share of incidents that a second report is about. */
const TWINS = 0.018;
const channels = ['worker', 'public', 'patrol', 'device', 'hotline'] as const;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What was found where, before anything is done about it. */
export interface Finding {
  id: number;
  incident_code: string;
  category: string;
  item: string | null;
  severity: Severity;
  title: string;
  description: string | null;
  address: string | null;
  channel: string;
  /** Milliseconds since 1970. */
  found_at: number;
  reported_at: number;
  centre: LonLat;
  /** An earlier finding that this one is about too. */
  twin_of: number | null;
}

/** Two years of findings up to now, oldest first, numbered from 1; today's among them, and some that are reported twice. */
export function drawFindings(life: Life, homes: readonly Home[], facilities: readonly Facility[]): Finding[] {
  const random = life.random.fork('incidents');
  const arrivals = drawArrivals(life, random, Math.min(homes.length, MOST_HOUSEHOLDS));
  const spots = chooseHotSpots(life, facilities, homes.length);
  const sites = new IncidentSites(life, homes);
  const drawn = arrivals.map((arrival, index) => {
    const own = random.fork(`finding ${index}`);
    return findingOf(life, own, arrival, (category, home) =>
      siteOf(random, life, category, home, arrival, spots, sites),
    );
  });
  const twins = drawn.flatMap((finding, index) => twinOf(life, random, finding, index));
  return numbered(life, [...drawn, ...twins]);
}

type Unnumbered = Omit<Finding, 'id' | 'incident_code' | 'twin_of'> & { original?: Unnumbered };

function findingOf(
  life: Life,
  random: Random,
  { reported_at, rhythm: { category } }: Arrival,
  siteAt: (category: string, home: boolean) => IncidentSite,
): Unnumbered {
  const unforeseen = unforeseenTitles[category];
  const item = unforeseen && random.chance(UNFORESEEN) ? null : drawItem(category, random);
  const texts = item === null ? undefined : matterTexts[item]!;
  const site = siteAt(category, texts?.at === 'home');
  const channel = channels[random.weighted(channelWeights(category))]!;
  const before = channel === 'public' || channel === 'hotline' ? random.between(8, 240) : random.between(1, 18);
  return {
    category,
    item,
    severity: life.loop.matter(item)?.severity ?? 'normal',
    title: random.pick(texts?.titles ?? unforeseen!).replace('{p}', site.place),
    description: random.chance(0.6) ? random.pick(notes[category]!) : null,
    address: site.address,
    channel,
    found_at: reported_at - before * MINUTE_MS,
    reported_at,
    centre: life.ground.frame.toDegrees(site.at),
  };
}

function siteOf(
  random: Random,
  life: Life,
  category: string,
  home: boolean,
  { reported_at }: Arrival,
  spots: readonly HotSpot[],
  sites: IncidentSites,
): IncidentSite {
  const elapsed = 1 - (life.now - reported_at) / (HISTORY_DAYS * DAY_MS);
  const weights = spots.map(
    (spot) => spot.weight * (1 + (spot.trend - 1) * elapsed) * (spot.categories[category] ?? 0.15),
  );
  // A category that has a home among the hot spots is drawn to them more than one that has none.
  const pull = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, spots.length) / 1.6;
  if (spots.length > 0 && random.chance(Math.min(0.75, HOT_SHARE * pull)))
    return sites.around(random, spots[random.weighted(weights)]!);
  return home ? sites.atHome(random) : sites.onStreet(random);
}

/** A place, or another where it is beyond the city's edge and nobody could be given what is found there. */
function insideOr({ ground }: Life, place: LonLat, other: LonLat): LonLat {
  return ground.inCity(ground.frame.toMetres(place)) ? place : other;
}

/** The same matter, some hours later and some metres beside, as somebody else saw it. */
function twinOf(life: Life, random: Random, original: Unnumbered, index: number): Unnumbered[] {
  const own = random.fork(`twin ${index}`);
  const reported_at = original.reported_at + own.between(0.3, 9) * 60 * MINUTE_MS;
  if (!own.chance(TWINS) || reported_at >= life.now) return [];
  const [longitude, latitude] = original.centre;
  return [
    {
      ...original,
      description: null,
      channel: own.chance(0.7) ? 'public' : 'worker',
      found_at: reported_at - own.between(2, 40) * MINUTE_MS,
      reported_at,
      centre: insideOr(
        life,
        [longitude + own.between(-1, 1) * 5e-5, latitude + own.between(-1, 1) * 5e-5],
        original.centre,
      ),
      original,
    },
  ];
}

/** Codes are `SJ`, the day and the number of that day. */
function numbered(life: Life, findings: Unnumbered[]): Finding[] {
  findings.sort((a, b) => a.reported_at - b.reported_at);
  const ids = new Map(findings.map((finding, index) => [finding, index + 1]));
  const days = new Map<string, number>();
  return findings.map(({ original, ...finding }, index) => {
    const { day } = life.clock.wall(finding.reported_at);
    const number = (days.get(day) ?? 0) + 1;
    days.set(day, number);
    return {
      ...finding,
      id: index + 1,
      incident_code: `SJ${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`,
      twin_of: original ? ids.get(original)! : null,
    };
  });
}
