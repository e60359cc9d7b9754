import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from './element.ts';
import './jw-reporting.ts';
import { partStyles } from './part-styles.ts';
import { bones, failure, heading } from './parts.ts';
import type { Reference } from './reference.ts';
import { reportReference } from './report-reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** Reporting on the console, in the sheet of a tool; the place is shown on the console's own map. */
@customElement('jw-report-tool')
export class JwReportTool extends JwElement {
  @property({ attribute: false }) reference!: Reference;

  #loop = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }): Promise<LoopReference> => answer(api.loop.$get({}, { init: { signal } })),
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      jw-reporting {
        margin-top: var(--space-4);
      }
    `,
  ];

  override render() {
    const { catalogues, deployment } = this.reference;
    const { today, time_zone } = deployment;
    return html`${heading('', this.words.report.form.title)}
    ${this.#loop.render({
      pending: () => bones(10),
      error: (error) => failure(error, this.words, () => this.#loop.run()),
      complete: ({ catalogue }) => html`<jw-reporting
        onConsole
        .reference=${reportReference({ catalogues, today, time_zone })}
        .matters=${catalogue.matters}
      ></jw-reporting>`,
    })}`;
  }
}
