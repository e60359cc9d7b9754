import { Task } from '@lit/task';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DueHousehold, DutyRound } from '../../../server/api/duties/schema.ts';
import type { VisitEntered, VisitQuestions } from '../../../server/api/visits/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatLength } from '../../format/distance.ts';
import { formatCount } from '../../format/number.ts';
import { visits } from '../../state/visits/visits.ts';
import { drawingOf } from '../walk/route-drawing.ts';
import { routeMap, routeMapStyles } from '../walk/route-map.ts';
import { type DueContext, dueLines, dueStyles, householdLink, sentence } from './due-rows.ts';
import { questionsOf } from './jw-visit-form.ts';
import './jw-waiting-visits.ts';
import { ownArea } from './own-area.ts';
import { roundStyles } from './round-styles.ts';

const room = { width: 400, height: 300, margin: 28 };

/** Today's round: whom to visit in which order, the way drawn, and each visit entered where it stands in the list. */
@customElement('jw-today-round')
export class JwTodayRound extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private from: LonLat | null = null;
  @state() private lost = false;
  /** The household whose visit is being entered. */
  @state() private entering: number | null = null;
  @state() private told = '';
  #shown: DutyRound | null = null;
  /** What the visits of the round ask, fetched with it: at the door there may be no network. Never kept longer than the page. */
  #questions = new Map<number, VisitQuestions>();
  #waiting_count = 0;
  #end: (() => void) | undefined;
  #round = new Task(this, {
    args: () => [this.from] as const,
    task: async ([from], { signal }): Promise<DutyRound | null> => {
      const area_code = ownArea('edit', this.reference);
      if (area_code === null) return null;
      const query = { area_code, ...(from && { from: from.map((part) => part.toFixed(6)).join(',') }) };
      const round = await answer<DutyRound>(api.duties.round.$get({ query }, { init: { signal } }));
      void this.prepare(round, signal);
      return round;
    },
  });

  static override styles = [formSheet, skeletonStyles, routeMapStyles, dueStyles, roundStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = visits.list.subscribe(() => {
      const sent = visits.waiting_count < this.#waiting_count;
      this.#waiting_count = visits.waiting_count;
      this.requestUpdate();
      // What was sent meanwhile may have changed who is owed a visit.
      if (sent) void this.#round.run();
    });
    void visits.read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override render() {
    const { words } = this;
    this.#shown = this.#round.value ?? this.#shown;
    const shown = this.#shown && withoutWaiting(this.#shown);
    const title = words.duties.sections.today;
    if (!shown && this.#round.error) return failure(this.#round.error, words, () => this.#round.run());
    if (!shown) return html`${heading('', title)} ${bones(10)}`;
    return html`
      ${heading('', title, this.lead(shown))}
      <jw-waiting-visits></jw-waiting-visits>
      <p class="told" role="status">${this.told}</p>
      ${shown.stops.length === 0 ? empty(shown.visited_count > 0 ? words.duties.round.done : words.duties.round.none) : this.round(shown)}
    `;
  }

  private round(shown: DutyRound) {
    const { round } = this.words.duties;
    return html`<div class="round">
      <div class="way">
        <figure>${this.picture(shown)}</figure>
        ${shown.by_street ? nothing : html`<p class="note">${round.crow}</p>`}
        ${
          'geolocation' in navigator
            ? html`<button class="outlined" @click=${this.locate}>${icon('locate')}${round.from}</button>
                <p class="note">${this.lost ? round.lost : round.fromNote}</p>`
            : nothing
        }
      </div>
      <ol class="stops">
        ${shown.stops.map((stop, at) => this.stop(stop, at, shown))}
      </ol>
    </div>`;
  }

  private lead({ stops, length_m, due_count, overdue_count, visited_count }: DutyRound) {
    const { round } = this.words.duties;
    const count = (value: number) => formatCount(value, this.language);
    return sentence(
      [
        stops.length ? round.lead(count(stops.length), formatLength(length_m, this.language)) : null,
        due_count ? round.owed(count(due_count)) : null,
        overdue_count ? round.overdue(count(overdue_count)) : null,
        visited_count ? round.visited(count(visited_count)) : null,
      ],
      this.language,
    );
  }

  private stop(stop: DueHousehold, at: number, { stops }: DutyRound) {
    const { words, language, reference } = this;
    const context: DueContext = { words, language, reference };
    const isOpen = this.entering === stop.household_id;
    // A building's number stands at its first door.
    const number = stops[at - 1]?.building_id === stop.building_id ? '' : String(placeOf(stop, stops));
    return html`<li class=${isOpen ? 'open' : ''}>
      <button
        class="stop"
        aria-expanded=${isOpen}
        @click=${() => this.open(stop)}
      >
        <span class="number" aria-hidden="true">${number}</span>${dueLines(stop, context)}<span class="visually-hidden">${words.duties.round.enter}</span>
      </button>
      ${
        isOpen
          ? html`<div class="visit">
              <a href=${householdLink(stop.household_id, language)}>${words.duties.open}</a>
              <jw-visit-form
                .reference=${reference}
                .household_id=${stop.household_id}
                .door=${stop.address ?? stop.door}
                .kept=${this.#questions.get(stop.household_id) ?? null}
                @jw-visited=${this.visited}
              ></jw-visit-form>
            </div>`
          : nothing
      }
    </li>`;
  }

  private picture({ line, stops }: DutyRound) {
    const firsts = stops.filter(({ building_id }, at) => stops[at - 1]?.building_id !== building_id);
    const open = stops.find(({ household_id }) => household_id === this.entering);
    const places = firsts.map(({ centre, building_id, overdue }, at) => ({
      at: centre,
      label: String(at + 1),
      state: building_id === open?.building_id ? ('next' as const) : overdue ? ('late' as const) : ('due' as const),
    }));
    return routeMap(
      {
        drawing: drawingOf(line.length ? line : firsts.map(({ centre }) => centre), room),
        ...{ streets: [], legs: [{ line, faint: false }], places },
        ...{ label: this.words.duties.round.map, type: 11 },
      },
      nothing,
    );
  }

  private open({ household_id }: DueHousehold): void {
    this.entering = this.entering === household_id ? null : household_id;
    this.told = '';
  }

  /** Fetches what is asked at each stop, one after another; what cannot be fetched is fetched when its form opens. */
  private async prepare({ stops }: DutyRound, signal: AbortSignal): Promise<void> {
    for (const { household_id } of stops) {
      if (signal.aborted) return;
      if (this.#questions.has(household_id)) continue;
      const asked = await questionsOf(household_id, signal).catch(() => null);
      if (!asked) return;
      this.#questions.set(household_id, asked);
    }
  }

  private async visited({ detail }: CustomEvent<VisitEntered | null>): Promise<void> {
    const { form } = this.words.duties;
    const done = detail?.fulfilled.length ? form.fulfilled(String(detail.fulfilled.length)) : form.entered;
    // What waits is said above the list.
    this.told = detail ? done : '';
    this.entering = null;
    if (detail) await this.#round.run();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.stop, h2')?.focus();
  }

  private readonly locate = () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.lost = false;
        this.from = [coords.longitude, coords.latitude];
      },
      () => {
        this.lost = true;
      },
      { timeout: 10_000 },
    );
  };
}

/** A round without those whose visit is entered and waits for a network. */
function withoutWaiting(round: DutyRound): DutyRound {
  const waiting = new Set(
    visits.list.value.filter(({ state }) => state === 'waiting').map(({ visit }) => visit.household_id),
  );
  return waiting.size === 0
    ? round
    : { ...round, stops: round.stops.filter(({ household_id }) => !waiting.has(household_id)) };
}

/** The place of a stop's building on the round, from 1. */
function placeOf({ building_id }: DueHousehold, stops: readonly DueHousehold[]): number {
  return [...new Set(stops.map((stop) => stop.building_id))].indexOf(building_id) + 1;
}
