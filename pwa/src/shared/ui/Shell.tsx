/** The frame of the office's pages: header, page, live changes. */
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouteContext, useRouter } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { listenLive } from "../api/live";
import { closeSession } from "../api/session";
import { forgetIdentity } from "../identity";
import { documentKeys } from "../../review/queries";
import type { Doc } from "../api/types";
import { Header } from "./Header";

const LIST_DELAY_MS = 300;

/** Refetches what an event touches; lists at most every 300 ms, however many documents move. */
function useLiveChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function refreshLists(): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: documentKeys.lists });
        void client.invalidateQueries({ queryKey: documentKeys.summaries });
      }, LIST_DELAY_MS);
    }
    const stop = listenLive({
      changed(event) {
        const known = client.getQueryData<Doc>(documentKeys.one(event.id));
        if (known && known.revision < event.revision) {
          void client.invalidateQueries({ queryKey: documentKeys.one(event.id) });
        }
        void client.invalidateQueries({ queryKey: documentKeys.notes(event.id) });
        refreshLists();
      },
      lookAgain() {
        void client.invalidateQueries({ queryKey: documentKeys.all });
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}

export function Shell(): ReactNode {
  const { identity } = useRouteContext({ from: "/office" });
  const { pathname } = useLocation();
  const router = useRouter();
  const client = useQueryClient();
  useLiveChanges();

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
