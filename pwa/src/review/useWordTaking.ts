/** A click on a word of the picture: it fills the field that is written in, or leads to the field that was read there. */
import { useCallback, useRef, useState, type RefObject } from "react";
import type { Extraction } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { toast } from "../shared/ui/Toasts";
import type { Quad, Word } from "./picture/pages";
import type { Target } from "./ReviewContext";

export interface WordTaking {
  target: RefObject<Target | null>;
  take: (word: Word, page: number, add: boolean) => void;
  /** Boxes as read, but for fields that were filled from the picture since. */
  boxes: Extraction["boxes"];
}

export function useWordTaking(read: Extraction["boxes"] | undefined): WordTaking {
  const { t } = useWords();
  const target = useRef<Target | null>(null);
  const [taken, setTaken] = useState<Extraction["boxes"]>({});
  const boxes = { ...read, ...taken };

  const take = useCallback(
    (word: Word, page: number, add: boolean) => {
      if (!target.current) {
        const field = fieldAt(word.quad, page, { ...read, ...taken });
        const input = field && window.document.querySelector<HTMLElement>(`[data-field="${field}"]`);
        if (input) input.focus();
        else toast(t("review.word.no_field"));
        return;
      }
      const { field } = target.current;
      if (!target.current.take(word.text, add)) return toast(t("review.word.no_value", { word: word.text }));
      setTaken((before) => ({ ...before, [field]: { page, quad: [...word.quad] } }));
    },
    [read, taken, t],
  );
  return { target, take, boxes };
}

/** The field whose box holds the middle of the quad; the smallest where several do. */
export function fieldAt(quad: Quad, page: number, boxes: Extraction["boxes"]): string | undefined {
  const { left, right, top, bottom } = bounds(quad);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return Object.entries(boxes)
    .filter(([, box]) => box.page === page && box.quad.length === 8)
    .map(([name, box]) => ({ name, ...bounds(box.quad) }))
    .filter((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom)
    .sort((one, other) => area(one) - area(other))[0]?.name;
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function bounds(quad: Quad): Bounds {
  const xs = quad.filter((_, index) => index % 2 === 0);
  const ys = quad.filter((_, index) => index % 2 === 1);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function area({ left, right, top, bottom }: Bounds): number {
  return (right - left) * (bottom - top);
}
