/** Asks gently about pictures that may not be readable; unanswered, they go as they are. */
import type { ReactNode } from "react";
import type { Capture } from "../queue/database";
import { keepAsIs } from "../queue/queue";
import { useWords } from "../shared/i18n";
import { PictureInput } from "./PictureInput";
import { Thumbnail } from "./Thumbnail";

export interface RetakeProps {
  captures: readonly Capture[];
  retake: (capture: Capture, files: readonly File[]) => void;
  /** Something was decided: the queue may go on. */
  decided: () => void;
}

export function Retake({ captures, retake, decided }: RetakeProps): ReactNode {
  const { t } = useWords();
  const doubtful = captures.filter(
    ({ findings, phase }) => findings && (phase === "QUEUED" || phase === "HELD"),
  );
  if (doubtful.length === 0) return null;
  async function keep(capture: Capture): Promise<void> {
    await keepAsIs(capture.id);
    decided();
  }
  return (
    <section className="retake" aria-labelledby="retake-title" data-testid="retake">
      <h2 id="retake-title">{t("capture.retake.title")}</h2>
      <ul>
        {doubtful.map((capture) => (
          <li key={capture.id}>
            <div className="capture-thumb">
              <Thumbnail capture={capture} />
            </div>
            <p>{capture.findings?.map((finding) => t(`capture.finding.${finding}`)).join(" ")}</p>
            <div className="retake-actions">
              <button type="button" className="button button-small" onClick={() => void keep(capture)}>
                {t("capture.retake.keep")}
              </button>
              <label className="button button-small button-primary">
                <PictureInput camera take={(files) => retake(capture, files)} />
                {t("capture.retake.again")}
              </label>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
