/** Pairs "traditional simplified", separated by bars; the first simplified character is the usual one. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
