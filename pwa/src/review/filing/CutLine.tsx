/** The line over the page, with what each side of it becomes. Anywhere on the page takes hold of it. */
import type { PointerEvent, ReactNode, RefObject } from "react";
import { useWords } from "../../shared/i18n";
import { movedBy, pointedAt, SCALE, type Cut } from "./cut";

export function CutLine(props: {
  cut: Cut;
  line: RefObject<HTMLDivElement | null>;
  move: (position: number) => void;
}): ReactNode {
  const { t } = useWords();
  const { cut, line, move } = props;
  const share = `${(cut.position / SCALE) * 100}%`;
  function follow(event: PointerEvent<HTMLDivElement>): void {
    if (event.buttons === 1) move(pointedAt(event, event.currentTarget.getBoundingClientRect(), cut.across));
  }
  return (
    <div
      className={cut.across ? "cut-over cut-across" : "cut-over cut-down"}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
        line.current?.focus();
      }}
      onPointerMove={follow}
    >
      <div className="cut-piece" style={{ flexBasis: share }}>
        <span className="chip">{t("filing.cut.stays")}</span>
      </div>
      <div
        className="cut-line"
        ref={line}
        role="slider"
        tabIndex={0}
        data-testid="cut-line"
        aria-label={t("filing.cut.line")}
        aria-orientation={cut.across ? "vertical" : "horizontal"}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((cut.position / SCALE) * 100)}
        aria-valuetext={`${Math.round((cut.position / SCALE) * 100)}%`}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.closest("form")?.requestSubmit();
          const moved = movedBy(event.key, cut.position);
          if (moved === undefined) return;
          event.preventDefault();
          move(moved);
        }}
      />
      <div className="cut-piece cut-rest">
        <span className="chip">{t("filing.cut.new")}</span>
      </div>
    </div>
  );
}
