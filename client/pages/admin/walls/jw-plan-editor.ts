import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type PlanEntry, planDays, type Wall, type WallPlan } from '../../../../server/api/walls/schema.ts';
import { answer, api } from '../../../api.ts';
import { JwElement } from '../../../elements/element.ts';
import { formSheet } from '../../../elements/form-styles.ts';
import { iconButton } from '../../../elements/parts.ts';
import '../../../elements/jw-sure-button.ts';
import type { Reference } from '../../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../../elements/submission.ts';
import { formatLeft } from '../../../elements/time-left.ts';
import { formatDate, wallTime } from '../../../format/time.ts';
import { serverClock } from '../../../state/wall/server-clock.ts';
import type { WallList } from '../../remote/wall-list.ts';
import { sceneName } from '../../remote/wall-words.ts';
import { dayStrip, stripStyles } from './day-strip.ts';
import './jw-order-list.ts';
import { moved, otherDay, stretchesOf } from './plan-day.ts';
import { planStyles } from './plan-styles.ts';

/** From and to of an entry that was just bound to hours. */
const HOURS = { from: '08:00', to: '18:00' } as const;

/** What a wall shows when: entries in order, of which the first that holds counts, and what it shows in an emergency. */
@customElement('jw-plan-editor')
export class JwPlanEditor extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) list!: WallList;
  @property({ attribute: false }) wall!: Wall;
  /** The plan as it is being changed. */
  @state() private plan: WallPlan = { entries: [], emergency: [] };
  @state() private saved = false;
  #submission = new Submission(this);

  static override styles = [formSheet, stripStyles, planStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.plan = this.wall.plan ?? this.list.value!.plan;
  }

  override render() {
    const { plan: words, admin } = this.words.remote;
    return html`<form novalidate @submit=${this.submit}>
      <p class="note">${this.wall.plan ? admin.ownPlan : admin.productPlan} ${words.lead} ${this.words.remote.scene.drag}</p>
      ${this.strips()}
      <ol class="entries">${this.plan.entries.map((entry, index) => this.entry(entry, index))}</ol>
      <p><button class="outlined" type="button" @click=${this.addEntry}>${words.addEntry}</button></p>
      <fieldset>
        <legend>${words.emergency}</legend>
        <p class="note">${words.emergencyLead}</p>
        ${this.scenes(this.plan.emergency, words.emergency, 'plan.emergency', (emergency) => this.change({ emergency }))}
      </fieldset>
      ${faultLine(this.#submission, this.words)}
      <div class="buttons">
        ${submitButton(this.#submission, words.save, this.words)}
        ${
          this.wall.plan
            ? html`<jw-sure-button .label=${words.productAgain} .question=${words.productSure} @jw-sure=${() => void this.keep(null)}></jw-sure-button>`
            : nothing
        }
        <span class="done" role="status">${this.saved ? words.saved : ''}</span>
      </div>
    </form>`;
  }

  /** Two days side by side: what holds when. */
  private strips() {
    const { plan: words } = this.words.remote;
    const { scenes, holidays, worked_weekends } = this.list.value!;
    const { today, time_zone } = this.reference.deployment;
    const { time } = wallTime(new Date(serverClock.now()).toISOString(), time_zone);
    const calendar = { holidays, worked_weekends };
    const other = otherDay(today, calendar);
    const strip = (day: string, title: (day: string) => string, now: string | null) => {
      const named = formatDate(day, { today, language: this.language });
      return dayStrip(title(named), stretchesOf(this.plan.entries, scenes, day, calendar), now, this.words);
    };
    return html`<div class="strips">${strip(today, words.stripToday, time)} ${strip(other.day, words.strips[other.kind], null)}</div>`;
  }

  private entry(entry: PlanEntry, index: number) {
    const { plan: words } = this.words.remote;
    const name = words.entry(index + 1);
    const last = this.plan.entries.length - 1;
    const field = `plan.entries.${index}`;
    return html`<li>
      <div class="head">
        <b>${name}</b>
        <span class="acts">
          ${iconButton('up', words.up(name), () => this.setEntries(moved(this.plan.entries, index, index - 1)), { disabled: index === 0 })}
          ${iconButton('down', words.down(name), () => this.setEntries(moved(this.plan.entries, index, index + 1)), { disabled: index === last })}
          ${iconButton('trash', `${name} ${words.removeEntry}`, () => this.setEntries(this.plan.entries.toSpliced(index, 1)), { disabled: last === 0 })}
        </span>
      </div>
      ${this.when(entry, index, field)}
      <div>
        ${this.scenes(entry.scenes, `${name} ${words.scenes}`, `${field}.scenes`, (scenes) => this.setEntry(index, { scenes }))}
        <p class="note figure">${entry.scenes.length ? words.round(formatLeft(this.round_ms(entry))) : words.emptyScenes}</p>
      </div>
    </li>`;
  }

  private when({ days, from, to }: PlanEntry, index: number, field: string) {
    const { plan: words } = this.words.remote;
    const isAllDay = from === null;
    const over = from !== null && to !== null && to <= from;
    return html`<div class="when">
      <div class="field">
        <label for="days-${index}">${words.daysLabel}</label>
        <select id="days-${index}" @change=${(event: Event) => this.setEntry(index, { days: typed(event) as PlanEntry['days'] })}>
          ${planDays.map((each) => html`<option value=${each} ?selected=${each === days}>${words.days[each]}</option>`)}
        </select>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          .checked=${isAllDay}
          @change=${() => this.setEntry(index, isAllDay ? HOURS : { from: null, to: null })}
        />
        <span>${words.allDay}</span>
      </label>
      ${isAllDay ? nothing : html`<div class="pair">${this.time(index, 'from', from, field)} ${this.time(index, 'to', to, field)}</div>`}
      ${over ? html`<p class="note">${words.overnight}</p>` : nothing}
    </div>`;
  }

  private time(index: number, end: 'from' | 'to', value: string | null, field: string) {
    const id = `${end}-${index}`;
    return html`<div class="field">
      <label for=${id}>${this.words.remote.plan[end]}</label>
      <input
        id=${id}
        type="time"
        .value=${value ?? ''}
        aria-invalid=${this.#submission.field === `${field}.${end}`}
        @change=${(event: Event) => this.setEntry(index, { [end]: typed(event) })}
      />
    </div>`;
  }

  private scenes(order: readonly string[], label: string, field: string, take: (scenes: string[]) => void) {
    const { scenes } = this.list.value!;
    const choices = scenes.map(({ id }) => ({ id, name: sceneName(scenes, id, this.language) }));
    return html`<jw-order-list
      .label=${label}
      .add=${this.words.remote.plan.addScene}
      .order=${order}
      .choices=${choices}
      ?repeats=${true}
      ?invalid=${this.#submission.field?.startsWith(field) ?? false}
      @jw-order=${({ detail }: CustomEvent<string[]>) => take(detail)}
    ></jw-order-list>`;
  }

  /** How long all scenes of an entry take together, ms. */
  private round_ms({ scenes }: PlanEntry): number {
    const known = this.list.value!.scenes;
    return scenes.reduce((sum, id) => sum + (known.find((scene) => scene.id === id)?.duration_s ?? 0) * 1000, 0);
  }

  private addEntry(): void {
    const scene = this.list.value!.scenes[0]?.id;
    const entry: PlanEntry = { days: 'every', from: null, to: null, scenes: scene ? [scene] : [] };
    // At the top: what stands below something that always holds never comes into its own.
    this.setEntries([{ ...entry, ...HOURS }, ...this.plan.entries]);
  }

  private setEntry(index: number, fields: Partial<PlanEntry>): void {
    this.setEntries(this.plan.entries.with(index, { ...this.plan.entries[index]!, ...fields }));
  }

  private setEntries(entries: PlanEntry[]): void {
    this.change({ entries });
  }

  private change(fields: Partial<WallPlan>): void {
    this.plan = { ...this.plan, ...fields };
    this.saved = false;
    this.#submission.clear();
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.keep(this.plan);
  }

  private async keep(plan: WallPlan | null): Promise<void> {
    const param = { id: String(this.wall.id) };
    this.saved = await this.#submission.run(async () => {
      const kept = await answer<Wall>(api.walls[':id'].$patch({ param, json: { plan } }));
      this.list.take(kept);
      this.plan = kept.plan ?? this.list.value!.plan;
    });
  }
}

function typed(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
