/** What the phone keeps: captures, their bytes until the server has them, thumbnails, and pages not yet bound. */
import Dexie, { type Table } from "dexie";
import type { DocumentState } from "../shared/api/types";

/**
 * `HELD`: shared by another app, waits to be told for which company. `QUEUED`: waits for its turn. `SENDING`: on its
 * way. `REFUSED`: the server will not take it as it is. `SENT`: the server has the same bytes, the phone has none.
 */
export type Phase = "HELD" | "QUEUED" | "SENDING" | "REFUSED" | "SENT";

/** What a look at a picture found; a person decides whether it matters. */
export type Finding = "blurry" | "dark" | "glare" | "no_paper";

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
  /** Of the bytes that are sent; lower-case hexadecimal. */
  sha256: string;
  phase: Phase;
  /** Tries that failed since it was last queued by hand. */
  attempts: number;
  /** Milliseconds since 1970, by this phone's clock. */
  nextAttemptAt: number;
  createdAt: number;
  /** The bytes go as they were chosen, however large the picture is. */
  originals?: boolean;
  /** All pages are one document, however many receipts there seem to be on them. */
  whole?: boolean;
  /** Scaled where it was too large, looked at, and its thumbnail made. */
  prepared?: boolean;
  /** What a person may want to decide about before it is sent. */
  findings?: Finding[];
  /** It is sent at this time, decided or not: nothing waits for ever. */
  decideBy?: number;
  /** Where an upload that was cut goes on. */
  uploadUrl?: string;
  /** Document that this is a better picture of. */
  replaces?: string;
  /** Capture that took its place. */
  replacedBy?: string;
  /** Why the server refused it or could not read it, in words. */
  message?: string;
  /** Where the document stands on the server, once sent. */
  serverState?: DocumentState;
  revision?: number;
  duplicate?: boolean;
  /** The receipt lacks the buyer's fiscal code, which the company needs for its VAT. */
  buyerMissing?: boolean;
}

/** One page of a document that is still being put together. */
export interface Page {
  id: string;
  owner: string;
  createdAt: number;
  bytes: ArrayBuffer;
}

/** What the service worker has to know, which reads no localStorage. */
export interface Who {
  key: "who";
  owner: string;
  /** The company chosen last; empty where there is a choice to make. */
  clientId: string;
  originals: boolean;
}

class CaptureDatabase extends Dexie {
  captures!: Table<Capture, string>;
  /** Apart from the captures, so that a list does not load every picture. */
  contents!: Table<{ id: string; bytes: ArrayBuffer }, string>;
  thumbnails!: Table<{ id: string; bytes: ArrayBuffer }, string>;
  pages!: Table<Page, string>;
  settings!: Table<Who, string>;

  constructor() {
    // Strict: a capture is said to be safe only once it is on the disk.
    super("contapics", { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      captures: "id, [owner+phase], [owner+createdAt]",
      contents: "id",
      thumbnails: "id",
    });
    this.version(2).stores({ pages: "id, [owner+createdAt]", settings: "key" });
  }
}

export const database = new CaptureDatabase();
