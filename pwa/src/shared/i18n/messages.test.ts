import { TYPE } from "@formatjs/icu-messageformat-parser";
import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { capture as enCapture } from "./en/capture";
import { office as enOffice } from "./en/office";
import { capture as roCapture } from "./ro/capture";
import { office as roOffice } from "./ro/office";
import { review as roReview } from "./ro/review";

const romanianParts: Record<string, string>[] = [...roOffice, roCapture];
const englishParts: Record<string, string>[] = [...enOffice, enCapture];
const parts = romanianParts.map((part, index) => [part, englishParts[index] ?? {}] as const);
const pairs = parts.flatMap(([romanian, english]) =>
  Object.keys(romanian).map((key) => [key, romanian[key] ?? "", english[key] ?? ""] as const),
);

type Part = ReturnType<IntlMessageFormat["getAst"]>[number];

/** Names of the values that a message asks for. */
function names(message: string): string {
  function ofPart(part: Part): string[] {
    if ("options" in part) {
      const inner = Object.values(part.options).flatMap((option) => option.value.flatMap(ofPart));
      return [part.value, ...inner];
    }
    return part.type === TYPE.argument ? [part.value] : [];
  }
  const asked = new IntlMessageFormat(message, "ro", undefined, { ignoreTag: true }).getAst().flatMap(ofPart);
  return [...new Set(asked)].sort().join();
}

/** Keys of messages for which something is wrong. */
function keysWhere(wrong: (romanian: string, english: string) => boolean): string[] {
  return pairs.filter(([, romanian, english]) => wrong(romanian, english)).map(([key]) => key);
}

function isBroken(message: string, language: string): boolean {
  try {
    new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    return message === "";
  } catch {
    return true;
  }
}

test("every message is whole in both languages", () => {
  expect(pairs.length).toBeGreaterThan(300);
  expect(keysWhere((romanian, english) => isBroken(romanian, "ro") || isBroken(english, "en"))).toEqual([]);
});

test("both languages ask for the same values", () => {
  expect(keysWhere((romanian, english) => names(romanian) !== names(english))).toEqual([]);
});

test("Romanian is written with comma below, not cedilla", () => {
  expect(keysWhere((romanian) => /[şţŞŢ]/.test(romanian))).toEqual([]);
});

test("Romanian counts in three forms", () => {
  const message = new IntlMessageFormat(roReview["list.count"], "ro");
  expect(message.format({ count: 1 })).toBe("un document");
  expect(message.format({ count: 2 })).toBe("2 documente");
  expect(message.format({ count: 20 })).toBe("20 de documente");
  expect(message.format({ count: 101 })).toBe("101 documente");
});
