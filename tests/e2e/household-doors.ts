import { inject } from 'vitest';
import type { BuildingSummary, DoorMatrix } from '../../server/api/buildings/schema.ts';
import type { HouseholdDetail } from '../../server/api/households/schema.ts';
import type { SessionState } from '../../server/api/session/schema.ts';
import type { Page } from '../../server/api/wire.ts';
import { sessionOf } from '../helpers/browser.ts';

/** Asks the running server as somebody; the body is sent as JSON. */
export async function askAs(login: string, route: string, body?: unknown): Promise<Response> {
  const { headers } = await sessionOf(login);
  if (body === undefined) return fetch(`${inject('address')}/api/${route}`, { headers });
  return fetch(`${inject('address')}/api/${route}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What the server answers somebody. */
export async function answerTo<Answer>(login: string, route: string, body?: unknown): Promise<Answer> {
  const response = await askAs(login, route, body);
  if (!response.ok) throw new Error(`${route} answered ${response.status} to ${login}`);
  return (await response.json()) as Answer;
}

/** Ids of occupied households that somebody answers for, in order of building and door. */
export async function doorsOf(login: string, count: number): Promise<number[]> {
  const { caller } = await answerTo<SessionState>(login, 'session');
  const area = caller!.grants[0]!.area_code;
  const { items } = await answerTo<Page<BuildingSummary>>(login, `buildings?area_code=${area}&limit=200`);
  const found: number[] = [];
  for (const { id } of items.filter(({ household_count }) => household_count)) {
    const { doors } = await answerTo<DoorMatrix>(login, `buildings/${id}/households`);
    const occupied = doors.filter(({ door_state }) => door_state === 'occupied');
    found.push(...occupied.map(({ household_id }) => household_id));
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

/** The id of a unit that somebody answers for, in which people live. */
export async function unitOf(login: string): Promise<number> {
  const { caller } = await answerTo<SessionState>(login, 'session');
  const area = caller!.grants[0]!.area_code;
  const { items } = await answerTo<Page<BuildingSummary>>(login, `buildings?area_code=${area}&limit=200`);
  const inhabited = items.find(({ household_count }) => household_count)!;
  const { doors } = await answerTo<DoorMatrix>(login, `buildings/${inhabited.id}/households`);
  return doors.find(({ door_state }) => door_state === 'occupied')!.unit_id;
}

/** Opens a household as somebody and answers what it shows to them. */
export async function openedBy(login: string, id: number, purpose: string): Promise<HouseholdDetail> {
  await answerTo(login, `households/${id}/openings`, { purpose });
  return answerTo<HouseholdDetail>(login, `households/${id}`);
}
