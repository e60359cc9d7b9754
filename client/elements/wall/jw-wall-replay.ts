import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { WallElement } from './wall-element.ts';

@customElement('jw-wall-replay')
export class JwWallReplay extends WallElement {
  override render() {
    return html``;
  }
}
