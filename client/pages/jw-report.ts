import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PublicDeployment } from '../../server/api/deployment/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-public-head.ts';
import '../elements/jw-reporting.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, failure, heading } from '../elements/parts.ts';
import { reportReference } from '../elements/report-reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { draftOwner } from '../state/draft-post.ts';
import { section } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import type { ViewState } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import { MediaController } from './media-controller.ts';
import { publicPageStyles } from './report/public-page-styles.ts';

/** Reporting and following for everybody, and for those who work here from their phone: /report and /report#code. */
@customElement('jw-report')
export class JwReport extends JwElement {
  @state() private mapless = false;
  #view = new StoreController<ViewState>(this, (view) => view);
  #dark = new MediaController(this, '(prefers-color-scheme: dark)');
  #session = new SessionController(this);
  #end: (() => void) | undefined;

  #reference = new Task(this, {
    args: () => [] as const,
    task: async (_, { signal }): Promise<{ deployment: PublicDeployment; loop: LoopReference }> => {
      const init = { init: { signal } };
      const [deployment, loop] = await Promise.all([
        answer(api.deployment.public.$get({}, init)),
        answer(api.loop.$get({}, init)),
      ]);
      return { deployment, loop };
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    publicPageStyles,
    css`
      main {
        display: grid;
        gap: var(--space-5);
        max-inline-size: 40rem;
      }
      jw-place-map {
        block-size: min(20rem, 48vh);
        border: 1px solid var(--grid-line);
        outline: 1px solid var(--grid-line);
        outline-offset: 3px;
        margin: 4px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = section.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override updated(): void {
    const { nav } = this.words.report;
    document.title = this.words.page.title(section.value === 'code' ? nav.follow : nav.report);
  }

  override render() {
    const following = section.value === 'code';
    return html`
      <jw-public-head .page=${following ? 'follow' : 'report'}></jw-public-head>
      <div class="scroll">
        <main>
          ${this.#reference.render({
            pending: () => bones(12),
            error: (error) => failure(error, this.words, () => this.#reference.run()),
            complete: ({ deployment, loop }) =>
              following ? this.follow(deployment, loop) : this.report(deployment, loop),
          })}
        </main>
      </div>
    `;
  }

  private report(deployment: PublicDeployment, loop: LoopReference): TemplateResult {
    const { form } = this.words.report;
    const own = draftOwner(this.#session.caller) !== 'anybody';
    // The map's code, which is the largest part by far, comes when the form already stands.
    void import('../map/jw-place-map.ts').catch(() => {
      this.mapless = true;
    });
    return html`<jw-reporting
      .reference=${reportReference(deployment)}
      .matters=${own ? loop.catalogue.matters : null}
      ?mapless=${this.mapless}
    >
      <div slot="head">
        ${heading(deployment.city_name ?? '', form.title, own ? nothing : form.publicLead)} ${this.demo(deployment)}
      </div>
      ${
        this.mapless
          ? nothing
          : html`<jw-place-map
              .deployment=${deployment}
              .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
              @jw-map-error=${() => {
                this.mapless = true;
              }}
            ></jw-place-map>`
      }
    </jw-reporting>`;
  }

  private demo({ demo }: PublicDeployment): TemplateResult | typeof nothing {
    return demo ? html`<p class="demo note">${this.words.page.demo}</p>` : nothing;
  }

  private follow(deployment: PublicDeployment, loop: LoopReference): TemplateResult {
    void import('../elements/jw-follow.ts');
    const { follow } = this.words.report;
    return html`${heading(deployment.city_name ?? '', follow.title, follow.lead)} ${this.demo(deployment)}
      <jw-follow .reference=${reportReference(deployment)} .loop=${loop}></jw-follow>`;
  }
}
