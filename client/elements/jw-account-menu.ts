import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { answer, api, askSession } from '../api.ts';
import { pageLink } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import { store } from '../state/store.ts';
import { visits } from '../state/visits/visits.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { pageGroups } from './page-groups.ts';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** Who is signed in, and where they can go: the day's work, the areas and who answers for them, their account; signing out. */
@customElement('jw-account-menu')
export class JwAccountMenu extends JwElement {
  @state() private open = false;
  @state() private fault = '';
  @query('button') private opener!: HTMLButtonElement;
  #session = new SessionController(this);
  /** Of how many visits that wait somebody was warned before signing out. */
  #warned = '';

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      :host {
        position: relative;
      }
      .name {
        max-inline-size: 8em;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      nav {
        position: absolute;
        inset: calc(100% + var(--space-2)) 0 auto auto;
        z-index: 8;
        min-inline-size: 13rem;
        padding-block: var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet);
        box-shadow: var(--shadow);
      }
      .who {
        padding: var(--space-1) var(--space-4) var(--space-2);
        border-bottom: 1px solid var(--rule);
        margin-bottom: var(--space-1);
        overflow-wrap: anywhere;
      }
      nav a,
      nav button {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        inline-size: 100%;
        min-block-size: max(2.25rem, var(--target));
        padding: 0 var(--space-4);
        border-radius: 0;
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
      }
      nav a:hover,
      nav button:hover {
        background: color-mix(in srgb, var(--ink) 6%, transparent);
      }
      nav a[aria-current='page'] {
        color: var(--accent);
        font-weight: 600;
      }
      nav .icon {
        color: var(--ink-soft);
      }
      ul + ul {
        margin-top: var(--space-1);
        padding-top: var(--space-1);
        border-top: 1px solid var(--rule);
      }
      .fault {
        padding: var(--space-1) var(--space-4);
      }
      @media (max-width: 1099px) {
        .name {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { caller } = this.#session;
    if (!caller) return nothing;
    const { menu } = this.words.access;
    return html`
      <div @focusout=${this.leave} @keydown=${this.press}>
        <button
          class="quiet"
          aria-label=${menu.name(caller.display_name)}
          title=${caller.display_name}
          aria-expanded=${this.open}
          aria-controls="menu"
          @click=${() => {
            this.open = !this.open;
          }}
        >
          ${icon('account')}<span class="name">${caller.display_name}</span>
        </button>
        ${this.open ? this.menu(caller.login ?? caller.display_name) : nothing}
      </div>
    `;
  }

  private menu(login: string) {
    const { menu } = this.words.access;
    return html`<nav id="menu" aria-label=${menu.label}>
      <p class="who note">${login}</p>
      ${pageGroups(this.#session.caller?.kind === 'session', this.words).map(
        (group) => html`<ul>
          ${group.map(
            ({ path, symbol, label }) =>
              html`<li><a href=${pageLink(path, store.state)} aria-current=${location.pathname === path ? 'page' : nothing}>${icon(symbol)}${label}</a></li>`,
          )}
        </ul>`,
      )}
      <ul>
        <li><button @click=${this.signOut}>${icon('leave')}${menu.signOut}</button></li>
      </ul>
      ${this.fault ? html`<p class="fault note" role="alert">${this.fault}</p>` : nothing}
    </nav>`;
  }

  private async signOut(): Promise<void> {
    const waiting = String(visits.waiting_count);
    if (waiting !== '0' && this.#warned !== waiting) {
      this.#warned = waiting;
      this.fault = this.words.duties.waiting.leaving(waiting);
      return;
    }
    try {
      await answer(api.session.$delete());
      await askSession();
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }

  private leave(event: FocusEvent): void {
    if (!this.renderRoot.contains(event.relatedTarget as Node | null)) this.open = false;
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.open = false;
    this.opener.focus();
  }
}
