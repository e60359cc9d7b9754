import { html, type TemplateResult } from 'lit';
import { WallElement } from './wall-element.ts';

/** A panel that takes the height which others leave over; its rows that do not fit are out of sight, whole. */
export class FillingElement extends WallElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('filling');
  }

  /** Rows that stand for those that are on their way. */
  protected bones(count: number): TemplateResult {
    return html`<ol class="rows">${Array.from({ length: count }, () => html`<li><span class="bone"></span></li>`)}</ol>`;
  }
}
