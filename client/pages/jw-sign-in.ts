import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { SessionState } from '../../server/api/session/schema.ts';
import { answer, api, askSession } from '../api.ts';
import { brand, brandStyles } from '../elements/brand.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-code-form.ts';
import '../elements/jw-factor-set-up.ts';
import '../elements/jw-new-password.ts';
import '../elements/jw-switches.ts';
import { failure, heading } from '../elements/parts.ts';
import { pageLink } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import { store } from '../state/store.ts';
import './sign-in/jw-paper-city.ts';
import './sign-in/jw-password-step.ts';
import { signInStyles } from './sign-in/sign-in-styles.ts';
import { type Step, stepOf } from './sign-in/step.ts';

/** Signing in, step by step, at /sign-in and in place of any page while a step is owed. */
@customElement('jw-sign-in')
export class JwSignIn extends JwElement {
  @state() private fault = '';
  @query('main .step') private stepElement!: HTMLElement | null;
  /** The password typed a moment ago, for the step that changes it. */
  #password: string | null = null;
  #session = new SessionController(this);
  #shown: Step | null = null;

  static override styles = [formSheet, brandStyles, signInStyles];

  override updated(): void {
    document.title = this.words.access.signIn.pageTitle;
    const step = stepOf(this.#session.state);
    if (step === this.#shown) return;
    this.#shown = step;
    this.stepElement?.focus();
  }

  override render() {
    const { words } = this;
    const { state } = this.#session;
    const { signIn } = words.access;
    return html`
      <jw-paper-city></jw-paper-city>
      <div class="frame" aria-hidden="true"></div>
      <p class="cartouche" aria-hidden="true">
        <span class="title">${words.product}</span><span>${signIn.subtitle}</span>
      </p>
      <main class="sheet">
        <div class="top">${brand(words.product)}<jw-switches></jw-switches></div>
        <div class="body">${this.step(stepOf(state), state)}</div>
        ${state?.demo && !state.caller ? html`<p class="demo note">${signIn.demo}</p>` : nothing}
      </main>
    `;
  }

  private step(step: Step, state: SessionState | null): TemplateResult {
    const { signIn, factor, password } = this.words.access;
    switch (step) {
      case 'unknown':
        return failure(new Error(signIn.unreachable), this.words, () => void askSession().catch(() => {}));
      case 'password':
        return this.passwordStep(state);
      case 'second_factor':
        return html`${heading('', factor.title, factor.lead)}
          <jw-code-form class="step" .action=${factor.enter} .send=${this.sendCode}></jw-code-form>
          <p class="note">${factor.lost}</p>
          ${this.leaving()}`;
      case 'second_factor_set_up':
        return html`${heading('', factor.setUpTitle, factor.required)}
          <jw-factor-set-up></jw-factor-set-up>
          ${this.leaving()}`;
      case 'password_change':
        return html`${heading('', password.firstTitle, password.firstLead)}
          <jw-new-password class="step" .current=${this.#password}></jw-new-password>
          ${this.leaving()}`;
      case 'no_duty':
        return html`${heading('', signIn.noDutyTitle, signIn.noDuty(state?.caller?.display_name ?? ''))}
          <ol class="next">${signIn.noDutySteps.map((text) => html`<li>${text}</li>`)}</ol>
          <p class="buttons">
            <button class="primary" @click=${() => void askSession().catch(this.show)}>${signIn.lookAgain}</button>
            <a class="outlined" href=${pageLink('/account', store.state)}>${this.words.access.menu.account}</a>
          </p>
          ${this.leaving()}`;
    }
  }

  private passwordStep(state: SessionState | null): TemplateResult {
    const { signIn } = this.words.access;
    const { nav } = this.words.report;
    const failed = new URLSearchParams(location.search).get('failed') === 'openid';
    const openid_name = state?.openid_name ?? null;
    return html`${heading('', signIn.title, signIn.lead)}
      ${failed ? html`<p class="fault" role="alert"><span></span>${signIn.openidFailed(openid_name ?? '')}</p>` : nothing}
      <jw-password-step
        class="step"
        .openid_name=${openid_name}
        .to=${location.pathname === '/sign-in' ? '/' : location.pathname + location.hash}
        @jw-password=${(event: CustomEvent<string>) => {
          this.#password = event.detail;
        }}
      ></jw-password-step>
      <p class="note">${signIn.forgotten}</p>
      <p class="link-line"><a href=${pageLink('/wall', store.state)}>${signIn.isDisplay}</a></p>
      <nav class="public" aria-label=${nav.label}>
        <span class="note">${nav.noAccount}</span>
        <a href=${pageLink('/report', store.state)}>${icon('report')}${nav.report}</a>
        <a href=${pageLink('/replies', store.state)}>${icon('replies')}${nav.replies}</a>
      </nav>`;
  }

  private other(label: string, press: () => void): TemplateResult {
    return html`<p class="link-line"><button class="link" @click=${press}>${label}</button></p>`;
  }

  /** The way out of a step that cannot be done now. */
  private leaving(): TemplateResult {
    const { signIn } = this.words.access;
    return html`${this.other(signIn.asAnother, () => void this.leave().catch(this.show))}
      ${this.fault ? html`<p class="note" role="alert">${this.fault}</p>` : nothing}`;
  }

  private show = (error: Error): void => {
    this.fault = error.message;
  };

  private sendCode = async (code: string): Promise<void> => {
    await answer(api.session['second-factor'].$post({ json: { code } }));
    await askSession();
  };

  private async leave(): Promise<void> {
    await answer(api.session.$delete());
    this.#password = null;
    this.fault = '';
    await askSession();
  }
}
