import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { codeName } from '../reference.ts';
import { styleOf } from '../style-of.ts';
import { FillingElement } from './filling-element.ts';
import { type Petal, roseCounts, roseOf } from './rose-shape.ts';
import { shortCount } from './short-count.ts';
import { wallStyles } from './wall-styles.ts';

/** What the last 7 days were about: a petal a category, always at the same place, and what is usual as a line. */
@customElement('jw-wall-rose')
export class JwWallRose extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      .rose {
        position: relative;
        flex: 1;
        min-block-size: 0;
        container-type: size;
      }
      .ring {
        --radius: min(7.5rem, 50cqh - 3.6rem);
        position: absolute;
        inset: 0;
      }
      svg {
        position: absolute;
        inset: calc(50% - var(--radius)) auto auto calc(50% - var(--radius));
        inline-size: calc(2 * var(--radius));
        block-size: calc(2 * var(--radius));
        overflow: visible;
      }
      .wedge {
        fill: color-mix(in srgb, var(--lamp) 58%, var(--paper));
      }
      .most .wedge {
        fill: var(--lamp);
      }
      .usual {
        fill: none;
        stroke: var(--ink);
        stroke-width: 0.016;
      }
      .core {
        fill: none;
        stroke: color-mix(in srgb, var(--ink) 24%, transparent);
        stroke-width: 0.008;
      }
      .name {
        position: absolute;
        left: calc(50% + var(--x) * (var(--radius) + 0.75rem));
        top: calc(50% + var(--y) * (var(--radius) + 2.5rem));
        display: grid;
        inline-size: max-content;
        max-inline-size: 6.2rem;
        font-size: 1rem;
        line-height: 1.1;
        translate: 0 -50%;
      }
      .name.left {
        translate: -100% -50%;
        text-align: end;
      }
      .name .figure {
        font-size: 1.25rem;
      }
      .name span {
        color: var(--ink-soft);
      }
      .bone {
        position: absolute;
        inset: calc(50% - var(--radius) * 0.7) auto auto calc(50% - var(--radius) * 0.7);
        inline-size: calc(1.4 * var(--radius));
        block-size: calc(1.4 * var(--radius));
        border-radius: 50%;
      }
      .empty {
        flex: 1;
      }
    `,
  ];

  override render() {
    const words = this.words.rose;
    return html`${this.heading(words.title, words.aside)}
      ${this.#body()}`;
  }

  #body(): TemplateResult {
    const { figures, catalogues } = this.view;
    if (!figures) return html`<div class="rose"><div class="ring"><span class="bone"></span></div></div>`;
    const counts = roseCounts(
      figures.rose,
      catalogues['incident-category'].map(({ id }) => id),
    );
    if (counts.every(({ count }) => count === 0)) return html`<p class="empty">${this.words.rose.empty}</p>`;
    const petals = roseOf(counts);
    const most = Math.max(...counts.map(({ count }) => count));
    return html`<div class="rose"><div class="ring">
      <svg viewBox="-1 -1 2 2" aria-hidden="true">
        <circle class="core" r="1" /><circle class="core" r=".5" />
        ${petals.map(
          ({ wedge, usual, count }) => svg`<g class=${count === most ? 'most' : ''}>
            ${wedge ? svg`<path class="wedge" d=${wedge} />` : nothing}
            ${usual ? svg`<path class="usual" d=${usual} />` : nothing}
          </g>`,
        )}
      </svg>
      ${petals.map((petal) => this.#name(petal))}
    </div></div>`;
  }

  #name({ category, count, x, y }: Petal): TemplateResult {
    const { language } = this.view;
    return html`<div class=${x < 0 ? 'name left' : 'name'} style=${styleOf({ '--x': x, '--y': y })}>
      <span>${codeName(this.view, 'incident-category', category, language)}</span>
      ${this.figure(category, shortCount(count, language))}
    </div>`;
  }
}
