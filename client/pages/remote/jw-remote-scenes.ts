import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KeptScene } from '../../../server/api/walls/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { formatCount } from '../../format/number.ts';
import type { Press, RemoteView } from './remote-view.ts';
import { sceneName } from './wall-words.ts';

/** For how long a scene may be pinned, minutes; null: until it is let go. */
const pinSpans = [15, 60, null] as const;
/** A press that lasts as long, ms, is a long one. */
const HOLD_MS = 500;

/**
 * All scenes: a tap shows one now, a long press or the pin beside it keeps it there.
 * @fires jw-press with a Press.
 */
@customElement('jw-remote-scenes')
export class JwRemoteScenes extends JwElement {
  @property({ attribute: false }) view!: RemoteView;
  /** The scene of which is asked for how long it is to stay. */
  @state() private pinning: string | null = null;
  #hold: ReturnType<typeof setTimeout> | undefined;
  /** The press under way was a long one: its end is no tap. */
  #held = false;

  static override styles = [
    formSheet,
    css`
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .show {
        display: grid;
        grid-template-columns: 1.5rem 1fr auto;
        align-items: center;
        gap: var(--space-2);
        min-block-size: 3.25rem;
        padding: 0;
        font-size: var(--type-3);
        touch-action: manipulation;
        user-select: none;
        -webkit-touch-callout: none;
      }
      .show:active {
        background: color-mix(in srgb, var(--accent) 10%, transparent);
      }
      .show[aria-current='true'] {
        font-weight: 600;
      }
      .note {
        font-variant-numeric: tabular-nums;
        font-weight: 400;
      }
      .pin {
        justify-content: center;
        inline-size: 3.25rem;
        color: var(--ink-soft);
      }
      .spans {
        grid-column: 1 / -1;
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--space-2);
        padding-block: 0 var(--space-3);
      }
      .spans button {
        justify-content: center;
        min-block-size: 2.75rem;
      }
      .hint {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { scenes: words } = this.words.remote;
    const { scenes } = this.view.list;
    const turning = this.view.shown?.turning ?? [];
    const named = turning.flatMap((id) => scenes.find((scene) => scene.id === id) ?? []);
    const others = scenes.filter(({ id }) => !turning.includes(id));
    return html`<section>
        <h3>${words.turning}</h3>
        <ul>${[...new Set(named)].map((scene) => this.row(scene))}</ul>
      </section>
      ${
        others.length
          ? html`<section>
            <h3>${words.others}</h3>
            <ul>${others.map((scene) => this.row(scene))}</ul>
          </section>`
          : nothing
      }
      <p class="note hint">${words.hint}</p>`;
  }

  private row({ id, duration_s }: KeptScene) {
    const { scenes: words } = this.words.remote;
    const { list, shown } = this.view;
    const name = sceneName(list.scenes, id, this.language);
    const isShown = shown?.scene.id === id;
    const isPinned = isShown && shown.why === 'pinned';
    const state = isPinned
      ? words.isPinned
      : isShown
        ? words.isShown
        : words.seconds(formatCount(duration_s, this.language));
    return html`<li>
      <button
        class="show"
        aria-current=${isShown}
        @pointerdown=${() => this.startHold(id)}
        @pointerup=${this.endHold}
        @pointerleave=${this.endHold}
        @pointercancel=${this.endHold}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @click=${() => this.show(id)}
      >
        <span>${isPinned ? icon('fix') : isShown ? icon('goOn') : nothing}</span>
        <span>${name}</span><span class="note">${state}</span>
      </button>
      <button
        class="quiet pin"
        aria-label=${words.pin(name)}
        title=${words.pin(name)}
        aria-expanded=${this.pinning === id}
        @click=${() => this.ask(this.pinning === id ? null : id)}
      >
        ${icon('fix')}
      </button>
      ${this.pinning === id ? this.spans(id) : nothing}
    </li>`;
  }

  private spans(scene: string) {
    const { scenes: words } = this.words.remote;
    return html`<div class="spans" role="group" aria-label=${words.pinFor} @keydown=${this.escape}>
      ${pinSpans.map(
        (minutes) => html`<button
          class="outlined"
          @click=${() => {
            this.pinning = null;
            this.press({ command: 'pin', scene, minutes });
          }}
        >
          ${minutes === null ? words.untilLetGo : words.minutes(minutes)}
        </button>`,
      )}
    </div>`;
  }

  private show(scene: string): void {
    if (this.#held) {
      this.#held = false;
      return;
    }
    this.pinning = null;
    this.press({ command: 'show', scene });
  }

  private ask(scene: string | null): void {
    this.pinning = scene;
  }

  private startHold(scene: string): void {
    this.#held = false;
    clearTimeout(this.#hold);
    this.#hold = setTimeout(() => {
      this.#held = true;
      this.ask(scene);
    }, HOLD_MS);
  }

  private endHold(): void {
    clearTimeout(this.#hold);
  }

  private escape(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.ask(null);
  }

  private press(press: Press): void {
    this.emit('jw-press', press);
  }
}
