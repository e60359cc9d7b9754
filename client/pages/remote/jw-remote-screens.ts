import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { WallScreen } from '../../../server/api/walls/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { empty } from '../../elements/parts.ts';
import type { Press, RemoteView } from './remote-view.ts';
import { drawingStyles, wallDrawing } from './wall-drawing.ts';
import { isAlive, mayKeep, screenFacts } from './wall-words.ts';

/**
 * The screens of a wall, whether they live, and what is done with all of them.
 * @fires jw-press with a Press.
 */
@customElement('jw-remote-screens')
export class JwRemoteScreens extends JwElement {
  @property({ attribute: false }) view!: RemoteView;

  static override styles = [
    formSheet,
    drawingStyles,
    css`
      .wall {
        margin-top: var(--space-3);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      li {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .one {
        font-weight: 600;
      }
      .silent .one {
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    const { screens } = this.words.remote;
    const { wall, now_ms } = this.view;
    const alive = wall.screens.filter((screen) => isAlive(screen, now_ms)).length;
    // Who steers by a code is told nothing of the screens.
    const isKeeper = mayKeep(wall.area_code);
    return html`<section>
      <h3>${screens.title}${isKeeper ? html`<span>${screens.aliveOf(alive, wall.screens.length)}</span>` : nothing}</h3>
      ${isKeeper ? wallDrawing(wall, this.words, now_ms) : nothing}
      ${this.acts()}
      ${isKeeper && wall.screens.length === 0 ? empty(screens.none) : nothing}
      <ul>${wall.screens.map((screen) => this.row(screen))}</ul>
    </section>`;
  }

  private acts() {
    const { screens } = this.words.remote;
    const { resting } = this.view.wall.state;
    return html`<div class="acts">
      <button class="outlined" @click=${() => this.press({ command: 'identify' })}>${icon('hash')}${screens.identify}</button>
      <button class="outlined" @click=${() => this.press({ command: resting ? 'wake' : 'rest' })}>
        ${icon(resting ? 'sun' : 'moon')}${resting ? screens.wake : screens.rest}
      </button>
      <jw-sure-button
        .label=${screens.reload}
        .question=${screens.reloadSure}
        @jw-sure=${() => this.press({ command: 'reload' })}
      ></jw-sure-button>
    </div>`;
  }

  private row(screen: WallScreen) {
    const { screens } = this.words.remote;
    const { list, now_ms } = this.view;
    const lives = isAlive(screen, now_ms);
    const facts = screenFacts(screen, { scenes: list.scenes, words: this.words, language: this.language, now_ms });
    return html`<li class=${lives ? 'alive' : 'silent'}>
      <p class="one">${screens.part(screen.part)} · ${lives ? screens.alive : screens.silent}</p>
      <p class="note figure">${facts.join(' · ')}</p>
    </li>`;
  }

  private press(press: Press): void {
    this.emit('jw-press', press);
  }
}
