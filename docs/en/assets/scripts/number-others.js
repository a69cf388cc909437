// @ts-check
/** Takes out of a text what looks like a number and is none of a parcel. */

// Words between a name and its number.
const LINKS = "me|us|on|at|al|is|no|nr|n[uú]m\\p{L}*";

/**
 * Returns what matches a number after a word that says what it is.
 * @param {string} words
 * @param {string} number
 */
const named = (words, number) =>
  new RegExp(`(?<![\\p{L}\\d])(?:${words})(?:[^\\p{L}\\d]{1,3}(?:${LINKS}))*[^\\p{L}\\d]{1,3}(?:${number})`, "giu");
// Papers and accounts of a person or a company.
const PAPERS = named(
  "iban|imei|isbn|aadhaar|cpf|cnpj|nif|nie|dni|cif|vat|ust-?id(?:nr)?|eori|ssn|pas(?:s|sa|se|a)port\\p{L}*|reisepass|паспорт|الجواز",
  "[a-z]{0,3}\\d(?:[ ./-]?\\d){5,16}[a-z]?(?![\\p{L}\\d])",
);
const CARDS = named(
  "visa|master ?card|amex|cards?|tarjetas?|cart(?:ão|a|e)|karte|kart[aı]?|карт[аыу]|(?:ال)?بطاقة",
  "[2-6]\\d{3}(?:[ -]?\\d{4}){3}(?![ -]?\\d)|3\\d{3}[ -]?\\d{6}[ -]?\\d{5}",
);
const PHONES = named(
  "pin|otp|tel|telf|t[eé]l[eé][fp]\\p{L}*|phone|call|whatsapp|fax|handy|m[oó][bv]il\\p{L}*|celular|телефон\\p{L}*|(?:ال)?(?:هاتف|جوال)",
  "\\d(?:[ ()./-]{0,2}\\d){6,13}(?![ -]?\\d)",
);
const THINGS = named(
  "item|product\\p{L}*|produkt|art[ií]culo|article|artikel",
  "id[^\\p{L}\\d]{1,3}\\d{8,16}(?!\\d)|1005\\d{12}(?!\\d)",
);
// Mail addresses, keys, telephone numbers, dates, times.
const OTHERS = [
  PAPERS,
  CARDS,
  PHONES,
  THINGS,
  /[\w.+-]{1,64}@[\w.-]+/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\+[\d\s().-]{6,}\d/g,
  /\b(?:19|20)\d\d([-./])\d\d?\1\d\d?(?!\d)(?:T[\d:.]+Z?)?/g,
  /\b\d\d?([-./])\d\d?\1(?:19|20)?\d\d\b/g,
  /\b\d\d?:\d\d(?::\d\d)?\b/g,
];
// An IBAN (ISO 13616).
const IBAN = /\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gi;
const LEAST_IBAN = 15;

/**
 * Returns a text with a line break in place of each of them.
 * @param {string} text
 * @param {(number: string) => boolean} fits Whether a number has a format that is known.
 */
export function withoutOthers(text, fits) {
  const bare = text.replace(IBAN, (group) => withoutIban(group, fits));
  return OTHERS.reduce((rest, other) => rest.replace(other, "\n"), bare);
}

/**
 * Returns what follows the IBAN with which signs begin, or all of them where none does.
 * @param {string} group
 * @param {(number: string) => boolean} fits
 */
function withoutIban(group, fits) {
  for (let words = group; words.length >= LEAST_IBAN; words = words.replace(/(?:^| )\S*$/, "")) {
    const sum = words.toUpperCase().replaceAll(" ", "");
    const digits = (sum.slice(4) + sum.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
    if (BigInt(digits) % 97n === 1n && !fits(sum)) return `\n${group.slice(words.length)}`;
  }
  return group;
}
