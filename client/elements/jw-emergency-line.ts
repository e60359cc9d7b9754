import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { EmergencyPlan, EmergencySummary } from '../../server/api/emergencies/schema.ts';
import type { Page } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { live } from '../state/live.ts';
import { formatSection } from '../state/section.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { gradeWord } from './grade-mark.ts';
import { icon } from './icon.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** A calm line while an emergency lasts in the caller's areas: what and where, and the way to its board. It bears `open` while there is one. */
@customElement('jw-emergency-line')
export class JwEmergencyLine extends JwElement {
  @state() private open: readonly EmergencySummary[] = [];
  /** Words of the plans; asked for once there is something to name. */
  #plans: readonly EmergencyPlan[] | null = null;
  #view = new StoreController(this, (view) => view);
  #end: (() => void)[] = [];

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      :host {
        display: none;
      }
      :host([open]) {
        display: block;
      }
      a {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        block-size: 100%;
        padding-inline: var(--space-4);
        border-inline-start: 0.25rem solid var(--cinnabar);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: color-mix(in srgb, var(--cinnabar) 6%, transparent);
      }
      .icon {
        flex: none;
        color: var(--cinnabar);
      }
      strong {
        min-inline-size: 0;
        overflow: hidden;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .more {
        flex: none;
      }
      .go {
        flex: none;
        margin-inline-start: auto;
        color: var(--accent);
        white-space: nowrap;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'region');
    this.#end = [
      live.subscribe(({ event }) => {
        if (event === 'emergency' || event === 'reset') void this.ask();
      }),
      // What happened before the feed came, it does not tell.
      live.standing.subscribe(({ state }) => {
        if (state === 'live') void this.ask();
      }),
    ];
    void this.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#end) end();
  }

  override willUpdate(): void {
    this.toggleAttribute('open', this.open.length > 0);
    this.setAttribute('aria-label', this.words.emergency.line.label);
  }

  override render() {
    const { line } = this.words.emergency;
    const [first, ...more] = this.open;
    if (!first) return nothing;
    const { theme, language } = this.#view.value;
    const plan = this.#plans?.find(({ id }) => id === first.plan);
    const name = plan ? (language === 'en' ? plan.en : plan.zh) : '';
    const to = more.length
      ? formatSection({ section: '', theme, language, rest: {} })
      : formatSection({ section: 'open', theme, language, rest: { id: String(first.id) } });
    return html`<a href="/emergency${to}">
      ${icon('alert')}
      <strong>${line.lasts(name, gradeWord(first.grade, this.words), first.area_name)}</strong>
      ${more.length ? html`<span class="note more">${line.others(String(more.length))}</span>` : nothing}
      <span class="go">${line.open}</span>
    </a>`;
  }

  /** What fails leaves the line as it was: the next event asks again. */
  private async ask(): Promise<void> {
    const query = { state: 'open' as const, limit: '10' };
    const page = await answer<Page<EmergencySummary>>(api.emergencies.$get({ query })).catch(() => null);
    if (!page) return;
    if (page.items.length) this.#plans ??= await plans().catch(() => null);
    this.open = page.items;
  }
}

async function plans(): Promise<readonly EmergencyPlan[]> {
  return (await answer<{ items: readonly EmergencyPlan[] }>(api.emergencies.plans.$get())).items;
}
