/** The frame of the office's pages: header, page, live changes. */
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouteContext, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLiveDocuments } from "./review/useLiveDocuments";
import { useWords } from "./shared/i18n";
import { Header } from "./shared/ui/Header";

export function Shell(): ReactNode {
  const { identity } = useRouteContext({ from: "/office" });
  const { pathname } = useLocation();
  const { t } = useWords();
  const router = useRouter();
  const client = useQueryClient();
  useLiveDocuments();

  function go(path: string): boolean {
    // The capture page is an app of its own.
    if (path === "/captura") return false;
    void router.navigate({ to: path });
    return true;
  }

  async function logOut(): Promise<void> {
    // Loaded now: who reviews has no use for the queue of captures.
    const { leave } = await import("./queue/leaving");
    if (!(await leave(identity.id, t))) return;
    client.clear();
    await router.navigate({ to: "/intra" });
  }

  return (
    <>
      <Header identity={identity} path={pathname} go={go} logOut={() => void logOut()} />
      <Outlet />
    </>
  );
}
