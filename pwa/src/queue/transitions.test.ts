import { describe, expect, test } from "vitest";
import type { Doc } from "../shared/api/types";
import type { Capture } from "./database";
import { backOff, interrupted, isDue, isNews, moved, requeued, sent, shownState } from "./transitions";

const NOW = 1_800_000_000_000;

function capture(fields: Partial<Capture> = {}): Capture {
  return {
    id: "c",
    owner: "u",
    clientId: "f",
    filename: "bon.jpg",
    mediaType: "image/jpeg",
    size: 3,
    sha256: "00",
    phase: "QUEUED",
    attempts: 0,
    nextAttemptAt: 0,
    createdAt: NOW,
    ...fields,
  };
}

function document(fields: Partial<Doc> = {}): Doc {
  return { state: "RECEIVED", revision: 1, rejection_reason: "", ...fields } as Doc;
}

describe("back-off", () => {
  test("doubles from two seconds to five minutes", () => {
    expect([1, 2, 3, 4].map((attempts) => backOff(attempts, 0.5))).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(backOff(50, 0.5)).toBe(300_000);
  });

  test("is spread, so that phones do not all return at once", () => {
    expect(backOff(3, 0)).toBe(6_400);
    expect(backOff(3, 1)).toBe(9_600);
  });
});

test("an interrupted capture waits longer each time", () => {
  expect(interrupted(capture({ attempts: 1 }), NOW, 0.5)).toEqual({
    phase: "QUEUED",
    attempts: 2,
    nextAttemptAt: NOW + 4_000,
  });
});

test("a capture waits for its time, but never for a clock that was set back", () => {
  expect(isDue(capture({ nextAttemptAt: NOW + 1_000 }), NOW)).toBe(false);
  expect(isDue(capture({ nextAttemptAt: NOW }), NOW)).toBe(true);
  expect(isDue(capture({ nextAttemptAt: NOW + 86_400_000 }), NOW)).toBe(true);
});

test("sending again by hand starts from nothing", () => {
  expect(requeued()).toEqual({ phase: "QUEUED", attempts: 0, nextAttemptAt: 0, message: undefined });
});

test("a sent capture shows the server's state, one on the phone its own", () => {
  expect(shownState(capture({ phase: "REFUSED", serverState: "REVIEW" }))).toBe("REFUSED");
  expect(shownState(capture({ phase: "SENT", serverState: "READING" }))).toBe("READING");
  expect(shownState(capture({ phase: "SENT" }))).toBe("RECEIVED");
});

test("a duplicate is told, and an old message is gone once it is sent", () => {
  expect(sent(document({ duplicate_of: "other" }))).toMatchObject({
    phase: "SENT",
    duplicate: true,
    message: undefined,
  });
});

test("a rejected or failed document says why", () => {
  expect(moved(document({ state: "REJECTED", rejection_reason: "Neclar." })).message).toBe("Neclar.");
  expect(
    moved(document({ state: "FAILED", problem: { reason: "x", message: "PDF cu parolă." } })).message,
  ).toBe("PDF cu parolă.");
});

test("only a newer revision of a sent capture is news", () => {
  const event = { id: "c", client_id: "f", state: "REVIEW" as const, revision: 3 };
  expect(isNews(capture({ phase: "SENT", revision: 2 }), event)).toBe(true);
  expect(isNews(capture({ phase: "SENT", revision: 3 }), event)).toBe(false);
  expect(isNews(capture({ phase: "QUEUED" }), event)).toBe(false);
});
