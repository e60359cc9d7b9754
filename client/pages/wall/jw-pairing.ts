import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { renderSVG } from 'uqr';
import { ApiError, answer, api } from '../../api.ts';
import { brand, brandStyles } from '../../elements/brand.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { formatLeft } from '../../elements/time-left.ts';
import { formatSection } from '../../state/section.ts';
import { store } from '../../state/store.ts';
import '../sign-in/jw-paper-city.ts';
import './jw-display-step.ts';
import './jw-pairing-here.ts';
import { Pairing, type PairingLook } from './pairing.ts';
import { pairingStyles } from './pairing-styles.ts';

/** Error correction of the QR code: read from some metres away, askew. */
const CORRECTION = 'M';

/**
 * A screen that is no wall's yet: it shows six digits, which somebody with the right types on a phone.
 * @fires jw-let-in once the browser holds the screen's token.
 */
@customElement('jw-pairing')
export class JwPairing extends JwElement {
  /** A display token is typed instead. */
  @state() private byToken = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #pairing = new Pairing({
    begin: () => answer(api.wall.pairing.$post()),
    claim: (secret) => answer(api.wall.pairing.claim.$post({ json: { secret } })),
    now: () => performance.now(),
    changed: () => this.requestUpdate(),
    letIn: () => this.emit('jw-let-in'),
  });

  static override styles = [formSheet, brandStyles, pairingStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#pairing.start();
    this.#timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pairing.stop();
    clearInterval(this.#timer);
  }

  protected override updated(): void {
    document.title = this.words.remote.pairing.pageTitle;
  }

  override render() {
    const { product, remote } = this.words;
    const { pairing } = remote;
    const { look } = this.#pairing;
    return html`<jw-paper-city></jw-paper-city>
      <main>
        <header>${brand(product)}</header>
        <div class="says">
          <h1>${pairing.title}</h1>
          ${this.byToken ? this.token() : this.steps(look)}
        </div>
        ${this.byToken ? nothing : this.picture(look)}
        <footer>
          ${look && !this.byToken ? html`<jw-pairing-here .code=${look.code} @jw-paired=${() => this.#pairing.hurry()}></jw-pairing-here>` : nothing}
          <button class="link" @click=${this.turn}>${this.byToken ? pairing.byCode : pairing.byToken}</button>
        </footer>
      </main>`;
  }

  private steps(look: PairingLook | null): TemplateResult {
    const { pairing } = this.words.remote;
    const [scan, enter, choose] = pairing.steps;
    return html`<p class="lead">${pairing.lead}</p>
      ${this.code(look)}
      <ol>
        <li><span>${scan} <b class="address">${location.host}/remote</b></span></li>
        <li>${enter}</li>
        <li>${choose}</li>
      </ol>`;
  }

  private code(look: PairingLook | null): TemplateResult {
    const { pairing } = this.words.remote;
    const { fault } = this.#pairing;
    // Two groups of three are read over a room without losing count.
    const shown = look ? html`${look.code.slice(0, 3)}<span class="gap"></span>${look.code.slice(3)}` : '––– –––';
    const left = look ? pairing.left(formatLeft(look.left_ms)) : `${pairing.asking} …`;
    const late = fault instanceof ApiError && fault.status > 0 ? fault.message : pairing.late;
    return html`<p class="code" role="img" aria-label="${pairing.code} ${look?.code.split('').join(' ') ?? ''}">${shown}</p>
      <p class="left ${fault ? 'late' : ''}"><span role="status">${fault ? late : ''}</span>${fault ? nothing : left}</p>`;
  }

  private picture(look: PairingLook | null): TemplateResult {
    const { pairing } = this.words.remote;
    const { language } = store.state;
    const hash = formatSection({ section: 'let-in', theme: 'auto', language, rest: { code: look?.code ?? '' } });
    const address = `${location.origin}/remote${hash}`;
    // Readers of such pictures want dark on light.
    const drawing = { border: 2, ecc: CORRECTION, whiteColor: '#f6f1e6', blackColor: '#0f1822' } as const;
    return html`<div class="picture" role="img" aria-label=${pairing.scan}>
      ${look ? unsafeHTML(renderSVG(address, drawing)) : nothing}
    </div>`;
  }

  private token(): TemplateResult {
    return html`<p class="lead">${this.words.remote.pairing.tokenLead}</p>
      <jw-display-step></jw-display-step>`;
  }

  private async turn(): Promise<void> {
    this.byToken = !this.byToken;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('jw-display-step')?.focus();
  }
}
