import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { formatLeft } from '../../elements/time-left.ts';
import type { Press, RemoteView } from './remote-view.ts';

/**
 * Sends the wall's camera to an area for a while, and back.
 * @fires jw-press with a Press.
 */
@customElement('jw-remote-look')
export class JwRemoteLook extends JwElement {
  @property({ attribute: false }) view!: RemoteView;

  static override styles = [
    formSheet,
    css`
      jw-area-picker {
        margin-top: var(--space-3);
      }
      section > .note {
        margin-top: var(--space-2);
      }
      .looking {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        margin-top: var(--space-3);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override render() {
    const { look } = this.words.remote;
    const { wall, now_ms } = this.view;
    const { focus } = wall.state;
    const left_ms = focus ? focus.until_ms - now_ms : 0;
    return html`<section>
      <h3>${look.title}</h3>
      <jw-area-picker .label=${look.area} .within=${wall.area_code} @jw-area=${this.choose}></jw-area-picker>
      ${
        left_ms > 0
          ? html`<p class="looking">
            <span>${look.looking(formatLeft(left_ms))}</span>
            <button class="outlined" @click=${() => this.press({ command: 'unfocus' })}>${look.back}</button>
          </p>`
          : html`<p class="note">${look.lead}</p>`
      }
    </section>`;
  }

  private choose({ detail }: CustomEvent<AreaChoice | null>): void {
    if (detail) this.press({ command: 'focus', area_code: detail.area_code });
  }

  private press(press: Press): void {
    this.emit('jw-press', press);
  }
}
