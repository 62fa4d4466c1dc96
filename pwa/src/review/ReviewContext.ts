/** What the fields of one document share: its values, whether they may change, and which one is pointed at. */
import { createContext, useContext } from "react";
import type { Extraction } from "../shared/api/types";
import type { Corrections } from "./useCorrections";

export type Pointer = "focus" | "hover";

export interface Review {
  extraction: Extraction;
  editable: boolean;
  corrections: Corrections;
  /** A field was focused or hovered: the picture shows where it stands. */
  point: (field: string, by: Pointer) => void;
  unpoint: (by: Pointer) => void;
  /** Moves the focus from a field to the next (1) or the one before (-1). */
  focusField: (from: Element, step: 1 | -1) => void;
}

export const ReviewContext = createContext<Review | null>(null);

export function useReview(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error("A field stands outside of a review.");
  return review;
}
