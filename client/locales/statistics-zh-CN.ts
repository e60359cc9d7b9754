/** Words of the statistics of the loop, in Chinese. */
export const statisticsMessages = {};
