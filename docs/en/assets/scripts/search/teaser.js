// @ts-check
/** Shows a result: the part of its text that meets the question, with the words marked. */

const MOST = 200;
const WORD = /[\p{L}\p{N}'’]+/gu;
const SENTENCE = /[^.!?:؟]+(?:[.!?:؟]+(?!\s)[^.!?:؟]+)*[.!?:؟]*/gu;
/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @typedef {(word: string) => boolean} Wanted Whether a word is one that was asked for. */

/**
 * Returns text as HTML that shows it.
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);
}

/**
 * Returns text as HTML with the wanted words marked.
 * @param {string} text
 * @param {Wanted} wanted
 */
export function marked(text, wanted) {
  let html = "";
  let at = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!wanted(word)) continue;
    html += `${escaped(text.slice(at, index))}<mark>${escaped(word)}</mark>`;
    at = index + word.length;
  }
  return html + escaped(text.slice(at));
}

/**
 * Returns the sentences of a text that meet the question best, as HTML with the words marked.
 * @param {string} text
 * @param {Wanted} wanted
 */
export function teaser(text, wanted) {
  const sentences = (text.match(SENTENCE) ?? [text]).map((sentence) => sentence.trim());
  const hits = sentences.map((sentence) => new Set(sentence.match(WORD)?.filter(wanted)).size);
  const start = hits.indexOf(Math.max(...hits));
  let shown = sentences[start];
  for (let at = start + 1; at < sentences.length; at++) {
    if (shown.length + sentences[at].length > MOST) break;
    shown += ` ${sentences[at]}`;
  }
  const long = shown.length > MOST;
  const short = long ? `${shown.slice(0, MOST).replace(/\s+\S*$/u, "")} …` : shown;
  return (start > 0 ? "… " : "") + marked(short, wanted);
}
