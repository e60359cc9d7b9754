import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { renderSVG } from 'uqr';
import type { FactorSetUp } from '../../server/api/account/schema.ts';
import { answer, api, askSession } from '../api.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import './jw-code-form.ts';
import { bones, failure } from './parts.ts';
import { skeletonStyles } from './styles.ts';

/**
 * Setting up a second factor: the picture for the authenticator, the same as text, and the first code as proof.
 * @fires jw-factor-on once it is on.
 */
@customElement('jw-factor-set-up')
export class JwFactorSetUp extends JwElement {
  #secret = new Task(this, {
    args: () => [],
    task: (_, { signal }): Promise<FactorSetUp> => answer(api.account['second-factor'].$post({}, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
        margin-block-end: var(--space-4);
        padding-inline-start: 1.5em;
        list-style: decimal;
      }
      .code {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: var(--space-4);
        margin-top: var(--space-2);
      }
      /* Readers of such pictures want dark on light, by night too. */
      .picture {
        inline-size: 9rem;
        block-size: 9rem;
        padding: var(--space-2);
        border: 1px solid var(--rule);
        background: #ffffff;
      }
      .picture svg {
        display: block;
        inline-size: 100%;
        block-size: 100%;
      }
      .secret {
        grid-template-columns: 1fr;
        margin-top: var(--space-1);
        font-size: var(--type-2);
      }
    `,
  ];

  override render() {
    return this.#secret.render({
      pending: () => bones(6),
      error: (error) => failure(error, this.words, () => this.#secret.run()),
      complete: (made) => this.steps(made),
    });
  }

  private steps({ secret, otpauth_url }: FactorSetUp) {
    const { factor } = this.words.access;
    const groups = secret.replace(/(.{4})(?=.)/g, '$1 ');
    return html`
      <ol>
        <li>${factor.install}</li>
        <li>
          ${factor.scan}
          <div class="code">
            <div class="picture" role="img" aria-label=${factor.picture}>
              ${unsafeHTML(renderSVG(otpauth_url, { border: 0, whiteColor: '#ffffff', blackColor: '#000000' }))}
            </div>
            <div>
              <p class="note">${factor.byHand}</p>
              <code class="secret">${groups}</code>
            </div>
          </div>
        </li>
        <li>${factor.prove}</li>
      </ol>
      <jw-code-form .action=${factor.turnOn} .send=${this.confirm}></jw-code-form>
    `;
  }

  private confirm = async (code: string): Promise<void> => {
    await answer(api.account['second-factor'].confirm.$post({ json: { code } }));
    this.emit('jw-factor-on');
    await askSession();
  };
}
