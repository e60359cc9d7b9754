import type { EventKind } from '../api/incidents/schema.ts';
import type { Act } from '../loop/events.ts';
import type { LoopIncident } from '../loop/incident.ts';
import type { Random } from './random.ts';
import { calledDepartments, ratingTexts, resolvedTexts, stepTexts } from './step-texts.ts';

/** What an incident's course is drawn with. */
export interface Chances {
  random: Random;
  /** Names of photos for a category that show what was done; none where there are none. */
  photosOf(category: string): readonly string[];
}

/** Past so many events nothing is taken back, passed up or stopped any more: every matter comes to its end. */
const LONGEST_DETOUR = 16;
/** Share of matters that whoever reported them rates: residents much more often than those who work here. */
const RATED = { resident: 0.8, worker: 0.25 } as const;
/** How ratings fall, from 1 to 5. */
const RATING_WEIGHTS = [1.2, 2.3, 11, 37, 48.5];
/** Share of events that go without words where they may. */
const WORDLESS = 0.55;
const mustSay = new Set<EventKind>([
  'resolved',
  'returned',
  'reopened',
  'escalated',
  'suspended',
  'withdrawn',
  'noted',
]);

/**
 * What is done next with an incident: drawn from what is likely where it stands, every one legal there.
 * @returns null where nothing follows: it is closed, merged or withdrawn.
 */
export function nextAct(incident: LoopIncident, { random, photosOf }: Chances): Act | null {
  const kind = nextKind(incident, random);
  if (kind === null) return null;
  const text = textOf(kind, incident, random);
  switch (kind) {
    case 'resolved':
      return { kind, text, photos: [...photosOf(incident.category)] };
    case 'dispatched':
      return { kind, text, ...directionOf(incident, random) };
    case 'evaluated': {
      const rating = random.weighted(RATING_WEIGHTS) + 1;
      return { kind, rating, text: random.pick(ratingTexts[rating]!) };
    }
    case 'whistled':
      return { kind, text, departments: toBeCalled(incident, random) };
    case 'arrived':
      return { kind, text, department: incident.waiting[0]! };
    default:
      return { kind, text } as Act;
  }
}

function nextKind(incident: LoopIncident, random: Random): EventKind | null {
  const detours = incident.version < LONGEST_DETOUR;
  const draw = (usual: EventKind, rare: Partial<Record<EventKind, number>>) => {
    const left = random.next();
    let sum = 0;
    for (const [kind, share] of Object.entries(rare) as [EventKind, number][]) {
      sum += share;
      if (left < sum) return kind;
    }
    return usual;
  };
  const upward = detours && mayGoUp(incident) ? 0.03 : 0;
  switch (incident.status) {
    case 'found':
      return 'reported';
    case 'reported':
      return draw('dispatched', { withdrawn: detours ? 0.015 : 0 });
    case 'returned':
      return 'dispatched';
    case 'dispatched':
      return draw('accepted', { returned: detours ? 0.025 : 0, escalated: upward / 2 });
    case 'accepted':
      return draw('handling', { suspended: detours ? 0.012 : 0 });
    case 'handling':
      if (incident.waiting.length > 0) return draw('arrived', { noted: detours ? 0.1 : 0 });
      if (!detours) return 'resolved';
      return draw('resolved', {
        ...{ escalated: upward, suspended: 0.03, returned: 0.008, noted: 0.09 },
        whistled: toBeCalled(incident, random).length > 0 ? 0.07 : 0,
      });
    case 'suspended':
      return 'resumed';
    case 'resolved':
      return draw('verified', detours ? { returned: 0.01, reopened: 0.012 } : {});
    case 'verified':
      return random.chance(RATED[isResidents(incident) ? 'resident' : 'worker']) ? 'evaluated' : 'closed';
    case 'evaluated':
      return 'closed';
    default:
      return null;
  }
}

/** Whether it came from somebody who lives here rather than from somebody who works here. */
function isResidents({ channel }: LoopIncident): boolean {
  return channel === 'public' || channel === 'hotline';
}

function mayGoUp({ holder_code, department, places }: LoopIncident): boolean {
  const level = places.find(({ area_code }) => area_code === holder_code)?.level;
  return department === null && (level === 'grid' || level === 'community');
}

/** Departments of the category that can be called here and are not those who have it in hand. */
function toBeCalled(incident: LoopIncident, random: Random): string[] {
  if (incident.department !== null) return [];
  const callable = calledDepartments[incident.category]?.filter((one) => incident.callable.includes(one)) ?? [];
  return callable.slice(0, random.chance(0.3) ? 2 : 1);
}

/** To whom it goes where the catalogue does not say: the community, or for what was handed back the street and its department. */
function directionOf(incident: LoopIncident, random: Random): { holder_code?: string; department?: string | null } {
  const at = (level: string) => incident.places.find((place) => place.level === level)?.area_code;
  if (incident.status === 'returned' && random.chance(0.6)) {
    const street = at('street');
    const department = calledDepartments[incident.category]?.[0];
    if (street && department) return { holder_code: street, department };
  }
  if (incident.status !== 'returned' && incident.item !== null) return {};
  const community = at('community') ?? incident.places.at(-1)?.area_code;
  return community ? { holder_code: community, department: null } : {};
}

function textOf(kind: EventKind, { category }: LoopIncident, random: Random): string {
  if (!mustSay.has(kind) && random.chance(WORDLESS)) return '';
  const words = kind === 'resolved' ? resolvedTexts[category] : stepTexts[kind];
  return words ? random.pick(words) : '';
}
