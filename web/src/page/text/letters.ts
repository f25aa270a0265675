// How wide words are at most in the page's display face, in capitals and bold, in units of the letters' size.
const NARROW = /[\s\p{P}IJ1|]/u;
const BROAD = /[GHNQUÑ]/u;
const WIDE = /[MWÆŒ@%&\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function widthOf(text: string): number {
  const letters = [...text.toUpperCase()];
  return letters.reduce(
    (sum, letter) => sum + (NARROW.test(letter) ? 0.38 : WIDE.test(letter) ? 1 : BROAD.test(letter) ? 0.78 : 0.71),
    0,
  );
}
