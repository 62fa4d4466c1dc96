/** Entry of the capture page: a small app of its own, so that a phone loads nothing of the accountant's. */
import { StrictMode, useCallback, useEffect, useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { leave } from "../queue/leaving";
import { ApiProblem } from "../shared/api/problem";
import { startI18n, useWords } from "../shared/i18n";
import { fetchIdentity, remembered, type Identity } from "../shared/identity";
import { Failure, Loading } from "../shared/ui/feedback";
import { Header } from "../shared/ui/Header";
import { UpdateNotice } from "../shared/ui/UpdateNotice";
import { CapturePage } from "./CapturePage";
import "../shared/styles/base.css";
import "./capture.css";

function App(): ReactNode {
  const { t } = useWords();
  const [identity, setIdentity] = useState<Identity | null>(remembered);
  const [problem, setProblem] = useState<unknown>(null);

  const load = useCallback(() => {
    fetchIdentity().then(setIdentity, (error: unknown) => {
      // Who was here before may go on capturing: the queue asks for a login when it needs one.
      if (remembered()) return;
      if (error instanceof ApiProblem && error.isSignedOut) location.replace("/intra?next=/captura");
      else setProblem(error);
    });
  }, []);
  useEffect(load, [load]);

  function retry(): void {
    setProblem(null);
    load();
  }

  async function logOut(): Promise<void> {
    if (await leave(identity?.id, t)) location.replace("/intra");
  }

  if (problem) return <Failure error={problem} retry={retry} />;
  if (!identity) return <Loading />;
  return (
    <>
      <Header identity={identity} path="/captura" logOut={() => void logOut()} />
      <CapturePage identity={identity} />
      <UpdateNotice />
    </>
  );
}

await startI18n(async (language) =>
  language === "en"
    ? [(await import("../shared/i18n/en/common")).common, (await import("../shared/i18n/en/capture")).capture]
    : [
        (await import("../shared/i18n/ro/common")).common,
        (await import("../shared/i18n/ro/capture")).capture,
      ],
);
const root = document.getElementById("app");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
