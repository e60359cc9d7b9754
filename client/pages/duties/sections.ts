import { html, type TemplateResult } from 'lit';
import type { Right, SignedIn } from '../../../server/api/session/schema.ts';
import type { IconName } from '../../elements/icon.ts';
import type { Reference } from '../../elements/reference.ts';
import { may } from '../../state/session.ts';
import '../campaigns/jw-campaigns.ts';
import '../diary/jw-diary.ts';
import './jw-due-list.ts';
import './jw-duty-sets.ts';
import './jw-today-round.ts';

/** What a section of the page of duties is: what opens it, its drawing, and what it shows. Its name is its word in `duties.sections`. */
interface Entry {
  name: string;
  anyOf: readonly Right[];
  icon: IconName;
  content: (reference: Reference) => TemplateResult;
}

/** The sections of the page of duties, in the order of the rail. */
const sections = [
  {
    name: 'today',
    anyOf: ['edit'],
    icon: 'distance',
    content: (reference) => html`<jw-today-round .reference=${reference}></jw-today-round>`,
  },
  {
    name: 'due',
    anyOf: ['doors', 'counts'],
    icon: 'incidents',
    content: (reference) => html`<jw-due-list .reference=${reference}></jw-due-list>`,
  },
  {
    name: 'sets',
    anyOf: ['arrange'],
    icon: 'settings',
    content: (reference) => html`<jw-duty-sets .reference=${reference}></jw-duty-sets>`,
  },
  {
    name: 'diary',
    anyOf: ['edit'],
    icon: 'edit',
    content: (reference) => html`<jw-diary .reference=${reference}></jw-diary>`,
  },
  {
    name: 'campaigns',
    anyOf: ['edit', 'arrange'],
    icon: 'people',
    content: (reference) => html`<jw-campaigns .reference=${reference}></jw-campaigns>`,
  },
] as const satisfies Entry[];

export type DutySection = (typeof sections)[number];

/** The sections that somebody may open. */
export function dutySectionsOf(caller: SignedIn | null): DutySection[] {
  return sections.filter(({ anyOf }) => anyOf.some((right: Right) => may(right, caller)));
}
