/** What is chosen for the office or a company, and what can be done about it. */
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../../shared/api/http";
import type { Sink, SinkTest } from "../../shared/api/types";
import { showInstant } from "../../shared/dates";
import { useWords, wordsFor } from "../../shared/i18n";
import { FormProblem } from "../../shared/ui/forms";
import { Findings } from "./SinkForm";

/** The part of a configuration that tells two places apart. */
function placeOf(sink: Sink): string {
  const { destination, bucket, prefix, dsn, user } = sink.configuration as Record<string, string | undefined>;
  if (dsn) return [user, dsn].filter(Boolean).join(" @ ");
  if (destination === "s3") return [bucket, prefix].filter(Boolean).join("/");
  return wordsFor("sinks.field.destination", destination ?? "storage") ?? "";
}

export function SinkCard(props: {
  name: string;
  /** Missing where nothing is chosen. */
  sink: Sink | undefined;
  /** Missing for who may not. */
  change: (() => void) | undefined;
  reset: (() => void) | undefined;
  rehearse: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const { name, sink, change, reset, rehearse } = props;
  const test = useMutation({
    mutationFn: () =>
      api<SinkTest>("/sinks:test", { method: "POST", json: { client_id: sink?.client_id || undefined } }),
  });
  return (
    <li className="sink" data-testid="sink" data-kind={sink?.kind ?? ""}>
      <div className="sink-words">
        <h2 className="sink-name">{name}</h2>
        {sink ? (
          <>
            <p className="sink-kind">{wordsFor("sinks.kind", sink.kind) ?? sink.kind}</p>
            <p className="soft">{placeOf(sink)}</p>
            <p className="soft small">
              {t("sinks.set", { who: sink.set_by, when: showInstant(sink.set_time, language) })}
            </p>
          </>
        ) : (
          <p className="soft">{t("sinks.default")}</p>
        )}
      </div>
      <div className="sink-actions">
        {change && (
          <button
            type="button"
            className="button button-small button-primary"
            data-testid="sink-change"
            onClick={change}
          >
            {t(sink ? "sinks.change" : "sinks.choose")}
            <span className="visually-hidden">: {name}</span>
          </button>
        )}
        {change && (
          <button
            type="button"
            className="button button-small"
            data-testid="sink-test-chosen"
            disabled={test.isPending}
            onClick={() => test.mutate()}
          >
            {t("sinks.test")}
            <span className="visually-hidden">: {name}</span>
          </button>
        )}
        <button type="button" className="button button-small" data-testid="sink-rehearse" onClick={rehearse}>
          {t("sinks.rehearse")}
          <span className="visually-hidden">: {name}</span>
        </button>
        {reset && (
          <button type="button" className="button button-small button-quiet" onClick={reset}>
            {t("sinks.reset")}
            <span className="visually-hidden">: {name}</span>
          </button>
        )}
      </div>
      <FormProblem error={test.error} />
      <Findings test={test.data} isRunning={test.isPending} />
    </li>
  );
}
