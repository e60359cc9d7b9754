import type { Right, SignedIn } from '../../../server/api/session/schema.ts';
import type { IconName } from '../../elements/icon.ts';
import { may } from '../../state/session.ts';

/** The chapters of the administration, in the order of the rail: what opens each, and its drawing. */
const sections = [
  { name: 'people', anyOf: ['people'], icon: 'people' },
  { name: 'hand-overs', anyOf: ['people', 'audit'], icon: 'handOver' },
  { name: 'roles', anyOf: ['people', 'register'], icon: 'roles' },
  { name: 'matters', anyOf: ['people', 'register', 'dispatch'], icon: 'incidents' },
  { name: 'walls', anyOf: ['wall'], icon: 'screen' },
  { name: 'openings', anyOf: ['openings'], icon: 'log' },
  { name: 'alerts', anyOf: ['audit'], icon: 'alert' },
  { name: 'audit', anyOf: ['audit'], icon: 'audit' },
  { name: 'residents', anyOf: ['register'], icon: 'rights' },
  { name: 'classes', anyOf: ['register', 'audit'], icon: 'classes' },
  { name: 'retention', anyOf: ['register'], icon: 'retention' },
  { name: 'processing', anyOf: ['register'], icon: 'record' },
] as const satisfies { name: string; anyOf: readonly Right[]; icon: IconName }[];

export type Section = (typeof sections)[number];
export type SectionName = Section['name'];

/** The chapters that somebody may open. */
export function sectionsOf(caller: SignedIn | null): Section[] {
  return sections.filter(({ anyOf }) => anyOf.some((right) => may(right, caller)));
}

/** The chapter that an address names; the first one where it names none, or one that is not open. */
export function sectionNamed(name: string, open: readonly Section[]): Section | undefined {
  return open.find((section) => section.name === name) ?? open[0];
}
