/** Words of reporting, following a report and the wall of replies, in Chinese. */
export const reportMessages = {};
