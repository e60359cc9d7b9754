import type { Messages } from '../locales/index.ts';
import { may, mayAdminister, mayImport, mayReview } from '../state/session.ts';
import type { IconName } from './icon.ts';

/** A page as the menu names it. */
export interface PageLink {
  path: string;
  symbol: IconName;
  label: string;
}

/**
 * The pages that are offered, in groups: the day's work, what is kept and planned, what concerns oneself and the system. Empty groups
 * are left out.
 * @param seated whether a person sits there, and no program or display.
 */
export function pageGroups(seated: boolean, words: Messages): PageLink[][] {
  const page = (offered: boolean, path: string, symbol: IconName, label: string): PageLink[] =>
    offered ? [{ path, symbol, label }] : [];
  return [
    [
      ...page(may('edit') || may('arrange'), '/duties', 'check', words.duties.menu),
      ...page(may('mediate'), '/mediation', 'handOver', words.mediation.menu),
      ...page(may('patrol') || may('plan'), '/patrol', 'distance', words.patrol.menu),
      ...page(seated, '/emergency', 'alert', words.emergency.menu),
    ],
    [
      ...page(may('counts'), '/reports', 'incidents', words.packs.menu),
      ...page(may('places'), '/statistics', 'chart', words.statistics.menu),
      ...page(seated && may('map'), '/exports', 'save', words.exports.menu),
    ],
    [
      ...page(may('edit'), '/register', 'record', words.registerBooks.menu),
      ...page(may('arrange') && may('doors'), '/duplicates', 'copy', words.merging.menu),
      ...page(mayImport(), '/imports', 'bringIn', words.imports.menu),
      ...page(mayReview(), '/reviews', 'locate', words.reviews.menu),
      ...page(may('doors') || may('arrange') || may('register'), '/quality', 'audit', words.quality.menu),
      ...page(may('map'), '/duty-chain', 'chain', words.chain.menu),
      ...page(may('reorganise'), '/areas', 'area', words.areas.menu),
    ],
    [
      ...page(seated, '/account', 'account', words.access.menu.account),
      ...page(seated, '/remote', 'phone', words.access.menu.remote),
      ...page(mayAdminister(), '/admin', 'settings', words.access.menu.administration),
    ],
  ].filter((group) => group.length > 0);
}
