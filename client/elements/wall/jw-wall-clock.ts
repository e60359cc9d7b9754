import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { WallElement } from './wall-element.ts';

@customElement('jw-wall-clock')
export class JwWallClock extends WallElement {
  override render() {
    return html``;
  }
}
