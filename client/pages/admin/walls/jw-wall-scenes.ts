import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KeptScene } from '../../../../server/api/walls/schema.ts';
import { answer, api } from '../../../api.ts';
import { JwElement } from '../../../elements/element.ts';
import { formSheet } from '../../../elements/form-styles.ts';
import { empty } from '../../../elements/parts.ts';
import { faultLine, Submission } from '../../../elements/submission.ts';
import { formatCount } from '../../../format/number.ts';
import { words as wordsOf } from '../../../locales/index.ts';
import type { WallList } from '../../remote/wall-list.ts';
import { mayKeep } from '../../remote/wall-words.ts';
import './jw-scene-editor.ts';
import { copyOf } from './scene-copy.ts';
import { sketchStyles, stageSketch } from './stage-sketch.ts';

/** All scenes with where they come from; the one that is chosen is edited beside the list. */
@customElement('jw-wall-scenes')
export class JwWallScenes extends JwElement {
  @property({ attribute: false }) list!: WallList;
  @property({ attribute: false }) scenes: readonly KeptScene[] = [];
  @state() private chosen: string | null = null;
  #copying = new Submission(this);

  static override styles = [
    formSheet,
    sketchStyles,
    css`
      :host {
        container-type: inline-size;
        margin-top: var(--space-5);
      }
      .both {
        display: grid;
        gap: var(--space-5) var(--space-6);
        align-items: start;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      li > button:first-child {
        display: grid;
        grid-template-columns: 1fr auto auto;
        gap: var(--space-3);
        min-block-size: 2.75rem;
      }
      li > button[aria-current='true'] {
        background: color-mix(in srgb, var(--accent) 9%, transparent);
        font-weight: 600;
      }
      .note {
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      .changed {
        color: var(--ink);
        text-decoration: underline dotted;
        text-underline-offset: 0.25em;
      }
      .look {
        max-inline-size: 34rem;
      }
      .look .note {
        margin-top: var(--space-2);
      }
      @container (min-width: 50rem) {
        .both {
          grid-template-columns: 20rem minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    const { scene: words } = this.words.remote;
    const scene = this.scenes.find(({ id }) => id === this.chosen);
    return html`<div class="both">
      <div>
        <ul>${this.scenes.map((each) => this.row(each))}</ul>
        ${faultLine(this.#copying, this.words)}
      </div>
      ${scene ? this.shown(scene) : empty(words.none)}
    </div>`;
  }

  /** Every wall of the deployment shows the scenes: who looks after a part of it looks at them. */
  private get isKeeper(): boolean {
    return mayKeep('');
  }

  private shown(scene: KeptScene) {
    if (this.isKeeper) {
      return html`<jw-scene-editor .scene=${scene} @jw-scene-changed=${this.changed}></jw-scene-editor>`;
    }
    return html`<div class="look">
      ${stageSketch(scene, this.words)}
      <p class="note">${this.words.remote.scene.notYours}</p>
    </div>`;
  }

  private row(scene: KeptScene) {
    const { scene: words, scenes } = this.words.remote;
    const { id, zh, en, duration_s, origin } = scene;
    return html`<li>
      <button class="quiet" aria-current=${id === this.chosen} @click=${() => this.choose(id)}>
        <span>${this.language === 'en' ? en : zh}</span>
        <span class="note ${origin === 'product' ? '' : 'changed'}">${words.origin[origin]}</span>
        <span class="note">${scenes.seconds(formatCount(duration_s, this.language))}</span>
      </button>
      ${this.isKeeper ? html`<button class="link" @click=${() => this.copy(scene)}>${words.copy}</button>` : nothing}
    </li>`;
  }

  private choose(id: string | null): void {
    this.chosen = id;
  }

  private async copy(scene: KeptScene): Promise<void> {
    const named = { zh: wordsOf('zh-CN').remote.scene.copyName, en: wordsOf('en').remote.scene.copyName };
    const made = copyOf(scene, this.scenes, named);
    await this.#copying.run(async () => {
      await answer<KeptScene>(api['wall-scenes'][':scene'].$put({ param: { scene: made.id }, json: made }));
      await this.list.ask();
      this.chosen = made.id;
    });
  }

  private async changed({ detail }: CustomEvent<string | null>): Promise<void> {
    await this.list.ask();
    this.chosen = detail;
  }
}
