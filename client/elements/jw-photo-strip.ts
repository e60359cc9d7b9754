import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { iconButton } from './parts.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** Photos as a row of small ones; each opens large over the page, where arrow keys go on and Escape goes back. */
@customElement('jw-photo-strip')
export class JwPhotoStrip extends JwElement {
  /** Names of photos that the server keeps. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** The one that is open, by its place; null: none. */
  @state() private open: number | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      ul button {
        padding: 0;
        border: 1px solid var(--rule);
        overflow: hidden;
      }
      ul img {
        display: block;
        inline-size: 4.5rem;
        block-size: 4.5rem;
        object-fit: cover;
        background: var(--sheet-raised);
        font-size: var(--type-1);
      }
      dialog {
        inline-size: 100vw;
        block-size: 100vh;
        max-inline-size: none;
        max-block-size: none;
        margin: 0;
        padding: var(--space-4);
        border: 0;
        background: color-mix(in srgb, var(--paper) 96%, transparent);
        color: var(--ink);
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto 1fr;
        gap: var(--space-3);
      }
      dialog::backdrop {
        background: none;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .bar span {
        flex: 1;
      }
      dialog img {
        inline-size: 100%;
        block-size: 100%;
        min-block-size: 0;
        object-fit: contain;
      }
    `,
  ];

  override render() {
    const { words, names, open } = this;
    if (names.length === 0) return nothing;
    const all = String(names.length);
    return html`<ul aria-label=${words.loop.photos.name}>
        ${names.map(
          (name, place) => html`<li>
            <button aria-label=${words.loop.photos.open(String(place + 1), all)} @click=${() => this.show(place)}>
              <img src="/api/photos/${name}?size=small" alt=${words.loop.photos.failed} loading="lazy" />
            </button>
          </li>`,
        )}
      </ul>
      <dialog aria-label=${words.loop.photos.name} @keydown=${this.press} @close=${() => this.closed()}>
        ${open === null ? nothing : this.large(open, all)}
      </dialog>`;
  }

  private large(place: number, all: string): TemplateResult {
    const { photos } = this.words.loop;
    return html`<div class="bar">
        <span class="figure">${photos.large(String(place + 1), all)}</span>
        ${iconButton('back', photos.previous, () => this.turn(-1), { disabled: place === 0 })}
        ${iconButton('chevronRight', photos.next, () => this.turn(1), { disabled: place === this.names.length - 1 })}
        ${iconButton('close', this.words.common.close, () => this.dialog.close())}
      </div>
      <img src="/api/photos/${this.names[place]}" alt=${photos.large(String(place + 1), all)} />`;
  }

  private async show(place: number): Promise<void> {
    this.open = place;
    await this.updateComplete;
    this.dialog.showModal();
  }

  private closed(): void {
    const place = this.open;
    this.open = null;
    if (place !== null) this.renderRoot.querySelectorAll<HTMLElement>('ul button')[place]?.focus();
  }

  private turn(step: 1 | -1): void {
    const next = (this.open ?? 0) + step;
    if (next >= 0 && next < this.names.length) this.open = next;
  }

  private press(event: KeyboardEvent): void {
    // What the page's own keys would make of these happens behind the picture.
    event.stopPropagation();
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') this.turn(1);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') this.turn(-1);
  }
}
