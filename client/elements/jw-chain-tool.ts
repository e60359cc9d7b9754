import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DutyChain } from '../../server/api/duty-chain/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { picking } from '../state/picking.ts';
import { formatSection } from '../state/section.ts';
import { mayAt } from '../state/session.ts';
import { store } from '../state/store.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import './jw-duty-ladder.ts';
import { partStyles } from './part-styles.ts';
import { bones, empty, failure, heading } from './parts.ts';
import type { Reference } from './reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** Who answers at the place that the map's pin shows: what was pressed long, else where the map looks at first, then wherever the reader clicks. */
@customElement('jw-chain-tool')
export class JwChainTool extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private centre: LonLat | null = null;
  #shown: DutyChain | null = null;
  #chain = new Task(this, {
    args: () => [this.centre?.join()] as const,
    task: async (_, { signal }): Promise<DutyChain | null> => {
      if (!this.centre) return null;
      const [lon, lat] = this.centre.map(String) as [string, string];
      this.#shown = await answer(api['duty-chain'].$get({ query: { lon, lat } }, { init: { signal } }));
      return this.#shown;
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      .busy {
        opacity: 0.5;
      }
      jw-duty-ladder {
        margin-top: var(--space-4);
      }
      a {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
        margin-top: var(--space-4);
        color: var(--accent);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const { camera } = store.state;
    this.centre = picking.takeOffered() ?? this.centre;
    // A page that was opened without a link looks at the whole.
    this.centre ??= camera ? [camera.longitude, camera.latitude] : (this.reference.deployment.root?.centre ?? null);
    picking.begin({ centre: this.centre, picked: this.picked });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    picking.end(this.picked);
  }

  override render() {
    const { words } = this;
    return html`${heading('', words.chain.toolTitle, words.chain.toolLead)}
      <div class=${this.#chain.status === 1 ? 'busy' : ''} aria-live="polite" aria-busy=${this.#chain.status === 1}>
        ${this.#chain.render({
          pending: () => (this.#shown ? this.ladder(this.#shown) : bones(12)),
          error: (error) => failure(error, words, () => this.#chain.run()),
          complete: (chain) => (chain ? this.ladder(chain) : nothing),
        })}
      </div>
      ${this.link()}`;
  }

  private ladder(chain: DutyChain) {
    if (chain.rungs.length === 0) return empty(this.words.chain.outside);
    return html`<jw-duty-ladder .reference=${this.reference} .rungs=${chain.rungs}></jw-duty-ladder>`;
  }

  /** To the report of the community, for who arranges duties there. */
  private link() {
    const place = this.#shown?.path.at(-2) ?? this.#shown?.path.at(-1);
    if (!place || !mayAt('arrange', place.area_code)) return nothing;
    const { theme, language } = store.state;
    const href = `/duty-chain${formatSection({ section: '', theme, language, rest: { area_code: place.area_code } })}`;
    return html`<a href=${href}>${icon('audit')}${this.words.chain.report}</a>`;
  }

  private picked = (centre: LonLat): void => {
    this.centre = centre;
  };
}
