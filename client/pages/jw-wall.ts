import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';

@customElement('jw-wall')
export class JwWall extends JwElement {
  override render() {
    return html`<h1>${this.words.wall.title}</h1>`;
  }
}
