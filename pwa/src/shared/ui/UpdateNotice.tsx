/** Registers the service worker and asks before a new version takes over. */
import { useEffect, useState, type ReactNode } from "react";
import { useWords } from "../i18n";

export function UpdateNotice(): ReactNode {
  const { t } = useWords();
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    // A browser that forbids service workers refuses here; the app then only lacks its shell offline.
    const registered = navigator.serviceWorker.register("/sw.js").catch(() => undefined);
    void registered.then((registration: ServiceWorkerRegistration | undefined) => {
      if (!registration) return;
      const offer = (): void => setWaiting(navigator.serviceWorker.controller ? registration.waiting : null);
      offer();
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", offer);
      });
    });
  }, []);
  if (!waiting) return null;
  function takeOver(): void {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting?.postMessage({ type: "SKIP_WAITING" });
  }
  return (
    <div className="toast toast-stay" role="status">
      <span>{t("update.ready")}</span>
      <button type="button" className="button button-small" onClick={takeOver}>
        {t("update.reload")}
      </button>
      <button type="button" className="button button-small button-quiet" onClick={() => setWaiting(null)}>
        {t("update.later")}
      </button>
    </div>
  );
}
