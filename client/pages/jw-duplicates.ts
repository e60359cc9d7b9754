import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Duplicate } from '../../server/api/duplicates/schema.ts';
import type { Page } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { Paging } from '../elements/paging.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { faultLine, Submission } from '../elements/submission.ts';
import { AddressController } from '../state/address-controller.ts';
import { may, session } from '../state/session.ts';
import './merging/jw-duplicate-pair.ts';
import './merging/jw-mergings.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

const kinds = ['household', 'resident', 'merged'] as const;
type Kind = (typeof kinds)[number];

/** Households and persons that may have been entered twice: compared, merged, and what was merged undone. */
@customElement('jw-duplicates')
export class JwDuplicates extends JwElement {
  #address = new AddressController(this, () => {
    this.told = null;
    this.restart();
  });
  @state() private told: { text: string; undo?: () => Promise<unknown> } | null = null;
  #reference = referenceTask(this);
  #areaName = new Task(this, {
    args: () => [this.area] as const,
    task: async ([area_code], { signal }) =>
      area_code
        ? (await answer(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))).area.name
        : '',
  });
  #undoing = new Submission(this);
  #pairs = new Paging<Duplicate>(this, (page, signal) => {
    const kind = this.kind === 'merged' ? 'household' : this.kind;
    const query = { area_code: this.area, kind, page, limit: '20' };
    return answer<Page<Duplicate>>(api.duplicates.$get({ query }, { init: { signal } }));
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    readingStyles,
    css`
      main {
        max-inline-size: 56rem;
        margin-inline: auto;
      }
      jw-area-picker {
        display: block;
        max-inline-size: 22rem;
        margin-block: var(--space-4);
      }
      nav {
        display: flex;
        gap: var(--space-5);
        margin-bottom: var(--space-4);
        border-bottom: 1px solid var(--rule);
      }
      nav a {
        min-block-size: var(--target);
        padding-block: var(--space-2);
        color: var(--ink-soft);
        text-decoration: none;
      }
      nav a[aria-current='true'] {
        color: var(--ink);
        font-weight: 600;
        box-shadow: inset 0 -0.125rem var(--accent);
      }
      .told {
        display: flex;
        gap: var(--space-4);
        align-items: center;
        min-block-size: var(--target);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.restart();
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.merging.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.merging.title}></jw-page-head></header>
      <div class="scroll">
        <main>
          ${
            may('arrange')
              ? this.#reference.render({
                  pending: () => bones(14, true),
                  error: (error) => failure(error, words, () => this.#reference.run()),
                  complete: (reference) => this.content(reference),
                })
              : empty(words.access.noAdministration)
          }
        </main>
      </div>
    `;
  }

  private content(reference: Reference) {
    const { merging } = this.words;
    return html`
      ${heading('', merging.title, merging.lead)}
      <jw-area-picker
        .label=${merging.area}
        .within=${this.home}
        .value=${this.#areaName.value ?? ''}
        @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
          const area = event.detail;
          if (area) this.#address.go({ section: this.kind, rest: { area_code: area.area_code } });
        }}
      ></jw-area-picker>
      <nav aria-label=${merging.kindsLabel}>
        ${kinds.map((kind) => html`<a href=${this.#address.link({ section: kind, rest: this.#address.rest })} aria-current=${kind === this.kind}>${merging.kinds[kind]}</a>`)}
      </nav>
      <div class="told" role="status">
        ${this.told?.text}
        ${this.told?.undo ? html`<button class="outlined" ?disabled=${this.#undoing.busy} @click=${this.undo}>${merging.undo}</button>` : nothing}
      </div>
      ${faultLine(this.#undoing, this.words)}
      ${
        this.kind === 'merged'
          ? html`<jw-mergings
              .reference=${reference}
              .area_code=${this.area}
              @jw-undone=${() => this.tell(merging.undone)}
            ></jw-mergings>`
          : this.list(reference, this.kind)
      }
    `;
  }

  private list(reference: Reference, kind: 'household' | 'resident') {
    const { words } = this;
    const { rows, state, error, hasMore } = this.#pairs;
    return html`
      ${rows.map(
        (duplicate) => html`<jw-duplicate-pair
          .duplicate=${duplicate}
          .reference=${reference}
          @jw-renew=${() => this.#pairs.renew()}
          @jw-merged=${this.merged}
          @jw-dismissed=${this.dismissed}
        ></jw-duplicate-pair>`,
      )}
      ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#pairs.more()) : nothing}
      ${state === 'done' && rows.length === 0 && !hasMore ? empty(words.merging.none[kind]) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#pairs.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private get kind(): Kind {
    return kinds.find((kind) => kind === this.#address.section) ?? 'household';
  }

  /** The first area that the caller arranges: where the page begins. */
  private get home(): string {
    return session.caller?.grants[0]?.area_code ?? '';
  }

  private get area(): string {
    return this.#address.rest.area_code ?? this.home;
  }

  private merged = (event: CustomEvent<number>): void => {
    const param = { change_id: String(event.detail) };
    this.tell(this.words.merging.merged, () =>
      answer(api.duplicates.merged[':change_id'].undo.$post({ param, json: {} })),
    );
    void this.#pairs.renew();
  };

  private dismissed = (
    event: CustomEvent<{ kind: 'household' | 'resident'; kept_id: number; gone_id: number }>,
  ): void => {
    this.tell(this.words.merging.dismissed, () => answer(api.duplicates.proposed.$post({ json: event.detail })));
    void this.#pairs.renew();
  };

  private async undo(): Promise<void> {
    const undo = this.told?.undo;
    if (!undo || !(await this.#undoing.run(undo))) return;
    this.tell(this.words.merging.undone);
    void this.#pairs.renew();
  }

  private tell(text: string, undo?: () => Promise<unknown>): void {
    this.#undoing.clear();
    this.told = { text, ...(undo && { undo }) };
  }

  private restart(): void {
    if (this.kind !== 'merged' && this.area) void this.#pairs.restart();
  }
}
