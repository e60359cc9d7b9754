import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MadeToken } from '../../../server/api/account/schema.ts';
import { type Right, rights } from '../../../server/api/session/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { may, session } from '../../state/session.ts';
import type { OwnReference } from './own-reference.ts';

/** How long a token may last, in days. */
const spans = [7, 30, 90, 366] as const;

/**
 * Another token: its name, kind, area, rights and how long it lasts.
 * @fires jw-token with the MadeToken. @fires jw-close when it is left.
 */
@customElement('jw-token-form')
export class JwTokenForm extends JwElement {
  @property({ attribute: false }) reference!: OwnReference;
  @state() private kind: 'api' | 'display' = 'api';
  @state() private area: AreaChoice | null = null;
  @state() private missing = '';
  @query('form') private form!: HTMLFormElement;
  #making = new Submission(this);

  static override styles = [
    formSheet,
    css`
      form {
        max-inline-size: 34rem;
        padding: var(--space-4);
        border: 1px solid var(--rule);
        background: color-mix(in srgb, var(--sheet-raised) 60%, transparent);
      }
      .rights {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
        gap: 0 var(--space-4);
        margin-top: var(--space-1);
      }
      .rights label,
      .kinds label {
        padding-block: 0.125rem;
      }
      .kinds {
        display: grid;
        margin-top: var(--space-1);
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override render() {
    const { words } = this;
    const { tokens } = words.access;
    return html`<form novalidate @submit=${this.submit}>
      <div class="pair">
        <div class="field">
          <label for="name">${tokens.name}</label>
          <input id="name" name="name" maxlength="60" autocomplete="off" placeholder=${tokens.nameHint} />
        </div>
        <div class="field">
          <label for="days">${tokens.days}</label>
          <select id="days" name="days">
            ${spans.map((days) => html`<option value=${days} ?selected=${days === 90}>${tokens.span(days)}</option>`)}
          </select>
        </div>
      </div>
      ${this.kinds()}
      <jw-area-picker
        .label=${tokens.area}
        .within=${this.within}
        @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
          this.area = event.detail;
        }}
      ></jw-area-picker>
      ${this.kind === 'api' ? this.rightList() : html`<p class="note">${tokens.displayRights}</p>`}
      ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#making, words)}
      <div class="buttons">
        ${submitButton(this.#making, tokens.make, words)}
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${words.access.leaveIt}</button>
      </div>
    </form>`;
  }

  /** Where suggestions begin: the area of one's own first duty. */
  private get within(): string {
    const own = session.caller?.grants[0]?.area_code;
    return own || (this.reference.deployment.root?.area_code ?? '');
  }

  private kinds() {
    const { tokens } = this.words.access;
    if (!may('people')) return nothing;
    return html`<fieldset>
      <legend>${tokens.kind}</legend>
      <div class="kinds">
        ${(['api', 'display'] as const).map(
          (kind) => html`<label class="choice">
            <input
              type="radio"
              name="kind"
              value=${kind}
              .checked=${this.kind === kind}
              @change=${() => {
                this.kind = kind;
              }}
            />
            <span>${tokens.kindWords[kind]}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private rightList() {
    const { tokens, rights: names } = this.words.access;
    const own = rights.filter((right) => may(right));
    return html`<fieldset>
      <legend>${tokens.rights}</legend>
      <div class="rights">
        ${own.map(
          (right) => html`<label class="choice">
            <input type="checkbox" name="rights" value=${right} ?checked=${right === 'map' || right === 'counts'} />
            <span>${names[right]}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { tokens } = this.words.access;
    const data = new FormData(this.form);
    const name = String(data.get('name') ?? '').trim();
    const wanted = data.getAll('rights') as Right[];
    this.missing = !name
      ? tokens.nameMissing
      : !this.area
        ? tokens.areaMissing
        : this.kind === 'api' && wanted.length === 0
          ? tokens.rightsMissing
          : '';
    if (this.missing || !this.area) return;
    const json = {
      ...{ name, kind: this.kind, area_code: this.area.area_code, days: Number(data.get('days')) },
      rights: this.kind === 'api' ? wanted : [],
    };
    await this.#making.run(async () => {
      this.emit('jw-token', await answer<MadeToken>(api.account.tokens.$post({ json })));
    });
  }
}
