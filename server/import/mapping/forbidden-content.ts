import { isForbiddenValue, namesForbiddenPeople } from '../forbidden.ts';
import { type Profile, shareOf } from './profile.ts';

/**
 * Whether a column holds what must never be held, whatever it is called: identity numbers, plates, devices, faiths and peoples in half of
 * its cells, or, where it sorts people, any word for those whom no list may mark.
 * @param isCatalogue its name says that it sorts things by a catalogue of ours, in which such words name events and places.
 */
export function holdsForbidden(profile: Profile, isCatalogue: boolean): boolean {
  if (shareOf(profile, isForbiddenValue) >= 0.5) return true;
  const sortsPeople = profile.distinct <= Math.max(4, profile.filled / 3);
  return !isCatalogue && sortsPeople && [...profile.counts.keys()].some(namesForbiddenPeople);
}
