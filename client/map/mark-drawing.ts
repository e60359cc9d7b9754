import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Mark } from '../layers/image-name.ts';
import { iconPaths, iconSide } from './icon-files.ts';

/** A mark as inline SVG, one em and a half tall, as the map draws it: for legends and lists. Hidden from screen readers; the words beside it say it. */
export function markDrawing(mark: Mark): TemplateResult {
  return html`<svg viewBox="0 0 30 30" width="1.5em" height="1.5em" aria-hidden="true">
    ${mark.shape === 'arrow' ? arrow(mark) : [body(mark), ring(mark), icon(mark)]}
  </svg>`;
}

function body({ shape, fill, edge }: Mark): TemplateResult {
  const width = shape === 'hollow' ? 2 : 1.2;
  if (shape === 'diamond') {
    return svg`<path d="M15 1.6 28.4 15 15 28.4 1.6 15z" fill=${fill} stroke=${edge} stroke-width=${width} />`;
  }
  if (shape === 'square') {
    return svg`<rect x="5.3" y="5.3" width="19.4" height="19.4" rx="3.5" fill=${fill} stroke=${edge} stroke-width=${width} />`;
  }
  return svg`<circle cx="15" cy="15" r="10.5" fill=${fill} stroke=${edge} stroke-width=${width} />`;
}

function ring({ ring: share, edge }: Mark): TemplateResult | typeof nothing {
  if (share <= 0) return nothing;
  // A circle's path of length 1, drawn clockwise from the top as far as the share goes.
  return svg`<circle cx="15" cy="15" r="13.3" fill="none" stroke=${edge} stroke-width="1.9" pathLength="1"
    stroke-dasharray="${share} 1" transform="rotate(-90 15 15)" />`;
}

function icon({ icon: name, ink, shape }: Mark): TemplateResult {
  const size = shape === 'diamond' ? 12 : 13;
  const place = `translate(${15 - size / 2} ${15 - size / 2}) scale(${size / iconSide})`;
  return svg`<g fill=${ink} transform=${place}>${iconPaths(name).map((path) => svg`<path d=${path} />`)}</g>`;
}

function arrow({ fill }: Mark): TemplateResult {
  return svg`<path d="M11.5 9 18.5 15 11.5 21" fill="none" stroke=${fill} stroke-width="3" stroke-linecap="round" stroke-linejoin="round" />`;
}
