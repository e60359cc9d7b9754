import { html, type TemplateResult } from 'lit';
import { WallElement } from './wall-element.ts';

/** Height before it was measured, rem. */
const UNMEASURED = 40;

/** A panel that takes the height which others leave over, and shows as many rows as have room in it. */
export class FillingElement extends WallElement {
  /** Height of its rows together, rem. */
  #room_rem = UNMEASURED;
  #rows: Element | null = null;
  readonly #observer = new ResizeObserver(() => this.#measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('filling');
    this.#rows = null;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override updated(): void {
    const rows = this.renderRoot.querySelector('.rows');
    if (rows === this.#rows) return;
    this.#observer.disconnect();
    this.#rows = rows;
    if (rows) this.#observer.observe(rows);
  }

  /** How many rows of a height have room, beside others that take some. @param height_rem of a row @param taken_rem by others */
  protected rowsWithin(height_rem: number, taken_rem = 0): number {
    return Math.max(0, Math.floor((this.#room_rem - taken_rem + 0.05) / height_rem));
  }

  /** Rows that stand for those that are on their way. */
  protected bones(count: number): TemplateResult {
    return html`<ol class="rows">${Array.from({ length: count }, () => html`<li><span class="bone"></span></li>`)}</ol>`;
  }

  #measure(): void {
    if (!this.#rows) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room_rem = this.#rows.clientHeight / rem;
    if (Math.abs(room_rem - this.#room_rem) < 0.05) return;
    this.#room_rem = room_rem;
    this.requestUpdate();
  }
}
