import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { WallElement } from './wall-element.ts';

@customElement('jw-wall-head')
export class JwWallHead extends WallElement {
  override render() {
    return html``;
  }
}
