/** The least number of characters that the server takes. */
export const leastCharacters = 10;

/** What can be told of a password while it is typed; the server judges it in the end. */
export interface PasswordHints {
  long: boolean;
  /** Neither a run of neighbours (`abcdef`, `123456`) nor the same few characters again and again. */
  varied: boolean;
  /** Does not hold the account's name. */
  own: boolean;
}

/** Judges a password by what makes one easy to guess. */
export function passwordHints(password: string, login: string | null): PasswordHints {
  const plain = password.toLowerCase();
  return {
    long: [...password].length >= leastCharacters,
    varied: new Set(plain).size >= 6 && longestRun(plain) < 5,
    own: password.length > 0 && !(login && login.length > 2 && plain.includes(login.toLowerCase())),
  };
}

/** Length of the longest stretch in which each character is the one before, the next or the same. */
function longestRun(text: string): number {
  let longest = text ? 1 : 0;
  let length = 1;
  let before = Number.NaN;
  for (let index = 1; index < text.length; index++) {
    const step = text.charCodeAt(index) - text.charCodeAt(index - 1);
    length = Math.abs(step) <= 1 ? (step === before || length === 1 ? length + 1 : 2) : 1;
    before = step;
    longest = Math.max(longest, length);
  }
  return longest;
}
