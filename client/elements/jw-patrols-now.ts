import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ActivePatrol } from '../../server/api/patrol-walk/schema.ts';
import { answer, api } from '../api.ts';
import { live } from '../state/live.ts';
import { formatSection } from '../state/section.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import './jw-active-patrols.ts';
import { sheetStyles } from './styles.ts';

/** The feed tells every check-in; the whole is asked for at most this often, ms. */
const PACE_MS = 3000;

/** Squads that are under way in an area at this moment, up to date by the feed; nothing where there are none. Choosing one opens its plan. */
@customElement('jw-patrols-now')
export class JwPatrolsNow extends JwElement {
  @property({ attribute: false }) areaCode = '';
  @state() private items: readonly ActivePatrol[] = [];
  #view = new StoreController(this, (view) => view);
  #ends: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    sheetStyles,
    css`
      :host(:not([open])) {
        display: none;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ends = [
      live.subscribe(({ event }) => {
        if (event === 'patrol' || event === 'reset') this.later();
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('areaCode')) return;
    this.show([]);
    void this.ask();
  }

  override render() {
    if (this.items.length === 0) return nothing;
    return html`<section>
      <h3>${this.words.planning.active.title}</h3>
      <jw-active-patrols .items=${this.items} @jw-active-choose=${this.open}></jw-active-patrols>
    </section>`;
  }

  private later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.ask();
    }, PACE_MS);
  }

  private async ask(): Promise<void> {
    const { areaCode } = this;
    // What is under way is told once more by the feed; an area's panel is no place for that fault.
    const found = await answer(api['patrol-active'].$get({ query: { area_code: areaCode } })).catch(() => null);
    if (found && areaCode === this.areaCode) this.show(found.items);
  }

  private show(items: readonly ActivePatrol[]): void {
    this.items = items;
    this.toggleAttribute('open', items.length > 0);
  }

  private readonly open = ({ detail }: CustomEvent<ActivePatrol>) => {
    const { theme, language } = this.#view.value;
    location.assign(
      `/patrol${formatSection({ section: '', theme, language, rest: { plan: String(detail.plan_id) } })}`,
    );
  };
}
