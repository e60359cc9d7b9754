import { css, html, nothing, type TemplateResult } from 'lit';
import type { FileResident, HouseholdFile } from '../../server/api/households/schema.ts';
import { daysBetween, formatDate, formatDay, formatExact, formatMoment } from '../format/time.ts';
import type { Messages } from '../locales/index.ts';
import type { LanguageChoice } from '../state/store.ts';
import { clockOf, codeName, type Reference } from './reference.ts';

/** What the rows of a file are written with. */
export interface FileContext {
  reference: Reference;
  language: LanguageChoice;
  words: Messages;
}

/** An open file: who lives here, what they need and until when, which visits are due and were made; visits first when one is late. */
export function householdFile(file: HouseholdFile, context: FileContext): TemplateResult {
  const { household: words } = context.words;
  const { today } = context.reference.deployment;
  const late = file.duties.some(({ due_on }) => daysBetween(due_on, today) > 0);
  const duties = section(
    words.duties,
    file.duties.map((duty) => dutyRow(duty, context)),
    words.noDuties,
  );
  return html`
    ${late ? duties : nothing}
    ${section(
      words.residents,
      file.residents.map((resident) => residentRow(resident, context)),
      words.noResidents,
    )}
    ${section(
      words.needs,
      file.need_tags.map((tag) => needRow(tag, context)),
      words.noNeeds,
    )}
    ${late ? nothing : duties}
    ${section(
      words.visits,
      file.visits.map((visit) => visitRow(visit, context)),
      words.noVisits,
    )}
  `;
}

function section(title: string, items: TemplateResult[], none: string): TemplateResult {
  return html`<section>
    <h3>${title}</h3>
    ${items.length ? html`<ul class="lines">${items}</ul>` : html`<p class="none">${none}</p>`}
  </section>`;
}

/** A phone to be dialled where it is shown in full; masked ones stay text. */
export function phoneLink(phone: string | null, words: Messages): TemplateResult | typeof nothing {
  if (phone === null) return nothing;
  if (!/^[+\d][\d\s-]{4,}$/.test(phone)) return html`<span class="figure note">${phone}</span>`;
  const label = words.records.opening.call(phone);
  return html`<a class="figure" href="tel:${phone.replace(/[\s-]/g, '')}" aria-label=${label}>${phone}</a>`;
}

function residentRow(resident: FileResident, { reference, language, words }: FileContext): TemplateResult {
  const { household: text } = words;
  const { today } = reference.deployment;
  const { birth_date } = resident;
  const born =
    birth_date === null
      ? text.born(String(resident.birth_year))
      : words.records.opening.bornOn(formatDate(birth_date, { today: '', language }));
  const age = birth_date === null ? '' : text.age(String(ageOn(birth_date, today)));
  const facts = [text.relation[resident.relation] ?? resident.relation, text.sex[resident.sex], born, age];
  const apart = resident.registered_here ? (resident.lives_here ? '' : text.away) : text.elsewhere;
  return html`<li>
    <p><span class="name">${resident.name}</span>${phoneLink(resident.phone, words)}</p>
    <p class="note">${[...facts, apart].filter(Boolean).join(' · ')}</p>
  </li>`;
}

/** Full years from a birth date to a day, both `YYYY-MM-DD`. */
export function ageOn(birth_date: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth_date.slice(0, 4));
  return day.slice(5) < birth_date.slice(5) ? years - 1 : years;
}

function needRow(tag: HouseholdFile['need_tags'][number], { reference, language, words }: FileContext): TemplateResult {
  const { today } = reference.deployment;
  return html`<li>
    <p>
      <span>${codeName(reference, 'need-tag', tag.tag, language)}</span>
      <span class="figure note">${words.household.expires(formatDate(tag.expires_on, { today, language }))}</span>
    </p>
    <p class="note">${words.household.basis(tag.purpose, tag.basis)}</p>
  </li>`;
}

function dutyRow(duty: HouseholdFile['duties'][number], { reference, language, words }: FileContext): TemplateResult {
  const { today } = reference.deployment;
  const late = daysBetween(duty.due_on, today);
  return html`<li>
    <p>
      <span>${codeName(reference, 'visit-duty', duty.duty, language)}</span>
      ${
        late > 0
          ? html`<span class="late"><span aria-hidden="true">▲ </span>${words.household.late(String(late))}</span>`
          : html`<span class="figure note">${words.household.dueBy(formatDay(duty.due_on, { today, language }))}</span>`
      }
    </p>
  </li>`;
}

function visitRow(visit: HouseholdFile['visits'][number], { reference, language, words }: FileContext): TemplateResult {
  const clock = clockOf(reference, language);
  return html`<li>
    <p>
      <span>${words.household.outcome[visit.outcome]}</span>
      <time class="figure note" datetime=${visit.visited_at} title=${formatExact(visit.visited_at, clock)}>
        ${formatMoment(visit.visited_at, clock)}
      </time>
    </p>
  </li>`;
}

/** Looks of `householdFile`. */
export const householdFileStyles = css`
  .none {
    margin-top: var(--space-2);
    color: var(--ink-soft);
  }
  .lines > li {
    padding-block: var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
  }
  .lines > li > p:first-child {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: var(--space-3);
  }
  .lines a {
    color: var(--accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  .name {
    font-size: var(--type-3);
  }
  .late {
    color: var(--cinnabar);
  }
`;
