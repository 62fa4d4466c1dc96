/** Changing one's own password. */
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type SubmitEvent, type ReactNode } from "react";
import { api } from "../../shared/api/http";
import { useWords } from "../../shared/i18n";
import { sentence } from "../../shared/problems";
import { Banner } from "../../shared/ui/feedback";
import { TextField } from "../../shared/ui/TextField";
import { toast } from "../../shared/ui/Toasts";
import "../admin.css";

const LEAST = 10;

export function PasswordPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const tooShort = tried && next.length < LEAST;
  const differ = tried && next !== again;

  const change = useMutation({
    mutationFn: () =>
      api("/me:changePassword", { method: "POST", json: { current_password: current, new_password: next } }),
    onSuccess: () => {
      toast(t("password.done"));
      void navigate({ to: "/" });
    },
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (current && next.length >= LEAST && next === again) change.mutate();
  }

  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <h1>{t("password.title")}</h1>
      <form className="form panel" onSubmit={submit} noValidate>
        {change.error && (
          <Banner tone="bad" alert>
            <p>{sentence(change.error, t)}</p>
          </Banner>
        )}
        <TextField
          label={t("password.current")}
          type="password"
          autoComplete="current-password"
          value={current}
          change={setCurrent}
          problem={tried && !current ? t("clients.required") : undefined}
        />
        <TextField
          label={t("password.new")}
          type="password"
          autoComplete="new-password"
          value={next}
          change={setNext}
          hint={t("password.hint")}
          problem={tooShort ? t("password.short") : undefined}
        />
        <TextField
          label={t("password.again")}
          type="password"
          autoComplete="new-password"
          value={again}
          change={setAgain}
          problem={differ ? t("password.differ") : undefined}
        />
        <div className="form-actions">
          <button type="submit" className="button button-primary" disabled={change.isPending}>
            {t("password.title")}
          </button>
        </div>
      </form>
    </main>
  );
}
