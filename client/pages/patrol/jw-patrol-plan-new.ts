import { Task, TaskStatus } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type PlanSettings, usualSettings } from '../../../server/api/patrol-plans/schema.ts';
import type { PatrolShift } from '../../../server/api/squads/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { formatDate } from '../../format/time.ts';
import './jw-patrol-settings.ts';
import { minuteFrom, shiftSpan } from '../../format/minutes.ts';
import { PatrolElement } from './patrol-element.ts';

/**
 * Making a plan: a day, who of those on duty goes, what is to be passed, what to keep to.
 * @fires jw-made with the number of the plan; jw-close when the reader wants none; jw-tab {tab} to where shifts are entered.
 */
@customElement('jw-patrol-plan-new')
export class JwPatrolPlanNew extends PatrolElement {
  @state() private day = '';
  /** Shifts that stay at home. */
  @state() private left: ReadonlySet<number> = new Set();
  /** Null: all. */
  @state() private points: ReadonlySet<number> | null = null;
  @state() private streets: ReadonlySet<number> | null = null;
  @state() private settings = usualSettings;
  #sending = new Submission(this);
  #shifts = new Task(this, {
    args: () => [this.day, this.view.area_code] as const,
    task: ([day]) => this.patrol.roster.between(day, day),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      form {
        margin-top: var(--space-4);
      }
      fieldset label.choice {
        display: flex;
      }
      .list {
        display: grid;
        max-block-size: 14rem;
        overflow: auto;
        padding-inline: var(--space-3);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
      }
      summary {
        min-block-size: var(--target);
        font-size: var(--type-1);
        font-weight: 600;
        color: var(--ink-soft);
        cursor: pointer;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.day ||= this.reference.deployment.today;
  }

  override render() {
    const { making, common } = this.words.planning;
    return html`
      <h2 tabindex="-1">${making.title}</h2>
      <p class="note">${making.lead}</p>
      <form @submit=${this.submit}>
        <div class="pair">
          <div class="field">
            <label for="day">${making.day}</label>
            <input id="day" type="date" required .value=${this.day} @change=${this.turnDay} />
          </div>
          <div class="field">
            <label for="name">${making.name}</label>
            <input id="name" name="name" maxlength="80" placeholder=${this.usualName} />
          </div>
        </div>
        ${this.shifts()} ${this.places('points')} ${this.places('streets')}
        <details>
          <summary>${making.requirements}</summary>
          <jw-patrol-settings .settings=${this.settings} @jw-settings=${this.turnSettings}></jw-patrol-settings>
        </details>
        ${faultLine(this.#sending, this.words)}
        <div class="buttons">
          ${submitButton(this.#sending, making.submit, this.words)}
          <button class="link" type="button" @click=${() => this.emit('jw-close')}>${common.cancel}</button>
        </div>
      </form>
    `;
  }

  private get usualName(): string {
    const { today } = this.reference.deployment;
    return this.words.planning.making.usualName(formatDate(this.day, { today, language: this.language }));
  }

  private shifts(): TemplateResult {
    const { making } = this.words.planning;
    return html`<fieldset>
      <legend>${making.shifts}</legend>
      ${this.#shifts.render({
        pending: () => bones(3),
        error: (error) => failure(error, this.words, () => this.#shifts.run()),
        complete: ({ items, cut }) =>
          items.length
            ? [items.map((shift) => this.shift(shift)), cut ? this.cutSentence('shifts') : nothing]
            : html`<p class="note">${making.noShifts}</p>
                <button class="outlined" type="button" @click=${() => this.emit('jw-tab', { tab: 'roster' })}>${making.toRoster}</button>`,
      })}
    </fieldset>`;
  }

  private shift(shift: PatrolShift): TemplateResult {
    const { common } = this.words.planning;
    const from = minuteFrom(shift.starts_at, 0);
    const times = `${this.minute(from)}–${this.minute(from + shiftSpan(shift.starts_at, shift.ends_at))}`;
    return html`<label class="choice">
      <input type="checkbox" .checked=${!this.left.has(shift.id)} @change=${() => this.turnShift(shift.id)} />
      <span>${shift.squad_name} <span class="note figure">${times} · ${common.people(this.count(shift.people))}</span></span>
    </label>`;
  }

  private places(list: 'points' | 'streets'): TemplateResult | typeof nothing {
    const { making } = this.words.planning;
    const rows = this.view[list] ?? [];
    const chosen = this[list];
    if (rows.length === 0)
      return list === 'points' && !this.view.streets?.length ? html`<p class="note">${making.noPoints}</p>` : nothing;
    const isPoints = list === 'points';
    const all = (isPoints ? making.all : making.allStreets)(this.count(rows.length));
    const some = (isPoints ? making.some : making.someStreets)(this.count(chosen?.size ?? rows.length));
    return html`<fieldset>
      <legend>${making[list]}</legend>
      <label class="choice"><input type="radio" name=${list} .checked=${chosen === null} @change=${() => this.turnPlaces(list, null)} />${all}</label>
      <label class="choice">
        <input type="radio" name=${list} .checked=${chosen !== null} @change=${() => this.turnPlaces(list, new Set(rows.map(({ id }) => id)))} />${some}
      </label>
      ${
        chosen &&
        html`<div class="list">
          ${rows.map(
            ({ id, name }) => html`<label class="choice">
              <input type="checkbox" .checked=${chosen.has(id)} @change=${() => this.turnPlaces(list, toggled(chosen, id))} />${name}
            </label>`,
          )}
        </div>`
      }
      ${this.cutNote(list)}
    </fieldset>`;
  }

  private turnDay = ({ target }: Event): void => {
    this.day = (target as HTMLInputElement).value || this.day;
    this.left = new Set();
  };

  private turnShift(id: number): void {
    this.left = toggled(this.left, id);
  }

  private turnPlaces(list: 'points' | 'streets', chosen: ReadonlySet<number> | null): void {
    this[list] = chosen;
  }

  private turnSettings = (event: CustomEvent<Partial<PlanSettings>>): void => {
    this.settings = { ...this.settings, ...event.detail };
  };

  private submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { making } = this.words.planning;
    const name = String(new FormData(event.target as HTMLFormElement).get('name')).trim() || this.usualName;
    // While those of another day are on their way, or did not come, the ones from before are not meant.
    const shifts = this.#shifts.status === TaskStatus.COMPLETE ? (this.#shifts.value?.items ?? []) : null;
    const shift_ids = (shifts ?? []).map(({ id }) => id).filter((id) => !this.left.has(id));
    const { day, points, streets, settings } = this;
    void this.#sending.run(async () => {
      if (!shifts) throw new Error(making.shiftsAway);
      if (shift_ids.length === 0) throw new Error(making.noneChosen);
      const places =
        (points?.size ?? this.view.points?.length ?? 0) + (streets?.size ?? this.view.streets?.length ?? 0);
      if (places === 0) throw new Error(making.nothingChosen);
      const plan = await this.patrol.plans.make({
        name,
        day,
        shift_ids,
        ...(points && { point_ids: [...points] }),
        ...(streets && { street_ids: [...streets] }),
        settings,
      });
      this.emit('jw-made', plan.id);
    });
  };
}

function toggled(set: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return set.has(id) ? new Set([...set].filter((each) => each !== id)) : new Set([...set, id]);
}
