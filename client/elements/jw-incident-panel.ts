import { Task } from '@lit/task';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { IncidentDetail, SimilarIncident } from '../../server/api/incidents/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { formatLength } from '../format/distance.ts';
import { formatExact, formatMoment } from '../format/time.ts';
import { select } from '../state/actions.ts';
import { loopReference } from '../state/loop.ts';
import { formatSection } from '../state/section.ts';
import { mayAt, SessionController } from '../state/session.ts';
import { isOpen } from '../state/status.ts';
import { store } from '../state/store.ts';
import { JwElement } from './element.ts';
import { deadlineMark, deadlineOf } from './incident-deadline.ts';
import { standingOf, statusMark } from './incident-row.ts';
import { shownSteps } from './incident-steps.ts';
import { incidentStyles } from './incident-styles.ts';
import './jw-incident-moves.ts';
import type { JwIncidentMoves } from './jw-incident-moves.ts';
import './jw-incident-timeline.ts';
import './jw-photo-strip.ts';
import './jw-reply-form.ts';
import './jw-step-strip.ts';
import './jw-whistle-list.ts';
import { LiveIncident } from './live-incident.ts';
import { partStyles } from './part-styles.ts';
import { facts, heading, type Piece } from './parts.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** Between two looks at the clock: what is left is told to the minute. */
const tick_ms = 30_000;

/** One incident: what and where, where it stands in the loop and until when, whose hands it is in, what can be done, all that happened. */
@customElement('jw-incident-panel')
export class JwIncidentPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;
  @query('jw-incident-moves') private moves!: JwIncidentMoves | null;
  #live = new LiveIncident(this, { held: () => this.moves?.dirty ?? false });
  #loop = new Task(this, { args: () => [] as const, task: () => loopReference() });
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    incidentStyles,
    css`
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
        align-items: baseline;
        color: var(--ink);
        font-size: var(--type-3);
      }
      .news {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin-top: var(--space-3);
        padding-inline: var(--space-3);
        border-inline-start: 0.1875rem solid var(--lamp);
        background: color-mix(in srgb, var(--lamp) 10%, transparent);
      }
      .similar > li {
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .similar .row {
        display: grid;
        justify-items: start;
        gap: 0;
      }
      .similar > li .row {
        border-bottom: 0;
      }
      .aside {
        margin-top: var(--space-3);
      }
      .aside a {
        color: var(--accent);
        text-underline-offset: 0.2em;
      }
      .count {
        font-weight: 400;
      }
      .said {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  constructor() {
    super();
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), tick_ms);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('detail')) return;
    if (this.#live.detail?.incident.id !== this.detail.incident.id) this.moves?.close();
    this.#live.show(this.detail);
  }

  override render() {
    const detail = this.#live.detail!;
    const loop = this.#loop.value ?? null;
    return html`
      ${this.head(detail)} ${this.strip(detail, loop)} ${this.#live.waiting ? this.news() : nothing}
      <jw-incident-moves
        .reference=${this.reference}
        .detail=${detail}
        .loop=${loop}
        @jw-incident=${(event: CustomEvent<IncidentDetail>) => this.#live.show(event.detail)}
        @jw-incident-stale=${() => void this.#live.renew()}
      ></jw-incident-moves>
      ${this.mediation(detail)} ${this.whistles(detail)} ${this.facts(detail, loop)} ${this.similar(detail)} ${this.reply(detail)}
      ${this.timeline(detail)}
    `;
  }

  private head({ incident, events }: IncidentDetail): TemplateResult {
    const { words, language, reference } = this;
    const status = codeName(reference, 'incident-status', incident.status, language);
    const category = codeName(reference, 'incident-category', incident.category, language);
    const severity = codeName(reference, 'incident-severity', incident.severity, language);
    const photos = events
      .filter(({ kind }) => kind === 'found' || kind === 'reported')
      .flatMap((event) => event.photos);
    const late = standingOf(incident) === 'overdue';
    return html`
      ${heading(`${words.incident.eyebrow} · ${category} · ${severity}`, incident.title)}
      ${incident.description ? html`<p class="lead said">${incident.description}</p>` : nothing}
      <jw-photo-strip .names=${[...new Set(photos)]}></jw-photo-strip>
      <p class="lead state">
        ${late ? html`<span>${status}</span>` : statusMark(incident, status, words)}
        ${deadlineMark(deadlineOf(incident, Date.now()), language, words)}
      </p>
    `;
  }

  private strip(detail: IncidentDetail, loop: LoopReference | null): TemplateResult {
    if (!loop) {
      const failed = this.#loop.error !== undefined;
      return failed ? html`<p class="note">${this.words.loop.panel.loopFailed}</p>` : html``;
    }
    const { variant } = loop;
    return html`<section>
      <h3>${this.language === 'en' ? variant.en : variant.zh}</h3>
      <jw-step-strip
        .steps=${shownSteps(variant.steps, detail)}
        .clock=${clockOf(this.reference, this.language)}
        .standing=${codeName(this.reference, 'incident-status', detail.incident.status, this.language)}
      ></jw-step-strip>
    </section>`;
  }

  private news(): TemplateResult {
    const { panel: words } = this.words.loop;
    return html`<p class="news" role="status">
      ${words.news}<button class="link" @click=${() => void this.#live.renew()}>${words.show}</button>
    </p>`;
  }

  /** A dispute may become a case of mediation. */
  private mediation({ incident }: IncidentDetail): TemplateResult | typeof nothing {
    const { id, category, area_code, status } = incident;
    if (category !== 'dispute' || !isOpen(status) || area_code === null || !mayAt('mediate', area_code)) return nothing;
    const { theme, language } = store.state;
    const hash = formatSection({ section: 'new', theme, language, rest: { incident_id: String(id) } });
    return html`<p class="aside"><a href="/mediation${hash}">${this.words.loop.panel.mediate}</a></p>`;
  }

  private whistles({ whistles }: IncidentDetail): TemplateResult | typeof nothing {
    if (whistles.length === 0) return nothing;
    const { whistle: words } = this.words.loop;
    const arrived = whistles.filter(({ arrived_at }) => arrived_at !== null).length;
    return html`<section>
      <h3>${words.title}<span class="figure count">${words.count(String(arrived), String(whistles.length))}</span></h3>
      <jw-whistle-list .reference=${this.reference} .whistles=${whistles} .now=${Date.now()}></jw-whistle-list>
    </section>`;
  }

  private facts({ incident, path }: IncidentDetail, loop: LoopReference | null): TemplateResult {
    const { words, language, reference } = this;
    const { panel } = words.loop;
    const grid = path.at(-1);
    const matter = loop?.catalogue.matters.find(({ id }) => id === incident.item);
    const rating = incident.rating && words.report.rating.words[incident.rating - 1];
    const area = grid
      ? html`<button class="link" @click=${() => select({ kind: 'area', area_code: grid.area_code })}>${grid.name}</button>`
      : null;
    return html`<section>
      ${facts([
        [panel.hands, this.hands(incident)],
        [words.loop.deadline.limit, incident.due_at && this.moment(incident.due_at)],
        [words.incident.address, incident.address],
        [codeName(reference, 'area-level', grid?.level ?? '', language), area],
        [panel.matter, matter ? (language === 'en' ? matter.en : matter.zh) : (incident.item ?? panel.outside)],
        [words.incident.channel, this.channel(incident)],
        [
          words.incident.settled,
          incident.settled_at && codeName(reference, 'area-level', incident.settled_at, language),
        ],
        [panel.rating, rating || null],
        [panel.mergedInto, this.target(incident.merged_into)],
        [words.incident.code, incident.incident_code],
      ])}
      ${incident.joined_count > 0 ? html`<p class="note">${panel.joined(String(incident.joined_count))}</p>` : nothing}
    </section>`;
  }

  private hands(incident: IncidentDetail['incident']): Piece {
    const { panel } = this.words.loop;
    if (!incident.holder_code) return panel.nobody;
    const area = incident.holder_name ?? incident.holder_code;
    const department =
      incident.department && codeName(this.reference, 'department', incident.department, this.language);
    return html`${department ? `${area} · ${department}` : area}
    ${incident.hand_count > 0 ? html`<span class="note">${panel.handCount(String(incident.hand_count))}</span>` : nothing}`;
  }

  private channel({ channel, own }: IncidentDetail['incident']): string {
    const name = codeName(this.reference, 'incident-channel', channel, this.language);
    return own ? `${name} · ${this.words.loop.panel.own}` : name;
  }

  private target(id: number | null): Piece | null {
    if (id === null) return null;
    return html`<button class="link" @click=${() => select({ kind: 'incident', id })}>${this.words.loop.panel.openOther}</button>`;
  }

  private moment(at: string): TemplateResult {
    const clock = clockOf(this.reference, this.language);
    return html`<time datetime=${at} title=${formatExact(at, clock)}>${formatMoment(at, clock)}</time>`;
  }

  private similar({ similar }: IncidentDetail): TemplateResult | typeof nothing {
    if (similar.length === 0) return nothing;
    return html`<section>
      <h3>${this.words.loop.panel.similar}</h3>
      <ul class="similar">${similar.map((one) => html`<li>${this.alike(one)}</li>`)}</ul>
    </section>`;
  }

  private alike({ id, title, category, distance_m, reported_at }: SimilarIncident): TemplateResult {
    const { reference, language } = this;
    const since = formatMoment(reported_at, clockOf(reference, language));
    return html`<button class="row incident" @click=${() => select({ kind: 'incident', id })}>
      <span class="title">${title ?? codeName(reference, 'incident-category', category, language)}</span>
      <span class="note">${this.words.loop.panel.similarLine(formatLength(distance_m, language), since)}</span>
    </button>`;
  }

  private reply(detail: IncidentDetail): TemplateResult | typeof nothing {
    const { area_code, status } = detail.incident;
    const ended = !isOpen(status) && status !== 'merged';
    const may = area_code !== null && mayAt('dispatch', area_code) && (ended || detail.reply !== null);
    if (!may) return nothing;
    return html`<section>
      <h3>${this.words.loop.reply.title}</h3>
      <jw-reply-form .detail=${detail} @jw-incident-stale=${() => void this.#live.renew()}></jw-reply-form>
    </section>`;
  }

  private timeline({ events, path }: IncidentDetail): TemplateResult {
    const { panel } = this.words.loop;
    return html`<section>
      <h3>${panel.timeline}<span class="figure count">${panel.events(String(events.length))}</span></h3>
      <jw-incident-timeline .reference=${this.reference} .events=${events} .path=${path}></jw-incident-timeline>
    </section>`;
  }
}
