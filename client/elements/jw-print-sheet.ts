import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { partStyles } from './part-styles.ts';
import { heading } from './parts.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/**
 * Saves the map as an image, or prints it.
 * @fires jw-print with the image as a Blob, once it is made: the page lays it out and opens the print dialog.
 */
@customElement('jw-print-sheet')
export class JwPrintSheet extends JwElement {
  /** Makes the image: the map's own `toImage`. */
  @property({ attribute: false }) makeImage!: () => Promise<Blob>;
  /** Name of the saved file. */
  @property() fileName = 'map.png';
  @state() private working = false;
  @state() private fault = '';

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
      .fault {
        margin-top: var(--space-3);
      }
    `,
  ];

  override render() {
    const { words, working } = this;
    return html`
      ${heading('', words.print.title, words.print.help)}
      <div class="acts">
        <button class="outlined" ?disabled=${working} @click=${this.save}>${icon('download')}${words.print.save}</button>
        <button class="outlined" ?disabled=${working} @click=${this.print}>${icon('print')}${words.print.print}</button>
      </div>
      <p class="note fault" role="status">${working ? `${words.print.working} …` : this.fault}</p>
    `;
  }

  private async save(): Promise<void> {
    const image = await this.image();
    if (!image) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(image);
    link.download = this.fileName;
    link.click();
    // The download has its own hold on the image once it has begun.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  private async print(): Promise<void> {
    const image = await this.image();
    if (image) this.emit('jw-print', image);
  }

  private async image(): Promise<Blob | null> {
    this.working = true;
    this.fault = '';
    try {
      return await this.makeImage();
    } catch {
      this.fault = this.words.print.failed;
      return null;
    } finally {
      this.working = false;
    }
  }
}
