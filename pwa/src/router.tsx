/** The office's pages and their addresses; the code of each is loaded when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { onSignedOut, queries } from "./queries";
import { ApiProblem } from "./shared/api/problem";
import { fetchIdentity, seesBooks } from "./shared/identity";
import { NotFound, Stumbled } from "./shared/ui/pages";
import { Loading } from "./shared/ui/feedback";
import { readWorkSearch } from "./review/search";

export const identityQuery = { queryKey: ["me"], queryFn: fetchIdentity, staleTime: 300_000 } as const;

const root = createRootRoute({ notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/intra",
  validateSearch: (search): { next?: string } => {
    // Only paths of this app: an address of elsewhere would make the login page a trap.
    const next =
      typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? search.next : undefined;
    return { next };
  },
  component: lazyRouteComponent(() => import("./admin/LoginPage"), "LoginPage"),
});

const office = createRoute({
  getParentRoute: () => root,
  id: "office",
  beforeLoad: async ({ location }) => {
    try {
      return { identity: await queries.query({ ...identityQuery, staleTime: "static" }) };
    } catch (error) {
      if (error instanceof ApiProblem && error.isSignedOut) {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
        throw redirect({ to: "/intra", search: location.pathname === "/" ? {} : { next: location.href } });
      }
      throw error;
    }
  },
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
});

const home = createRoute({
  getParentRoute: () => office,
  path: "/",
  beforeLoad: ({ context }) => {
    if (!seesBooks(context.identity.role)) location.replace("/captura");
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    else throw redirect({ to: "/documente", search: {} });
  },
  component: Loading,
});

const documents = createRoute({
  getParentRoute: () => office,
  path: "/documente",
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import("./review/WorkListPage"), "WorkListPage"),
});

const document = createRoute({
  getParentRoute: () => office,
  path: "/documente/$id",
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import("./review/ReviewPage"), "ReviewPage"),
});

const clients = createRoute({
  getParentRoute: () => office,
  path: "/clienti",
  component: lazyRouteComponent(() => import("./admin/ClientsPage"), "ClientsPage"),
});

const journal = createRoute({
  getParentRoute: () => office,
  path: "/jurnal",
  validateSearch: (search): { client?: string; month?: string } => ({
    client: typeof search.client === "string" ? search.client : undefined,
    month: typeof search.month === "string" && /^\d{4}-\d{2}$/.test(search.month) ? search.month : undefined,
  }),
  component: lazyRouteComponent(() => import("./admin/JournalPage"), "JournalPage"),
});

const password = createRoute({
  getParentRoute: () => office,
  path: "/parola",
  component: lazyRouteComponent(() => import("./admin/PasswordPage"), "PasswordPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    office.addChildren([home, documents, document, clients, journal, password]),
  ]),
  defaultErrorComponent: Stumbled,
  defaultPendingComponent: Loading,
  defaultPreload: false,
  scrollRestoration: true,
});

onSignedOut(() => {
  if (router.state.location.pathname === "/intra") return;
  queries.clear();
  void router.navigate({ to: "/intra", search: { next: router.state.location.href } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
