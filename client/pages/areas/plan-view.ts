import { html, nothing, type TemplateResult } from 'lit';
import type { Answering, AreaBefore, AreaPlan, MovedCounts } from '../../../server/api/area-changes/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { icon } from '../../elements/icon.ts';
import { formatCount } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { unanswered } from './asked.ts';

interface Around {
  words: Messages;
  language: LanguageChoice;
  /** People and households are to the nearest ten. */
  rounded: boolean;
  /** The word of a duty, a role or a kind. */
  roleName: (role: string) => string;
  look: (place: LonLat) => void;
  give: (key: string, code: string) => void;
}

const columns = [
  'household_count',
  'resident_count',
  'building_count',
  'incident_open_count',
  'visit_due_count',
  'patrol_point_count',
] as const satisfies (keyof MovedCounts)[];

/** What would come of it: problems first, the areas before and after, and who answers for which. */
export function planView(plan: AreaPlan, around: Around): TemplateResult {
  const { areas } = around.words;
  return html`
    ${plan.problems.length > 0 ? problems(plan, around) : nothing}
    <section class="plan">
      <h3>${areas.plan}</h3>
      ${plan.kind === 'rename' ? renamed(plan) : table(plan, around)}
      ${plan.carried.length > 0 ? carried(plan, around) : nothing}
      ${plan.settled_count > 0 ? html`<p class="note">${areas.settled(formatCount(plan.settled_count, around.language))}</p>` : nothing}
      ${plan.kind !== 'rename' && around.rounded ? html`<p class="note">${areas.rounded}</p>` : nothing}
    </section>
    ${plan.answering.length > 0 && plan.problems.length === 0 ? answering(plan, around) : nothing}
  `;
}

function problems(plan: AreaPlan, { words, language, look }: Around): TemplateResult {
  const { areas } = words;
  return html`<div class="fault" role="alert">
    ${icon('warning')}
    <div>
      <strong>${areas.problems}</strong>
      <ul>
        ${plan.problems.map(
          ({ kind, place, household_count }) =>
            html`<li>
              ${areas.problem[kind]}
              ${household_count === null ? nothing : html`<span class="figure">${areas.households(formatCount(household_count, language))}</span>`}
              <button class="link" @click=${() => look(place)}>${areas.show}</button>
            </li>`,
        )}
      </ul>
    </div>
  </div>`;
}

function renamed({ before, after }: AreaPlan): TemplateResult {
  return html`<p class="renamed">${before[0]!.name} → <strong>${after[0]!.name}</strong></p>`;
}

/** What lies below and gets another code. */
function carried(plan: AreaPlan, { words, language }: Around): TemplateResult {
  const { areas } = words;
  const nameOf = (code: string) => plan.after.find(({ area_code }) => code.startsWith(area_code))?.name;
  return html`<details>
    <summary>${areas.carried(formatCount(plan.carried.length, language))}</summary>
    <ul>
      ${plan.carried.map(({ name, to_code }) => html`<li>${name} → ${nameOf(to_code)}<span class="note figure">${to_code}</span></li>`)}
    </ul>
  </details>`;
}

function table(plan: AreaPlan, around: Around): TemplateResult {
  const { areas } = around.words;
  const names = new Map(plan.before.map(({ area_code, name }) => [area_code, name]));
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th></th>
          ${columns.map((column) => html`<th class="number">${areas.counts[column]}</th>`)}
        </tr>
      </thead>
      <tbody>
        <tr class="group"><th colspan=${columns.length + 1}>${areas.before}</th></tr>
        ${plan.before.map((area) => row(area, around, nothing))}
      </tbody>
      <tbody>
        <tr class="group"><th colspan=${columns.length + 1}>${areas.after}</th></tr>
        ${plan.after.map((area) =>
          row(
            area,
            around,
            plan.before.length > 1
              ? areas.cameFrom(
                  area.from
                    .map((part) =>
                      areas.part(names.get(part.area_code) ?? part.area_code, count(part.household_count, around)),
                    )
                    .join('、'),
                )
              : nothing,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

function row(area: AreaBefore, around: Around, from: string | typeof nothing): TemplateResult {
  return html`<tr>
    <th scope="row">${area.name}<span class="note figure">${area.area_code}</span>${from === nothing ? nothing : html`<span class="note">${from}</span>`}</th>
    ${columns.map((column) => html`<td class="number">${count(area[column], around)}</td>`)}
  </tr>`;
}

function count(value: number | null, { words, language }: Around): string {
  return value === null ? words.areas.few : formatCount(value, language);
}

function answering(plan: AreaPlan, around: Around): TemplateResult {
  const { words, language } = around;
  const { areas } = words;
  const fixed = plan.answering.filter((one) => one.fixed);
  return html`<section class="answering">
    <h3>${areas.answering}</h3>
    <p class="note">${areas.answeringHelp}</p>
    <ul>
      ${plan.answering.filter((one) => !one.fixed).map((one) => answerer(plan, one, around))}
    </ul>
    ${unanswered(plan).map((name) => html`<p class="note lacking">${icon('people')}${areas.unanswered(name)}</p>`)}
    ${
      fixed.length > 0
        ? html`<details>
            <summary>${(plan.carried.length > 0 ? areas.withBelow : areas.withBuildings)(formatCount(fixed.length, language))}</summary>
            <ul>
              ${fixed.map((one) => answerer(plan, one, around))}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}

function answerer(
  plan: AreaPlan,
  { kind, id, name, role, to_code, shared, fixed }: Answering,
  around: Around,
): TemplateResult {
  const { words, roleName, give } = around;
  const { areas } = words;
  const settled = fixed || plan.after.length === 1;
  return html`<li>
    <span>${name}<span class="note">${areas.answeringKinds[kind]} · ${roleName(role)}</span></span>
    ${
      settled
        ? html`<span>${plan.after.find(({ area_code }) => area_code === to_code)?.name}</span>`
        : html`<select
            aria-label="${areas.answeringKinds[kind]} ${name}"
            @change=${(event: Event) => give(`${kind} ${id}`, (event.target as HTMLSelectElement).value)}
          >
            ${plan.after.map((area) => html`<option value=${area.area_code} ?selected=${!shared && area.area_code === to_code}>${area.name}</option>`)}
            ${kind === 'duty_holder' || kind === 'account_grant' ? html`<option value="" ?selected=${shared}>${areas.allParts}</option>` : nothing}
          </select>`
    }
  </li>`;
}
