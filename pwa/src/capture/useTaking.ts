/** From a chosen file to a capture that is safe on this phone. */
import { useState } from "react";
import { keep, NotKept, supersede } from "../queue/captures";
import type { Capture } from "../queue/database";
import { prepare, thumbnail } from "../queue/prepare";

/** A file that the phone did not keep; as long as the page is open it is not lost. */
export interface Unkept {
  reason: NotKept["reason"];
  files: readonly File[];
  replaces?: Capture;
}

export interface Taking {
  take: (files: readonly File[], replaces?: Capture) => Promise<void>;
  /**
   * Keeps a file that is one document of several pages.
   * @throws NotKept where the phone has no room for it
   */
  takeWhole: (file: File, firstPage: ArrayBuffer) => Promise<void>;
  unkept: Unkept | undefined;
}

export interface Target {
  owner: string;
  clientId: string;
  originals: boolean;
}

/** @param kept is told after each capture that is safe */
export function useTaking(target: Target, kept: () => void): Taking {
  const [unkept, setUnkept] = useState<Unkept>();
  const { owner, clientId, originals } = target;

  async function takeOne(file: File, replaces?: Capture): Promise<void> {
    const link = replaces && { replaces: replaces.id, clientId: replaces.clientId || clientId };
    const capture = await keep(file, { owner, clientId, originals, ...link });
    if (replaces) await supersede(replaces.id, capture.id);
    // Not awaited: the next picture can be taken while this one is looked at.
    void prepare(capture);
  }

  async function take(files: readonly File[], replaces?: Capture): Promise<void> {
    setUnkept(undefined);
    for (const [index, file] of files.entries()) {
      const start = performance.now();
      try {
        await takeOne(file, replaces);
        // What benchmarks read: from the tap to "safe on this phone".
        performance.measure("capture-safe", { start });
      } catch (error) {
        if (!(error instanceof NotKept)) throw error;
        setUnkept({ reason: error.reason, files: files.slice(index), replaces });
        break;
      }
    }
    keepStorage();
    kept();
  }

  async function takeWhole(file: File, firstPage: ArrayBuffer): Promise<void> {
    const capture = await keep(file, { owner, clientId, whole: true, prepared: true });
    void thumbnail(capture.id, firstPage);
    keepStorage();
    kept();
  }

  return { take, takeWhole, unkept };
}

/** Asks the browser not to clear this site's storage when the phone runs out of room. */
function keepStorage(): void {
  // `storage` is missing outside secure contexts, whatever the types say.
  const storage = (navigator as { storage?: StorageManager }).storage;
  void storage?.persist();
}
