/** The pages that there are, by their path; every other path is the missing page. */
const pages = {
  '/': { tag: 'jw-console', load: () => import('./pages/jw-console.ts') },
} as const;
const missing = { tag: 'jw-missing', load: () => import('./pages/jw-missing.ts') } as const;

/** The element that stands for a path, and how its code is fetched. A slash at the end makes no difference. */
export function pageOf(path: string): { tag: string; load: () => Promise<unknown> } {
  const plain = path.replace(/(.)\/+$/, '$1');
  return Object.hasOwn(pages, plain) ? pages[plain as keyof typeof pages] : missing;
}
