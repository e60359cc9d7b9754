import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { AppError, type Sentence } from '../errors.ts';

const SHORTEST = 10;
/** zxcvbn's scale of 0 to 4; 3 takes more than 10^8 guesses, far beyond what sign-in limits let anybody try. */
const LEAST_SCORE = 3;

/** What people here build passwords from, beside the English lists: pinyin of common words and walks over the keyboard. */
const local = (
  'woaini woaizhongguo zhongguo beijing shanghai guangzhou shenzhen jiedao shequ wangge wanggeyuan wanggezhang juweihui ' +
  'jingwei xunluo zhian guanliyuan mima denglu nihao gongzuo bangong laoshi pengyou baobao laogong laopo xiexie jiayou ' +
  'fadacai gongxifacai xinnian kuaile meimei gege didi jiejie zhang wang liu chen yang huang zhao zhou xu sun zhu gao lin ' +
  '1qaz2wsx 1qazxsw2 zaq12wsx qazwsx qweasd qweasdzxc 1q2w3e4r 1qaz 2wsx 3edc 4rfv q1w2e3r4 147258369 741852963 ' +
  '5201314 1314520 520520 168168 888888 666666 112233 abc123 a123456 aa123456 admin888 p@ssw0rd'
).split(' ');

let checker: ZxcvbnFactory | undefined;

/**
 * Refuses a password that is soon guessed.
 * @param about what a guesser would try first: the login, the name.
 * @throws AppError (400) with a sentence that says what to do.
 */
export function requireStrong(password: string, about: readonly string[], field: string): void {
  if ([...password].length < SHORTEST) throw weak(tooShort, field);
  checker ??= new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { ...dictionary, local } });
  const parts = about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((text) => text.length > 1);
  if (checker.check(password, parts).score < LEAST_SCORE) throw weak(guessable, field);
}

const tooShort: Sentence = {
  'zh-CN': `密码至少需要${SHORTEST}个字符；几个互不相关的词连在一起，既好记又难猜。`,
  en: `A password needs at least ${SHORTEST} characters; a few words that have nothing to do with each other are easy to remember and hard to guess.`,
};
const guessable: Sentence = {
  'zh-CN': '这个密码容易被猜到。请避免姓名、账号、生日、键盘顺序和常用词，换成几个互不相关的词，或再加长一些。',
  en: 'This password is easy to guess. Avoid names, dates, keyboard walks and common words; use a few unrelated words, or make it longer.',
};

function weak(sentence: Sentence, field: string): AppError {
  return new AppError('bad_input', sentence, { field });
}
