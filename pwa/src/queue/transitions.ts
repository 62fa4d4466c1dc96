/** How a capture moves on, without any I/O: each function gives the fields that change. */
import type { Doc, DocumentEvent, Extraction } from "../shared/api/types";
import type { Capture, Finding } from "./database";

/** How long a person is asked about a picture before it goes as it is. */
export const DECIDE_MS = 20_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/** Wait after so many failed tries, in milliseconds: doubles from 2 s to 5 min, ± 20 % by `random` in 0..1. */
export function backOff(attempts: number, random: number): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_WAIT_MS);
  return Math.round(wait * (0.8 + 0.4 * random));
}

/** A clock that was set back would make a capture wait for ever: a wait beyond the longest one is over. */
export function isDue(capture: Capture, now: number): boolean {
  const { nextAttemptAt, decideBy = 0 } = capture;
  const isOver = (time: number, longest: number): boolean => time <= now || time - now > longest;
  return isOver(nextAttemptAt, LONGEST_WAIT_MS * 1.2) && isOver(decideBy, DECIDE_MS);
}

/** When the next try is due, in milliseconds since 1970. */
export function dueAt({ nextAttemptAt, decideBy = 0 }: Capture): number {
  return Math.max(nextAttemptAt, decideBy);
}

/** It was looked at; what was found gives a person a moment to take a better picture. */
export function lookedAt(findings: Finding[], now: number): Partial<Capture> {
  return findings.length > 0
    ? { prepared: true, findings, decideBy: now + DECIDE_MS }
    : { prepared: true, findings: undefined };
}

export function decided(): Partial<Capture> {
  return { findings: undefined, decideBy: undefined };
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
  return { phase: "QUEUED", attempts: 0, nextAttemptAt: 0, message: undefined, ...decided() };
}

/** The server has the same bytes. */
export function sent(document: Doc): Partial<Capture> {
  return {
    ...moved(document),
    ...decided(),
    phase: "SENT",
    message: undefined,
    uploadUrl: undefined,
    duplicate: document.duplicate_of !== undefined,
  };
}

/**
 * The document changed on the server.
 * @param deducts whether the company gets its VAT back, where the receipt names it
 */
export function moved(document: Doc, deducts = false): Partial<Capture> {
  return {
    serverState: document.state,
    revision: document.revision,
    message: document.rejection_reason || document.problem?.message || undefined,
    ...(document.extraction ? { buyerMissing: lacksBuyer(document.extraction, deducts) || undefined } : {}),
  };
}

/** A receipt with VAT on which no buyer is named: in the shop they can still print one. */
function lacksBuyer(extraction: Extraction, deducts: boolean): boolean {
  const { kind, buyer, vat_total, review_reasons } = extraction;
  const isPrinted = buyer?.cui !== undefined || review_reasons.includes("buyer_cui_unread");
  return deducts && kind === "receipt" && !isPrinted && Number(vat_total ?? 0) > 0;
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
