import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';

/** Patrols: what is to be passed, who goes when by which street, and what it covers. */
@customElement('jw-patrol')
export class JwPatrol extends JwElement {
  override render() {
    return html`<main></main>`;
  }
}
