import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Catalogues } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { OwnWall, WallFigures, WallMove } from '../../../server/api/wall/schema.ts';
import type { WallScene } from '../../../server/api/walls/schema.ts';
import { styleOf } from '../../elements/style-of.ts';
import { placeOf } from '../../elements/wall/stage.ts';
import { formatExact } from '../../format/time.ts';
import { words } from '../../locales/index.ts';
import type { Camera, LanguageChoice } from '../../state/store.ts';
import { scaleBar } from '../scale.ts';
import type { Seen } from './chart-keeper.ts';
import type { Spark } from './lights.ts';
import { wallMapStyles } from './wall-map-styles.ts';
import { type WallInputs, WallMapWork } from './wall-map-work.ts';

declare global {
  interface HTMLElementTagNameMap {
    'jw-wall-map': JwWallMap;
  }
  interface HTMLElementEventMap {
    'jw-wall-drawn': CustomEvent<{ scene: string; took_ms: number }>;
    'jw-wall-rebuilt': CustomEvent<{ rebuilt_count: number }>;
    'jw-wall-lost': CustomEvent<undefined>;
  }
}

/** The longest that the bar of the scale may be, pixels of the sheet. */
const scaleRoom_px = 120;
const inputNames = ['deployment', 'catalogues', 'own', 'scene', 'since_ms', 'figures', 'moves', 'language'] as const;

/**
 * The map of a wall: one browser's part of it, touched by nobody, drawn by the server's clock.
 * Fires `jw-wall-drawn` when the map of a scene is complete, `jw-wall-rebuilt` when it was made anew after its graphics were lost, and
 * `jw-wall-lost` when that cannot be done: the page is to be loaded anew.
 */
@customElement('jw-wall-map')
export class JwWallMap extends LitElement {
  static override styles = wallMapStyles;

  @property({ attribute: false }) deployment!: Deployment;
  @property({ attribute: false }) catalogues!: Catalogues;
  @property({ attribute: false }) own!: OwnWall;
  @property({ attribute: false }) scene!: WallScene;
  /** When the scene began, ms of the server's clock. */
  @property({ attribute: false }) since_ms = 0;
  @property({ attribute: false }) figures: WallFigures | null = null;
  /** What moved in the last 24 hours, oldest first. */
  @property({ attribute: false }) moves: readonly WallMove[] = [];
  /** The server's clock, ms. */
  @property({ attribute: false }) clock: () => number = () => Date.now();
  @property({ attribute: false }) language: LanguageChoice = 'zh-CN';

  @query('.sheet') private sheet!: HTMLElement;
  @query('.map') private container!: HTMLElement;
  @query('.still') private still!: HTMLCanvasElement;
  @query('.lights') private lights!: HTMLCanvasElement;
  @state() private seen: Seen = 'map';
  /** When the last good picture was taken, ms of the server's clock. */
  @state() private taken_at_ms: number | null = null;
  /** Where the camera stands, and the room that panels leave it. */
  @state() private rested: { camera: Camera; room: { left: number; bottom: number } } | null = null;
  #work: WallMapWork | null = null;
  #resized = new ResizeObserver(() => this.#work?.resize());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    if (this.hasUpdated) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#work?.release();
    this.#work = null;
  }

  override render() {
    return html`<div class="sheet" data-seen=${this.seen}>
      <canvas class="still" aria-hidden="true"></canvas>
      <div class="map" role="img" aria-label=${this.own.area.name}></div>
      <canvas class="lights" aria-hidden="true"></canvas>
      ${this.#gauge()}
    </div>
    ${this.seen === 'still' && this.taken_at_ms !== null ? html`<p role="status">${this.#stillWords(this.taken_at_ms)}</p>` : nothing}`;
  }

  protected override firstUpdated(): void {
    this.#begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (inputNames.some((name) => changed.has(name))) this.#work?.take(this.#inputs);
  }

  /** Shows where something new is: a ring, then a quiet mark; the camera goes to what is urgent, and comes back. */
  pulse(sparks: readonly Spark[]): void {
    this.#work?.pulse(sparks);
  }

  /** The map itself, for tests. */
  get map() {
    return this.#work?.map ?? null;
  }

  /** What is drawn, for tests and reports. */
  get state() {
    return this.#work?.state ?? { scene: '', camera: null, rebuilt_count: 0, drawn: false };
  }

  /** North, and how long the ground is in the middle of the picture: on the screen at the left foot of the wall. */
  #gauge(): TemplateResult | typeof nothing {
    const { wall, part } = this.own;
    const place = placeOf(wall, part);
    if (!this.rested || !place.isLeft || !place.isBottom) return nothing;
    const { camera, room } = this.rested;
    const text = words(this.language).map;
    const { label, width_px } = scaleBar(camera.latitude, camera.zoom, scaleRoom_px, this.language);
    return html`<div class="gauge" style=${styleOf({ left: `${room.left}px`, bottom: `${room.bottom}px` })}>
      <svg viewBox="0 0 24 24" role="img" aria-label=${text.north} style=${styleOf({ rotate: `${-camera.bearing}deg` })}>
        <path d="M12 2 17 20 12 16 7 20z" />
      </svg>
      <div role="img" aria-label="${text.scale} ${label}"><span>${label}</span><i style=${styleOf({ width: `${width_px}px` })}></i></div>
    </div>`;
  }

  #stillWords(taken_at_ms: number): string {
    const { language, deployment } = this;
    const moment = formatExact(new Date(taken_at_ms).toISOString(), { timeZone: deployment.time_zone, language });
    return words(language).wall.map_still(moment);
  }

  #begin(): void {
    const send = (type: string, detail?: unknown) =>
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    this.#work = new WallMapWork(
      {
        sheet: this.sheet,
        container: this.container,
        still: this.still,
        lights: this.lights,
        show: (seen, taken_at_ms) => {
          this.seen = seen;
          this.taken_at_ms = taken_at_ms;
        },
        rested: (camera, room) => this.#rest(camera, room),
        drawn: (scene, took_ms) => send('jw-wall-drawn', { scene, took_ms }),
        rebuilt: (rebuilt_count) => send('jw-wall-rebuilt', { rebuilt_count }),
        lost: () => send('jw-wall-lost'),
      },
      this.#inputs,
    );
  }

  #rest(camera: Camera, { left, bottom }: { left: number; bottom: number }): void {
    const { rested } = this;
    if (rested?.camera === camera && rested.room.left === left && rested.room.bottom === bottom) return;
    this.rested = { camera, room: { left, bottom } };
  }

  get #inputs(): WallInputs {
    const { deployment, catalogues, own, scene, since_ms, figures, moves, clock, language } = this;
    return { deployment, catalogues, own, scene, since_ms, figures, moves, clock, language };
  }
}
