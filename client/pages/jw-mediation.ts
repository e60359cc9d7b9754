import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { may } from '../state/session.ts';
import { focusHeading } from './focus.ts';
import './mediation/jw-mediation-case.ts';
import './mediation/jw-mediation-counts.ts';
import './mediation/jw-mediation-form.ts';
import './mediation/jw-mediation-list.ts';
import type { JwMediationList } from './mediation/jw-mediation-list.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** Mediation cases: the list at the left, one of them, a new one or the counts at the right; on a phone one after the other. */
@customElement('jw-mediation')
export class JwMediation extends JwElement {
  #address = new AddressController(this, () => {
    void this.updateComplete.then(() => focusHeading(this.renderRoot.querySelector('main > :last-child')));
  });
  #reference = referenceTask(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      .book {
        display: grid;
        grid-template-columns: minmax(20rem, 26rem) minmax(0, 1fr);
        min-block-size: 0;
      }
      aside {
        overflow: auto;
        padding: var(--space-5) var(--space-5) 4rem;
        border-inline-end: 1px solid var(--rule);
        background: var(--paper);
      }
      main {
        max-inline-size: 52rem;
      }
      .back {
        display: none;
        margin-bottom: var(--space-4);
        color: var(--accent);
      }
      @media (max-width: 899px) {
        .book {
          grid-template-columns: minmax(0, 1fr);
        }
        .book[shows='case'] aside,
        .book[shows='list'] .scroll {
          display: none;
        }
        .back {
          display: inline-block;
        }
        aside {
          padding-inline: var(--space-4);
          border: 0;
        }
      }
    `,
  ];

  override updated(): void {
    document.title = this.words.page.title(this.words.mediation.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.mediation.title}></jw-page-head></header>
      ${
        may('mediate')
          ? this.#reference.render({
              pending: () => bones(14, true),
              error: (error) => failure(error, words, () => this.#reference.run()),
              complete: (reference) => this.book(reference),
            })
          : html`<main>${empty(words.access.noAdministration)}</main>`
      }
    `;
  }

  private book(reference: Reference) {
    const { section, rest } = this.#address;
    const shown = Number(rest.id) || null;
    return html`<div class="book" shows=${section ? 'case' : 'list'}>
      <aside>
        <jw-mediation-list .reference=${reference} .shown=${shown} .linkTo=${this.linkTo}></jw-mediation-list>
      </aside>
      <div class="scroll">
        <main>
          ${section ? html`<a class="back" href=${this.linkTo('', {})}>${this.words.mediation.back}</a>` : ''}
          ${this.content(reference, section, shown)}
        </main>
      </div>
    </div>`;
  }

  private content(reference: Reference, section: string, shown: number | null) {
    if (section === 'case' && shown) {
      return html`<jw-mediation-case
        .reference=${reference}
        .caseId=${shown}
        @jw-mediation-changed=${this.refresh}
      ></jw-mediation-case>`;
    }
    if (section === 'new') {
      return html`<jw-mediation-form
        .reference=${reference}
        .incidentId=${Number(this.#address.rest.incident_id) || null}
        @jw-done=${(event: CustomEvent<number>) => {
          this.refresh();
          this.#address.go({ section: 'case', rest: { id: String(event.detail) } });
        }}
      ></jw-mediation-form>`;
    }
    return html`<jw-mediation-counts .reference=${reference}></jw-mediation-counts>`;
  }

  private linkTo = (section: string, rest: Record<string, string>): string => this.#address.link({ section, rest });

  private refresh = (): void => {
    void this.renderRoot.querySelector<JwMediationList>('jw-mediation-list')?.refresh();
  };
}
