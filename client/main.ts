import { askSession } from './api.ts';
import { pageOf, shownAt } from './router.ts';
import { activity } from './state/activity.ts';
import { connectSection, pageLink } from './state/section.ts';
import { session } from './state/session.ts';
import { store } from './state/store.ts';
import { connectAddressBar } from './state/url-sync.ts';
import { applyTheme, themeOf } from './theme/apply.ts';

const kept = pageOf(location.pathname);
const dark = window.matchMedia('(prefers-color-scheme: dark)');
/** What stands on the page, and whose it is: another person never gets to see it. */
let shown: { element: HTMLElement; owner: string } | undefined;

/** Keeps the page's colours and language at the view's. */
function dress(): void {
  const { theme, language } = store.state;
  applyTheme(kept.wall ? 'night' : themeOf(theme, dark.matches));
  document.documentElement.lang = language;
}

/** Shows what the address names, or signing in; what the address keeps stays as it is, so that the page goes on from there. */
async function show(): Promise<void> {
  const { state, caller } = session;
  if (location.pathname === '/sign-in' && caller && shownAt('/sign-in', state).tag !== 'jw-sign-in') {
    // A page of its own, whose address keeps other things.
    location.replace(pageLink('/', store.state));
    return;
  }
  const page = shownAt(location.pathname, state);
  const owner = page.tag === 'jw-sign-in' || page.alone ? '' : `${caller?.kind} ${caller?.account_id}`;
  if (shown?.element.localName === page.tag && shown.owner === owner) return;
  shown?.element.remove();
  shown = { element: document.createElement(page.tag), owner };
  const { element } = shown;
  await page.load();
  if (shown.element !== element) return;
  document.body.prepend(element);
  document.querySelector('.first-paint')?.remove();
}

if (kept.keeps === 'view') connectAddressBar(store, window);
else connectSection(store, window);
activity.listen(window);
store.subscribe((state, before) => {
  if (state.theme !== before.theme || state.language !== before.language) dress();
});
dark.addEventListener('change', dress);
dress();

// The page's code comes while the server is asked who is signed in.
void kept.load();
// A wall and a squad's phone show what they had before the server is asked: it may be away.
if (!kept.alone) await askSession().catch(() => {});
session.subscribe(() => void show());
await show();
// Reports that wait for the network go out from whatever page a person has open.
if (!kept.wall) void import('./state/drafts.ts').then(({ drafts }) => drafts.start(window));
// So do visits, from the pages of whoever enters them.
if (!kept.open) void import('./state/visits/visits.ts').then(({ visits }) => visits.start(window));
