// @ts-check
/**
 * Finds the addresses in a text and compares them with those that are known. An address that is
 * known is never called safe, and one that is not is never called false: it is only not known.
 */

import { distance } from "../search/distance.js";

/**
 * @typedef {object} Known What known-addresses.json holds.
 * @property {Record<string, string>} known Who has each address; of equals the first is named.
 * @property {string[]} seconds What stands before a country's ending, such as co.
 * @property {string[]} shared Endings below which everybody can have a name.
 * @property {string[]} short Services that hide an address behind a short one.
 * @property {string[]} chats Addresses that lead into a chat.
 * @property {string[]} common Words that are nobody's name by themselves.
 * @property {Record<string, string>} alike Signs that look like a letter, by the letter.
 * @property {Record<string, string>} say What is said of an address.
 *
 * @typedef {object} Found An address in a text.
 * @property {string} host As the browser would open it.
 * @property {string} before What stands before an @ in a link.
 * @property {boolean} isSender Whether it belongs to an e-mail address.
 * @property {boolean} isInside Whether it stands in the path or the query of another.
 *
 * @typedef {object} Verdict
 * @property {"known" | "like" | "ending" | "short" | "chat" | "digits" | "unknown"} kind
 * @property {string} address The part that somebody has registered, in letters and as the network has it.
 * @property {string[]} known The addresses that it is, or looks like.
 * @property {boolean} odd Whether it holds letters that only look like others.
 */

// The fewest letters of a name, of one of an office, and of one that is looked for inside a label too.
const [LEAST, LEAST_OFFICE, LEAST_INSIDE] = [3, 5, 8];
// From so many letters on, one or two may differ, with another ending too; from the last on it is surely meant.
const [ONE_WRONG, OTHER_ENDING, SURE, TWO_WRONG] = [6, 7, 8, 10];
// A common word that is as long counts for nothing in a name that is misspelt.
const LONG_WORD = 6;
const MOST_NAMED = 2;
const EDGES = /^[\s"'“”‘’«»‹›()[\]{}<>*_,;:!?]+|[\s"'“”‘’«»‹›()[\]{}<>*_.,;:!?…。、，；：！？]+$/gu;
const DIGITS = /^[\d.]+$|:/;
const BARE = /^(?:[^\s/?#@]+@)?[\p{L}\p{N}@_-][\p{L}\p{N}\p{M}@_-]*(?:[.．。｡][\p{L}\p{N}\p{M}_-]+)*[.．。｡](?:xn--[\w-]+|\p{L}{2,})(?::\d+)?(?:[/?#].*)?$/iu;
const BARE_DIGITS = /^\d{1,3}(?:\.\d{1,3}){3}[:/]/;
const E_MAIL = /^(?:mailto:)?[^@/\s]+@([^@/?\s]+)(?:\?.*)?$/i;
// Two sentences without a blank between them, as in “parcel.Please”.
const SENTENCES = /\p{Ll}[.]\p{Lu}\p{Ll}/u;

/**
 * Returns the addresses in a text, each once.
 * @param {string} text
 */
export function addressesIn(text) {
  const plain = text
    .replace(/[\p{Cf}\u00ad]/gu, "")
    .replace(/\[\.\]|\(\.\)/g, ".")
    .replace(/\bhxxp/gi, "http")
    .replace(/(https?)%3a%2f%2f/gi, "$1://");
  const pieces = plain.split(/[\s"“”«»<>]+/u).flatMap((word) => {
    const inWord = word.split(/(?=https?:)/i).flatMap((piece) => found(piece.replace(EDGES, "")) ?? []);
    return inWord.map((piece, at) => ({ ...piece, isInside: at > 0 }));
  });
  return [...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values()];
}

/**
 * @param {string} piece
 * @returns {Omit<Found, "isInside"> | null}
 */
function found(piece) {
  const hasScheme = /^https?:/i.test(piece);
  const sender = hasScheme ? null : E_MAIL.exec(piece)?.[1];
  const isBare = BARE_DIGITS.test(piece) || BARE.test(piece.replace(/^[^@/]*:\/\//, "")) && !SENTENCES.test(piece.split(/[/?#]/)[0]);
  if (!hasScheme && !sender && !isBare) return null;
  try {
    const { hostname, username, password } = new URL(hasScheme ? piece : `https://${sender ?? piece}`);
    const before = decoded(username + (password ? `:${password}` : ""));
    const host = hostname.replace(/\.$/, "");
    return host.includes(".") || host.includes(":") ? { host, before, isSender: Boolean(sender) } : null;
  } catch {
    return null;
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Returns what we can say of a host.
 * @param {string} host In the letters of the network: other ones are in Punycode.
 * @param {Known} book
 * @param {string} [before] What stands before an @ in the link.
 * @returns {Verdict}
 */
export function compared(host, book, before = "") {
  const owner = owned(host, book);
  const letters = owner.split(".").map(inLetters).join(".");
  const name = letters === owner ? owner : `${letters} (${owner})`;
  const whole = host.split(".").map(inLetters).join(".");
  // Letters of another script are right in a name that has no others.
  const odd = whole.split(".").some((label) => /[a-z]/.test(label) && /[^\p{sc=Latn}\p{sc=Zyyy}\p{sc=Zinh}]/u.test(label));
  /** @type {(kind: Verdict["kind"], known?: string[], address?: string) => Verdict} */
  const verdict = (kind, known = [], address = name) => ({ kind, address, known, odd });
  if (Object.hasOwn(book.known, owner)) return { ...verdict("known", [owner], owner), odd: false };
  if (book.short.includes(owner)) return verdict("short");
  if (book.chats.includes(owner)) return verdict("chat");
  const pretended = before ? imitated(before.split(/[:/]/)[0], book) : { known: [] };
  if (pretended.known.length) return verdict("like", pretended.known);
  if (DIGITS.test(host)) return verdict("digits");
  const { known, isSure } = imitated(whole, book);
  if (!known.length) return verdict("unknown");
  return verdict(isSure ? "like" : "ending", known);
}

/**
 * Returns the part of a host that somebody has registered.
 * @param {string} host
 * @param {Known} book
 */
function owned(host, { seconds, shared }) {
  if (DIGITS.test(host)) return host;
  const labels = host.toLowerCase().replace(/^www\./, "").split(".");
  const last = labels.at(-1) ?? "";
  const isSecond = seconds.includes(labels.at(-2) ?? "") && last.length === 2;
  return labels.slice(isSecond || shared.includes(labels.slice(-2).join(".")) ? -3 : -2).join(".");
}

/**
 * Returns the known addresses that a host looks like, those of which it shows most, and whether it
 * surely is none of theirs: companies have their name with other endings too.
 * @param {string} host
 * @param {Known} book
 */
function imitated(host, book) {
  const skeleton = skeletons(book);
  const owner = owned(host, book);
  const [label, ...rest] = owner.split(".");
  const labels = host.split(".").filter((one) => one !== "www");
  const parts = labels.flatMap((one) => one.split("-")).map(skeleton);
  const names = new Set([...parts, ...labels.map((one) => skeleton(one.replaceAll("-", "")))]);
  const inLine = (/** @type {string} */ text) => `.${text.split(/[.-]/).map(skeleton).join(".")}.`;
  const line = inLine(labels.join("."));
  const common = new Set(book.common.map(skeleton));
  let most = 0, isSure = false;
  /** The address that is named for each of its owners. @type {Map<string, string>} */
  let best = new Map();
  for (const [address, who] of Object.entries(book.known)) {
    const pieces = address.split(".");
    // The ending of an office, such as gov.uk, is no name, and a short name below one is not known elsewhere.
    const isEnding = book.seconds.includes(pieces[0]) || pieces[0].length < LEAST;
    const isOffice = book.seconds.includes(pieces[1]) && !/^com?$/.test(pieces[1]);
    const written = isEnding ? pieces.join("") : pieces[0];
    const [name, spoken] = [written, who].map((one) => skeleton(one.replace(/[^\p{L}\p{N}]/gu, "")));
    const isName = name.length >= (isOffice ? LEAST_OFFICE : LEAST) && !common.has(name);
    const isSpoken = spoken.length >= LEAST && !who.split(/[^\p{L}]+/u).every((word) => common.has(skeleton(word)));
    const isSame = rest.join(".") === pieces.slice(1).join(".");
    const isWhole = line.slice(0, -1).includes(inLine(address));
    const isNear = isName && [...names].some((part) => !common.has(part) && near(part, name, isSame, common));
    const scores = [isName ? name : "", isSpoken ? spoken : ""].filter(Boolean).flatMap((one) => [
      names.has(one) || one === name && line.includes(inLine(written)) ? one.length + 0.5 : 0,
      [...names].some((part) => shows(part, one, common)) ? one.length : 0,
    ]);
    const shown = Math.max(isWhole ? address.length : 0, ...scores);
    if (!shown && !isNear) continue;
    const score = (shown || name.length - 1) + (isSame || label === written ? 0.25 : 0);
    if (score < most) continue;
    if (score > most) [best, most, isSure] = [new Map(), score, false];
    if (!best.has(who)) best.set(who, address);
    const isEqual = label === written || label === who.toLowerCase().replace(/[^a-z]/g, "");
    isSure ||= isWhole || (shown ? !isEqual : isSame || name.length >= SURE);
  }
  return { known: [...best.values()].slice(0, MOST_NAMED), isSure };
}

/**
 * Returns whether a label shows a name within it, if it is short beside nothing but a common word or digits.
 * @param {string} label
 * @param {string} name
 * @param {Set<string>} common
 */
function shows(label, name, common) {
  if (!label.includes(name)) return false;
  const other = label.startsWith(name) ? label.slice(name.length) : label.endsWith(name) ? label.slice(0, -name.length) : "";
  return name.length >= LEAST_INSIDE || common.has(other) || /^\d+$/.test(other);
}

/**
 * Returns whether one name becomes the other when a letter or two are changed, left out or swapped.
 * @param {string} one
 * @param {string} name
 * @param {boolean} isSame Whether they have the same ending.
 * @param {Set<string>} common
 */
function near(one, name, isSame, common) {
  const own = [...common].reduce((rest, word) => (word.length < LONG_WORD ? rest : rest.replace(word, "")), name).length;
  const most = own < ONE_WRONG || !isSame && own < OTHER_ENDING ? 0 : own < TWO_WRONG ? 1 : 2;
  if (Math.abs(one.length - name.length) > most) return false;
  return distance(one, name, most) <= most;
}

/**
 * Returns what gives the look of a name: letters that look alike are the same.
 * @param {Known} book
 */
function skeletons({ alike }) {
  const letters = new Map(Object.entries(alike).flatMap(([letter, others]) => [...others].map((other) => [other, letter])));
  return (/** @type {string} */ name) => {
    const plain = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/rn/g, "m").replace(/vv/g, "w").replace(/cl/g, "d");
    return Array.from(plain, (letter) => letters.get(letter) ?? letter).join("");
  };
}

/**
 * Returns a label of a host in letters (RFC 3492); as it stands when it is none in Punycode.
 * @param {string} label
 */
function inLetters(label) {
  if (!/^xn--/i.test(label)) return label;
  const [base, low, high, skew, damp] = [36, 1, 26, 38, 700];
  const code = label.slice(4).toLowerCase();
  const cut = code.lastIndexOf("-");
  const letters = cut > 0 ? [...code.slice(0, cut)] : [];
  let point = 128, bias = 72, at = 0, place = cut + 1;
  for (let isFirst = true; place < code.length; isFirst = false) {
    const before = at;
    for (let weight = 1, step = base; ; step += base) {
      const digit = parseInt(code[place++] ?? "", base);
      if (Number.isNaN(digit)) return label;
      // In Punycode the letters come before the digits.
      const value = digit < 10 ? digit + 26 : digit - 10;
      at += value * weight;
      const limit = Math.min(high, Math.max(low, step - bias));
      if (value < limit) break;
      weight *= base - limit;
    }
    const size = letters.length + 1;
    let delta = isFirst ? Math.floor((at - before) / damp) : (at - before) >> 1;
    delta += Math.floor(delta / size);
    let turns = 0;
    for (; delta > ((base - low) * high) >> 1; turns += base) delta = Math.floor(delta / (base - low));
    bias = turns + Math.floor(((base - low + 1) * delta) / (delta + skew));
    point += Math.floor(at / size);
    at %= size;
    if (point > 0x10ffff) return label;
    letters.splice(at++, 0, String.fromCodePoint(point));
  }
  return letters.join("");
}
