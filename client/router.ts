import type { SessionState } from '../server/api/session/schema.ts';

/** A page: the element that shows it, and how its code is fetched. */
export interface PageEntry {
  tag: string;
  load: () => Promise<unknown>;
  /** What the address keeps behind its path: the view of a map, or the section of a page that is read. */
  keeps: 'view' | 'section';
  /** True: for everybody, signed in or not. */
  open?: boolean;
  /** True: it has a credential of its own, and is shown before the server was asked who is signed in. */
  alone?: boolean;
  /** True: a screen that nobody sits at. It is dark whatever the theme. */
  wall?: boolean;
}

const pages: Record<string, PageEntry> = {
  '/': { tag: 'jw-console', load: () => import('./pages/jw-console.ts'), keeps: 'view' },
  '/account': { tag: 'jw-account', load: () => import('./pages/jw-account.ts'), keeps: 'section' },
  '/admin': { tag: 'jw-admin', load: () => import('./pages/jw-admin.ts'), keeps: 'section' },
  '/duties': { tag: 'jw-duties', load: () => import('./pages/jw-duties.ts'), keeps: 'section' },
  '/doors': { tag: 'jw-doors', load: () => import('./pages/jw-doors.ts'), keeps: 'section' },
  '/areas': { tag: 'jw-areas', load: () => import('./pages/jw-areas.ts'), keeps: 'section' },
  '/replies': { tag: 'jw-replies', load: () => import('./pages/jw-replies.ts'), keeps: 'section', open: true },
  '/report': { tag: 'jw-report', load: () => import('./pages/jw-report.ts'), keeps: 'section', open: true },
  '/duplicates': { tag: 'jw-duplicates', load: () => import('./pages/jw-duplicates.ts'), keeps: 'section' },
  '/duty-chain': { tag: 'jw-duty-chain', load: () => import('./pages/jw-duty-chain.ts'), keeps: 'section' },
  '/emergency': { tag: 'jw-emergency', load: () => import('./pages/jw-emergency.ts'), keeps: 'section' },
  '/imports': { tag: 'jw-imports', load: () => import('./pages/jw-imports.ts'), keeps: 'section' },
  '/exports': { tag: 'jw-exports', load: () => import('./pages/jw-exports.ts'), keeps: 'section' },
  '/mediation': { tag: 'jw-mediation', load: () => import('./pages/jw-mediation.ts'), keeps: 'section' },
  '/patrol': { tag: 'jw-patrol', load: () => import('./pages/jw-patrol.ts'), keeps: 'section' },
  '/quality': { tag: 'jw-quality', load: () => import('./pages/jw-quality.ts'), keeps: 'section' },
  '/register': { tag: 'jw-register', load: () => import('./pages/jw-register.ts'), keeps: 'section' },
  '/remote': { tag: 'jw-remote', load: () => import('./pages/jw-remote.ts'), keeps: 'section' },
  '/statistics': { tag: 'jw-statistics', load: () => import('./pages/jw-statistics.ts'), keeps: 'section' },
  '/reviews': { tag: 'jw-reviews', load: () => import('./pages/jw-reviews.ts'), keeps: 'section' },
  '/reports': { tag: 'jw-reports', load: () => import('./pages/jw-reports.ts'), keeps: 'section' },
  '/sign-in': { tag: 'jw-sign-in', load: () => import('./pages/jw-sign-in.ts'), keeps: 'section' },
  '/walk': { tag: 'jw-walk', load: () => import('./pages/jw-walk.ts'), keeps: 'section', open: true, alone: true },
  '/wall': {
    tag: 'jw-wall',
    load: () => import('./pages/jw-wall.ts'),
    keeps: 'section',
    open: true,
    alone: true,
    wall: true,
  },
};
const signIn = pages['/sign-in']!;
const missing: PageEntry = { tag: 'jw-missing', load: () => import('./pages/jw-missing.ts'), keeps: 'section' };

/** The page of a path; every path that we do not know is the missing page. A slash at the end makes no difference. */
export function pageOf(path: string): PageEntry {
  const plain = path.replace(/(.)\/+$/, '$1');
  return (Object.hasOwn(pages, plain) && pages[plain]) || missing;
}

/**
 * What is shown at a path to whoever is signed in: the page itself, or signing in for as long as a step of it is owed or
 * there is no duty that would give a right to anything; a page for everybody in any case. `null`: the server could not be asked.
 */
export function shownAt(path: string, state: SessionState | null): PageEntry {
  const page = pageOf(path);
  if (page === missing || page.open) return page;
  const caller = state?.caller;
  if (!caller || caller.owed) return signIn;
  if (page === signIn) return Object.keys(caller.rights).length > 0 ? pages['/']! : signIn;
  return page.tag === 'jw-console' && Object.keys(caller.rights).length === 0 ? signIn : page;
}
