/** Live changes of documents by server-sent events, with polling while the stream is away. */
import { refreshSession } from "./session";
import type { DocumentEvent } from "./types";

const POLL_MS = 4_000;
const REOPEN_MS = 5_000;

export interface LiveListener {
  /** A document changed. */
  changed(event: DocumentEvent): void;
  /** Something may have been missed: look again. Called on (re)connection and by the poll. */
  lookAgain(): void;
}

/**
 * Listens while the page is visible: a hidden tab would only hold one of the browser's six connections.
 * @returns stops listening
 */
export function listenLive(listener: LiveListener): () => void {
  let source: EventSource | undefined;
  let poll: ReturnType<typeof setInterval> | undefined;
  let reopen: ReturnType<typeof setTimeout> | undefined;

  function close(): void {
    source?.close();
    source = undefined;
    clearInterval(poll);
    clearTimeout(reopen);
    poll = undefined;
  }

  function open(): void {
    const opened = Date.now();
    const stream = new EventSource("/api/v1/events");
    source = stream;
    stream.addEventListener("document", (message: MessageEvent<string>) =>
      listener.changed(JSON.parse(message.data) as DocumentEvent),
    );
    // The server dropped events that nobody fetched in time.
    stream.addEventListener("resync", () => listener.lookAgain());
    stream.onopen = () => {
      clearInterval(poll);
      poll = undefined;
      listener.lookAgain();
    };
    stream.onerror = () => {
      poll ??= setInterval(() => listener.lookAgain(), POLL_MS);
      if (stream.readyState !== EventSource.CLOSED) return;
      // The browser does not try again after a refusal, such as an access token that ended.
      refreshSession(opened).catch(() => false);
      clearTimeout(reopen);
      reopen = setTimeout(open, REOPEN_MS);
    };
  }

  function followVisibility(): void {
    close();
    if (document.visibilityState === "visible") open();
  }

  document.addEventListener("visibilitychange", followVisibility);
  followVisibility();
  return () => {
    document.removeEventListener("visibilitychange", followVisibility);
    close();
  };
}
