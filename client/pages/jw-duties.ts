import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { formatSection, section } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { adminStyles } from './admin/admin-styles.ts';
import { type DutySection, dutySectionsOf } from './duties/sections.ts';
import { focusHeading } from './focus.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** A grid worker's day: whom to visit today, who is owed a visit, and what makes visits owed. */
@customElement('jw-duties')
export class JwDuties extends JwElement {
  #session = new SessionController(this);
  #view = new StoreController(this, (view) => view);
  #reference = referenceTask(this);
  #end: (() => void) | undefined;

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, readingStyles, adminStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = section.subscribe(() => {
      this.requestUpdate();
      void this.updateComplete.then(() => focusHeading(this.renderRoot.querySelector('main > *')));
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
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
    const { theme, language } = this.#view.value;
    return html`<nav aria-label=${duties.chapters}>
      <ul>
        ${dutySectionsOf(this.#session.caller).map(
          ({ name, icon: drawing }) => html`<li>
            <a href=${formatSection({ section: name, theme, language, rest: {} })} aria-current=${name === shown?.name ? 'page' : 'false'}>
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
    return open.find(({ name }) => name === section.value) ?? open[0];
  }
}
