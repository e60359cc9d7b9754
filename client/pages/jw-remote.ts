import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';

@customElement('jw-remote')
export class JwRemote extends JwElement {
  override render() {
    return html`<h1>${this.words.remote.title}</h1>`;
  }
}
