import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { may, session } from '../state/session.ts';
import './duty-chain/jw-duty-bodies.ts';
import './duty-chain/jw-duty-checks.ts';
import type { JwDutyChecks } from './duty-chain/jw-duty-checks.ts';
import './duty-chain/jw-duty-roster.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

const sections = ['checks', 'holders', 'bodies'] as const;
type Section = (typeof sections)[number];

/** The chain of duty of an area: the four checks as a report, who answers for what, the bodies of the tree. The address says which. */
@customElement('jw-duty-chain')
export class JwDutyChain extends JwElement {
  @state() private printing = false;
  @query('jw-duty-checks') private checks?: JwDutyChecks;
  #address = new AddressController(this);
  #reference = referenceTask(this);
  #area = new Task(this, {
    args: () => [this.areaCode] as const,
    task: async ([area_code], { signal }): Promise<AreaDetail | null> =>
      area_code ? answer(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } })) : null,
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      .choose {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-5);
        margin-bottom: var(--space-5);
      }
      nav {
        display: flex;
        gap: var(--space-4);
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-block-size: max(2.5rem, var(--target));
        border-bottom: 0.125rem solid transparent;
        color: var(--ink-soft);
        text-decoration: none;
        white-space: nowrap;
      }
      nav a[aria-current='page'] {
        border-color: var(--accent);
        color: var(--ink);
        font-weight: 600;
      }
      jw-area-picker {
        flex: 0 1 18rem;
      }
      .print {
        margin-inline-start: auto;
      }
      main {
        max-inline-size: 76rem;
      }
      @media print {
        .choose {
          display: none;
        }
      }
    `,
  ];

  override updated(): void {
    document.title = this.words.page.title(this.words.chain.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.chain.title}></jw-page-head></header>
      <div class="scroll">
        <main>
          ${this.#reference.render({
            pending: () => bones(14, true),
            error: (error) => failure(error, words, () => this.#reference.run()),
            complete: (reference) => this.sheet(reference),
          })}
        </main>
      </div>
    `;
  }

  private sheet(reference: Reference): TemplateResult {
    const { words } = this;
    return html`${this.chooser()}
    ${this.#area.render({
      pending: () => bones(12, true),
      error: (error) => failure(error, words, () => this.#area.run()),
      complete: (detail) => (detail ? this.content(reference, detail) : empty(words.chain.noArea)),
    })}`;
  }

  private chooser(): TemplateResult {
    const { chain } = this.words;
    return html`<div class="choose">
      <nav aria-label=${chain.title}>
        ${this.open.map(
          (section) =>
            html`<a href=${this.link({ section })} aria-current=${section === this.section ? 'page' : nothing}>${chain.sections[section]}</a>`,
        )}
      </nav>
      <jw-area-picker
        .label=${chain.area}
        .within=${this.areaCode}
        .value=${this.#area.value?.area.name ?? ''}
        @jw-area=${this.choose}
      ></jw-area-picker>
      ${
        this.section === 'checks'
          ? html`<button class="outlined print" ?disabled=${this.printing} @click=${this.print}>${icon('print')}${chain.printReport}</button>`
          : nothing
      }
    </div>`;
  }

  private content(reference: Reference, { area }: AreaDetail): TemplateResult {
    if (this.section === 'checks') return html`<jw-duty-checks .reference=${reference} .area=${area}></jw-duty-checks>`;
    if (this.section === 'holders')
      return html`<jw-duty-roster .reference=${reference} .area=${area}></jw-duty-roster>`;
    return html`<jw-duty-bodies .reference=${reference} .area=${area}></jw-duty-bodies>`;
  }

  /** Checks are for who arranges duties. */
  private get open(): readonly Section[] {
    return may('arrange') ? sections : sections.slice(1);
  }

  private get section(): Section {
    return this.open.find((one) => one === this.#address.section) ?? this.open[0]!;
  }

  /** The area of the address, else the caller's own, else the root. */
  private get areaCode(): string {
    const rights = session.caller?.rights;
    const own = rights?.arrange?.[0] || rights?.map?.[0];
    return this.#address.rest.area_code || own || (this.#reference.value?.deployment.root?.area_code ?? '');
  }

  private choose(event: CustomEvent<AreaChoice | null>): void {
    if (event.detail) location.hash = this.link({ area_code: event.detail.area_code });
  }

  private link(change: { section?: Section; area_code?: string }): string {
    const area_code = change.area_code ?? this.areaCode;
    return this.#address.link({ section: change.section ?? this.section, rest: { area_code } });
  }

  private readonly print = async (): Promise<void> => {
    this.printing = true;
    await this.checks?.print();
    this.printing = false;
  };
}
