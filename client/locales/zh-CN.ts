// Chinese, the primary language of the screen. Short, polite, concrete; numbers come in already formatted.
export const messages = {
  product: '经纬',
};

/** The keys that every language has. */
export type Messages = typeof messages;
