import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Catalogues } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { Severity } from '../../../server/api/incidents/schema.ts';
import type { OwnWall, WallFigures, WallMove } from '../../../server/api/wall/schema.ts';
import type { WallScene } from '../../../server/api/walls/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import type { LanguageChoice } from '../../state/store.ts';

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

/** The map of a wall: one browser's part of it, touched by nobody, drawn by the server's clock. */
@customElement('jw-wall-map')
export class JwWallMap extends LitElement {
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

  override render() {
    return html``;
  }

  /** Shows where something new is. */
  pulse(_move: { centre: LonLat; severity: Severity; at_ms: number }): void {}
}
