import type { Popup } from '../layers/layer.ts';

const gap_px = 14;

/** The small sheet beside the pointer. Words go in as text, never as markup. */
export class PopupSheet {
  readonly #sheet = document.createElement('div');
  readonly #title = document.createElement('strong');
  readonly #lines = document.createElement('div');

  constructor(private readonly frame: HTMLElement) {
    this.#sheet.className = 'popup';
    this.#sheet.hidden = true;
    this.#sheet.setAttribute('role', 'status');
    this.#sheet.append(this.#title, this.#lines);
    frame.append(this.#sheet);
  }

  /** Shows words at a point of the map, in CSS pixels from its top left corner. */
  show(popup: Popup, x: number, y: number): void {
    this.#title.textContent = popup.title || popup.lines[0] || '';
    const rest = popup.title ? popup.lines : popup.lines.slice(1);
    this.#lines.replaceChildren(
      ...rest
        .filter((line) => line !== '')
        .map((line) => {
          const row = document.createElement('div');
          row.textContent = line;
          return row;
        }),
    );
    this.#sheet.hidden = false;
    this.move(x, y);
  }

  /** Keeps the sheet beside the pointer and inside the map. */
  move(x: number, y: number): void {
    const { offsetWidth: width, offsetHeight: height } = this.#sheet;
    const left = x + gap_px + width > this.frame.clientWidth ? x - gap_px - width : x + gap_px;
    const top = y + gap_px + height > this.frame.clientHeight ? y - gap_px - height : y + gap_px;
    this.#sheet.style.transform = `translate(${Math.max(0, Math.round(left))}px, ${Math.max(0, Math.round(top))}px)`;
  }

  hide(): void {
    this.#sheet.hidden = true;
  }

  remove(): void {
    this.#sheet.remove();
  }
}
