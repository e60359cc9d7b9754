import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AccountDetail } from '../../../server/api/account/schema.ts';
import { answer, api, askSession } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-factor-set-up.ts';
import '../../elements/jw-new-password.ts';
import '../../elements/jw-password-field.ts';
import type { JwPasswordField } from '../../elements/jw-password-field.ts';
import { clockOf } from '../../elements/reference.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatMoment } from '../../format/time.ts';
import type { OwnReference } from './own-reference.ts';

/**
 * Password and second factor of one's own account.
 * @fires jw-account-changed when one of them is another.
 */
@customElement('jw-own-security')
export class JwOwnSecurity extends JwElement {
  @property({ attribute: false }) reference!: OwnReference;
  @property({ attribute: false }) account!: AccountDetail;
  @state() private unfolded: 'password' | 'factor' | null = null;
  @state() private said = '';
  @query('.off jw-password-field') private password!: JwPasswordField;
  #removal = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .item {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .item p {
        font-weight: 600;
      }
      .item p.note {
        font-weight: 400;
      }
      .on {
        color: var(--jade);
      }
      .on .icon {
        vertical-align: -0.2em;
      }
      .unfolded {
        max-inline-size: 26rem;
        padding-block: var(--space-4);
      }
    `,
  ];

  override render() {
    const { access } = this.words;
    return html`<section>
      <h3>${access.security.title}</h3>
      ${this.passwordItem()} ${this.factorItem()}
      <p class="note done" role="status">${this.said}</p>
    </section>`;
  }

  private passwordItem() {
    const { security, password } = this.words.access;
    const { password_changed_at } = this.account;
    if (password_changed_at === null) {
      return html`<div class="item"><div><p>${password.title}</p><p class="note">${security.elsewhere}</p></div></div>`;
    }
    const when = formatMoment(password_changed_at, clockOf(this.reference, this.language));
    return html`<div class="item">
        <div><p>${password.title}</p><p class="note">${security.changed(when)}</p></div>
        ${this.toggle('password', password.change)}
      </div>
      ${
        this.unfolded === 'password'
          ? html`<div class="unfolded">
            <jw-new-password @jw-password-changed=${() => this.done(security.passwordDone)}></jw-new-password>
          </div>`
          : nothing
      }`;
  }

  private factorItem() {
    const { security, factor } = this.words.access;
    const { second_factor: on, second_factor_required: required } = this.account;
    return html`<div class="item">
        <div>
          <p>${factor.name} ${on ? html`<span class="on note">${icon('check')} ${factor.isOn}</span>` : nothing}</p>
          <p class="note">${required ? security.required : factor.what}</p>
        </div>
        ${this.toggle('factor', on ? factor.turnOff : factor.turnOn)}
      </div>
      ${this.unfolded === 'factor' ? html`<div class="unfolded">${on ? this.removal() : this.setUp()}</div>` : nothing}`;
  }

  private setUp() {
    return html`<jw-factor-set-up @jw-factor-on=${() => this.done(this.words.access.security.factorOn)}></jw-factor-set-up>`;
  }

  private removal() {
    const { words } = this;
    return html`<form class="off" novalidate @submit=${this.turnOff}>
      <p>${words.access.factor.removeLead}</p>
      <jw-password-field .label=${words.access.password.current}></jw-password-field>
      ${faultLine(this.#removal, words)}
      <button class="primary" ?disabled=${this.#removal.busy || this.#removal.wait_s > 0}>${words.access.factor.turnOff}</button>
    </form>`;
  }

  private toggle(which: 'password' | 'factor', label: string) {
    const open = this.unfolded === which;
    return html`<button
      class="outlined"
      aria-expanded=${open}
      @click=${() => {
        this.unfolded = open ? null : which;
        this.said = '';
        this.#removal.clear();
      }}
    >
      ${open ? this.words.access.leaveIt : label}
    </button>`;
  }

  private async turnOff(event: Event): Promise<void> {
    event.preventDefault();
    const done = await this.#removal.run(async () => {
      await answer(api.account['second-factor'].$delete({ json: { password: this.password.value } }));
      await askSession();
    });
    if (done) this.done(this.words.access.security.factorOff);
    else this.password.select();
  }

  private done(said: string): void {
    this.unfolded = null;
    this.said = said;
    this.emit('jw-account-changed');
  }
}
