import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { EmergencyPlan } from '../../server/api/emergencies/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { live } from '../state/live.ts';
import { may, session } from '../state/session.ts';
import './emergency/jw-emergency-board.ts';
import './emergency/jw-emergency-declare.ts';
import './emergency/jw-emergency-home.ts';
import './emergency/jw-emergency-record.ts';
import type { EmergencyReference } from './emergency/plan-words.ts';
import { focusHeading } from './focus.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** Emergencies (应急指挥): what lasts and what has ended; declaring one; the board of one; the record of one. The address says which. */
@customElement('jw-emergency')
export class JwEmergency extends JwElement {
  #address = new AddressController(this, () => {
    void this.updateComplete.then(() => focusHeading(this.renderRoot.querySelector('main > :last-child')));
  });
  #reference = referenceTask(this);
  #plans = new Task(this, {
    args: () => [] as const,
    task: async (_, { signal }) =>
      (await answer<{ items: readonly EmergencyPlan[] }>(api.emergencies.plans.$get({}, { init: { signal } }))).items,
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      main {
        max-inline-size: 60rem;
      }
      main.wide {
        max-inline-size: none;
      }
      .back {
        display: inline-block;
        min-block-size: 1.5rem;
        margin-bottom: var(--space-3);
        color: var(--accent);
      }
      @media print {
        .back {
          display: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const { caller } = session;
    live.start(`${caller?.kind} ${caller?.account_id ?? caller?.display_name}`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    live.stop();
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.emergency.title);
  }

  override render() {
    const { words, reference } = this;
    const { section } = this.#address;
    const error = this.#reference.error ?? this.#plans.error;
    return html`
      <header><jw-page-head .heading=${words.emergency.title}></jw-page-head></header>
      <div class="scroll">
        <main class=${section === 'open' ? 'wide' : ''}>
          ${section ? html`<a class="back" href=${this.linkTo('', {})}>${words.emergency.back}</a>` : nothing}
          ${error ? failure(error, words, this.again) : reference ? this.content(reference) : bones(14, true)}
        </main>
      </div>
    `;
  }

  private get reference(): EmergencyReference | null {
    const [reference, plans] = [this.#reference.value, this.#plans.value];
    return reference && plans ? { ...reference, plans } : null;
  }

  private content(reference: EmergencyReference): TemplateResult {
    const { section, rest } = this.#address;
    const id = Number(rest.id) || 0;
    if (section === 'open' && id) {
      return html`<jw-emergency-board
        .reference=${reference}
        .emergencyId=${id}
        .recordLink=${this.linkTo('record', { id: String(id) })}
      ></jw-emergency-board>`;
    }
    if (section === 'record' && id) {
      return html`<jw-emergency-record
        .reference=${reference}
        .emergencyId=${id}
        .boardLink=${this.linkTo('open', { id: String(id) })}
      ></jw-emergency-record>`;
    }
    if (section === 'declare') return this.declaring(reference);
    return html`<jw-emergency-home .reference=${reference} .linkTo=${this.linkTo}></jw-emergency-home>`;
  }

  private declaring(reference: EmergencyReference): TemplateResult {
    if (!may('emergency')) return empty(this.words.emergency.form.away);
    return html`<jw-emergency-declare
      .reference=${reference}
      @jw-done=${(event: CustomEvent<number>) => {
        this.#address.go({ section: 'open', rest: { id: String(event.detail) } });
      }}
    ></jw-emergency-declare>`;
  }

  private again = (): void => {
    void this.#reference.run();
    void this.#plans.run();
  };

  private linkTo = (section: string, rest: Record<string, string>): string => this.#address.link({ section, rest });
}
