import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountDetail } from '../../server/api/account/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, failure, heading } from '../elements/parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { session } from '../state/session.ts';
import './account/jw-own-duties.ts';
import './account/jw-own-security.ts';
import './account/jw-own-sessions.ts';
import './account/jw-own-tokens.ts';
import { loadOwnReference, type OwnReference } from './account/own-reference.ts';
import { readingStyles } from './reading-styles.ts';

/** One's own account: duties, password and second factor, sessions, tokens. */
@customElement('jw-account')
export class JwAccount extends JwElement {
  #reference = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }) => loadOwnReference(signal),
  });
  #account = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }): Promise<AccountDetail> => answer(api.account.$get({}, { init: { signal } })),
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      main {
        max-inline-size: 46rem;
        margin-inline: auto;
      }
      section:first-of-type {
        margin-top: 0;
      }
    `,
  ];

  override updated(): void {
    document.title = this.words.page.title(this.words.access.account.title);
  }

  override render() {
    const { words } = this;
    const account = this.#account.value;
    const reference = this.#reference.value;
    const error = this.#account.error ?? this.#reference.error;
    return html`
      <header><jw-page-head .heading=${words.access.account.title}></jw-page-head></header>
      <div class="scroll">
        <main>${account && reference ? this.sheets(account, reference) : error ? failure(error, words, this.again) : bones(14, true)}</main>
      </div>
    `;
  }

  private sheets(account: AccountDetail, reference: OwnReference) {
    const { demo } = reference.deployment;
    return html`
      ${heading(this.words.access.account.login(account.login), account.display_name, demo ? this.words.page.demo : undefined)}
      <div class="sheets" @jw-account-changed=${() => this.#account.run()}>
        <jw-own-duties .reference=${reference} .account=${account}></jw-own-duties>
        <jw-own-security .reference=${reference} .account=${account}></jw-own-security>
        <jw-own-sessions .reference=${reference} .account=${account}></jw-own-sessions>
        ${session.caller && Object.keys(session.caller.rights).length > 0 ? html`<jw-own-tokens .reference=${reference} .account=${account}></jw-own-tokens>` : nothing}
      </div>
    `;
  }

  private again = (): void => {
    void this.#reference.run();
    void this.#account.run();
  };
}
