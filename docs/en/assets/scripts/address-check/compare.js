// @ts-check
/**
 * Finds the addresses in a text and compares them with those that are known. An address that is
 * known is never called safe, and one that is not is never called false: it is only not known.
 */

import { distance } from "../search/distance.js";

/**
 * @typedef {object} Known What known-addresses.json holds.
 * @property {Record<string, string>} known Who has each address.
 * @property {string[]} seconds What stands before a country's ending, such as co.
 * @property {string[]} shared Endings below which everybody can have a name.
 * @property {string[]} short Services that hide an address behind a short one.
 *
 * @typedef {object} Found An address in a text.
 * @property {string} host As the browser would open it.
 * @property {string} before What stands before an @ in a link.
 * @property {boolean} isSender Whether it belongs to an e-mail address.
 *
 * @typedef {object} Verdict
 * @property {"known" | "like" | "short" | "unknown"} kind
 * @property {string} address The part that somebody has registered, in letters and as the network has it.
 * @property {string} [known] The address that it is, or looks like.
 * @property {boolean} odd Whether it holds letters that only look like others.
 */

// Letters that look like one of a to z (Unicode TR 39), as far as they are used in false addresses.
const ALIKE = new Map(
  Object.entries({
    a: "аɑαạ", b: "ьƅв", c: "сϲ", d: "ԁɗ", e: "еєҽ", f: "ғƒ", g: "ɡց", h: "һհн", i: "іıɩΙ1l|", j: "јϳ", k: "кκ",
    m: "мṃ", n: "ոпη", o: "оοօσ0", p: "рρ", q: "ԛզ", r: "гɾ", s: "ѕʂ5", t: "тτ", u: "υսц", v: "νѵ", w: "ԝшω",
    x: "хχ", y: "уүγ", z: "ʐ",
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter])),
);
// A shorter name is looked for as a word of its own, or at an end of one.
const [LEAST_WORD, LEAST_END, LEAST_INSIDE] = [3, 4, 5];
// How many letters may differ, by the length of the name.
const [SHORT_NAME, LONG_NAME] = [5, 9];
const EDGES = /^[\s"'“”‘’«»‹›()[\]{}<>*_,;:!?]+|[\s"'“”‘’«»‹›()[\]{}<>*_.,;:!?…。、，；：！？]+$/gu;
const BARE = /^(?:[^\s/?#@]+@)?[\p{L}\p{N}@_-][\p{L}\p{N}\p{M}@_-]*(?:[.．。｡][\p{L}\p{N}\p{M}_-]+)*[.．。｡](?:xn--[\w-]+|\p{L}{2,})(?::\d+)?(?:[/?#].*)?$/iu;
const E_MAIL = /^(?:mailto:)?[^@/\s]+@([^@/?\s]+)(?:\?.*)?$/i;
// Two sentences without a blank between them, as in “parcel.Please”.
const SENTENCES = /\p{Ll}[.]\p{Lu}\p{Ll}/u;

/**
 * Returns the addresses in a text, each once.
 * @param {string} text
 */
export function addressesIn(text) {
  const plain = text.replace(/[\p{Cf}\u00ad]/gu, "").replace(/\[\.\]|\(\.\)/g, ".").replace(/\bhxxp/gi, "http");
  const pieces = plain.split(/[\s"“”«»<>]+|(?=https?:)/iu).flatMap((piece) => found(piece.replace(EDGES, "")) ?? []);
  return [...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values()];
}

/**
 * @param {string} piece
 * @returns {Found | null}
 */
function found(piece) {
  const hasScheme = /^https?:/i.test(piece);
  const sender = hasScheme ? null : E_MAIL.exec(piece)?.[1];
  const isBare = BARE.test(piece.replace(/^[^@/]*:\/\//, "")) && !SENTENCES.test(piece.split(/[/?#]/)[0]);
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
  if (Object.hasOwn(book.known, owner)) return { kind: "known", address: owner, known: owner, odd: false };
  if (book.short.includes(owner)) return { kind: "short", address: owner, odd };
  const known = imitated(whole, book) || (before && imitated(before.split(/[:/]/)[0], book));
  return known ? { kind: "like", address: name, known, odd } : { kind: "unknown", address: name, odd };
}

/**
 * Returns the part of a host that somebody has registered.
 * @param {string} host
 * @param {Known} book
 */
export function owned(host, { seconds, shared }) {
  if (/^[\d.]+$|:/.test(host)) return host;
  const labels = host.toLowerCase().replace(/^www\./, "").split(".");
  const last = labels.at(-1) ?? "";
  const isSecond = seconds.includes(labels.at(-2) ?? "") && last.length === 2;
  return labels.slice(isSecond || shared.includes(labels.slice(-2).join(".")) ? -3 : -2).join(".");
}

/**
 * Returns the known address that a host looks like: the one of which it shows most.
 * @param {string} host
 * @param {Known} book
 */
function imitated(host, { known, seconds }) {
  const labels = host.split(".").filter((label) => label !== "www");
  const parts = labels.flatMap((label) => label.split("-")).map(skeleton);
  const joined = labels.map((label) => skeleton(label.replaceAll("-", "")));
  const shape = skeleton(labels.join("").replaceAll("-", ""));
  let best = "", most = 0;
  for (const address of Object.keys(known)) {
    const pieces = address.split(".");
    // The ending of an office, such as gov.uk, is no name.
    const isEnding = seconds.includes(pieces[0]) || pieces[0].length < 2;
    const name = isEnding ? skeleton(pieces.join("")) : skeleton(pieces[0].replaceAll("-", ""));
    const whole = skeleton(pieces.join("").replaceAll("-", ""));
    const score = Math.max(
      name.length >= LEAST_WORD && [...parts, ...joined].includes(name) ? name.length + 0.5 : 0,
      joined.some((label) => shows(label, name)) ? name.length : 0,
      shape.startsWith(whole) || shape.includes(whole) && whole.length > SHORT_NAME ? whole.length : 0,
      [...parts, ...joined].some((part) => isNear(part, name)) ? name.length - 1 : 0,
    );
    if (score > most || score === most && score && address.length < best.length) [best, most] = [address, score];
  }
  return best;
}

/**
 * Returns whether a label shows a name within it.
 * @param {string} label
 * @param {string} name
 */
function shows(label, name) {
  if (name.length >= LEAST_INSIDE) return label.includes(name);
  return name.length >= LEAST_END && (label.startsWith(name) || label.endsWith(name));
}

/**
 * Returns what a name looks like: letters that look alike are the same.
 * @param {string} name
 */
export function skeleton(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/rn/g, "m").replace(/vv/g, "w").replace(/cl/g, "d");
  return Array.from(plain, (letter) => ALIKE.get(letter) ?? letter).join("");
}

/**
 * Returns whether one name becomes the other when a letter or two are changed, left out or swapped.
 * @param {string} one
 * @param {string} other
 */
function isNear(one, other) {
  if (other.length < SHORT_NAME) return false;
  const most = other.length < LONG_NAME ? 1 : 2;
  if (Math.abs(one.length - other.length) > most) return false;
  return distance(one, other, most) <= most;
}

/**
 * Returns a label of a host in letters (RFC 3492); as it stands when it is none in Punycode.
 * @param {string} label
 */
export function inLetters(label) {
  if (!/^xn--/i.test(label)) return label;
  const [base, low, high, skew, damp] = [36, 1, 26, 38, 700];
  const code = label.slice(4).toLowerCase();
  const cut = code.lastIndexOf("-");
  const letters = cut > 0 ? [...code.slice(0, cut)] : [];
  let point = 128, bias = 72, at = 0, place = cut + 1;
  for (let isFirst = true; place < code.length; isFirst = false) {
    const before = at;
    for (let weight = 1, step = base; ; step += base) {
      const digit = parseInt(code[place++], base);
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
