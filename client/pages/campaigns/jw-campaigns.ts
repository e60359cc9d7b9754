import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Campaign, CampaignList } from '../../../server/api/campaigns/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDate } from '../../format/time.ts';
import { may } from '../../state/session.ts';
import './jw-campaign.ts';
import './jw-campaign-form.ts';

/** Campaigns: the list, a new one, or one of them. */
@customElement('jw-campaigns')
export class JwCampaigns extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Number of the campaign that is shown; null: the list. */
  @state() private shown: number | 'new' | null = null;
  #list = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }) => answer<CampaignList>(api.campaigns.$get({ query: {} }, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      :host {
        display: block;
        max-inline-size: 60rem;
      }
      .add {
        margin-block: var(--space-4);
      }
      li button {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
        inline-size: 100%;
        padding: var(--space-3) var(--space-2);
        border-radius: 0;
        border-bottom: 1px solid var(--rule);
        text-align: start;
      }
      li button:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      li .note {
        grid-column: 1 / -1;
      }
      .ended {
        color: var(--ink-soft);
      }
      .back {
        margin-bottom: var(--space-4);
      }
    `,
  ];

  override render() {
    const words = this.words.campaigns;
    if (this.shown === null) return this.list();
    return html`<button class="link back" @click=${this.back}>${words.back}</button>
      ${
        this.shown === 'new'
          ? html`<jw-campaign-form
              .reference=${this.reference}
              .questions=${this.#list.value?.questions ?? []}
              @jw-done=${({ detail }: CustomEvent<number>) => {
                this.shown = detail;
              }}
            ></jw-campaign-form>`
          : html`<jw-campaign .reference=${this.reference} .campaignId=${this.shown}></jw-campaign>`
      }`;
  }

  private list() {
    const words = this.words.campaigns;
    return html`${heading('', this.words.duties.sections.campaigns, words.lead)}
    ${
      may('arrange')
        ? html`<button
            class="primary add"
            @click=${() => {
              this.shown = 'new';
            }}
          >
            ${icon('plus')}${words.add}
          </button>`
        : nothing
    }
    ${this.#list.render({
      pending: () => bones(6),
      error: (error) => failure(error, this.words, () => this.#list.run()),
      complete: ({ items }) =>
        items.length === 0
          ? empty(may('arrange') ? words.none : words.noneToKnock)
          : html`<ul>
              ${items.map((campaign) => this.row(campaign))}
            </ul>`,
    })}`;
  }

  private row({ id, name, state: standing, area_name, starts_on, ends_on }: Campaign) {
    const words = this.words.campaigns;
    const clock = clockOf(this.reference, this.language);
    const span = words.span(formatDate(starts_on, clock), formatDate(ends_on, clock));
    return html`<li>
      <button
        class=${standing}
        @click=${() => {
          this.shown = id;
        }}
      >
        <strong>${name}</strong><span>${words.states[standing]}</span>
        <span class="note">${area_name} · ${span}</span>
      </button>
    </li>`;
  }

  private back(): void {
    this.shown = null;
    void this.#list.run();
  }
}
