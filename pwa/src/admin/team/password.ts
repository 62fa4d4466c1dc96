/** A first password for somebody else: random, and easy to read aloud. */

// Without 0 O 1 l I, which people mistake for one another.
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP = 4;

/** Four groups of four: 80 random bits. */
export function firstPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * GROUP));
  // There are 32 letters: the rest of a byte is as even as the byte.
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length] ?? "");
  return Array.from({ length: GROUPS }, (_, at) => letters.slice(at * GROUP, (at + 1) * GROUP).join("")).join(
    "-",
  );
}
