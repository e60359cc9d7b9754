import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import './jw-patrol-active.ts';
import './jw-patrol-plan-new.ts';
import './jw-patrol-plan-sheet.ts';
import './jw-patrol-plans.ts';
import { deepFocus, focusHeading } from '../focus.ts';
import { PatrolElement } from './patrol-element.ts';

/**
 * Plans of the area: who is under way, the list, making one, and the one that is open.
 * @fires jw-plan-open {id} with the plan to open, null: none; jw-compare-open {id}; jw-tab {tab} where another tab is asked for.
 */
@customElement('jw-patrol-plan')
export class JwPatrolPlan extends PatrolElement {
  @state() private making = false;

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .line {
        display: flex;
        gap: var(--space-3);
        align-items: start;
        justify-content: space-between;
        margin-bottom: var(--space-4);
      }
      .line p {
        margin: 0;
      }
      .fault,
      .notice {
        margin-bottom: var(--space-4);
      }
    `,
  ];

  /** What is shown in the place of something else has the focus where that had it. */
  override updated(): void {
    const { plan, opening } = this.view;
    const shown = plan ? `plan ${plan.id}` : opening !== null ? this.#shown : this.making ? 'making' : 'list';
    if (this.#shown && shown !== this.#shown) void this.focusContent();
    this.#shown = shown;
    // What was pressed may stand far below.
    const { fault } = this.view;
    if (fault && fault !== this.#fault) this.renderRoot.querySelector('.fault')?.scrollIntoView({ block: 'nearest' });
    this.#fault = fault;
  }
  #shown = '';
  #fault: string | null = null;

  override render() {
    return html`${this.told()}
      <div @jw-plan-open=${this.open} @jw-compare-open=${this.compare}>${this.content()}</div>`;
  }

  private content(): TemplateResult {
    const { patrol, reference } = this;
    const { plan, opening } = this.view;
    if (plan) return html`<jw-patrol-plan-sheet .patrol=${patrol} .reference=${reference}></jw-patrol-plan-sheet>`;
    if (opening !== null) return bones(8, true);
    if (this.making && this.mayPlan) {
      return html`<jw-patrol-plan-new
        .patrol=${patrol}
        .reference=${reference}
        @jw-close=${() => this.make(false)}
        @jw-made=${(event: CustomEvent<number>) => {
          this.making = false;
          this.emit('jw-plan-open', { id: event.detail });
        }}
      ></jw-patrol-plan-new>`;
    }
    return html`
      <jw-patrol-active .patrol=${patrol} .reference=${reference}></jw-patrol-active>
      <jw-patrol-plans .patrol=${patrol} .reference=${reference} @jw-make=${() => this.make(true)}></jw-patrol-plans>
    `;
  }

  /** What went wrong, or was done. */
  private told(): TemplateResult | typeof nothing {
    const { fault, notice, plans, plan } = this.view;
    // Where the list did not come, that says so itself.
    if ((!fault && !notice) || (fault && !plans && !plan)) return nothing;
    const dismiss = html`<button class="link" @click=${() => this.patrol.dismiss()}>${this.words.planning.common.dismiss}</button>`;
    return fault
      ? html`<div class="fault">${icon('warning')}<div class="line"><p role="alert">${fault}</p>${dismiss}</div></div>`
      : html`<div class="line notice"><p class="done" role="status">${notice}</p>${dismiss}</div>`;
  }

  private async focusContent(): Promise<void> {
    await this.updateComplete;
    const selector = 'jw-patrol-plan-sheet, jw-patrol-plan-new, jw-patrol-plans';
    if (!deepFocus()) await focusHeading(this.renderRoot.querySelector(selector));
  }

  private make(making: boolean): void {
    this.making = making;
  }

  private open = (event: Event): void => {
    const { id } = (event as CustomEvent<{ id: number | null }>).detail;
    void this.patrol.attempt(() => this.patrol.plans.open(id));
  };

  private compare = (event: Event): void => {
    const { id } = (event as CustomEvent<{ id: number | null }>).detail;
    void this.patrol.attempt(() => this.patrol.plans.compareWith(id));
  };
}
