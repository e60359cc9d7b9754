import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { DAY_MIN, timeText } from '../../format/minutes.ts';
import { PatrolElement } from './patrol-element.ts';
import { isChosen, type SquadRow, type StopRow, squadRows, stopName } from './plan-rows.ts';
import { plateStyles, squadPlate } from './squad-plate.ts';
import { stopMenu } from './stop-menu.ts';
import { stopTableStyles } from './stop-table-styles.ts';

/** The routes of the open plan by squad, each with a table of its stops: times, locks, and the way to another squad. */
@customElement('jw-patrol-stops')
export class JwPatrolStops extends PatrolElement {
  static override styles = [formSheet, plateStyles, stopTableStyles];

  override render() {
    const { plan } = this.view;
    if (!plan?.result) return nothing;
    return html`<section>
      <h3>${this.words.planning.plan.routes}</h3>
      ${squadRows(plan).map((row) => this.squad(row))}
    </section>`;
  }

  override updated(): void {
    const { chosen } = this.view;
    if (chosen === this.#shown) return;
    this.#shown = chosen;
    this.renderRoot.querySelector('tr[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }
  #shown: unknown = null;

  private squad(row: SquadRow): TemplateResult {
    const { stops: words, mode } = this.words.planning;
    const { squad, number, route, stops } = row;
    const open = this.view.chosen?.squad_id === squad.squad_id;
    return html`<details ?open=${open}>
      <summary @click=${(event: Event) => this.chooseSquad(event, squad.squad_id, open)}>
        ${squadPlate(number)}
        <span class="squad">
          <strong>${squad.name}</strong>
          <span class="note figure">
            ${mode[squad.mode]} · ${this.words.planning.common.people(this.count(squad.people))} ·
            ${this.minute(squad.from_min)}–${this.minute(squad.to_min)}
          </span>
        </span>
        <span class="figure length">${words.summary(this.count(stops.length), this.length(route?.length_m ?? 0))}</span>
      </summary>
      ${open ? (stops.length ? this.table(row) : html`<p class="note">${words.none}</p>`) : nothing}
    </details>`;
  }

  private table(row: SquadRow): TemplateResult {
    const { stops: words } = this.words.planning;
    return html`
      ${this.editable ? this.lockAll(row) : nothing}
      <table>
        <thead>
          <tr>
            <th scope="col">${words.number}</th>
            <th scope="col">${words.place}</th>
            <th scope="col" class="number">${words.begin}</th>
            <th scope="col" class="number">${words.leave}</th>
            ${this.editable ? html`<th scope="col"><span class="visually-hidden">${words.locked}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${row.stops.map((stop, place) => [this.nextDay(row.stops[place - 1], stop), this.stop(row, stop)])}
        </tbody>
      </table>
    `;
  }

  /** Times stand without their day; a line says where the next one begins. */
  private nextDay(before: StopRow | undefined, { stop }: StopRow): TemplateResult | typeof nothing {
    const day = Math.floor(stop.begin_min / DAY_MIN);
    if (day === Math.floor((before?.stop.begin_min ?? 0) / DAY_MIN)) return nothing;
    return html`<tr class="day"><th colspan=${this.editable ? 5 : 4} scope="rowgroup">${this.minute(day * DAY_MIN)}</th></tr>`;
  }

  private stop(row: SquadRow, { stop, number, name, wanted, wait_min, way_m }: StopRow): TemplateResult {
    const { stops: words, common } = this.words.planning;
    const { squad_id } = row.squad;
    const current = isChosen(this.view.chosen, squad_id, stop);
    const choose = () => this.patrol.choose(stopName(squad_id, stop));
    const notes = [
      ...(stop.kind === 'street' ? [wanted > 1 ? common.side(this.count(stop.visit)) : words.street] : []),
      ...(stop.kind === 'point' && stop.id < 0 ? [words.incident] : []),
      ...(stop.kind === 'point' && wanted > 1 ? [common.visit(this.count(stop.visit), this.count(wanted))] : []),
      this.length(way_m),
      ...(wait_min >= 1 ? [words.waits(this.count(wait_min))] : []),
    ];
    return html`<tr aria-current=${current ? 'true' : nothing} class=${stop.locked ? 'locked' : ''}>
      <td class="number figure">${number}</td>
      <td>
        <button class="link name" @click=${choose}>${name}</button>
        <span class="note figure">${notes.join(' · ')}</span>
        ${current && this.editable ? stopMenu(this.patrol, this.words, row, stop, name) : nothing}
      </td>
      <td class="number figure" title=${`${words.arrive} ${this.minute(stop.arrive_min)}`}>${timeText(stop.begin_min)}</td>
      <td class="number figure">${timeText(stop.leave_min)}</td>
      ${this.editable ? html`<td class="lock">${this.lock(row, stop, name)}</td>` : nothing}
    </tr>`;
  }

  private lock({ squad }: SquadRow, stop: StopRow['stop'], name: string): TemplateResult {
    const { stops: words, edit } = this.words.planning;
    const label = (stop.locked ? words.unlock : words.lock)(name);
    const press = () =>
      this.patrol.attempt(() =>
        this.patrol.plans.lock(
          [stopName(squad.squad_id, stop)],
          !stop.locked,
          (stop.locked ? edit.unlocked : edit.locked)(name),
        ),
      );
    return html`<button class="quiet icon-only" aria-pressed=${stop.locked} aria-label=${label} title=${label} @click=${press}>
      ${icon(stop.locked ? 'lock' : 'unlock')}
    </button>`;
  }

  private lockAll({ squad, stops }: SquadRow): TemplateResult {
    const { stops: words, edit } = this.words.planning;
    const all = stops.every(({ stop }) => stop.locked);
    const changed = stops.filter(({ stop }) => stop.locked === all).map(({ stop }) => stopName(squad.squad_id, stop));
    const label = (all ? edit.unlockedAll : edit.lockedAll)(squad.name);
    return html`<p class="all">
      <button class="link" @click=${() => this.patrol.attempt(() => this.patrol.plans.lock(changed, !all, label))}>
        ${icon(all ? 'unlock' : 'lock')}${all ? words.unlockAll : words.lockAll}
      </button>
    </p>`;
  }

  private get editable(): boolean {
    return this.mayPlan && this.view.plan?.state === 'draft';
  }

  private chooseSquad(event: Event, squad_id: number, open: boolean): void {
    // What is open follows what is looked at.
    event.preventDefault();
    this.patrol.choose(open ? null : { squad_id });
  }
}
