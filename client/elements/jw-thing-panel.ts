import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CompoundDetail } from '../../server/api/compounds/schema.ts';
import type { DeviceDetail } from '../../server/api/devices/schema.ts';
import type { FacilityDetail } from '../../server/api/facilities/schema.ts';
import type { OrganisationDetail } from '../../server/api/organisations/schema.ts';
import type { PatrolPointDetail, PatrolRouteDetail, Squad } from '../../server/api/patrol/schema.ts';
import { formatLength } from '../format/distance.ts';
import { formatCount } from '../format/number.ts';
import { select } from '../state/actions.ts';
import { confirmedSentence } from './confirmed.ts';
import { JwElement } from './element.ts';
import './jw-building-list.ts';
import { partStyles } from './part-styles.ts';
import { facts, heading, type Piece } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { registerLink } from './register-link.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The things that one table of facts tells. */
export type Thing =
  | { kind: 'compound'; data: CompoundDetail }
  | { kind: 'organisation'; data: OrganisationDetail }
  | { kind: 'facility'; data: FacilityDetail }
  | { kind: 'device'; data: DeviceDetail }
  | { kind: 'patrol_point'; data: PatrolPointDetail }
  | { kind: 'patrol_route'; data: PatrolRouteDetail };

/** A thing of the living map or of the patrol: a table of facts and the day it was last confirmed. */
@customElement('jw-thing-panel')
export class JwThingPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) thing!: Thing;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      .stops {
        counter-reset: stop;
      }
      .stops .row::before {
        counter-increment: stop;
        content: counter(stop);
        inline-size: 1.5em;
        color: var(--indigo);
        font-variant-numeric: tabular-nums;
      }
      .wanting {
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    switch (this.thing.kind) {
      case 'compound':
        return html`${this.compound(this.thing.data.compound)}${registerLink('compound', this.thing.data.compound, this.words)}`;
      case 'organisation':
        return html`${this.organisation(this.thing.data.organisation)}${registerLink('organisation', this.thing.data.organisation, this.words)}`;
      case 'facility':
        return html`${this.facility(this.thing.data.facility)}${registerLink('facility', this.thing.data.facility, this.words)}`;
      case 'device':
        return html`${this.device(this.thing.data.device)}${registerLink('device', this.thing.data.device, this.words)}`;
      case 'patrol_point':
        return this.point(this.thing.data.patrol_point);
      case 'patrol_route':
        return this.route(this.thing.data.patrol_route);
    }
  }

  private compound(compound: CompoundDetail['compound']): TemplateResult {
    const { thing: words } = this.words;
    return html`
      ${heading(words.compound, compound.name, this.confirmed(compound.confirmed_on))}
      ${facts([
        [words.address, compound.address],
        [words.enclosure, words[compound.kind]],
        [words.property, compound.property_company ?? words.noProperty],
        [words.committee, compound.owners_committee ? words.has : words.hasNot],
        [words.buildings, formatCount(compound.building_count, this.language)],
        [
          words.households,
          compound.household_count === null ? null : formatCount(compound.household_count, this.language),
        ],
      ])}
      ${
        compound.area_code
          ? html`<jw-building-list area_code=${compound.area_code} .compound_id=${compound.id}></jw-building-list>`
          : nothing
      }
    `;
  }

  private organisation(organisation: OrganisationDetail['organisation']): TemplateResult {
    const { thing: words } = this.words;
    const kind = codeName(this.reference, 'organisation-kind', organisation.kind, this.language);
    const building = organisation.building_id;
    return html`
      ${heading(`${words.organisation} · ${kind}`, organisation.name, this.confirmed(organisation.confirmed_on))}
      ${facts([
        [words.address, organisation.address],
        [
          words.staff,
          organisation.staff_count === null ? null : words.people(formatCount(organisation.staff_count, this.language)),
        ],
      ])}
      ${
        building === null
          ? nothing
          : html`<section>
            <button class="outlined" @click=${() => select({ kind: 'building', id: building })}>${words.openBuilding}</button>
          </section>`
      }
    `;
  }

  private facility(facility: FacilityDetail['facility']): TemplateResult {
    const { thing: words } = this.words;
    const kind = codeName(this.reference, 'facility-kind', facility.kind, this.language);
    return html`
      ${heading(`${words.facility} · ${kind}`, facility.name, this.confirmed(facility.confirmed_on))}
      ${facts([
        [words.address, facility.address],
        [words.operator, facility.operator],
      ])}
    `;
  }

  private device(device: DeviceDetail['device']): TemplateResult {
    const { thing: words } = this.words;
    const kind = codeName(this.reference, 'device-kind', device.kind, this.language);
    return html`
      ${heading(`${words.device} · ${kind}`, device.name, this.confirmed(device.confirmed_on))}
      ${facts([
        [words.status, words.deviceStatus[device.status]],
        [words.address, device.address],
        [words.operator, device.operator],
        [words.purpose, device.purpose],
        [words.sign, device.sign_up ? words.signUp : html`<span class="wanting">${words.signMissing}</span>`],
        [words.retention, device.retention_days === null ? null : words.days(String(device.retention_days))],
      ])}
      <section><p class="note">${words.deviceNote}</p></section>
    `;
  }

  private point(point: PatrolPointDetail['patrol_point']): TemplateResult {
    const { thing: words } = this.words;
    return html`
      ${heading(words.patrol_point, point.name)}
      ${facts([
        [words.address, point.address],
        [words.squad, point.squad ? this.squad(point.squad) : words.noSquad],
        [words.window, this.clockSpan(point.window_start, point.window_end)],
        [words.dwell, words.minutes(String(point.dwell_min))],
        [words.wanted, words.times(String(point.wanted_visits))],
      ])}
    `;
  }

  private route(route: PatrolRouteDetail['patrol_route']): TemplateResult {
    const { thing: words } = this.words;
    return html`
      ${heading(words.patrol_route, route.name)}
      ${facts([
        [words.squad, this.squad(route.squad)],
        [words.shift, words.shifts[route.shift] ?? route.shift],
        [words.window, this.clockSpan(route.starts_at, route.ends_at)],
        [words.length, formatLength(route.length_m, this.language)],
      ])}
      <section>
        <h3>${words.stops}</h3>
        <ol class="stops">
          ${route.stops.map(
            ({ id, name }) => html`<li>
              <button class="row" @click=${() => select({ kind: 'patrol_point', id })}>${name}</button>
            </li>`,
          )}
        </ol>
      </section>
    `;
  }

  private squad({ name, member_count, kind }: Squad): Piece {
    const of = this.words.thing.members(name, formatCount(member_count, this.language));
    return html`${of}<br /><span class="note">${codeName(this.reference, 'squad-kind', kind, this.language)}</span>`;
  }

  /** A span of the clock; one that ends before it starts runs over midnight. */
  private clockSpan(from: string, to: string): string {
    return to <= from ? this.words.thing.overnight(from, to) : this.words.thing.span(from, to);
  }

  private confirmed(confirmed_on: string | null): string {
    return confirmedSentence(confirmed_on, this.reference, this.language, this.words);
  }
}
