/** A report's text is data. Characters that nobody sees but that change what is read (direction
 * overrides, zero-width marks, control codes) are shown by name. */

const NAMES: Record<number, string> = {
  173: "soft hyphen",
  1564: "Arabic letter mark",
  8203: "zero-width space",
  8206: "left-to-right mark",
  8207: "right-to-left mark",
  8234: "left-to-right embedding",
  8235: "right-to-left embedding",
  8236: "end of direction",
  8237: "left-to-right override",
  8238: "right-to-left override",
  8288: "word joiner",
  8294: "left-to-right isolate",
  8295: "right-to-left isolate",
  8296: "first strong isolate",
  8297: "end of isolate",
  65279: "byte order mark",
};
/** Control and format characters, but for tab, line feed and the joiners that scripts need. */
const HIDDEN = /[\p{Cc}\p{Cf}]/u;
const HARMLESS = new Set(["\t", "\n", "\r", "\u200c", "\u200d"]);

export interface Piece {
  text: string;
  /** What the piece is called, where it is a character that would not be seen. */
  hidden?: string;
}

export function isHidden(character: string): boolean {
  return HIDDEN.test(character) && !HARMLESS.has(character);
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const name = NAMES[code];
  return name ? `${number} ${name}` : number;
}

/** Text → pieces to be shown one after the other. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let plain = "";
  for (const character of text) {
    if (!isHidden(character)) {
      plain += character;
      continue;
    }
    if (plain) out.push({ text: plain });
    plain = "";
    out.push({ text: character, hidden: nameOf(character) });
  }
  return plain ? [...out, { text: plain }] : out;
}

/** Text in one string, for where no marks can stand (titles, labels of charts). */
export function visible(text: string): string {
  return pieces(text)
    .map((piece) => (piece.hidden ? `[${piece.hidden}]` : piece.text))
    .join("");
}
