/** What a person should know about a document before anything else: problems, reasons, duplicates, checks. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Doc, Extraction } from "../shared/api/types";
import { useWords, wordsFor } from "../shared/i18n";
import { fieldOfReason, focusWhole } from "./doubts";
import { checkNumbers } from "./explanations";
import { Banner } from "../shared/ui/feedback";
import { PossibleDuplicates } from "./PossibleDuplicates";
import { AlertIcon, CheckIcon, CopyIcon, CrossIcon } from "../shared/ui/icons";

/** @param tried the values as they are being typed, where they are */
export function DocumentNews({ document, tried }: { document: Doc; tried?: Extraction }): ReactNode {
  const { t } = useWords();
  const { state, problem, extraction } = document;
  return (
    <div className="news">
      {problem && (
        <Banner tone="bad" icon={<AlertIcon />} title={t(headOf(state, problem.reason))}>
          <p>{problem.message}</p>
        </Banner>
      )}
      {state === "REJECTED" && (
        <Banner tone="bad" icon={<CrossIcon />} title={t("review.rejected_because")}>
          <p>{document.rejection_reason}</p>
        </Banner>
      )}
      {document.merged_into && (
        <Banner tone="info" icon={<CopyIcon />} title={t("filing.merged_into")}>
          <Link to="/documente/$id" params={{ id: document.merged_into }}>
            {t("filing.merged_into.link")}
          </Link>
        </Banner>
      )}
      <PossibleDuplicates document={document} />
      {document.part_of && (
        <Banner tone="info" icon={<CopyIcon />} title={t("review.part", { part: document.part ?? 1 })}>
          <Link to="/documente/$id" params={{ id: document.part_of }}>
            {t("review.part.link")}
          </Link>
        </Banner>
      )}
      {(state === "RECEIVED" || state === "READING") && (
        <Banner tone="info" icon={<span className="spinner" />}>
          <p>{t("review.waiting")}</p>
        </Banner>
      )}
      {state === "REVIEW" && extraction && <Reasons extraction={tried ?? extraction} />}
    </div>
  );
}

function Reasons({ extraction }: { extraction: Extraction }): ReactNode {
  const { t, language } = useWords();
  const failed = extraction.checks.filter((check) => !check.ok);
  const held = extraction.checks.length - failed.length;
  if (extraction.review_reasons.length === 0 && failed.length === 0) {
    return (
      <Banner tone="good" icon={<CheckIcon />}>
        <p>{t("review.all_good")}</p>
      </Banner>
    );
  }
  return (
    <Banner tone="warn" icon={<AlertIcon />} title={t("review.attention")}>
      <ul className="reasons">
        {extraction.review_reasons.map((code) => (
          <li key={code}>
            <Reason code={code} />
          </li>
        ))}
      </ul>
      {failed.length > 0 && (
        <ul className="checks">
          {failed.map((check, index) => (
            <li key={index}>
              <CrossIcon /> {wordsFor("check", check.name) ?? check.name}
              <span className="soft" title={check.detail}>
                {checkNumbers(check.name, extraction, language)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {held > 0 && <p className="soft">{t("review.checks.good", { count: held })}</p>}
    </Banner>
  );
}

/** Why to look, and the way to the field that it is about. */
function Reason({ code }: { code: string }): ReactNode {
  const words = wordsFor("reason", code) ?? code;
  const field = fieldOfReason(code);
  if (!field) return words;
  function go(): void {
    const input = window.document.querySelector<HTMLElement>(`[data-field="${field}"]`);
    if (input) focusWhole(input);
  }
  return (
    <button type="button" className="reason-link" onClick={go}>
      {words}
    </button>
  );
}

/** What happened, in a few words above the sentence that says why. */
function headOf(state: Doc["state"], reason: string) {
  if (state === "FAILED") return "review.failed";
  return reason === "document_stornoed" ? "review.stornoed" : "review.refused_by_books";
}
