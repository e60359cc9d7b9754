import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';
import { controlStyles, sheetStyles } from '../elements/styles.ts';

/** What a path shows that is no page: that there is none, and the way home. */
@customElement('jw-missing')
export class JwMissing extends JwElement {
  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      main {
        display: grid;
        gap: var(--space-4);
        max-inline-size: 32rem;
        margin: 20vh auto 0;
        padding: var(--space-5);
      }
      h1 {
        margin: 0;
        font-size: var(--type-5);
        line-height: 1.3;
      }
      a {
        color: var(--accent);
      }
    `,
  ];

  override render() {
    const { page } = this.words;
    return html`<main>
      <h1>${page.notBuiltTitle}</h1>
      <p>${page.notBuilt(location.pathname)}</p>
      <p><a href="/">${page.home}</a></p>
    </main>`;
  }
}
