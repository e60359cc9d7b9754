import { css, html, nothing, type TemplateResult } from 'lit';
import type { DueHousehold } from '../../../server/api/duties/schema.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { daysBetween, formatDay } from '../../format/time.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { initialState } from '../../state/store.ts';
import { formatHash } from '../../state/url.ts';

/** What rows of households are written with. */
export interface DueContext {
  reference: Reference;
  language: LanguageChoice;
  words: Messages;
}

/** When a visit is owed: overdue in cinnabar with its mark, due this week in amber with its own, else in ink. */
export function dueMark(due_on: string, { reference, language, words }: DueContext): TemplateResult {
  const { today } = reference.deployment;
  const late = daysBetween(due_on, today);
  if (late > 0) {
    return html`<span class="when late"><span aria-hidden="true">▲ </span>${words.duties.late(String(late))}</span>`;
  }
  const day = words.duties.dueBy(formatDay(due_on, { today, language }));
  return late >= -3
    ? html`<span class="when soon"><span aria-hidden="true">◆ </span>${day}</span>`
    : html`<span class="when">${day}</span>`;
}

/** A household's door, why a visit is owed, and by when. */
export function dueLines(stop: DueHousehold, context: DueContext): TemplateResult {
  const { reference, language, words } = context;
  const { today } = reference.deployment;
  const needs = [...new Set(stop.duties.map(({ duty }) => codeName(reference, 'visit-duty', duty, language)))];
  const more = [
    stop.try_count > 0 ? words.duties.tried(String(stop.try_count)) : '',
    stop.next_try_on && stop.next_try_on > today
      ? words.duties.notBefore(formatDay(stop.next_try_on, { today, language }))
      : '',
  ].filter(Boolean);
  return html`<span class="lines">
      <span class="door">${stop.address ?? stop.door}</span>
      <span class="note">${[...needs, ...more].join(' · ')}</span>
    </span>
    ${dueMark(stop.due_on, context)}`;
}

/** The address of a household on the map, where its file opens. */
export function householdLink(household_id: number, language: LanguageChoice): string {
  return `/${formatHash({ ...initialState, language, selection: { kind: 'household', id: household_id } })}`;
}

/** Nothing, or a line of parts that say something. */
export function sentence(parts: readonly (string | null)[], language: LanguageChoice): string | typeof nothing {
  const said = parts.filter(Boolean);
  return said.length ? said.join(language === 'en' ? '; ' : '，') : nothing;
}

/** Looks of such rows. */
export const dueStyles = css`
  .lines {
    display: grid;
    min-inline-size: 0;
  }
  .door {
    overflow-wrap: anywhere;
    line-height: 1.4;
  }
  .when {
    flex: none;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    color: var(--ink-soft);
  }
  .when.late {
    color: var(--cinnabar);
  }
  .when.soon {
    color: var(--amber);
  }
`;
