import type { dutiesMessages as Chinese } from './duties-zh-CN.ts';

/** The same in English. */
export const dutiesMessages: typeof Chinese = {
  title: 'Visits',
  menu: 'Visits',
  chapters: 'Sections of visits',
  noDuties: 'Your duties do not include visits. Ask whoever administers your area for a grant.',
  sections: {
    today: "Today's round",
    due: 'Visits due',
    sets: 'What makes visits due',
  },
};
