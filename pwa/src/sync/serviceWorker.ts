/** The service worker's own part, beside the shell that Workbox keeps: files shared by other apps, and Background Sync. */
import { hold } from "../queue/held";
import { hurry } from "../queue/queue";
import { recall } from "../queue/settings";
import { askForSync, SYNC_TAG } from "./background";
import { drain } from "./drain";

/** As the manifest's share_target names it. */
const SHARE_PATH = "/partajare";

// The types of a service worker and those of a page exclude each other; these are the few that are used here.
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface SyncEvent extends WaitingEvent {
  tag: string;
}
interface FetchEvent extends WaitingEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

addEventListener("fetch", (event) => {
  const { request } = event as FetchEvent;
  if (request.method !== "POST" || new URL(request.url).pathname !== SHARE_PATH) return;
  (event as FetchEvent).respondWith(receive(request));
});

addEventListener("sync", (event) => {
  const { tag } = event as SyncEvent;
  if (tag === SYNC_TAG) (event as SyncEvent).waitUntil(drainWithoutPage());
});

/** Keeps what was shared before anything else, then shows the page. The network has no part in it. */
async function receive(request: Request): Promise<Response> {
  const there = new URL("/captura", location.href);
  try {
    const form = await request.formData();
    const files = form.getAll("files").filter((each): each is File => each instanceof File);
    there.searchParams.set("primite", String((await hold(files)).length));
    askForSync();
  } catch {
    there.searchParams.set("primite", "nu");
  }
  return Response.redirect(there.href, 303);
}

/** A failure asks the browser to come again later, by its own measure of patience. */
async function drainWithoutPage(): Promise<void> {
  const who = await recall();
  if (!who?.owner) return;
  // The browser says that there is a network: what waited for one is due.
  await hurry(who.owner);
  const outcome = await drain(who.owner);
  if (outcome === "offline" || outcome === "later") throw new Error(outcome);
}
