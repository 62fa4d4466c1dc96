/** Chooses where the notes of the office or of a company go, and tests the way there before it counts. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { api } from "../../shared/api/http";
import type { Sink, SinkTest } from "../../shared/api/types";
import { useWords, wordsFor } from "../../shared/i18n";
import { fieldProblem } from "../../shared/problems";
import { Banner } from "../../shared/ui/feedback";
import { FormActions, FormProblem } from "../../shared/ui/forms";
import { AlertIcon, CheckIcon } from "../../shared/ui/icons";
import { SelectField } from "../../shared/ui/SelectField";
import { toast } from "../../shared/ui/Toasts";
import { draftOf, fieldsOf, filled, KINDS, type SinkField } from "./sinkFields";
import { SinkFieldInput } from "./SinkFieldInput";
import { SINKS } from "./sinks";

export function SinkForm(props: {
  /** What is chosen now; missing where nothing is. */
  sink: Sink | undefined;
  /** Empty for the office. */
  client: string;
  kinds: readonly string[];
  close: () => void;
}): ReactNode {
  const { t } = useWords();
  const { sink, client, close } = props;
  const queries = useQueryClient();
  const kinds = [...props.kinds].sort((a, b) => KINDS.indexOf(a) - KINDS.indexOf(b));
  const [kind, setKind] = useState(sink?.kind ?? kinds[0] ?? "csv");
  const [draft, setDraft] = useState(() => draftOf(kind, sink?.configuration));
  const body = { client_id: client || undefined, kind, ...filled(kind, draft) };

  const save = useMutation({
    mutationFn: () => api<Sink>("/sinks", { method: "PUT", json: body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: SINKS });
      toast(t("sinks.saved"));
      close();
    },
  });
  const test = useMutation({
    mutationFn: () => api<SinkTest>("/sinks:test", { method: "POST", json: body }),
  });
  const error = save.error ?? test.error;
  const fields = fieldsOf(kind, draft);

  function chooseKind(next: string): void {
    setKind(next);
    setDraft(draftOf(next, next === sink?.kind ? sink.configuration : undefined));
    save.reset();
    test.reset();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    test.reset();
    save.mutate();
  }

  function input(field: SinkField): ReactNode {
    return (
      <SinkFieldInput
        key={field.name}
        field={field}
        value={draft[field.name]}
        change={(value) => setDraft({ ...draft, [field.name]: value })}
        problem={fieldProblem(error, field.name)}
        isKept={kind === sink?.kind && sink.secrets.includes(field.name)}
      />
    );
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <FormProblem error={error} fields={fields.map(({ name }) => name)} />
      <SelectField
        label={t("sinks.form.kind")}
        data-testid="sink-kind"
        value={kind}
        change={chooseKind}
        options={kinds.map((one) => ({ value: one, label: wordsFor("sinks.kind", one) ?? one }))}
        hint={wordsFor(`sinks.kind.${kind}`, "about")}
      />
      {fields.filter((field) => !field.advanced).map(input)}
      {fields.some((field) => field.advanced) && (
        <details className="advanced">
          <summary>{t("sinks.advanced")}</summary>
          <div className="grid">{fields.filter((field) => field.advanced).map(input)}</div>
        </details>
      )}
      <Findings test={test.data} isRunning={test.isPending} />
      <FormActions cancel={close} busy={save.isPending}>
        <button
          type="button"
          className="button"
          data-testid="sink-test"
          disabled={test.isPending}
          onClick={() => {
            save.reset();
            test.mutate();
          }}
        >
          {t("sinks.test")}
        </button>
      </FormActions>
    </form>
  );
}

/** What the connection test found, in the order in which it looked. */
export function Findings({ test, isRunning }: { test: SinkTest | undefined; isRunning: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <div role="status" data-testid="sink-findings">
      {isRunning ? (
        <p className="soft">{t("sinks.test.running")}</p>
      ) : (
        test && (
          <Banner
            tone={test.ok ? "good" : "warn"}
            icon={test.ok ? <CheckIcon /> : <AlertIcon />}
            title={t(test.ok ? "sinks.test.ok" : "sinks.test.bad")}
          >
            <ul>
              {test.findings.map((finding, index) => (
                <li key={index} className={finding.ok ? "" : "strong"}>
                  {finding.ok ? "✓" : "✗"} {finding.message}
                </li>
              ))}
            </ul>
            <p className="small soft">{t("sinks.test.left")}</p>
          </Banner>
        )
      )}
    </div>
  );
}
