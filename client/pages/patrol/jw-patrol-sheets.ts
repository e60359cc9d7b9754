import { Task } from '@lit/task';
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlanSheets } from '../../../server/api/patrol-plans/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { pageHash } from './address.ts';
import './jw-patrol-sheet.ts';

/** The printed sheets of an issued plan, one a squad. */
@customElement('jw-patrol-sheets')
export class JwPatrolSheets extends JwElement {
  @property({ attribute: false }) planId = 0;
  #sheets = new Task(this, {
    args: () => [this.planId] as const,
    task: ([id], { signal }) =>
      answer<PlanSheets>(api['patrol-plans'][':id'].sheets.$get({ param: { id: String(id) } }, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      :host {
        display: block;
        padding: var(--space-6) var(--space-4);
        background: var(--paper);
      }
      .lead,
      .buttons {
        max-inline-size: 210mm;
      }
      .above {
        max-inline-size: 210mm;
        margin: 0 auto var(--space-5);
      }
      .buttons {
        display: flex;
        gap: var(--space-3);
        margin-top: var(--space-4);
      }
      /* Side by side where two lie beside each other. */
      @media screen and (min-width: 450mm) {
        .sheets {
          display: flex;
          flex-wrap: wrap;
          gap: 0 var(--space-6);
          justify-content: center;
        }
        .sheets > jw-patrol-sheet {
          margin-inline: 0;
        }
      }
      @media print {
        :host {
          padding: 0;
          background: none;
        }
        .above {
          display: none;
        }
      }
    `,
  ];

  override render() {
    return this.#sheets.render({
      pending: () => bones(16, true),
      error: (error) =>
        html`<div class="above">
          ${failure(error, this.words, () => this.#sheets.run())}
          <p class="buttons">
            <a class="outlined" href="/patrol${pageHash({ tab: 'plan' })}">${this.words.planning.plan.back}</a>
          </p>
        </div>`,
      complete: (sheets) => html`${this.above(sheets)}
        <div class="sheets">
          ${sheets.walks.map((sheet) => html`<jw-patrol-sheet .sheet=${sheet} .of=${sheets}></jw-patrol-sheet>`)}
        </div>`,
    });
  }

  private above({ plan, walks }: PlanSheets): TemplateResult {
    const { sheet } = this.words.walk;
    const back = html`<a class="outlined" href="/patrol${pageHash({ plan: String(this.planId) })}">${sheet.back}</a>`;
    if (walks.length === 0)
      return html`<div class="above">${heading(plan.name, sheet.pages)} ${empty(sheet.empty, back)}</div>`;
    return html`<div class="above">
      ${heading(plan.name, sheet.pages, sheet.pages_lead(String(walks.length)))}
      <div class="buttons">
        <button class="primary" @click=${() => window.print()}>${icon('print')}${sheet.print}</button>
        ${back}
      </div>
    </div>`;
  }
}
