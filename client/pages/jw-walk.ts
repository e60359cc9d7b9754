import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';

/** What a squad does tonight, on its phone: opened by the code of its printed sheet, and without a network from then on. */
@customElement('jw-walk')
export class JwWalk extends JwElement {
  override render() {
    return html`<main></main>`;
  }
}
