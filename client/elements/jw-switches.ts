import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { setLanguage, setTheme } from '../state/actions.ts';
import type { ThemeChoice } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { type IconName, icon } from './icon.ts';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

const themes: readonly [ThemeChoice, IconName][] = [
  ['auto', 'automatic'],
  ['day', 'sun'],
  ['night', 'moon'],
];

/** Theme and language, at the end of every page's head. */
@customElement('jw-switches')
export class JwSwitches extends JwElement {
  #theme = new StoreController(this, (view) => view.theme);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      :host {
        display: flex;
      }
      .language {
        justify-content: center;
        min-inline-size: var(--target);
        font-size: var(--type-1);
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    return html`${this.themeSwitch()} ${this.languageSwitch()}`;
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
