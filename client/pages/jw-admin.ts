import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../elements/element.ts';
import { icon } from '../elements/icon.ts';
import '../elements/jw-alert-list.ts';
import '../elements/jw-audit-log.ts';
import '../elements/jw-data-classes.ts';
import '../elements/jw-openings-log.ts';
import '../elements/jw-page-head.ts';
import '../elements/jw-processing-record.ts';
import '../elements/jw-resident-rights.ts';
import '../elements/jw-retention-report.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { formatSection, section } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { adminStyles } from './admin/admin-styles.ts';
import './admin/jw-hand-overs.ts';
import './admin/jw-matter-catalogue.ts';
import './admin/jw-people.ts';
import './admin/jw-role-matrix.ts';
import './admin/walls/jw-walls.ts';
import { type Section, type SectionName, sectionNamed, sectionsOf } from './admin/sections.ts';
import { focusHeading } from './focus.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

const contents: Record<SectionName, (reference: Reference) => TemplateResult> = {
  people: (reference) => html`<jw-people .reference=${reference}></jw-people>`,
  'hand-overs': (reference) => html`<jw-hand-overs .reference=${reference}></jw-hand-overs>`,
  roles: (reference) => html`<jw-role-matrix .reference=${reference}></jw-role-matrix>`,
  matters: (reference) => html`<jw-matter-catalogue .reference=${reference}></jw-matter-catalogue>`,
  walls: (reference) => html`<jw-walls .reference=${reference}></jw-walls>`,
  openings: (reference) => html`<jw-openings-log .reference=${reference}></jw-openings-log>`,
  alerts: (reference) => html`<jw-alert-list .reference=${reference}></jw-alert-list>`,
  audit: (reference) => html`<jw-audit-log .reference=${reference}></jw-audit-log>`,
  classes: (reference) => html`<jw-data-classes .reference=${reference}></jw-data-classes>`,
  retention: (reference) => html`<jw-retention-report .reference=${reference}></jw-retention-report>`,
  processing: (reference) => html`<jw-processing-record .reference=${reference}></jw-processing-record>`,
  residents: (reference) => html`<jw-resident-rights .reference=${reference}></jw-resident-rights>`,
};

/** The administration: a rail of chapters, of which each shows what its right allows. */
@customElement('jw-admin')
export class JwAdmin extends JwElement {
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
    const { access, page } = this.words;
    const shown = sectionNamed(section.value, sectionsOf(this.#session.caller));
    document.title = page.title(shown ? access.sections[shown.name] : access.menu.administration);
  }

  override render() {
    const { words } = this;
    const open = sectionsOf(this.#session.caller);
    const shown = sectionNamed(section.value, open);
    return html`
      <header><jw-page-head .heading=${words.access.menu.administration}></jw-page-head></header>
      <div class="book">
        ${this.rail(open, shown)}
        <div class="scroll">
          <main>${shown ? this.content(shown) : empty(words.access.noAdministration)}</main>
        </div>
      </div>
    `;
  }

  private content(shown: Section) {
    return this.#reference.render({
      pending: () => bones(14, true),
      error: (error) => failure(error, this.words, () => this.#reference.run()),
      complete: (reference) => contents[shown.name](reference),
    });
  }

  private rail(open: readonly Section[], shown: Section | undefined) {
    const { access } = this.words;
    const { theme, language } = this.#view.value;
    return html`<nav aria-label=${access.chapters}>
      <ul>
        ${open.map(
          ({ name, icon: drawing }) => html`<li>
            <a href=${formatSection({ section: name, theme, language, rest: {} })} aria-current=${name === shown?.name ? 'page' : 'false'}>
              ${icon(drawing)}<span>${access.sections[name]}</span>
            </a>
          </li>`,
        )}
      </ul>
    </nav>`;
  }
}
