import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Emergency } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { kindIcon } from '../../elements/category-tiles.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-live-mark.ts';
import { bones, failure } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatSpan } from '../../format/span.ts';
import { formatExact } from '../../format/time.ts';
import './jw-emergency-command.ts';
import './jw-emergency-log.ts';
import './jw-emergency-orders.ts';
import './jw-emergency-resources.ts';
import { gradeMark, gradeMarkStyles } from '../../elements/grade-mark.ts';
import { boardStyles } from './board-styles.ts';
import { LiveEmergency } from './live-emergency.ts';
import { formatWhen } from './moment.ts';
import { type EmergencyReference, gradeMeaning, orderText, planName, planOf } from './plan-words.ts';
import { RunningTime } from './running-time.ts';

/**
 * The board of one emergency, as everybody with a duty in its area sees it: what, where, since when; orders; log; resources. It follows the feed.
 * @fires jw-emergency-held with the emergency whenever it is shown anew.
 */
@customElement('jw-emergency-board')
export class JwEmergencyBoard extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergencyId = 0;
  /** Address of the record. */
  @property({ attribute: false }) recordLink = '';
  #live = new LiveEmergency(this);
  #time = new RunningTime(this);
  #opened = new Task(this, {
    args: () => [this.emergencyId] as const,
    task: async ([id], { signal }): Promise<void> => {
      this.#live.show(null);
      this.#live.show(
        await answer<Emergency>(api.emergencies[':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
      );
    },
  });

  static override styles = [formSheet, skeletonStyles, gradeMarkStyles, boardStyles];

  override render() {
    const { held } = this.#live;
    if (held) return this.board(held);
    return this.#opened.render({
      pending: () => bones(12, true),
      error: (error) => failure(error, this.words, () => this.#opened.run()),
    });
  }

  private board(held: Emergency): TemplateResult {
    const { reference } = this;
    const { now } = this.#time;
    const commands = held.can.command && held.ended_at === null;
    return html`<div class="board" @jw-emergency-held=${this.take} @jw-reload=${() => this.#live.renew()}>
      <div class="course">
        ${this.head(held, now)}
        <jw-emergency-orders .reference=${reference} .emergency=${held} .now=${now}></jw-emergency-orders>
        <jw-emergency-resources .emergency=${held}></jw-emergency-resources>
      </div>
      <div class="side">
        ${commands ? html`<jw-emergency-command .reference=${reference} .emergency=${held}></jw-emergency-command>` : nothing}
        <jw-emergency-log .reference=${reference} .emergency=${held} .now=${now}></jw-emergency-log>
      </div>
      ${this.spoken(held)}
    </div>`;
  }

  private head(held: Emergency, now: number): TemplateResult {
    const { board, home } = this.words.emergency;
    const plan = planOf(this.reference, held.plan);
    const when = (iso: string) => formatWhen(iso, this.clock, now);
    const span = formatSpan(
      (held.ended_at ? Date.parse(held.ended_at) : now) - Date.parse(held.declared_at),
      this.language,
    );
    const open = held.ended_at === null;
    return html`<header class=${open ? 'open' : ''}>
      <p class="state">
        <span>${open ? board.state : this.words.emergency.home.ended}</span><jw-live-mark></jw-live-mark>
      </p>
      <h2 tabindex="-1">
        <span class="plan">${kindIcon(plan?.icon)}${planName(this.reference, held.plan, this.language)}</span>
        <span class="area">${held.area_name}</span>
        ${gradeMark(held.grade, this.words, open)}
      </h2>
      <p class="lasting figure" title=${formatExact(held.declared_at, this.clock)}>
        ${open ? home.lasting(span) : home.lasted(span)}
        <span class="note">${board.declared(held.declared_by, when(held.declared_at))}</span>
      </p>
      <p class="reason">${held.reason}<span class="note">${gradeMeaning(plan, held.grade, this.language)}</span></p>
      ${
        held.ended_at
          ? html`<p class="ended">
              ${board.ended(held.ended_by ?? '', when(held.ended_at))}
              <a class="outlined" href=${this.recordLink}>${board.toRecord}</a>
            </p>`
          : nothing
      }
    </header>`;
  }

  /** The last entry of the log, for whoever does not see it appear. */
  private spoken(held: Emergency): TemplateResult {
    const { log } = this.words.emergency;
    const last = held.log[0];
    const order = held.orders.find(({ id }) => id === last?.order_id);
    const about = order ? orderText(this.reference, held.plan, order, this.language) : '';
    return html`<p class="visually-hidden" role="status">${last ? [log.kind[last.kind], about, last.text].filter(Boolean).join(' · ') : ''}</p>`;
  }

  private get clock() {
    return { timeZone: this.reference.deployment.time_zone, language: this.language };
  }

  private take = (event: CustomEvent<Emergency>): void => this.#live.show(event.detail);
}
