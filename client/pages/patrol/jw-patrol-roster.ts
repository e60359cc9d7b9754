import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PatrolShift } from '../../../server/api/squads/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { empty, iconButton } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { addDays, formatDate } from '../../format/time.ts';
import './jw-patrol-roster-shift.ts';
import { PatrolElement } from './patrol-element.ts';
import { rosterStyles } from './roster-styles.ts';
import { mondayOf, type RosterRow, rosterRows, weekDays } from './roster-week.ts';
import { shiftCard } from './shift-card.ts';

/** The roster of a week: squads by day, their shifts with people and purpose; added, changed, copied from the week before. */
@customElement('jw-patrol-roster')
export class JwPatrolRoster extends PatrolElement {
  /** What the form is about: a shift, or a day and squad of a new one; null: it is closed. */
  @state() private edited: PatrolShift | { squad_id: number; day: string } | null = null;

  static override styles = [
    formSheet,
    skeletonStyles,
    rosterStyles,
    css`
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .title h2 {
        margin-inline-end: auto;
      }
      .week {
        display: inline-flex;
        align-items: center;
      }
      .after {
        margin-top: var(--space-3);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.open(this.view.week ?? mondayOf(this.reference.deployment.today));
  }

  override render() {
    const { roster } = this.words.planning;
    const { shifts, squads, week, fault, notice } = this.view;
    if (!week) return nothing;
    return html`
      ${this.head(week)}
      ${fault && shifts && squads ? html`<div class="fault">${icon('warning')}<p role="alert">${fault}</p></div>` : nothing}
      ${notice ? html`<p class="done" role="status">${notice}</p>` : nothing}
      ${!shifts || !squads ? this.absent(8, () => Promise.all([this.patrol.squads.load(), this.patrol.roster.open(week)])) : squads.length + shifts.length === 0 ? empty(roster.noSquads) : this.table(week, rosterRows(squads, shifts, week))}
      ${this.cutNote('squads', 'shifts')}
      ${this.mayPlan && shifts ? this.copying(week, shifts.length === 0) : nothing}
      ${this.form()}
    `;
  }

  private head(week: string): TemplateResult {
    const { roster } = this.words.planning;
    const { today } = this.clock;
    const day = (at: string) => formatDate(at, { today, language: this.language });
    const own = mondayOf(today);
    return html`<div class="title">
      <h2 tabindex="-1">${roster.title}</h2>
      ${week === own ? nothing : html`<button class="link" @click=${() => this.open(own)}>${roster.thisWeek}</button>`}
      <span class="week figure">
        ${iconButton('back', roster.previous, () => this.open(addDays(week, -7)))}
        <span aria-live="polite">${roster.week(day(week), day(addDays(week, 6)))}</span>
        ${iconButton('chevronRight', roster.following, () => this.open(addDays(week, 7)))}
      </span>
    </div>`;
  }

  private table(week: string, rows: readonly RosterRow[]): TemplateResult {
    const { roster } = this.words.planning;
    const { today } = this.clock;
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${roster.squad}</th>
            ${weekDays(week).map(
              (day, at) => html`<th scope="col" class=${day === today ? 'today' : ''}>
                ${roster.days[at]}<span class="note figure"><span class="date-long">${formatDate(day, { today, language: this.language })}</span><span class="date-short" aria-hidden="true">${Number(day.slice(8))}</span></span>
              </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.row(week, row))}
        </tbody>
      </table>
    </div>`;
  }

  private row(week: string, { squad, days }: RosterRow): TemplateResult {
    const { roster, squadKind } = this.words.planning;
    const { today } = this.clock;
    return html`<tr>
      <th scope="row">${squad.name}<span class="note">${squadKind[squad.kind]}</span></th>
      ${weekDays(week).map((day, at) => {
        const label = roster.add(squad.name, formatDate(day, { today, language: this.language }));
        return html`<td class=${day === today ? 'today' : ''}>
          ${days[at]!.map((shift) => shiftCard(shift, this.words, this.language, () => this.edit(shift)))}
          ${
            this.mayPlan
              ? html`<button class="add" aria-label=${label} title=${label} @click=${() => this.edit({ squad_id: squad.id, day })}>${icon('plus')}</button>`
              : nothing
          }
        </td>`;
      })}
    </tr>`;
  }

  private copying(week: string, vacant: boolean): TemplateResult {
    const { roster } = this.words.planning;
    return html`<div class="after">
      ${vacant ? html`<p class="note">${roster.none}</p>` : nothing}
      <jw-sure-button
        .label=${roster.copy}
        .question=${roster.copySure}
        .disabled=${this.view.pending > 0}
        @jw-sure=${() => this.copy(week)}
      ></jw-sure-button>
    </div>`;
  }

  private form(): TemplateResult | typeof nothing {
    if (!this.edited) return nothing;
    const shift =
      'id' in this.edited
        ? (this.view.shifts?.find(({ id }) => id === (this.edited as PatrolShift).id) ?? this.edited)
        : this.edited;
    return html`<jw-patrol-roster-shift
      .patrol=${this.patrol}
      .reference=${this.reference}
      .shift=${shift}
      @jw-close=${() => this.edit(null)}
    ></jw-patrol-roster-shift>`;
  }

  private async open(week: string): Promise<void> {
    await this.patrol.attempt(() => this.patrol.roster.open(week));
  }

  private edit(edited: typeof this.edited): void {
    this.edited = edited;
  }

  private async copy(week: string): Promise<void> {
    let told = '';
    const done = await this.patrol.attempt(async () => {
      const { made, skipped } = await this.patrol.roster.copy(addDays(week, -7), week);
      told = this.words.planning.roster.copied(this.count(made), this.count(skipped));
    });
    if (done) this.patrol.update({ notice: told });
  }
}
