import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';

@customElement('jw-emergency')
export class JwEmergency extends JwElement {
  override render() {
    return html`<h1>${this.words.emergency.title}</h1>`;
  }
}
