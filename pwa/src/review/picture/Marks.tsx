/** What lies over a page: the boxes of the fields, and the words, each of which fills the field that is written in. */
import type { MouseEvent, ReactNode } from "react";
import type { Extraction } from "../../shared/api/types";
import type { Word } from "./pages";

/** Every box faintly, the active one strongly; in fractions of the page. */
export function Boxes(props: { boxes: Extraction["boxes"]; page: number; active: string | null }): ReactNode {
  return (
    <Sheet>
      {Object.entries(props.boxes)
        .filter(([, { page, quad }]) => page === props.page && quad.length === 8)
        .map(([name, { quad }]) => (
          <polygon
            key={name}
            data-box={name}
            className={name === props.active ? "box box-active" : "box"}
            points={quad.join(" ")}
          />
        ))}
    </Sheet>
  );
}

/**
 * The words that were read, to be clicked. For pointers alone: who writes by keyboard reads the picture and types.
 * @param take a word was clicked; `add` asks to put it behind what stands in the field
 */
export function Words({
  words,
  take,
}: {
  words: readonly Word[];
  take: (word: Word, add: boolean) => void;
}): ReactNode {
  // The focus stays in the field that is filled.
  const keepFocus = (event: MouseEvent): void => event.preventDefault();
  return (
    <Sheet>
      {words.map((word, index) => (
        <polygon
          key={index}
          className="word"
          data-word={word.text}
          points={word.quad.join(" ")}
          onMouseDown={keepFocus}
          onClick={(event) => take(word, event.shiftKey || event.ctrlKey || event.metaKey)}
        >
          <title>{word.text}</title>
        </polygon>
      ))}
    </Sheet>
  );
}

function Sheet({ children }: { children: ReactNode }): ReactNode {
  return (
    <svg className="boxes" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {children}
    </svg>
  );
}
