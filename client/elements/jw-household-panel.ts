import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HouseholdDetail, MaskedResident } from '../../server/api/households/schema.ts';
import { buildingName, formatFloor } from '../format/address.ts';
import { daysBetween, formatDate, formatDay, formatExact, formatMoment } from '../format/time.ts';
import { confirmedSentence } from './confirmed.ts';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { heading } from './parts.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** One household, masked: who opens the door, what they need and until when, which visits are due, which were made. Visits come first when one is late. */
@customElement('jw-household-panel')
export class JwHouseholdPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: HouseholdDetail;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      .masked,
      .none {
        margin-top: var(--space-2);
      }
      .none {
        color: var(--ink-soft);
      }
      li {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      li > p:first-child {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
      .name {
        font-size: var(--type-3);
      }
      .late {
        color: var(--cinnabar);
      }
    `,
  ];

  override render() {
    const { household, residents, need_tags, duties, visits } = this.detail;
    const late = duties.some(({ due_on }) => daysBetween(due_on, this.reference.deployment.today) > 0);
    const { words, language } = this;
    const state = codeName(this.reference, 'door-state', household.door_state, language);
    const name = buildingName({ id: household.building_id, name: household.building_name, address: null }, language);
    const lead = `${name} · ${household.unit_name} · ${formatFloor(household.floor, language)}`;
    return html`
      ${heading(words.household.eyebrow(state), words.breadcrumb.door(household.door), lead)}
      ${late ? this.dutyList() : nothing}
      ${this.list(
        words.household.residents,
        residents.map((resident) => this.resident(resident)),
        words.household.noResidents,
      )}
      ${residents.length ? html`<p class="note masked">${words.household.masked}</p>` : nothing}
      ${this.list(
        words.household.needs,
        need_tags.map((tag) => this.need(tag)),
        words.household.noNeeds,
      )}
      ${late ? nothing : this.dutyList()}
      ${this.list(
        words.household.visits,
        visits.map((visit) => this.visit(visit)),
        words.household.noVisits,
      )}
      <section>
        <p class="note">${confirmedSentence(household.confirmed_on, this.reference, language, words)}</p>
      </section>
    `;
  }

  private dutyList(): TemplateResult {
    const { household: words } = this.words;
    return this.list(
      words.duties,
      this.detail.duties.map((duty) => this.duty(duty)),
      words.noDuties,
    );
  }

  private list(title: string, items: TemplateResult[], none: string): TemplateResult {
    return html`<section>
      <h3>${title}</h3>
      ${items.length ? html`<ul>${items}</ul>` : html`<p class="none">${none}</p>`}
    </section>`;
  }

  private resident(resident: MaskedResident): TemplateResult {
    const { household: words } = this.words;
    const facts = [
      words.relation[resident.relation] ?? resident.relation,
      words.sex[resident.sex],
      words.born(String(resident.birth_year)),
    ];
    const apart = resident.registered_here ? (resident.lives_here ? '' : words.away) : words.elsewhere;
    return html`<li>
      <p><span class="name">${resident.name}</span><span class="figure note">${resident.phone ?? nothing}</span></p>
      <p class="note">${facts.join(' · ')}${apart ? html` · ${apart}` : nothing}</p>
    </li>`;
  }

  private need(tag: HouseholdDetail['need_tags'][number]): TemplateResult {
    const { today } = this.reference.deployment;
    const { words, language } = this;
    return html`<li>
      <p>
        <span>${codeName(this.reference, 'need-tag', tag.tag, language)}</span>
        <span class="figure note">${words.household.expires(formatDate(tag.expires_on, { today, language }))}</span>
      </p>
      <p class="note">${words.household.basis(tag.purpose, tag.basis)}</p>
    </li>`;
  }

  private duty(duty: HouseholdDetail['duties'][number]): TemplateResult {
    const { today } = this.reference.deployment;
    const { words, language } = this;
    const late = daysBetween(duty.due_on, today);
    return html`<li>
      <p>
        <span>${codeName(this.reference, 'visit-duty', duty.duty, language)}</span>
        ${
          late > 0
            ? html`<span class="late"><span aria-hidden="true">▲ </span>${words.household.late(String(late))}</span>`
            : html`<span class="figure note">${words.household.dueBy(formatDay(duty.due_on, { today, language }))}</span>`
        }
      </p>
    </li>`;
  }

  private visit(visit: HouseholdDetail['visits'][number]): TemplateResult {
    const clock = clockOf(this.reference, this.language);
    return html`<li>
      <p>
        <span>${this.words.household.outcome[visit.outcome]}</span>
        <time class="figure note" datetime=${visit.visited_at} title=${formatExact(visit.visited_at, clock)}>
          ${formatMoment(visit.visited_at, clock)}
        </time>
      </p>
    </li>`;
  }
}
