import { html, noChange, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Indicator } from '../../../../server/api/areas/schema.ts';
import { indicators } from '../../../../server/api/areas/schema.ts';
import {
  type KeptScene,
  type WallLook,
  type WallPanel,
  type WallPeriod,
  type WallScene,
  wallLayers,
  wallLooks,
  wallPanels,
  wallPeriods,
} from '../../../../server/api/walls/schema.ts';
import { answer, api } from '../../../api.ts';
import { JwElement } from '../../../elements/element.ts';
import { formSheet } from '../../../elements/form-styles.ts';
import '../../../elements/jw-sure-button.ts';
import { faultLine, Submission, submitButton } from '../../../elements/submission.ts';
import './jw-order-list.ts';
import { sceneStyles } from './scene-styles.ts';
import { sketchStyles, stageSketch } from './stage-sketch.ts';

/** Panels that a side of the stage takes. */
const MOST_PANELS = 4;
/** Seconds of a replay that was just turned on. */
const REPLAY_S = 60;

/**
 * One scene as a form, with a sketch of the stage beside it.
 * @fires jw-scene-changed when it was saved, set back or deleted, with its id; null where it is gone.
 */
@customElement('jw-scene-editor')
export class JwSceneEditor extends JwElement {
  @property({ attribute: false }) scene!: KeptScene;
  @state() private draft!: WallScene;
  @state() private saved = false;
  #submission = new Submission(this);

  static override styles = [formSheet, sketchStyles, sceneStyles];

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('scene')) return;
    const before = changed.get('scene') as KeptScene | undefined;
    if (before?.id === this.scene.id && JSON.stringify(before) === JSON.stringify(this.scene)) return;
    const { origin: _, ...draft } = this.scene;
    this.draft = draft;
    if (before?.id !== this.scene.id) this.saved = false;
  }

  override render() {
    const { scene: words } = this.words.remote;
    return html`<form novalidate @submit=${this.submit}>
      <div class="look">
        ${stageSketch(this.draft, this.words)}
        <p class="note">${words.preview}</p>
      </div>
      ${this.names()} ${this.camera()} ${this.map()} ${this.panels()} ${faultLine(this.#submission, this.words)}
      <div class="buttons">
        ${submitButton(this.#submission, words.save, this.words)} ${this.undoing()}
        <span class="done" role="status">${this.saved ? words.saved : ''}</span>
      </div>
    </form>`;
  }

  private names() {
    const { scene: words } = this.words.remote;
    const { zh, en, duration_s } = this.draft;
    return html`<div class="pair">
      ${this.text('zh', words.zh, zh)} ${this.text('en', words.en, en)}
      ${this.number('duration_s', words.duration, duration_s, [10, 3600, 5], (value) => this.set({ duration_s: value }))}
    </div>`;
  }

  private camera() {
    const { scene: words } = this.words.remote;
    const { camera } = this.draft;
    const set = (fields: Partial<WallScene['camera']>) => this.set({ camera: { ...camera, ...fields } });
    return html`<fieldset>
      <legend>${words.camera}</legend>
      <div class="pair">
        ${this.choice('camera.look', words.look, camera.look, wallLooks, words.looks, (look) => set({ look: look as WallLook }))}
        ${this.number('camera.pitch', words.pitch, camera.pitch, [0, 65, 1], (pitch) => set({ pitch }))}
        ${this.number('camera.bearing', words.bearing, camera.bearing, [-180, 180, 1], (bearing) => set({ bearing }))}
        ${this.number('camera.closer', words.closer, camera.closer, [0, 4, 0.1], (closer) => set({ closer }))}
      </div>
    </fieldset>`;
  }

  private map() {
    const { scene: words } = this.words.remote;
    const { layers: names } = this.words;
    const { draft } = this;
    const coloured = Object.fromEntries(indicators.map((id) => [id, names.indicator[id]]));
    return html`<fieldset>
      <legend>${words.map}</legend>
      <div class="ticks" role="group" aria-label=${words.layers}>
        ${wallLayers.map((layer) =>
          this.tick(names[layer], draft.layers.includes(layer), (isOn) =>
            this.set({ layers: wallLayers.filter((each) => (each === layer ? isOn : draft.layers.includes(each))) }),
          ),
        )}
      </div>
      <div class="pair">
        ${this.choice('indicator', words.indicator, draft.indicator ?? '', ['', ...indicators], { '': words.noIndicator, ...coloured }, (id) => this.set({ indicator: (id || null) as Indicator | null }))}
        ${this.choice('period', words.period, draft.period, wallPeriods, words.periods, (period) => this.set({ period: period as WallPeriod }))}
      </div>
      <div class="ticks">
        ${this.tick(words.overdueOnly, draft.overdue_only, (overdue_only) => this.set({ overdue_only }))}
        ${this.tick(words.freshness, draft.freshness, (freshness) => this.set({ freshness }))}
        ${this.tick(words.replay, draft.replay_s !== null, (isOn) => this.set({ replay_s: isOn ? REPLAY_S : null }))}
      </div>
      ${
        draft.replay_s === null
          ? nothing
          : html`<div class="pair">${this.number('replay_s', words.replayFor, draft.replay_s, [10, 600, 5], (replay_s) => this.set({ replay_s }))}</div>`
      }
    </fieldset>`;
  }

  private panels() {
    const { scene: words } = this.words.remote;
    const { panels } = this.draft;
    const side = (end: 'left' | 'right') => {
      const other = panels[end === 'left' ? 'right' : 'left'];
      const free = wallPanels.filter((panel) => !other.includes(panel));
      return html`<div>
        <p class="label"><b>${words[end]}</b></p>
        <jw-order-list
          .label=${words[end]}
          .add=${words.addPanel}
          .order=${panels[end]}
          .choices=${free.map((panel) => ({ id: panel, name: words.panel[panel] }))}
          .most=${MOST_PANELS}
          ?invalid=${this.isWrong(`panels.${end}`)}
          @jw-order=${({ detail }: CustomEvent<WallPanel[]>) => this.set({ panels: { ...panels, [end]: detail } })}
        ></jw-order-list>
      </div>`;
    };
    return html`<fieldset>
      <legend>${words.panels}</legend>
      <p class="note">${words.panelsLead} ${words.drag}</p>
      <div class="sides">${side('left')} ${side('right')}</div>
    </fieldset>`;
  }

  private undoing() {
    const { scene: words } = this.words.remote;
    const { origin } = this.scene;
    if (origin === 'product') return nothing;
    const [label, question] =
      origin === 'own' ? [words.delete, words.deleteSure] : [words.productAgain, words.productSure];
    return html`<jw-sure-button .label=${label} .question=${question} @jw-sure=${this.undo}></jw-sure-button>`;
  }

  private text(field: 'zh' | 'en', label: string, value: string): TemplateResult {
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <input
        id=${field}
        maxlength="40"
        autocomplete="off"
        .value=${value}
        aria-invalid=${this.isWrong(field)}
        @input=${(event: Event) => this.set({ [field]: (event.target as HTMLInputElement).value })}
      />
    </div>`;
  }

  private number(
    field: string,
    label: string,
    value: number,
    [least, most, step]: readonly [number, number, number],
    take: (value: number) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <input
        id=${field}
        type="number"
        min=${least}
        max=${most}
        step=${step}
        .value=${Number.isNaN(value) ? noChange : String(value)}
        aria-invalid=${this.isWrong(field)}
        @input=${(event: Event) => take((event.target as HTMLInputElement).valueAsNumber)}
      />
    </div>`;
  }

  private choice<Id extends string>(
    field: string,
    label: string,
    chosen: Id,
    ids: readonly Id[],
    names: Readonly<Record<string, string>>,
    take: (id: string) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <select id=${field} aria-invalid=${this.isWrong(field)} @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
        ${ids.map((id) => html`<option value=${id} ?selected=${id === chosen}>${names[id]}</option>`)}
      </select>
    </div>`;
  }

  private tick(label: string, isOn: boolean, take: (isOn: boolean) => void): TemplateResult {
    return html`<label class="choice">
      <input type="checkbox" .checked=${isOn} @change=${(event: Event) => take((event.target as HTMLInputElement).checked)} />
      <span>${label}</span>
    </label>`;
  }

  private isWrong(field: string): boolean {
    return this.#submission.field === field;
  }

  private set(fields: Partial<WallScene>): void {
    this.draft = { ...this.draft, ...fields };
    this.saved = false;
    this.#submission.clear();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const param = { scene: this.draft.id };
    this.saved = await this.#submission.run(() =>
      answer<KeptScene>(api['wall-scenes'][':scene'].$put({ param, json: this.draft })),
    );
    if (this.saved) this.emit('jw-scene-changed', this.draft.id);
  }

  private async undo(): Promise<void> {
    const param = { scene: this.scene.id };
    const done = await this.#submission.run(() => answer(api['wall-scenes'][':scene'].$delete({ param })));
    if (done) this.emit('jw-scene-changed', this.scene.origin === 'own' ? null : this.scene.id);
  }
}
