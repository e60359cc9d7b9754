import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { setLanguage, setTheme } from '../state/actions.ts';
import type { Selection } from '../state/selection.ts';
import type { ThemeChoice } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { type IconName, icon } from './icon.ts';
import './jw-breadcrumb.ts';
import './jw-search.ts';
import type { JwSearch } from './jw-search.ts';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

const themes: readonly [ThemeChoice, IconName][] = [
  ['auto', 'automatic'],
  ['day', 'sun'],
  ['night', 'moon'],
];

/** The running head: the mark, the way to the present place, search, theme and language. */
@customElement('jw-head')
export class JwHead extends JwElement {
  /** From the root to the present place. */
  @property({ attribute: false }) steps: readonly { label: string; selection: Selection }[] = [];
  /** Says that all people are invented. */
  @property({ type: Boolean }) demo = false;
  @query('jw-search') private search!: JwSearch;
  #theme = new StoreController(this, (view) => view.theme);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto minmax(12rem, 22rem) auto;
        align-items: center;
        gap: var(--space-4);
        block-size: var(--head);
        padding-inline: var(--space-4) var(--space-3);
        background: var(--sheet);
        border-bottom: 1px solid var(--rule);
      }
      .mark {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding-inline-end: var(--space-4);
        border-inline-end: 1px solid var(--rule);
        font-family: var(--face-mark);
        font-size: var(--type-4);
        font-weight: 700;
        line-height: 1;
        white-space: nowrap;
      }
      .mark svg {
        inline-size: 1.5rem;
        block-size: 1.5rem;
        stroke: var(--accent);
        stroke-width: 2.25;
        fill: none;
      }
      .demo {
        padding: 0.125rem var(--space-2);
        border: 1px dashed var(--ink-faint);
        font-size: var(--type-1);
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .switches {
        display: flex;
      }
      .language {
        justify-content: center;
        min-inline-size: var(--target);
        font-size: var(--type-1);
        white-space: nowrap;
      }
      @media (max-width: 1099px) {
        :host {
          grid-template-columns: auto minmax(0, 1fr) auto minmax(10rem, 16rem) auto;
          gap: var(--space-3);
        }
        .mark span {
          display: none;
        }
      }
      @media (max-width: 899px) {
        :host {
          position: relative;
          grid-template-columns: auto minmax(0, 1fr) auto auto;
          gap: var(--space-1);
          padding-inline: var(--space-3) var(--space-1);
        }
        .mark {
          padding: 0;
          border: 0;
        }
        .demo {
          position: absolute;
          inset: 100% 0 auto;
          border-width: 0 0 1px;
          border-style: solid;
          border-color: var(--rule);
          text-align: center;
          line-height: 1.25rem;
          background: var(--sheet);
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** Puts the caret into the search box. */
  focusSearch(): void {
    void this.search.focusBox();
  }

  override render() {
    const { words } = this;
    return html`
      <span class="mark" title=${words.product}>
        <svg viewBox="0 0 24 24" role="img" aria-label=${words.product}>
          <path d="M8 4v5.5M8 14.5V20M16 4v1.5M16 10.5V20M4 8h1.5M10.5 8H20M4 16h9.5M18.5 16H20" />
        </svg>
        <span aria-hidden="true">${words.product}</span>
      </span>
      <jw-breadcrumb .steps=${this.steps}></jw-breadcrumb>
      <span class="demo" ?hidden=${!this.demo}>${words.page.demo}</span>
      <jw-search></jw-search>
      <div class="switches">${this.themeSwitch()} ${this.languageSwitch()}</div>
    `;
  }

  private themeSwitch() {
    const at = themes.findIndex(([choice]) => choice === this.#theme.value);
    const [choice, drawing] = themes[at] ?? themes[0]!;
    const next = themes[(at + 1) % themes.length]![0];
    const { page } = this.words;
    const label = `${page.themeName}：${page.theme[choice]}`;
    return html`<button class="quiet icon-only" aria-label=${label} title=${label} @click=${() => setTheme(next)}>
      ${icon(drawing)}
    </button>`;
  }

  private languageSwitch() {
    const { page } = this.words;
    return html`<button
      class="quiet language"
      lang=${this.language === 'en' ? 'zh-CN' : 'en'}
      title=${page.otherLanguageName}
      @click=${() => setLanguage(this.language === 'en' ? 'zh-CN' : 'en')}
    >
      ${page.otherLanguage === 'English' ? 'EN' : page.otherLanguage}
    </button>`;
  }
}
