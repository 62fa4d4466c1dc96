/** SHA-256 by the browser; where it offers none (plain http on a LAN) by a small library, loaded then. */

export async function sha256(bytes: ArrayBuffer): Promise<Uint8Array> {
  // `subtle` is missing outside secure contexts, whatever the types say.
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle;
  if (subtle) return new Uint8Array(await subtle.digest("SHA-256", bytes));
  const { sha256: digest } = await import("@noble/hashes/sha2.js");
  return digest(new Uint8Array(bytes));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The header Content-Digest (RFC 9530) of a hexadecimal SHA-256. */
export function contentDigest(sha: string): string {
  return `sha-256=:${btoa(String.fromCharCode(...unhex(sha)))}:`;
}

/** A random UUID, version 4, also where `crypto.randomUUID` is missing. */
export function mintId(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  random[6] = ((random[6] ?? 0) & 0x0f) | 0x40;
  random[8] = ((random[8] ?? 0) & 0x3f) | 0x80;
  return hex(random).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
