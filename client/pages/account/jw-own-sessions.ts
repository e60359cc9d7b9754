import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountDetail, OwnSession } from '../../../server/api/account/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { clockOf } from '../../elements/reference.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatExact, formatMoment } from '../../format/time.ts';
import type { OwnReference } from './own-reference.ts';

/**
 * Where one is signed in, and ending it there.
 * @fires jw-account-changed when a session was ended.
 */
@customElement('jw-own-sessions')
export class JwOwnSessions extends JwElement {
  @property({ attribute: false }) reference!: OwnReference;
  @property({ attribute: false }) account!: AccountDetail;
  #ending = new Submission(this);

  static override styles = [
    formSheet,
    css`
      li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      li > .icon {
        color: var(--ink-soft);
      }
      .this {
        color: var(--accent);
        font-weight: 600;
      }
      .others {
        margin-top: var(--space-3);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { sessions } = words.access;
    const others = this.account.sessions.filter(({ current }) => !current);
    return html`<section>
      <h3>${sessions.title}</h3>
      <ul>${this.account.sessions.map((each) => this.row(each))}</ul>
      ${faultLine(this.#ending, words)}
      ${
        others.length > 1
          ? html`<p class="others">
            <jw-sure-button .label=${sessions.endOthers} .question=${sessions.endOthersSure} @jw-sure=${() => this.end(null)}></jw-sure-button>
          </p>`
          : nothing
      }
    </section>`;
  }

  private row({ id, current, client, created_at, last_used_at }: OwnSession) {
    const { sessions } = this.words.access;
    const clock = clockOf(this.reference, this.language);
    return html`<li>
      ${icon('screen')}
      <div>
        <p>${client ?? sessions.unknown} ${current ? html`<span class="this note">${sessions.current}</span>` : nothing}</p>
        <p class="note figure" title=${formatExact(created_at, clock)}>
          ${sessions.since(formatMoment(created_at, clock))} · ${sessions.used(formatMoment(last_used_at, clock))}
        </p>
      </div>
      ${current ? nothing : html`<button class="outlined" @click=${() => this.end(id)}>${sessions.end}</button>`}
    </li>`;
  }

  /** Ends one session, or all others. */
  private async end(id: number | null): Promise<void> {
    const done = await this.#ending.run(() =>
      id === null
        ? answer(api.account.sessions.$delete())
        : answer(api.account.sessions[':id'].$delete({ param: { id: String(id) } })),
    );
    if (done) this.emit('jw-account-changed');
  }
}
