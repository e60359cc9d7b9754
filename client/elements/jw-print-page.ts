import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from './element.ts';

/** What goes on paper: the picture of the map, which carries its title, legends, scale and date, and a line beneath. Unseen on the screen. */
@customElement('jw-print-page')
export class JwPrintPage extends JwElement {
  /** Line beneath the picture: place and period. */
  @property() caption = '';
  @state() private address = '';

  static override styles = css`
    :host {
      display: none;
    }
    @media print {
      :host {
        display: block;
      }
      img {
        display: block;
        max-inline-size: 100%;
        max-block-size: 90vh;
      }
      p {
        margin: 0.5rem 0 0;
        font-size: var(--type-1);
        color: CanvasText;
      }
    }
  `;

  /** Lays the picture out and opens the print dialog. */
  async print(image: Blob): Promise<void> {
    this.clear();
    this.address = URL.createObjectURL(image);
    await this.updateComplete;
    await this.renderRoot.querySelector('img')?.decode();
    // Where the dialog does not hold the page up, the picture has to stay until it is on paper.
    window.addEventListener('afterprint', () => this.clear(), { once: true });
    window.print();
  }

  private clear(): void {
    URL.revokeObjectURL(this.address);
    this.address = '';
  }

  override render() {
    return html`${this.address ? html`<img src=${this.address} alt=${this.words.page.map} />` : nothing}
      <p>${this.caption}</p>`;
  }
}
