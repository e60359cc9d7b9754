import type { statisticsMessages as Chinese } from './statistics-zh-CN.ts';

/** The same in English. */
export const statisticsMessages: typeof Chinese = {};
