import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccountDetail, MadeToken, OwnToken } from '../../../server/api/account/schema.ts';
import { answer, api } from '../../api.ts';
import { AreaNames } from '../../elements/area-names.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-secret.ts';
import '../../elements/jw-sure-button.ts';
import { empty } from '../../elements/parts.ts';
import { clockOf } from '../../elements/reference.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatMoment } from '../../format/time.ts';
import './jw-token-form.ts';
import type { OwnReference } from './own-reference.ts';

/**
 * Tokens for machines and walls: those there are, another one, its secret this once.
 * @fires jw-account-changed when a token was made or revoked.
 */
@customElement('jw-own-tokens')
export class JwOwnTokens extends JwElement {
  @property({ attribute: false }) reference!: OwnReference;
  @property({ attribute: false }) account!: AccountDetail;
  @state() private making = false;
  @state() private made: MadeToken | null = null;
  #areas = new AreaNames(this);
  #revoking = new Submission(this);

  static override styles = [
    formSheet,
    css`
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--space-1) var(--space-4);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .over {
        color: var(--ink-faint);
      }
      .name {
        font-weight: 600;
      }
      .kind {
        font-weight: 400;
      }
      .make {
        margin-top: var(--space-4);
      }
      jw-secret {
        margin-block: var(--space-3);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { tokens } = words.access;
    const list = this.account.tokens;
    return html`<section>
      <h3>${tokens.title}</h3>
      ${
        this.made
          ? html`<jw-secret .secret=${this.made.secret} .note=${tokens.made[this.made.token.kind](this.made.token.name)}></jw-secret>`
          : nothing
      }
      ${list.length ? html`<ul>${list.map((token) => this.row(token))}</ul>` : this.making ? nothing : empty(tokens.none)}
      ${faultLine(this.#revoking, words)}
      <div class="make">
        ${
          this.making
            ? html`<jw-token-form
              .reference=${this.reference}
              @jw-token=${this.taken}
              @jw-close=${() => {
                this.making = false;
              }}
            ></jw-token-form>`
            : html`<button class="outlined" @click=${this.begin}>${tokens.make}</button>`
        }
      </div>
    </section>`;
  }

  private row({ id, kind, name, area_code, area_name, expires_at, last_used_at, revoked }: OwnToken) {
    const { tokens, everywhere } = this.words.access;
    const clock = clockOf(this.reference, this.language);
    const over = revoked || new Date(expires_at) < new Date();
    const place = area_code ? (area_name ?? this.#areas.of(area_code)) : everywhere;
    return html`<li class=${over ? 'over' : ''}>
      <div>
        <p class="name">${name} <span class="kind note">${tokens.kinds[kind]} · ${place}</span></p>
        <p class="note figure">
          ${revoked ? tokens.revoked : over ? tokens.expired : tokens.until(formatMoment(expires_at, clock))} ·
          ${last_used_at ? tokens.used(formatMoment(last_used_at, clock)) : tokens.unused}
        </p>
      </div>
      ${over ? nothing : html`<jw-sure-button .label=${tokens.revoke} .question=${tokens.revokeSure} @jw-sure=${() => this.revoke(id)}></jw-sure-button>`}
    </li>`;
  }

  private begin(): void {
    this.made = null;
    this.making = true;
  }

  private taken(event: CustomEvent<MadeToken>): void {
    this.made = event.detail;
    this.making = false;
    this.emit('jw-account-changed');
  }

  private async revoke(id: number): Promise<void> {
    const done = await this.#revoking.run(() =>
      answer(api.account.tokens[':id'].$delete({ param: { id: String(id) } })),
    );
    if (done) this.emit('jw-account-changed');
  }
}
