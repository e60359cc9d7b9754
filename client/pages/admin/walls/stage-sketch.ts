import { css, html, svg, type TemplateResult } from 'lit';
import type { WallPanel, WallScene } from '../../../../server/api/walls/schema.ts';
import { styleOf } from '../../../elements/style-of.ts';
import type { Messages } from '../../../locales/index.ts';
import { customProperties } from '../../../theme/apply.ts';
import { night } from '../../../theme/palette.ts';

/** A stage is dark by day, too. */
const dark = Object.fromEntries(customProperties(night));
/** The sketch's own measures: a stage of 16 to 9. */
const WIDTH = 320;
const HEIGHT = 180;
const RADIUS = 120;
const EYE = 3;
/** The ground reaches beyond the stage; how far its lines stand apart. */
const REACH = 1.5;
const LINES = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((line) => line / 4);

/** A point of the ground as a camera sees it: turned by the bearing, flattened by the pitch, farther ones closer together. */
function seen(east: number, north: number, { pitch, bearing, closer }: WallScene['camera']): [x: number, y: number] {
  const turn = (bearing * Math.PI) / 180;
  const tilt = (pitch * Math.PI) / 180;
  const x = east * Math.cos(turn) - north * Math.sin(turn);
  const y = east * Math.sin(turn) + north * Math.cos(turn);
  // The eye stands so far away that no corner comes up to it.
  const distance = EYE + y * Math.sin(tilt);
  const scale = (1 + closer / 4) * RADIUS * (EYE / distance);
  return [WIDTH / 2 + (x * scale) / 1.6, HEIGHT / 2 - ((y * scale) / 1.6) * Math.cos(tilt)];
}

/** The ground's grid as a path; it shows what pitch, bearing and nearness do. */
export function groundPath(camera: WallScene['camera']): string {
  const line = (from: [number, number], to: [number, number]) => {
    const points = [seen(...from, camera), seen(...to, camera)].map((point) =>
      point.map((value) => value.toFixed(1)).join(' '),
    );
    return `M${points.join('L')}`;
  };
  const across = LINES.map((at) => line([-REACH, at], [REACH, at]));
  const along = LINES.map((at) => line([at, -REACH], [at, REACH]));
  return [...across, ...along].join('');
}

/** A scene as a sketch of the stage: the ground as the camera sees it, the panels where they stand. */
export function stageSketch({ camera, panels }: WallScene, words: Messages): TemplateResult {
  const { scene } = words.remote;
  const names = (side: readonly WallPanel[]) => side.map((panel) => scene.panel[panel]);
  const [left, right] = [names(panels.left), names(panels.right)];
  const says = scene.previewSays(left.join(', ') || scene.noPanels, right.join(', ') || scene.noPanels);
  const column = (side: string[], end: 'left' | 'right') =>
    html`<div class="side ${end}">${side.map((name) => html`<span>${name}</span>`)}</div>`;
  return html`<div class="stage" role="img" aria-label=${says} style=${styleOf(dark)}>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${svg`<path d=${groundPath(camera)} />`}</svg>
    <div class="bar top"></div>
    ${column(left, 'left')} ${column(right, 'right')}
    <div class="bar foot"></div>
  </div>`;
}

/** Looks of the sketch. */
export const sketchStyles = css`
  .stage {
    position: relative;
    aspect-ratio: 16 / 9;
    overflow: hidden;
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font-size: var(--type-1);
  }
  .stage svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    mask-image: linear-gradient(90deg, transparent 18%, #000 42% 58%, transparent 82%);
  }
  .stage path {
    fill: none;
    stroke: var(--grid-line);
    stroke-width: 0.75;
    opacity: 0.8;
  }
  .bar {
    position: absolute;
    inset-inline: 4%;
    block-size: 1px;
    background: var(--rule);
  }
  .bar.top {
    inset-block-start: 11%;
  }
  .bar.foot {
    inset-block-end: 9%;
  }
  .side {
    position: absolute;
    inset-block: 16% 14%;
    display: grid;
    grid-auto-rows: 1fr;
    gap: 4%;
    inline-size: 23%;
  }
  .side.left {
    inset-inline-start: 4%;
  }
  .side.right {
    inset-inline-end: 4%;
  }
  .side span {
    padding: 0.25rem 0.375rem;
    border-block-start: 1px solid var(--ink-faint);
    line-height: 1.3;
    overflow: hidden;
  }
`;
