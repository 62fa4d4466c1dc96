/** What the phone keeps: captures, their bytes until the server has them, and thumbnails. */
import Dexie, { type Table } from "dexie";
import type { DocumentState } from "../shared/api/types";

/**
 * `QUEUED`: waits for its turn. `SENDING`: on its way. `REFUSED`: the server will not take it as it is.
 * `SENT`: the server has the same bytes, the phone has none.
 */
export type Phase = "QUEUED" | "SENDING" | "REFUSED" | "SENT";

export interface Capture {
  /** UUID minted here; the document's id on the server. */
  id: string;
  /** User who took it; another user of this phone neither sees nor sends it. */
  owner: string;
  clientId: string;
  filename: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  phase: Phase;
  /** Tries that failed since it was last queued by hand. */
  attempts: number;
  /** Milliseconds since 1970, by this phone's clock. */
  nextAttemptAt: number;
  createdAt: number;
  /** Why the server refused it or could not read it, in words. */
  message?: string;
  /** Where the document stands on the server, once sent. */
  serverState?: DocumentState;
  revision?: number;
  duplicate?: boolean;
}

class CaptureDatabase extends Dexie {
  captures!: Table<Capture, string>;
  /** Apart from the captures, so that a list does not load every picture. */
  contents!: Table<{ id: string; bytes: ArrayBuffer }, string>;
  thumbnails!: Table<{ id: string; bytes: ArrayBuffer }, string>;

  constructor() {
    // Strict: a capture is said to be safe only once it is on the disk.
    super("contapics", { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      captures: "id, [owner+phase], [owner+createdAt]",
      contents: "id",
      thumbnails: "id",
    });
  }
}

export const database = new CaptureDatabase();
