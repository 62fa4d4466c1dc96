/** What the fields of one document share: its values, whether they may change, and which one is pointed at. */
import { createContext, useContext, type RefObject } from "react";
import type { Extraction, ExtractionPatch } from "../shared/api/types";
import type { Corrections } from "./useCorrections";

export type Pointer = "focus" | "hover";

/** The field that is written in. */
export interface Target {
  field: string;
  /** Takes what a word on the picture says; false where it holds nothing for this field. */
  take: (word: string, add: boolean) => boolean;
}

export interface Review {
  extraction: Extraction;
  editable: boolean;
  corrections: Corrections;
  /** A field was focused or hovered: the picture shows where it stands. */
  point: (field: string, by: Pointer) => void;
  unpoint: (by: Pointer) => void;
  /** Moves the focus from a field to the next (1) or the one before (-1). */
  focusField: (from: Element, step: 1 | -1) => void;
  target: RefObject<Target | null>;
  /** A field as it is being typed, so that the checks tell at once what they would say; null once it is left. */
  tryOut: (field: string, patch: ExtractionPatch | null) => void;
}

export const ReviewContext = createContext<Review | null>(null);

export function useReview(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error("A field stands outside of a review.");
  return review;
}
