import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallEmergency, WallOrder } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { codeName } from '../reference.ts';
import { ageOf } from './age.ts';
import { FillingElement } from './filling-element.ts';
import { foremost } from './foremost.ts';
import { gravest, type OrderGroup, orderCounts, orderGroups, orderState } from './order-state.ts';
import { sign } from './signs.ts';
import { wallStyles } from './wall-styles.ts';
import { ageWords, taskWords } from './wall-words.ts';

const ROW_REM = 4;

/** Orders of the gravest emergency: to whom, how far, and what is late. */
@customElement('jw-wall-orders')
export class JwWallOrders extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      .counts {
        display: grid;
        grid-template-columns: repeat(4, auto);
        justify-content: space-between;
        margin-block-end: 0.5rem;
      }
      .counts .figure {
        display: block;
        font-size: 2.5rem;
      }
      .state,
      .label {
        display: inline-flex;
        align-items: baseline;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        column-gap: 1rem;
        align-items: center;
        block-size: 4rem;
        border-block-end: 0.0714rem solid color-mix(in srgb, var(--ink) 13%, transparent);
      }
      .how {
        text-align: end;
        white-space: nowrap;
        font-size: 1.125rem;
      }
      .note {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override render() {
    const words = this.words.orders;
    const emergency = gravest(this.view.own.emergencies);
    const orders = emergency?.orders ?? [];
    return html`${this.heading(words.title)}
      ${emergency && orders.length > 0 ? this.#orders(emergency) : html`<p class="empty">${words.empty}</p>`}`;
  }

  #orders({ orders, plan }: WallEmergency): TemplateResult {
    const { words, view } = this;
    const counts = orderCounts(orders, view.now_ms);
    const count = (value: number) => formatCount(value, view.language);
    const { shown, rest } = foremost(orderGroups(orders, view.now_ms), this.rowsWithin(ROW_REM), () => 0);
    return html`<div class="counts">
        ${(['waiting', 'doing', 'done'] as const).map(
          (state) => html`<div class=${state === 'done' && counts.done > 0 ? 'done' : ''}>
            ${this.figure(state, count(counts[state]))}<span class="label">${sign(state)}${words.orders.state[state]}</span>
          </div>`,
        )}
        <div class=${counts.late > 0 ? 'overdue' : ''}>
          ${this.figure('late', count(counts.late))}<span class="label">${counts.late > 0 ? sign('overdue') : nothing}${words.orders.late}</span>
        </div>
      </div>
      <ol class="rows">
        ${shown.map((group) => (group.orders.length > 1 ? this.#many(group, plan) : this.#row(group.orders[0]!, plan)))}
        ${rest.length > 0 ? html`<li class="note">${words.orders.rest(count(rest.length))}</li>` : nothing}
      </ol>`;
  }

  /** A task that went to many: how many of them have signed for it, and how many have done it. */
  #many({ task, orders, counts }: OrderGroup, plan: string): TemplateResult {
    const { view, words } = this;
    const signed = counts.done + counts.doing;
    const state = counts.done === orders.length ? 'done' : signed > 0 ? 'doing' : 'waiting';
    return html`<li>
      <div>
        <p class="cut">${taskWords(plan, task!, view)}</p>
        <p class="note cut">${words.orders.many(formatCount(orders.length, view.language))}</p>
      </div>
      <div class="how">
        <p class="state ${state === 'done' ? 'done' : ''}">${sign(state)}${words.orders.state[state]}</p>
        <p class="note">${this.#howMany(counts, orders.length)}</p>
      </div>
    </li>`;
  }

  #howMany(counts: OrderGroup['counts'], all: number): TemplateResult {
    const { orders } = this.words;
    const count = (value: number) => formatCount(value, this.view.language);
    if (counts.late > 0)
      return html`<span class="state overdue">${sign('overdue')}${orders.late} ${count(counts.late)}</span>`;
    const of = (some: number) => `${count(some)}/${count(all)}`;
    return html`${counts.waiting > 0 ? orders.signed(of(all - counts.waiting)) : orders.done(of(counts.done))}`;
  }

  #row(order: WallOrder, plan: string): TemplateResult {
    const { view, words } = this;
    const { state, isLate } = orderState(order, view.now_ms);
    const to = order.department ? codeName(view, 'department', order.department, view.language) : order.area_name;
    return html`<li>
      <div>
        <p class="cut">${order.task ? taskWords(plan, order.task, view) : words.emergency.other}</p>
        <p class="note cut">${to}</p>
      </div>
      <div class="how">
        <p class="state ${state === 'done' ? 'done' : ''}">${sign(state)}${words.orders.state[state]}</p>
        <p class="note ${isLate ? 'overdue' : ''}">${isLate ? sign('overdue') : nothing}${this.#time(order)}</p>
      </div>
    </li>`;
  }

  /** How late it is, how long there is, or since when it stands. */
  #time({ issued_at, due_at, done_at }: WallOrder): string {
    const { view, words } = this;
    const until_ms = done_at ? Date.parse(done_at) : view.now_ms;
    const span = (ms: number) => ageWords(ageOf(Math.abs(ms)), view, words);
    if (due_at && until_ms > Date.parse(due_at)) return words.orders.lateBy(span(until_ms - Date.parse(due_at)));
    if (due_at && !done_at) return words.orders.left(span(Date.parse(due_at) - until_ms));
    return done_at ? '' : words.orders.since(span(until_ms - Date.parse(issued_at)));
  }
}
