import type { planningMessages as Chinese } from './planning-zh-CN.ts';

/** Words of the page of patrols: plans, times, roster, in English. */
export const planningMessages: typeof Chinese = {
  title: 'Plans',
};
