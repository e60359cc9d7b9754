import { channelWeights, incidentTexts, severityWeights } from '../../../server/simulator/incident-texts.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { drawCount, drawMinute, factorOf, type Rhythm, rhythms } from '../../../server/simulator/rhythm.ts';
import { insertRows, pointText, type Value } from './bulk.ts';
import type { Home, Life } from './context.ts';
import { addDays } from './days.ts';
import type { Facility } from './facilities.ts';
import { chooseHotSpots, type HotSpot } from './hot-spots.ts';
import { type IncidentSite, IncidentSites } from './incident-sites.ts';

/** Days of history, today included. */
const HISTORY_DAYS = 731;
/** Incidents a household and year on average over the history: 12,000 in two years among 30,000. */
const INCIDENTS_PER_HOUSEHOLD_YEAR = 0.2;
/** A city past this many households reports no more; keeps an imported city loadable. */
const MOST_HOUSEHOLDS = 150_000;
/** Share of incidents at hot spots. */
const HOT_SHARE = 0.36;

const severities = ['low', 'normal', 'high', 'urgent'] as const;
/** Hours in which an incident is to be settled. */
const dueHours = { low: 15 * 24, normal: 7 * 24, high: 72, urgent: 24 } as const;
const channels = ['worker', 'public', 'patrol', 'device', 'hotline'] as const;
const HOUR_MS = 3_600_000;

interface Event {
  reported_at: number;
  day: string;
  rhythm: Rhythm;
}

/** Two years of incidents up to now, today's among them. */
export async function fillIncidents(
  life: Life,
  homes: readonly Home[],
  facilities: readonly Facility[],
): Promise<void> {
  const random = life.random.fork('incidents');
  const events = drawEvents(life, random, Math.min(homes.length, MOST_HOUSEHOLDS));
  const spots = chooseHotSpots(life, facilities, homes.length);
  const sites = new IncidentSites(life, homes);
  const numbers = new Map<string, number>();
  const rows: Value[][] = [];
  for (const event of events) {
    const number = (numbers.get(event.day) ?? 0) + 1;
    numbers.set(event.day, number);
    const code = `SJ${event.day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
    rows.push(rowOf(life, random.fork(code), event, code, siteOf(random, life, event, spots, sites)));
  }
  for (let start = 0; start < rows.length; start += 4_000) {
    await insertRows(life.sql, 'incident', columns, rows.slice(start, start + 4_000));
    life.onProgress('incidents', Math.min(rows.length, start + 4_000), rows.length);
  }
}

const columns = {
  incident_code: 'text',
  category: 'text',
  title: 'text',
  description: 'text',
  address: 'text',
  severity: 'text',
  status: 'text',
  channel: 'text',
  reported_at: 'timestamptz',
  due_at: 'timestamptz',
  closed_at: 'timestamptz',
  settled_at: 'text',
  geometry: 'geometry',
  source: 'text',
  source_id: 'text',
};

/** Instants and categories, oldest first; growth of a quarter over the two years. */
function drawEvents(life: Life, random: Random, households: number): Event[] {
  const perDay = (households * INCIDENTS_PER_HOUSEHOLD_YEAR) / 365;
  const shares = rhythms.reduce((sum, { share }) => sum + share, 0);
  const events: Event[] = [];
  for (let back = HISTORY_DAYS - 1; back > 0; back--) {
    const day = addDays(life.today, -back);
    const growth = 1.12 - 0.24 * (back / HISTORY_DAYS);
    // Whole days are busier or quieter than others: weather, holidays, campaigns.
    const mood = Math.exp(random.normal() * 0.14);
    for (const rhythm of rhythms) {
      const mean = (perDay * growth * mood * factorOf(rhythm, day) * rhythm.share) / shares;
      for (let count = drawCount(random, mean); count > 0; count--) {
        events.push({ reported_at: life.clock.instant(day, drawMinute(random, rhythm)), day, rhythm });
      }
    }
  }
  events.push(...todaysEvents(life, random, perDay));
  return events.sort((a, b) => a.reported_at - b.reported_at);
}

/** A full day's worth, however early it is: the hours that have not come are drawn again, then squeezed before now. */
function todaysEvents(life: Life, random: Random, perDay: number): Event[] {
  const minutes = life.clock.wall(life.now).minutes;
  const count = Math.max(3, Math.round(perDay * random.between(0.92, 1.08)));
  const weights = rhythms.map((rhythm) => rhythm.share * factorOf(rhythm, life.today));
  return Array.from({ length: count }, () => {
    const rhythm = rhythms[random.weighted(weights)]!;
    let minute = drawMinute(random, rhythm);
    for (let attempt = 0; minute >= minutes && attempt < 30; attempt++) minute = drawMinute(random, rhythm);
    if (minute >= minutes) minute = random.next() * minutes;
    return { reported_at: Math.min(life.now, life.clock.instant(life.today, minute)), day: life.today, rhythm };
  });
}

function siteOf(
  random: Random,
  life: Life,
  { rhythm, reported_at }: Event,
  spots: readonly HotSpot[],
  sites: IncidentSites,
): IncidentSite & { home: boolean } {
  const elapsed = 1 - (life.now - reported_at) / (HISTORY_DAYS * 24 * HOUR_MS);
  const weights = spots.map(
    (spot) => spot.weight * (1 + (spot.trend - 1) * elapsed) * (spot.categories[rhythm.category] ?? 0.15),
  );
  // A category that has a home among the hot spots is drawn to them more than one that has none.
  const pull = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, spots.length) / 1.6;
  const { homeShare } = incidentTexts[rhythm.category]!;
  if (spots.length > 0 && random.chance(Math.min(0.75, HOT_SHARE * pull))) {
    return { ...sites.around(random, spots[random.weighted(weights)]!), home: homeShare === 1 };
  }
  return random.chance(homeShare)
    ? { ...sites.atHome(random), home: true }
    : { ...sites.onStreet(random), home: false };
}

function rowOf(
  life: Life,
  random: Random,
  event: Event,
  code: string,
  site: IncidentSite & { home: boolean },
): Value[] {
  const { category } = event.rhythm;
  const texts = incidentTexts[category]!;
  const title = random.pick(site.home && texts.home.length > 0 ? texts.home : texts.street).replace('{p}', site.place);
  const severity = severities[random.weighted(severityWeights[category]!)]!;
  const due_at = event.reported_at + dueHours[severity] * HOUR_MS;
  const course = drawCourse(random, event.reported_at, due_at, life.now);
  return [
    code,
    category,
    title,
    random.chance(0.6) ? random.pick(texts.notes) : null,
    site.address,
    severity,
    course.status,
    channels[random.weighted(channelWeights(category))]!,
    new Date(event.reported_at).toISOString(),
    new Date(due_at).toISOString(),
    course.closed_at === null ? null : new Date(course.closed_at).toISOString(),
    course.settled_at,
    pointText(life.ground.frame.toDegrees(site.at)),
    'demo',
    code,
  ];
}

interface Course {
  status: 'reported' | 'dispatched' | 'handling' | 'resolved' | 'closed';
  closed_at: number | null;
  settled_at: string | null;
}

/** How far the handling has come by now: most take half of the time they have, one in ten overruns it. */
function drawCourse(random: Random, reported_at: number, due_at: number, now: number): Course {
  const allowed = due_at - reported_at;
  const share = random.chance(0.1) ? random.between(1, 3.4) : Math.min(0.98, 0.45 * Math.exp(random.normal() * 0.7));
  const settled = reported_at + allowed * share;
  if (settled <= now) {
    const rated = settled + random.between(4, 110) * HOUR_MS;
    const settled_at = ['grid', 'community', 'street', 'district'][random.weighted([61, 27, 10, 2])]!;
    // Some are never rated: they stay resolved for good.
    const status = rated <= now && random.chance(0.93) ? 'closed' : 'resolved';
    return { status, closed_at: settled, settled_at };
  }
  const progress = (now - reported_at) / (allowed * share);
  const status = progress < 0.12 ? 'reported' : progress < 0.35 ? 'dispatched' : 'handling';
  return { status, closed_at: null, settled_at: null };
}
