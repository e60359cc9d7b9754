import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Emergency, EmergencyOrder } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { styleOf } from '../../elements/style-of.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import './jw-emergency-order.ts';
import { groupOrders, type OrderStage, orderStages, ownOrders, stageOf } from './order-groups.ts';
import { lateCount } from './order-time.ts';
import type { EmergencyReference } from './plan-words.ts';

/** Orders of a stage that a narrow screen shows before the reader asks for all. */
const AT_ONCE = 4;

/**
 * The orders of an emergency: how far they are, those for the caller on top, then by where they stand.
 * @fires jw-emergency-held and jw-reload as its orders do.
 */
@customElement('jw-emergency-orders')
export class JwEmergencyOrders extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergency!: Emergency;
  /** ms since 1970. */
  @property({ attribute: false }) now = 0;
  /** Stages of which a narrow screen shows every order. */
  @state() private unfolded: ReadonlySet<OrderStage> = new Set();
  /** Results that were typed and not sent, by order. */
  @state() private typed: ReadonlyMap<number, string> = new Map();
  #noting = new Submission(this);

  static override styles = [
    formSheet,
    css`
      :host {
        container-type: inline-size;
      }
      .tally {
        display: grid;
        gap: var(--space-2);
      }
      .tally .bar {
        display: flex;
        gap: 0.125rem;
        block-size: 0.5rem;
      }
      .tally .bar span {
        flex: var(--share) 0 0;
        background: color-mix(in srgb, var(--ink) 14%, transparent);
      }
      .tally .bar .under_way {
        background: color-mix(in srgb, var(--ink) 48%, transparent);
      }
      .tally .bar .over {
        background: var(--jade);
      }
      .tally .late {
        white-space: nowrap;
        color: var(--cinnabar);
        font-weight: 600;
      }
      h3 {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
        padding-bottom: var(--space-1);
        border-bottom: 1px solid var(--rule);
        font-size: var(--type-2);
        color: var(--ink);
      }
      .own {
        margin-top: var(--space-5);
      }
      .own h3 {
        border-bottom: 2px solid var(--ink);
      }
      .groups {
        display: grid;
        gap: var(--space-5);
        margin-top: var(--space-5);
        align-items: start;
      }
      section {
        margin: 0;
        min-inline-size: 0;
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      li:has([follows]) {
        margin-top: calc(-1 * var(--space-2) - 1px);
      }
      .short li:nth-child(n + 5) {
        display: none;
      }
      .unfold {
        margin-top: var(--space-2);
      }
      .groups .note {
        margin-top: var(--space-3);
      }
      .left {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-4);
        padding: var(--space-3) var(--space-4);
        border: 1px dashed var(--ink-faint);
      }
      @container (min-width: 46rem) {
        .groups {
          grid-template-columns: repeat(3, minmax(0, 1fr));
          gap: var(--space-4);
        }
        .short li:nth-child(n + 5) {
          display: revert;
        }
        .unfold {
          display: none;
        }
        .own ul {
          grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr));
        }
      }
    `,
  ];

  override render() {
    const { board } = this.words.emergency;
    const { orders } = this.emergency;
    if (orders.length === 0) return html`<p class="note">${board.noOrders}</p>`;
    const own = ownOrders(orders);
    const rest = groupOrders(orders.filter((order) => !own.includes(order)));
    return html`
      ${this.tally(orders)} ${this.leftOver(orders)}
      ${own.length ? html`<section class="own"><h3>${board.own}</h3>${this.list(own, null)}</section>` : nothing}
      <div class="groups">${orderStages.map((stage) => this.group(stage, rest[stage], own.length > 0))}</div>
    `;
  }

  private tally(orders: readonly EmergencyOrder[]): TemplateResult {
    const { board } = this.words.emergency;
    const groups = groupOrders(orders.filter(({ cancelled_at }) => cancelled_at === null));
    const cancelled = orders.filter((order) => order.cancelled_at).length;
    const late = lateCount(orders, this.now);
    const count = (value: number) => formatCount(value, this.language);
    return html`<div class="tally" role="group" aria-label=${board.tally}>
      <div class="bar" aria-hidden="true">
        ${orderStages.map((stage) =>
          groups[stage].length
            ? html`<span class=${stage} style=${styleOf({ '--share': groups[stage].length })}></span>`
            : nothing,
        )}
      </div>
      <p class="figure">
        ${orderStages.map((stage) => `${board.count[stage]} ${count(groups[stage].length)}`).join(' · ')}
        ${cancelled ? html` · ${board.cancelled} ${count(cancelled)}` : nothing}
        ${late ? html` · <span class="late"><span aria-hidden="true">▲ </span>${board.late(count(late))}</span>` : nothing}
      </p>
    </div>`;
  }

  private group(stage: OrderStage, orders: readonly EmergencyOrder[], haveOwn: boolean): TemplateResult {
    const { board } = this.words.emergency;
    const counted = orders.filter(({ cancelled_at }) => cancelled_at === null).length;
    return html`<section>
      <h3>${board.count[stage]}<span class="note figure">${formatCount(counted, this.language)}</span></h3>
      ${orders.length ? this.list(orders, stage) : html`<p class="note">${haveOwn ? '' : board.none[stage]}</p>`}
    </section>`;
  }

  /** @param stage null: orders for the caller. */
  private list(orders: readonly EmergencyOrder[], stage: OrderStage | null): TemplateResult {
    const whole = stage === null || this.unfolded.has(stage) || orders.length <= AT_ONCE;
    return html`<ul class=${whole ? '' : 'short'}>
      ${repeat(
        orders,
        ({ id }) => id,
        (order, at) => html`<li>
          <jw-emergency-order
            .reference=${this.reference}
            .emergency=${this.emergency}
            .order=${order}
            .now=${this.now}
            .typed=${this.typed.get(order.id) ?? ''}
            ?own=${stage === null}
            ?follows=${stage !== null && at > 0 && isSameTask(order, orders[at - 1]!)}
            @jw-typed=${(event: CustomEvent<string>) => this.keep(order.id, event.detail)}
          ></jw-emergency-order>
        </li>`,
      )}
    </ul>
    ${
      whole
        ? nothing
        : html`<button
            class="link unfold"
            @click=${() => {
              this.unfolded = new Set([...this.unfolded, stage]);
            }}
          >
            ${this.words.emergency.board.all(formatCount(orders.length, this.language))}
          </button>`
    }`;
  }

  /** What was typed as the result of an order that somebody else finished meanwhile. */
  private leftOver(orders: readonly EmergencyOrder[]): TemplateResult[] {
    const { order: words } = this.words.emergency;
    return orders
      .filter((order) => this.typed.get(order.id)?.trim() && stageOf(order) === 'over')
      .map(
        ({ id }) => html`<div class="left" role="status">
          <p>${words.keptWords}</p>
          <p><strong>${this.typed.get(id)}</strong></p>
          ${faultLine(this.#noting, this.words)}
          <div class="buttons">
            <button class="outlined" ?disabled=${this.#noting.busy || !this.emergency.can.note} @click=${() => this.toLog(id)}>
              ${words.toLog}
            </button>
            <button class="link" @click=${() => this.keep(id, '')}>${words.drop}</button>
          </div>
        </div>`,
      );
  }

  private keep(id: number, text: string): void {
    this.typed = new Map([...this.typed, [id, text] as const].filter(([, each]) => each));
  }

  private async toLog(id: number): Promise<void> {
    const param = { id: String(this.emergency.id) };
    const json = { kind: 'noted' as const, text: this.typed.get(id)!.trim() };
    const done = await this.#noting.run(async () => {
      this.emit('jw-emergency-held', await answer<Emergency>(api.emergencies[':id'].events.$post({ param, json })));
    });
    if (done) this.keep(id, '');
  }
}

/** Whether two orders are of one task of the plan: its words then stand there once. */
function isSameTask(order: EmergencyOrder, before: EmergencyOrder): boolean {
  return order.task !== null && order.task === before.task;
}
