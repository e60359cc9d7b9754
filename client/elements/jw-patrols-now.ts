import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type ActivePatrol, type ActivePatrols, MOST_ACTIVE } from '../../server/api/patrol-walk/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { Pace } from '../map/pace.ts';
import { live } from '../state/live.ts';
import { formatSection } from '../state/section.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import './jw-active-patrols.ts';
import { sheetStyles } from './styles.ts';

/** The feed tells every check-in; the whole is asked for at most this often, ms. */
const PACE_MS = 3000;
/** A stop gets late by time alone: while squads are under way the whole is asked for this often anyway, ms. */
const LATE_MS = 60_000;

/** Squads that are under way in an area at this moment, up to date by the feed; nothing where there are none. Choosing one opens its plan. */
@customElement('jw-patrols-now')
export class JwPatrolsNow extends JwElement {
  @property({ attribute: false }) areaCode = '';
  @state() private items: readonly ActivePatrol[] = [];
  /** Whether only the first ones were looked at. */
  @state() private more = false;
  #view = new StoreController(this, (view) => view);
  #pace = new Pace(PACE_MS, () => void this.ask());
  #late = new Pace(LATE_MS, () => void this.ask());
  #end: (() => void) | undefined;

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
    this.#end = live.subscribe(({ event }) => {
      if (event === 'patrol' || event === 'reset') this.#pace.ask();
    });
    // While it was away it heard of nothing.
    if (this.hasUpdated) this.#pace.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
    this.#pace.stop();
    this.#late.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('areaCode')) return;
    this.show({ items: [], more: false });
    // Of the area that was shown before nothing more is asked.
    this.#pace.stop();
    this.#pace.ask();
  }

  override render() {
    if (this.items.length === 0) return nothing;
    return html`<section>
      <h3>${this.words.planning.active.title}</h3>
      <jw-active-patrols .items=${this.items} @jw-active-choose=${this.open}></jw-active-patrols>
      ${this.more ? html`<p class="note">${this.words.planning.cut.active(formatCount(MOST_ACTIVE, this.language))}</p>` : nothing}
    </section>`;
  }

  private async ask(): Promise<void> {
    const { areaCode } = this;
    // What is under way is told once more by the feed; an area's panel is no place for that fault.
    const found = await answer(api['patrol-active'].$get({ query: { area_code: areaCode } })).catch(() => null);
    if (found && areaCode === this.areaCode) this.show(found);
    if (this.items.length > 0 && this.isConnected) this.#late.later();
  }

  private show({ items, more }: ActivePatrols): void {
    this.items = items;
    this.more = more;
    this.toggleAttribute('open', items.length > 0);
  }

  private readonly open = ({ detail }: CustomEvent<ActivePatrol>) => {
    const { theme, language } = this.#view.value;
    location.assign(
      `/patrol${formatSection({ section: '', theme, language, rest: { plan: String(detail.plan_id) } })}`,
    );
  };
}
