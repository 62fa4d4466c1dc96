/** Background Sync, where the browser has it: the service worker drains the queue when the page is gone. */

export const SYNC_TAG = "contapics-drain";

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to wake the service worker once there is a network. Without Background Sync nothing happens. */
export function askForSync(): void {
  // `serviceWorker` is missing outside secure contexts, whatever the types say.
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  void workers?.ready
    .then(async (registration: SyncRegistration) => await registration.sync?.register(SYNC_TAG))
    .catch(() => undefined);
}
