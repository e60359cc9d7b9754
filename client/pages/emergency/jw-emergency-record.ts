import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Emergency, EmergencyOrder, EmergencyRecord } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { gradeWord } from '../../elements/grade-mark.ts';
import { icon } from '../../elements/icon.ts';
import { bones, empty, facts, failure, heading } from '../../elements/parts.ts';
import { codeName } from '../../elements/reference.ts';
import { saveBytes, saveJson } from '../../elements/saved-file.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { formatExact, wallTime } from '../../format/time.ts';
import { formatWhen } from './moment.ts';
import { orderTime } from './order-time.ts';
import { addressee, type EmergencyReference, orderText, planName } from './plan-words.ts';
import { recordCsv } from './record-csv.ts';
import { recordSentences } from './record-figures.ts';
import { recordStyles } from './record-styles.ts';

/** The record of an emergency that is over: to be read, printed on A4, and saved. */
@customElement('jw-emergency-record')
export class JwEmergencyRecord extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergencyId = 0;
  /** Address of the board. */
  @property({ attribute: false }) boardLink = '';
  #record = new Task(this, {
    args: () => [this.emergencyId] as const,
    task: async ([id], { signal }) => {
      const param = { id: String(id) };
      const emergency = await answer<Emergency>(api.emergencies[':id'].$get({ param }, { init: { signal } }));
      if (emergency.ended_at === null) return null;
      return answer<EmergencyRecord>(api.emergencies[':id'].record.$get({ param }, { init: { signal } }));
    },
  });

  static override styles = [formSheet, skeletonStyles, recordStyles];

  override render() {
    const { record } = this.words.emergency;
    return this.#record.render({
      pending: () => bones(16, true),
      error: (error) => failure(error, this.words, () => this.#record.run()),
      complete: (made) =>
        made
          ? this.sheet(made)
          : html`${heading('', record.notEnded)}${empty('', html`<a class="outlined" href=${this.boardLink}>${record.toBoard}</a>`)}`,
    });
  }

  private sheet(made: EmergencyRecord): TemplateResult {
    const { record } = this.words.emergency;
    const { emergency } = made;
    return html`<article>
      ${this.head(emergency)} ${this.acts(made)}
      <section>
        <h3>${record.figures}</h3>
        <p class="sentences">${recordSentences(made, this.words, this.language).join(this.language === 'en' ? ' ' : '')}</p>
      </section>
      ${emergency.orders.length ? this.orders(emergency) : nothing} ${this.timeline(emergency)} ${this.incidents(made)}
      ${emergency.resources.length ? this.resources(emergency) : nothing}
      <p class="foot note">${record.foot}</p>
    </article>`;
  }

  private head(held: Emergency): TemplateResult {
    const { record } = this.words.emergency;
    const title = record.title(planName(this.reference, held.plan, this.language), gradeWord(held.grade, this.words));
    const span = formatSpan(
      Date.parse(held.ended_at ?? held.declared_at) - Date.parse(held.declared_at),
      this.language,
    );
    return html`${heading(held.area_name, title)}
    ${facts([
      [
        record.span,
        record.fromTo(
          formatExact(held.declared_at, this.clock),
          this.when(held, held.ended_at ?? held.declared_at),
          span,
        ),
      ],
      [record.declaredBy, held.declared_by],
      [record.endedBy, held.ended_by],
      [record.reason, held.reason],
      [record.summary, held.summary],
    ])}`;
  }

  private acts(made: EmergencyRecord): TemplateResult {
    const { record } = this.words.emergency;
    const { id, declared_at } = made.emergency;
    const name = `emergency-${wallTime(declared_at, this.clock.timeZone).day}-${id}`;
    const wording = { reference: this.reference, words: this.words, language: this.language };
    return html`<div class="buttons acts">
      <button class="outlined" @click=${() => window.print()}>${icon('print')}${record.print}</button>
      <button class="outlined" @click=${() => saveBytes(`${name}.csv`, 'text/csv', recordCsv(made, wording))}>
        ${icon('save')}${record.csv}
      </button>
      <button class="outlined" @click=${() => saveJson(`${name}.json`, made)}>${icon('save')}${record.json}</button>
    </div>`;
  }

  private orders(held: Emergency): TemplateResult {
    const { record } = this.words.emergency;
    const { column } = record;
    return html`<section>
      <h3>${record.orderTable}</h3>
      <table class="folds">
        <thead>
          <tr>
            ${(['text', 'to', 'issued', 'acknowledged', 'done', 'result'] as const).map((name) => html`<th scope="col">${column[name]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${held.orders.map((order) => this.order(held, order))}
        </tbody>
      </table>
    </section>`;
  }

  private order(held: Emergency, order: EmergencyOrder): TemplateResult {
    const { record } = this.words.emergency;
    const { column } = record;
    const missed = orderTime(order, Date.parse(held.ended_at ?? order.issued_at)).kind;
    const late = missed === 'missed' || missed === 'late';
    const step = (iso: string | null, none: string) =>
      iso
        ? html`${this.when(held, iso)}<span class="note"> ${this.took(order, iso)}</span>`
        : html`<span class="note">${none}</span>`;
    const undone = order.cancelled_at ? record.cancelled : record.notDone;
    return html`<tr>
      <th scope="row">${orderText(this.reference, held.plan, order, this.language)}</th>
      <td data-label=${column.to}>${addressee(this.reference, order, this.language)}</td>
      <td class="time" data-label=${column.issued}>${this.when(held, order.issued_at)}</td>
      <td class="time" data-label=${column.acknowledged}>${step(order.acknowledged_at, record.notAcknowledged)}</td>
      <td class="time" data-label=${column.done}>
        ${step(order.done_at, undone)}${late ? html`<span class="late"> ▲ ${record.missed}</span>` : nothing}
      </td>
      <td data-label=${column.result}>${order.result ?? ''}</td>
    </tr>`;
  }

  private took(order: EmergencyOrder, iso: string): string {
    const span = formatSpan(Date.parse(iso) - Date.parse(order.issued_at), this.language);
    return this.words.emergency.record.after(span);
  }

  private timeline(held: Emergency): TemplateResult {
    const { record, log } = this.words.emergency;
    return html`<section>
      <h3>${record.timeline}</h3>
      <ol class="timeline">
        ${[...held.log].reverse().map((entry) => {
          const order = held.orders.find(({ id }) => id === entry.order_id);
          const text = order ? orderText(this.reference, held.plan, order, this.language) : '';
          const about = order
            ? this.words.emergency.addressed(text, addressee(this.reference, order, this.language))
            : '';
          const said = entry.text === text ? '' : entry.text;
          return html`<li>
            <time class="figure" datetime=${entry.at}>${this.when(held, entry.at)}</time>
            <span>
              ${log.kind[entry.kind]}${about ? ` · ${about}` : ''}${said ? html`<span class="said">${said}</span>` : nothing}
            </span>
            <span class="note">${entry.by}</span>
          </li>`;
        })}
      </ol>
    </section>`;
  }

  private incidents({ incidents }: EmergencyRecord): TemplateResult | typeof nothing {
    const { record } = this.words.emergency;
    if (incidents.length === 0) return nothing;
    return html`<section>
      <h3>${record.incidents}</h3>
      ${this.figures(
        [record.category, record.reportedCount, record.settledCount],
        incidents.map(({ category, reported_count, settled_count }) => [
          codeName(this.reference, 'incident-category', category, this.language),
          formatCount(reported_count, this.language),
          formatCount(settled_count, this.language),
        ]),
      )}
    </section>`;
  }

  private resources({ resources }: Emergency): TemplateResult {
    const { record, resources: words } = this.words.emergency;
    return html`<section>
      <h3>${record.resources}</h3>
      ${this.figures(
        [record.resource, record.place, words.free],
        resources.map(({ kind, name, area_name, free, quantity, unit }) => [
          this.words.emergency.addressed(name, words.kind[kind]),
          area_name ?? '',
          `${formatCount(free, this.language)} / ${formatCount(quantity, this.language)}${unit}`,
        ]),
      )}
    </section>`;
  }

  private figures(head: readonly string[], rows: readonly string[][]): TemplateResult {
    return html`<table class="counts">
      <thead>
        <tr>
          ${head.map((name, at) => html`<th scope="col" class=${at ? 'number' : ''}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(([name, ...rest]) => html`<tr><th scope="row">${name}</th>${rest.map((each) => html`<td class="number">${each}</td>`)}</tr>`)}
      </tbody>
    </table>`;
  }

  private get clock() {
    return { timeZone: this.reference.deployment.time_zone, language: this.language };
  }

  /** A time of the record: the day stands there only where it is another than the first. */
  private when(held: Emergency, iso: string): string {
    return formatWhen(iso, this.clock, Date.parse(held.declared_at));
  }
}
