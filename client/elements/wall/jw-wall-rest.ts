import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { wallTime } from '../../format/time.ts';
import { styleOf } from '../style-of.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

/** Places that the time takes one after another, a minute each, in per cent of the room that is left; far apart, so that nothing burns in. */
const STEPS = [7, 11] as const;

/** A wall that rests: dark but for the time. */
@customElement('jw-wall-rest')
export class JwWallRest extends WallElement {
  static override styles = [
    wallStyles,
    css`
      :host {
        position: fixed;
        inset: 0;
        background: #000;
      }
      .time {
        position: absolute;
        left: calc(6% + var(--x) * 60%);
        top: calc(8% + var(--y) * 64%);
        font-size: 6rem;
        color: color-mix(in srgb, var(--ink) 48%, #000);
      }
    `,
  ];

  override render() {
    const { now_ms, deployment } = this.view;
    const minute = Math.floor(now_ms / 60_000);
    const at = (steps: number) => (minute % steps) / (steps - 1);
    const { time } = wallTime(new Date(now_ms).toISOString(), deployment.time_zone);
    return html`<b class="figure time" style=${styleOf({ '--x': at(STEPS[0]), '--y': at(STEPS[1]) })}>${time}</b>`;
  }
}
