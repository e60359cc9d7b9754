import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { WallElement } from './wall-element.ts';

@customElement('jw-wall-patrol')
export class JwWallPatrol extends WallElement {
  override render() {
    return html``;
  }
}
