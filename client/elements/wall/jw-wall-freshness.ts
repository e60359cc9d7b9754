import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { WallElement } from './wall-element.ts';

@customElement('jw-wall-freshness')
export class JwWallFreshness extends WallElement {
  override render() {
    return html``;
  }
}
