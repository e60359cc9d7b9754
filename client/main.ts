import { pageOf } from './router.ts';
import { store } from './state/store.ts';
import { connectAddressBar } from './state/url-sync.ts';
import { applyTheme, themeOf } from './theme/apply.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Keeps the page's colours and language at the view's. */
function dress(): void {
  const { theme, language } = store.state;
  applyTheme(themeOf(theme, dark.matches));
  document.documentElement.lang = language;
}

connectAddressBar(store, window);
store.subscribe((state, before) => {
  if (state.theme !== before.theme || state.language !== before.language) dress();
});
dark.addEventListener('change', dress);
dress();

const page = pageOf(location.pathname);
await page.load();
document.body.prepend(document.createElement(page.tag));
document.querySelector('.first-paint')?.remove();
