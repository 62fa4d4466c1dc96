/** The frame of the office's pages: header, page, live changes. */
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouteContext, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLiveDocuments } from "./review/useLiveDocuments";
import { closeSession } from "./shared/api/session";
import { forgetIdentity } from "./shared/identity";
import { Header } from "./shared/ui/Header";

export function Shell(): ReactNode {
  const { identity } = useRouteContext({ from: "/office" });
  const { pathname } = useLocation();
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
    await closeSession().catch(() => undefined);
    forgetIdentity();
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
