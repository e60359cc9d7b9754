import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatLeft } from '../../elements/time-left.ts';
import { wallTime } from '../../format/time.ts';
import type { Showing } from '../../state/wall/programme.ts';
import { customProperties } from '../../theme/apply.ts';
import { night } from '../../theme/palette.ts';
import type { Press, RemoteView } from './remote-view.ts';
import { isSteered, neighbour, sceneName } from './wall-words.ts';

/** The wall is dark by day, too; so is its small likeness. */
const dark = Object.fromEntries(customProperties(night));

/**
 * What a wall shows now, with the time it has left, and the three keys under the thumb.
 * @fires jw-press with a Press.
 */
@customElement('jw-remote-now')
export class JwRemoteNow extends JwElement {
  @property({ attribute: false }) view!: RemoteView;

  static override styles = [
    formSheet,
    css`
      .now {
        position: relative;
        display: grid;
        align-content: space-between;
        gap: var(--space-3);
        min-block-size: 10rem;
        padding: var(--space-4) var(--space-4) var(--space-5);
        border-radius: var(--radius);
        background: var(--paper);
        color: var(--ink);
      }
      .top {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
        color: var(--ink-soft);
      }
      .name {
        font-size: var(--type-5);
        font-weight: 600;
        line-height: 1.25;
        text-wrap: balance;
      }
      .left {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
      .why {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
      }
      .why.emergency {
        color: var(--cinnabar);
      }
      .line {
        position: absolute;
        inset: auto 0 0;
        block-size: 0.25rem;
        background: color-mix(in srgb, var(--lamp) 22%, var(--paper));
      }
      .line span {
        display: block;
        block-size: 100%;
        inline-size: var(--share);
        background: var(--lamp);
      }
      .keys {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      .keys button {
        display: grid;
        justify-items: center;
        align-content: center;
        gap: var(--space-1);
        min-block-size: 4.5rem;
        border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
        background: var(--sheet-raised);
        font-weight: 600;
        touch-action: manipulation;
      }
      .keys .icon {
        inline-size: 1.75rem;
        block-size: 1.75rem;
      }
      .keys button:active {
        background: color-mix(in srgb, var(--accent) 14%, var(--sheet-raised));
      }
      .back {
        inline-size: 100%;
        margin-top: var(--space-2);
        min-block-size: 2.75rem;
      }
      .back:disabled {
        border-color: var(--rule);
        color: var(--ink-faint);
      }
    `,
  ];

  override render() {
    const { shown, wall, list } = this.view;
    const { now } = this.words.remote;
    if (!shown) return html`<p class="note">${now.nothing}</p>`;
    const { resting } = wall.state;
    return html`<div class="now" style=${styleOf(dark)}>
        <p class="top"><span>${now.label}</span>${this.why(shown)}</p>
        <div>
          <p class="name">${resting ? now.resting : sceneName(list.scenes, shown.scene.id, this.language)}</p>
          <p class="left">${resting ? now.restingNote : this.left(shown)}</p>
        </div>
        ${resting ? nothing : this.line(shown)}
      </div>
      ${this.keys(shown)}`;
  }

  private why({ why }: Showing) {
    const { now } = this.words.remote;
    const drawing = why === 'pinned' ? icon('fix') : why === 'emergency' ? icon('alert') : nothing;
    return html`<span class="why ${why}">${drawing}${now.why[why]}</span>`;
  }

  /** How long the scene stands, and what comes after it. */
  private left(shown: Showing): TemplateResult {
    const { now } = this.words.remote;
    const { list, now_ms, reference } = this.view;
    const { until_ms, why } = shown;
    if (until_ms === null) return html`<span>${now.stands}</span>`;
    const left = now.left(formatLeft(until_ms - now_ms));
    if (why === 'pinned') {
      const { time } = wallTime(new Date(until_ms).toISOString(), reference.deployment.time_zone);
      return html`<span>${now.pinnedUntil(time)}</span><span>${left}</span>`;
    }
    const next = neighbour(shown, 1);
    return html`<span>${left}</span>
      ${next && next !== shown.scene.id ? html`<span>${now.next(sceneName(list.scenes, next, this.language))}</span>` : nothing}`;
  }

  private line({ since_ms, until_ms }: Showing) {
    if (until_ms === null) return nothing;
    const share = (until_ms - this.view.now_ms) / (until_ms - since_ms);
    return html`<div class="line"><span style=${styleOf({ '--share': `${(share * 100).toFixed(2)}%` })}></span></div>`;
  }

  private keys(shown: Showing) {
    const { now } = this.words.remote;
    const { wall, now_ms } = this.view;
    const isHeld = shown.why === 'pinned';
    const step = (by: 1 | -1) => () => {
      const scene = neighbour(shown, by);
      if (scene) this.press({ command: 'show', scene });
    };
    const hold = (): void =>
      this.press(isHeld ? { command: 'unpin' } : { command: 'pin', scene: shown.scene.id, minutes: null });
    return html`<div class="keys">
        <button @click=${step(-1)}>${icon('previous')}${now.previousScene}</button>
        <button aria-pressed=${isHeld} @click=${hold}>${icon(isHeld ? 'goOn' : 'holdStill')}${isHeld ? now.goOn : now.hold}</button>
        <button @click=${step(1)}>${icon('next')}${now.nextScene}</button>
      </div>
      <button class="outlined back" title=${now.backNote} ?disabled=${!isSteered(wall.state, now_ms)} @click=${() => this.press({ command: 'unpin' })}>
        ${icon('undo')}${now.back}
      </button>`;
  }

  private press(press: Press): void {
    this.emit('jw-press', press);
  }
}
