import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { iconButton } from './parts.ts';
import { controlStyles, sheetStyles } from './styles.ts';

const heights = ['peek', 'half', 'full'] as const;
export type PanelHeight = (typeof heights)[number];

/**
 * A sheet on the map that holds one answer. Wide windows: at the side, as tall as the map. Narrow ones: from the bottom,
 * in three heights, by dragging the handle or by its buttons.
 * @fires jw-close when the reader closes it.
 * @fires jw-height with the height that the reader chose.
 */
@customElement('jw-panel')
export class JwPanel extends JwElement {
  /** Name for screen readers. */
  @property() label = '';
  /** Height on narrow windows. */
  @property({ reflect: true }) height: PanelHeight = 'half';
  /** Pixels that a drag has moved the upper edge; null while none is under way. */
  @state() private dragged: number | null = null;
  #from = 0;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      :host {
        position: absolute;
        display: flex;
        flex-direction: column;
        background: var(--sheet);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        animation: arrive var(--motion);
        /* What the buttons in the corner take of the first line. */
        --corner: 2.5rem;
      }
      @keyframes arrive {
        from {
          opacity: 0;
          translate: var(--arrive-x, 0.5rem) var(--arrive-y, 0);
        }
      }
      .bar {
        position: absolute;
        inset: var(--space-2) var(--space-2) auto auto;
        z-index: 2;
        display: flex;
        background: var(--sheet);
        border-radius: var(--radius);
      }
      .handle,
      .heights {
        display: none;
      }
      .scroll {
        flex: 1;
        min-block-size: 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
        padding: var(--space-5);
        scrollbar-width: thin;
        scrollbar-color: var(--rule) transparent;
      }
      @media (max-width: 899px) {
        :host {
          --arrive-x: 0;
          --arrive-y: 1rem;
          --corner: calc(3 * var(--target) + var(--space-2));
          border-width: 1px 0 0;
          border-radius: 0.75rem 0.75rem 0 0;
          transition: block-size var(--motion);
        }
        .handle {
          display: block;
          flex: none;
          block-size: 1.5rem;
          touch-action: none;
          cursor: grab;
        }
        .handle::after {
          content: '';
          display: block;
          inline-size: 2.25rem;
          block-size: 0.25rem;
          margin: 0.5rem auto 0;
          border-radius: 0.125rem;
          background: var(--rule);
        }
        .bar {
          inset-block-start: 0;
        }
        .heights {
          display: flex;
        }
        .scroll {
          padding: 0 var(--space-4) var(--space-5);
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { words, height } = this;
    const at = heights.indexOf(height);
    return html`
      <div class="handle" @pointerdown=${this.grab} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${this.release}></div>
      <div class="bar">
        <span class="heights">
          ${iconButton('chevronUp', words.panel.taller, () => this.setHeight(at + 1), { disabled: at === 2 })}
          ${iconButton('chevronDown', words.panel.shorter, () => this.setHeight(at - 1), { disabled: at === 0 })}
        </span>
        ${iconButton('close', words.common.close, () => this.emit('jw-close'))}
      </div>
      <div class="scroll" role="region" aria-label=${this.label} tabindex="-1"><slot></slot></div>
    `;
  }

  override updated(): void {
    this.style.setProperty('--dragged', `${this.dragged ?? 0}px`);
    this.toggleAttribute('dragging', this.dragged !== null);
  }

  /** Brings the content back to its top, as when another thing is shown. */
  scrollToTop(): void {
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0 });
  }

  private setHeight(index: number): void {
    this.height = heights[Math.max(0, Math.min(2, index))] as PanelHeight;
    this.emit('jw-height', this.height);
  }

  private grab(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#from = event.clientY;
    this.dragged = 0;
  }

  private drag(event: PointerEvent): void {
    if (this.dragged !== null) this.dragged = this.#from - event.clientY;
  }

  /** Settles on the height that the upper edge came nearest to; a tap goes one step up, from the top one to the lowest. */
  private release(): void {
    if (this.dragged === null) return;
    const step = (window.innerHeight - 104) / 2;
    const at = heights.indexOf(this.height);
    const moved = this.dragged;
    this.dragged = null;
    if (Math.abs(moved) < 6) this.setHeight((at + 1) % 3);
    else
      this.setHeight(
        at + (Math.abs(moved) > step * 0.25 ? Math.sign(moved) * Math.max(1, Math.round(Math.abs(moved) / step)) : 0),
      );
  }
}
