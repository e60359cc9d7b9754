import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { SessionController } from '../state/session.ts';
import { adminStyles } from './admin/admin-styles.ts';
import { type DutySection, dutySectionsOf } from './duties/sections.ts';
import { focusHeading } from './focus.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** A grid worker's day: whom to visit today, who is owed a visit, and what makes visits owed. */
@customElement('jw-duties')
export class JwDuties extends JwElement {
  #session = new SessionController(this);
  #reference = referenceTask(this);
  #named = '';
  #address = new AddressController(this, () => {
    // What a section keeps in the address may change without another one being opened.
    if (this.#address.section === this.#named) return;
    this.#named = this.#address.section;
    void this.updateComplete.then(() => focusHeading(this.renderRoot.querySelector('main > *')));
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, readingStyles, adminStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#named = this.#address.section;
  }

  override updated(): void {
    const { duties, page } = this.words;
    const { shown } = this;
    document.title = page.title(shown ? duties.sections[shown.name] : duties.title);
  }

  override render() {
    const { words, shown } = this;
    return html`
      <header><jw-page-head .heading=${words.duties.title}></jw-page-head></header>
      <div class="book">
        ${this.rail(shown)}
        <div class="scroll">
          <main>${shown ? this.content(shown) : empty(words.duties.noDuties)}</main>
        </div>
      </div>
    `;
  }

  private content(shown: DutySection) {
    return this.#reference.render({
      pending: () => bones(14, true),
      error: (error) => failure(error, this.words, () => this.#reference.run()),
      complete: (reference) => shown.content(reference),
    });
  }

  private rail(shown: DutySection | undefined) {
    const { duties } = this.words;
    return html`<nav aria-label=${duties.chapters}>
      <ul>
        ${dutySectionsOf(this.#session.caller).map(
          ({ name, icon: drawing }) => html`<li>
            <a href=${this.#address.link({ section: name })} aria-current=${name === shown?.name ? 'page' : 'false'}>
              ${icon(drawing)}<span>${duties.sections[name]}</span>
            </a>
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  /** The section that the address names; the first where it names none that is open. */
  private get shown(): DutySection | undefined {
    const open = dutySectionsOf(this.#session.caller);
    return open.find(({ name }) => name === this.#address.section) ?? open[0];
  }
}
