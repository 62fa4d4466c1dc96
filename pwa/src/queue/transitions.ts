/** How a capture moves on, without any I/O: each function gives the fields that change. */
import type { Doc, DocumentEvent } from "../shared/api/types";
import type { Capture } from "./database";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/** Wait after so many failed tries, in milliseconds: doubles from 2 s to 5 min, ± 20 % by `random` in 0..1. */
export function backOff(attempts: number, random: number): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_WAIT_MS);
  return Math.round(wait * (0.8 + 0.4 * random));
}

/** A clock that was set back would make a capture wait for ever: a wait beyond the longest one is over. */
export function isDue(capture: Capture, now: number): boolean {
  return capture.nextAttemptAt <= now || capture.nextAttemptAt - now > LONGEST_WAIT_MS * 1.2;
}

export function sending(): Partial<Capture> {
  return { phase: "SENDING" };
}

/** No answer, or one that may be better later. */
export function interrupted(capture: Capture, now: number, random: number): Partial<Capture> {
  const attempts = capture.attempts + 1;
  return { phase: "QUEUED", attempts, nextAttemptAt: now + backOff(attempts, random) };
}

/** The try did not count: the session ended, or the app was closed half way. */
export function waiting(): Partial<Capture> {
  return { phase: "QUEUED", nextAttemptAt: 0 };
}

export function refused(message: string): Partial<Capture> {
  return { phase: "REFUSED", message };
}

/** A person asked to send it again. */
export function requeued(): Partial<Capture> {
  return { phase: "QUEUED", attempts: 0, nextAttemptAt: 0, message: undefined };
}

/** The server has the same bytes. */
export function sent(document: Doc): Partial<Capture> {
  return {
    ...moved(document),
    phase: "SENT",
    message: undefined,
    duplicate: document.duplicate_of !== undefined,
  };
}

/** The document changed on the server. */
export function moved(document: Doc): Partial<Capture> {
  return {
    serverState: document.state,
    revision: document.revision,
    message: document.rejection_reason || document.problem?.message || undefined,
  };
}

/** Whether an event tells something newer than the phone knows. */
export function isNews(capture: Capture, event: DocumentEvent): boolean {
  return capture.phase === "SENT" && event.revision > (capture.revision ?? -1);
}

/** What the list shows as the state: the phone's until it is sent, then the server's. */
export function shownState(
  capture: Capture,
): Exclude<Capture["phase"], "SENT"> | NonNullable<Capture["serverState"]> {
  return capture.phase === "SENT" ? (capture.serverState ?? "RECEIVED") : capture.phase;
}
