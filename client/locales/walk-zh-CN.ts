/** Words of a squad's phone page and printed sheet, in Chinese. */
export const walkMessages = {
  title: '今晚巡逻',
};
