import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Wall } from '../../../server/api/walls/schema.ts';
import { answer, api } from '../../api.ts';
import { AreaNames } from '../../elements/area-names.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import type { Reference } from '../../elements/reference.ts';
import { serverClock } from '../../state/wall/server-clock.ts';
import './jw-remote-look.ts';
import './jw-remote-now.ts';
import './jw-remote-scenes.ts';
import './jw-remote-screens.ts';
import type { Press, RemoteView } from './remote-view.ts';
import type { WallList } from './wall-list.ts';
import { isAlive, mayKeep, sceneName, showingOn } from './wall-words.ts';

/** Time between two looks at the clock, ms: the seconds that are left do not jump. */
const TICK_MS = 250;

/** A press and how far it came; `version`: of the wall with it, null before the server answered. */
interface Sent {
  press: Press;
  version: number | null;
  fault: Error | null;
}

/** The remote control of one wall: every press is answered at once, and says when the wall has it. */
@customElement('jw-remote-wall')
export class JwRemoteWall extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) list!: WallList;
  @property({ type: Number }) wallId = 0;
  @state() private sent: Sent | null = null;
  #areas = new AreaNames(this);
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    formSheet,
    css`
      .columns {
        display: grid;
        gap: 0 var(--space-6);
      }
      .sent {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: 2.25rem;
        margin-block: var(--space-1) calc(-1 * var(--space-3));
        color: var(--ink-soft);
      }
      .sent b {
        font-weight: 600;
        color: var(--ink);
      }
      .sent.arrived .icon {
        color: var(--jade);
      }
      .sent.failed .icon {
        color: var(--cinnabar);
      }
      @media (min-width: 900px) {
        .columns {
          grid-template: 'now scenes' auto 'look scenes' auto 'screens scenes' 1fr / 1fr 1fr;
        }
        .now {
          grid-area: now;
        }
        jw-remote-look {
          grid-area: look;
        }
        jw-remote-screens {
          grid-area: screens;
        }
        jw-remote-scenes {
          grid-area: scenes;
          margin-top: calc(-1 * var(--space-5));
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { value } = this.list;
    const wall = this.list.wall(this.wallId);
    if (!value || !wall) return html`<p class="note">${this.words.remote.walls.unknown}</p>`;
    const now_ms = serverClock.now();
    const shown = showingOn(value, wall, this.reference.deployment.time_zone, now_ms);
    const view: RemoteView = { list: value, wall, reference: this.reference, now_ms, shown };
    return html`<div class="columns" @jw-press=${this.send}>
      <div class="now">
        <jw-remote-now .view=${view}></jw-remote-now>
        ${this.sentLine(wall, now_ms)}
      </div>
      <jw-remote-scenes .view=${view}></jw-remote-scenes>
      <jw-remote-look .view=${view}></jw-remote-look>
      <jw-remote-screens .view=${view}></jw-remote-screens>
    </div>`;
  }

  /** What was pressed last, and whether the wall has it. */
  private sentLine(wall: Wall, now_ms: number) {
    const { sent } = this.words.remote;
    if (!this.sent) return html`<p class="sent" role="status"></p>`;
    const { press, version, fault } = this.sent;
    if (fault) return html`<p class="sent failed" role="alert">${icon('warning')}${fault.message}</p>`;
    const has = version !== null && this.list.hasTold(wall.id, version);
    const isEmpty = mayKeep(wall.area_code) && !wall.screens.some((screen) => isAlive(screen, now_ms));
    const far = version === null ? `${sent.sending} …` : isEmpty ? sent.nobody : has ? sent.arrived : `${sent.kept} …`;
    return html`<p class="sent ${has && !isEmpty ? 'arrived' : ''}" role="status">
      ${has && !isEmpty ? icon('check') : nothing}<span><b>${this.nameOf(press)}</b> ${far}</span>
    </p>`;
  }

  private nameOf(press: Press): string {
    const { done } = this.words.remote.sent;
    if ('scene' in press)
      return done[press.command](sceneName(this.list.value?.scenes ?? [], press.scene, this.language));
    return done[press.command]('area_code' in press ? this.#areas.of(press.area_code) : '');
  }

  private async send({ detail: press }: CustomEvent<Press>): Promise<void> {
    const sent: Sent = { press, version: null, fault: null };
    this.sent = sent;
    try {
      const param = { id: String(this.wallId) };
      const wall = await answer<Wall>(api.walls[':id'].commands.$post({ param, json: press }));
      this.list.take(wall);
      sent.version = wall.version;
    } catch (error) {
      sent.fault = error as Error;
    }
    this.requestUpdate();
  }
}
