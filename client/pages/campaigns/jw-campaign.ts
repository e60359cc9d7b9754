import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CampaignPart, CampaignProgress } from '../../../server/api/campaigns/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { saveBytes } from '../../elements/saved-file.ts';
import { styleOf } from '../../elements/style-of.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import type { HouseSign } from '../../map/houses/house-style.ts';
import { live } from '../../state/live.ts';
import { session } from '../../state/session.ts';
import './jw-campaign-doors.ts';
import './jw-campaign-houses.ts';
import { progressCsv } from './progress-csv.ts';

/** How far each house is. */
export function signsOf(parts: readonly CampaignPart[]): Map<number, HouseSign> {
  return new Map(
    parts.flatMap(({ building_id, door_count, done_count }) => {
      if (building_id === null) return [];
      const done = done_count ?? 0;
      return [[building_id, done === 0 ? 'to_do' : done < (door_count ?? 0) ? 'begun' : 'done'] as const];
    }),
  );
}

/** One campaign: how far it is, building by building, and the doors of the building that is open. */
@customElement('jw-campaign')
export class JwCampaign extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) campaignId = 0;
  @state() private open: number | null = null;
  @state() private fault = '';
  #end: (() => void) | undefined;
  #progress = new Task(this, {
    args: () => [this.campaignId] as const,
    task: ([id], { signal }) =>
      answer<CampaignProgress>(api.campaigns[':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .acts {
        margin-block: var(--space-4);
      }
      .whole {
        margin-block: var(--space-4) var(--space-2);
        font-size: var(--type-4);
      }
      .part {
        display: grid;
        grid-template-columns: minmax(8rem, 1.2fr) minmax(4rem, 2fr) 7.5rem;
        align-items: center;
        gap: var(--space-3);
        inline-size: 100%;
        min-block-size: max(2.75rem, var(--target));
        padding: var(--space-2);
        border-radius: 0;
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 60%, transparent);
        text-align: start;
      }
      button.part:hover,
      button.part[aria-expanded='true'] {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      .track {
        block-size: 0.5rem;
        border: 1px solid var(--rule);
        background: var(--sheet-raised);
      }
      .track i {
        display: block;
        block-size: 100%;
        inline-size: var(--share);
        background: var(--accent);
        forced-color-adjust: none;
      }
      .count {
        text-align: end;
        white-space: nowrap;
      }
      .grid {
        margin-top: var(--space-4);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = live.subscribe(({ event }) => {
      if (event === 'reset' || event === 'news') void this.#progress.run();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override render() {
    const known = this.#progress.value;
    if (known?.id === this.campaignId) return this.content(known);
    return this.#progress.render({
      pending: () => bones(10, true),
      error: (error) => failure(error, this.words, () => this.#progress.run()),
    });
  }

  private content(campaign: CampaignProgress) {
    const words = this.words.campaigns;
    const clock = clockOf(this.reference, this.language);
    const { name, purpose, area_name, starts_on, ends_on, state: standing, parts } = campaign;
    const span = words.span(formatDate(starts_on, clock), formatDate(ends_on, clock));
    return html`${heading(`${area_name ?? ''} · ${span} · ${words.states[standing]}`, name, purpose)}
      ${this.acts(campaign)}
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      ${
        parts.length === 0
          ? empty(words.noDoors)
          : html`<p class="whole figure" role="status">${this.told(campaign)}</p>
              ${campaign.exact ? nothing : html`<p class="note">${words.tens}</p>`}
              ${campaign.exact ? this.map(campaign) : nothing}
              <div @jw-knocked=${() => this.#progress.run()}>${parts.map((part, at) => this.line(campaign, part, parts[at - 1]))}</div>`
      }`;
  }

  private map({ area_code, parts }: CampaignProgress) {
    const { signs } = this.words.campaigns;
    return html`<jw-campaign-houses
      .reference=${this.reference}
      .areaCode=${area_code}
      .signs=${signsOf(parts)}
      .legend=${(['to_do', 'begun', 'done'] as const).map((sign) => [sign, signs[sign]] as const)}
      @jw-house=${({ detail }: CustomEvent<number>) => this.turnTo(parts, detail)}
    ></jw-campaign-houses>`;
  }

  /** Opens the doors of a house that the map was asked for; one without doors to knock at has none. */
  private async turnTo(parts: readonly CampaignPart[], id: number): Promise<void> {
    if (!parts.some(({ building_id }) => building_id === id)) return;
    this.open = id;
    await this.updateComplete;
    const line = this.renderRoot.querySelector<HTMLElement>('button[aria-expanded="true"]');
    line?.scrollIntoView({ block: 'center' });
    line?.focus();
  }

  private line(campaign: CampaignProgress, part: CampaignPart, before: CampaignPart | undefined) {
    const { building_id, area_name, area_code, name } = part;
    const share = part.door_count ? (part.done_count ?? 0) / part.door_count : 0;
    const cells = html`<span>${name || area_name}</span>
      <span class="track" aria-hidden="true"><i style=${styleOf({ '--share': `${Math.min(1, share) * 100}%` })}></i></span>
      <span class="count figure">${this.told(part)}</span>`;
    if (building_id === null) return html`<div class="part">${cells}</div>`;
    const isOpen = this.open === building_id;
    return html`${area_code === before?.area_code ? nothing : html`<h3 class="grid">${area_name}</h3>`}
      <button
        class="part"
        aria-expanded=${isOpen}
        @click=${() => {
          this.open = isOpen ? null : building_id;
        }}
      >
        ${cells}
      </button>
      ${
        isOpen
          ? html`<jw-campaign-doors
              .campaignId=${campaign.id}
              .buildingId=${building_id}
              .asked=${campaign.asked}
              .closed=${campaign.state !== 'running' || !this.may('edit', area_code)}
            ></jw-campaign-doors>`
          : nothing
      }`;
  }

  private acts(campaign: CampaignProgress) {
    const words = this.words.campaigns;
    const arranges = this.may('arrange', campaign.area_code) && campaign.state !== 'ended';
    const { state: standing } = campaign;
    return html`<div class="buttons acts">
      ${
        arranges
          ? html`<button class="outlined" @click=${() => this.turn(campaign, standing === 'paused' ? 'running' : 'paused')}>
                ${icon(standing === 'paused' ? 'goOn' : 'holdStill')}${standing === 'paused' ? words.goOn : words.pause}
              </button>
              <jw-sure-button
                label=${words.end}
                question=${words.endSure}
                @jw-sure=${() => this.turn(campaign, 'ended')}
              ></jw-sure-button>`
          : nothing
      }
      <button class="outlined" @click=${() => this.save(campaign)}>${icon('save')}${words.export}</button>
    </div>`;
  }

  private told({ done_count, door_count }: Pick<CampaignPart, 'done_count' | 'door_count'>): string {
    const words = this.words.campaigns;
    const count = (value: number | null) => (value === null ? words.few : formatCount(value, this.language));
    return words.done(count(done_count), count(door_count));
  }

  /** Whether whoever is signed in has a right over all of an area. */
  private may(right: 'arrange' | 'edit', areaCode: string): boolean {
    return session.caller?.rights[right]?.some((own) => areaCode.startsWith(own)) ?? false;
  }

  private async turn({ id, version }: CampaignProgress, status: 'running' | 'paused' | 'ended'): Promise<void> {
    this.fault = '';
    try {
      await answer(api.campaigns[':id'].$patch({ param: { id: String(id) }, json: { version, status } }));
    } catch (error) {
      this.fault = (error as Error).message;
    }
    await this.#progress.run();
  }

  private save(campaign: CampaignProgress): void {
    saveBytes(`${campaign.name}.csv`, 'text/csv;charset=utf-8', progressCsv(campaign, this.words.campaigns));
  }
}
