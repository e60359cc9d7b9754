import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Emergency, EmergencyOrder } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatSpan } from '../../format/span.ts';
import { formatExact } from '../../format/time.ts';
import { formatWhen } from './moment.ts';
import { stageOf } from './order-groups.ts';
import { orderStyles } from './order-styles.ts';
import { orderTime, orderTimeShapes } from './order-time.ts';
import { addressee, type EmergencyReference, orderText } from './plan-words.ts';

/**
 * One order: what is to be done, by whom, until when; and what the caller may do with it, in one press.
 * @fires jw-emergency-held with the emergency after that. @fires jw-reload where somebody else was quicker.
 * @fires jw-typed with what is typed as a result, so that it outlives this element.
 */
@customElement('jw-emergency-order')
export class JwEmergencyOrder extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergency!: Emergency;
  @property({ attribute: false }) order!: EmergencyOrder;
  /** ms since 1970; times left are reckoned from it. */
  @property({ attribute: false }) now = 0;
  /** True: it waits for the caller, whose acts lie open. */
  @property({ type: Boolean, reflect: true }) own = false;
  /** True: the order above it is of the same task, whose words stand there. */
  @property({ type: Boolean, reflect: true }) follows = false;
  /** What was typed as a result before. */
  @property({ attribute: false }) typed = '';
  @state() private unfolded = false;
  @query('input') private result!: HTMLInputElement | null;
  #acting = new Submission(this);

  static override styles = [formSheet, orderStyles];

  override willUpdate(changed: PropertyValues): void {
    this.setAttribute('stage', stageOf(this.order));
    this.setAttribute('time', orderTime(this.order, this.now).kind);
    this.toggleAttribute('cancelled', this.order.cancelled_at !== null);
    if (changed.has('order') && this.order.moves.length === 0) this.unfolded = false;
  }

  override render() {
    const { order } = this;
    return html`
      <h4 class=${this.follows ? 'visually-hidden' : ''}>${this.text}</h4>
      <p class="line"><span class="to">${addressee(this.reference, order, this.language)}</span>${this.time()}</p>
      ${order.unattended && stageOf(order) === 'waiting' ? html`<p class="alone">${icon('warning')}${this.words.emergency.order.unattended}</p>` : nothing}
      ${this.steps()} ${order.result ? html`<p class="said">${order.result}</p>` : nothing} ${this.acts()}
    `;
  }

  private get text(): string {
    return orderText(this.reference, this.emergency.plan, this.order, this.language);
  }

  private time(): TemplateResult | typeof nothing {
    const { order: words } = this.words.emergency;
    const { kind, span_ms } = orderTime(this.order, this.now);
    if (kind === 'none') return nothing;
    const span = formatSpan(span_ms, this.language);
    const said = {
      ahead: words.left(span),
      soon: words.left(span),
      late: words.late(span),
      kept: words.kept,
      missed: words.missed(span),
    }[kind];
    const shape = orderTimeShapes[kind];
    return html`<span class="time ${kind}" title=${this.exact(this.order.due_at)}
      >${shape ? html`<span aria-hidden="true">${shape} </span>` : nothing}${said}</span
    >`;
  }

  /** Who did what with it last: one line, the earlier steps in its tip. */
  private steps(): TemplateResult {
    const { order: words } = this.words.emergency;
    const { order } = this;
    const when = (iso: string) => formatWhen(iso, this.clock, this.now);
    const steps = [words.issued(order.issued_by, when(order.issued_at))];
    if (order.acknowledged_at) steps.push(words.acknowledged(order.acknowledged_by ?? '', when(order.acknowledged_at)));
    if (order.done_at) steps.push(words.done(order.done_by ?? '', when(order.done_at)));
    if (order.cancelled_at) steps.push(words.cancelled(when(order.cancelled_at)));
    return html`<div class="line">
      <p class="note figure" title=${steps.join(' · ')}>${steps.at(-1)}</p>
      ${order.moves.length && !this.own ? this.unfolder() : nothing}
    </div>`;
  }

  private acts(): TemplateResult | typeof nothing {
    const { moves } = this.order;
    if (moves.length === 0)
      return this.#acting.fault ? html`<div class="acts">${faultLine(this.#acting, this.words)}</div>` : nothing;
    if (this.own) return html`<div class="acts own-act">${this.buttons()}${faultLine(this.#acting, this.words)}</div>`;
    if (!this.unfolded) return nothing;
    return html`<div class="acts">${this.buttons()}${faultLine(this.#acting, this.words)}</div>`;
  }

  /** Opens the acts of an order that is somebody else's. */
  private unfolder(): TemplateResult {
    const { order: words } = this.words.emergency;
    return html`<button
      class="link"
      aria-expanded=${this.unfolded}
      aria-label=${this.unfolded ? words.less : words.moreOf(this.text)}
      @click=${() => {
        this.unfolded = !this.unfolded;
      }}
    >
      ${this.unfolded ? words.less : words.more}
    </button>`;
  }

  private buttons(): TemplateResult {
    const { order: words } = this.words.emergency;
    const { moves } = this.order;
    const { busy } = this.#acting;
    return html`
      ${moves.includes('done') && !moves.includes('acknowledge') ? this.resultField() : nothing}
      <div class="buttons">
        ${
          moves.includes('acknowledge')
            ? html`<button class="primary" ?disabled=${busy} @click=${() => this.act('acknowledged')}>${words.acknowledge}</button>`
            : moves.includes('done')
              ? html`<button class="primary" ?disabled=${busy} @click=${() => this.act('done')}>${words.finish}</button>`
              : nothing
        }
        ${
          moves.includes('cancel') && !this.own
            ? html`<jw-sure-button
                .label=${words.cancel}
                .question=${words.cancelSure}
                ?disabled=${busy}
                @jw-sure=${() => this.act('cancelled')}
              ></jw-sure-button>`
            : nothing
        }
      </div>
    `;
  }

  private resultField(): TemplateResult {
    const { order: words } = this.words.emergency;
    return html`<div class="field">
      <label for="result">${words.result}</label>
      <input
        id="result"
        maxlength="500"
        autocomplete="off"
        placeholder=${words.resultHint}
        .value=${this.typed}
        @input=${(event: Event) => this.emit('jw-typed', (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && !event.isComposing) void this.act('done');
        }}
      />
    </div>`;
  }

  private get clock() {
    return { timeZone: this.reference.deployment.time_zone, language: this.language };
  }

  private exact(iso: string | null): string {
    return iso ? formatExact(iso, this.clock) : '';
  }

  private async act(kind: 'acknowledged' | 'done' | 'cancelled'): Promise<void> {
    const param = { id: String(this.emergency.id), order_id: String(this.order.id) };
    const text = kind === 'done' ? (this.result?.value.trim() ?? '') : '';
    const json = { kind, ...(text && { text }) };
    let after: Emergency | undefined;
    const done = await this.#acting.run(async () => {
      after = await answer<Emergency>(api.emergencies[':id'].orders[':order_id'].events.$post({ param, json }));
    });
    if (done && after) {
      if (kind === 'done') this.emit('jw-typed', '');
      this.emit('jw-emergency-held', after);
    } else if (this.#acting.field === 'version') this.emit('jw-reload');
  }
}
