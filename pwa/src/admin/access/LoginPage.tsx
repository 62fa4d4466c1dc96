/** Logging in. */
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState, type SubmitEvent, type ReactNode } from "react";
import { ApiProblem } from "../../shared/api/problem";
import { openSession } from "../../shared/api/session";
import { chooseLanguage, useWords } from "../../shared/i18n";
import { forgetIdentity, remembered } from "../../shared/identity";
import { sentence } from "../../shared/problems";
import { Banner } from "../../shared/ui/feedback";
import { AlertIcon, Mark } from "../../shared/ui/icons";
import "../admin.css";

export function LoginPage(): ReactNode {
  const { t, language } = useWords();
  const { next } = useSearch({ from: "/intra" });
  const router = useRouter();
  const queries = useQueryClient();
  const [email, setEmail] = useState(() => remembered()?.email ?? "");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!email.trim() || !password) {
      setProblem(t("login.missing"));
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      await openSession(email.trim(), password, language);
    } catch (error) {
      const wrong = error instanceof ApiProblem && (error.status === 401 || error.status === 400);
      setProblem(wrong ? t("login.wrong") : sentence(error, t));
      setBusy(false);
      return;
    }
    if (remembered()?.email !== email.trim()) forgetIdentity();
    queries.clear();
    // The capture page is an app of its own.
    if (next?.startsWith("/captura")) location.assign(next);
    else await router.navigate({ href: next ?? "/", replace: true });
  }

  return (
    <main id="main" className="login">
      <div className="login-card">
        <div className="login-brand">
          <Mark />
          <span className="brand-name">{t("app.name")}</span>
        </div>
        <h1>{t("login.title")}</h1>
        <p className="soft">{t("login.lead")}</p>
        <form className="form" onSubmit={(event) => void submit(event)} noValidate>
          {next && !problem && remembered() && (
            <Banner tone="info">
              <p>{t("login.expired")}</p>
            </Banner>
          )}
          {problem && (
            <Banner tone="bad" icon={<AlertIcon />} alert>
              <p data-testid="login-problem">{problem}</p>
            </Banner>
          )}
          <label>
            <span className="label">{t("login.email")}</span>
            <input
              className="input"
              data-testid="login-email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </label>
          <label>
            <span className="label">{t("login.password")}</span>
            <input
              className="input"
              data-testid="login-password"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </label>
          <button type="submit" className="button button-primary" data-testid="login-submit" disabled={busy}>
            {busy ? <span className="spinner" aria-hidden="true" /> : null} {t("login.submit")}
          </button>
        </form>
      </div>
      <button
        type="button"
        className="button button-quiet button-small"
        lang={language === "ro" ? "en" : "ro"}
        onClick={() => void chooseLanguage(language === "ro" ? "en" : "ro")}
      >
        {t("menu.language")}
      </button>
    </main>
  );
}
