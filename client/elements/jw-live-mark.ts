import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { wallTime } from '../format/time.ts';
import { live } from '../state/live.ts';
import { JwElement } from './element.ts';

/** Says whether the screen shows what is, or since when it may not: a full dot, or a hollow one with the time. */
@customElement('jw-live-mark')
export class JwLiveMark extends JwElement {
  #end: (() => void) | undefined;

  static override styles = css`
    :host {
      display: inline-flex;
      font-size: var(--type-1);
      color: var(--ink-soft);
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
    .mark {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
    }
    .dot {
      box-sizing: border-box;
      flex: none;
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border: 0.0938rem solid var(--ink-soft);
      border-radius: 50%;
    }
    .live .dot {
      background: var(--ink-soft);
    }
    /* There the dot alone says that all is well; what is not, is said in words. */
    @media (max-width: 899px) {
      .live .word {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = live.standing.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override render() {
    const { state, since } = live.standing.value;
    if (state === 'off') return nothing;
    const { live: words } = this.words.loop;
    const text = state === 'late' ? words.late(clockTime(since)) : words[state];
    return html`<span class="mark ${state}" role="status" title=${words.hint[state]}>
      <span class="dot" aria-hidden="true"></span><span class="word">${text}</span>
    </span>`;
  }
}

/** `HH:MM` by the clock of this machine, which whoever reads it has before their eyes. */
function clockTime(since: number): string {
  return wallTime(new Date(since).toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone).time;
}
