/** The office's pages and their addresses; the code of each is loaded when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import {
  readCompany,
  readJournal,
  readPeriods,
  readRates,
  readReports,
  readSettings,
  readSupplier,
} from "./admin/search";
import { onSignedOut, queries } from "./queries";
import { ApiProblem } from "./shared/api/problem";
import { fetchIdentity, seesBooks } from "./shared/identity";
import { NotFound, Stumbled } from "./shared/ui/pages";
import { Loading } from "./shared/ui/feedback";
import { clientsQuery, summaryQuery, workQuery } from "./review/queries";
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
  component: lazyRouteComponent(() => import("./admin/access/LoginPage"), "LoginPage"),
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

const overview = createRoute({
  getParentRoute: () => office,
  path: "/acasa",
  validateSearch: (search): { client?: string } => ({
    client: typeof search.client === "string" ? search.client : undefined,
  }),
  component: lazyRouteComponent(() => import("./overview/OverviewPage"), "OverviewPage"),
});

const documents = createRoute({
  getParentRoute: () => office,
  path: "/documente",
  validateSearch: readWorkSearch,
  loaderDeps: ({ search }) => search,
  // Not awaited: what the page shows comes while its code does, and the page itself says so if it does not come.
  loader: ({ deps }) => {
    const wanted = workQuery(deps);
    if (!queries.getQueryData(wanted.queryKey)) queries.infiniteQuery(wanted).catch(() => undefined);
    queries.query(clientsQuery).catch(() => undefined);
    queries.query(summaryQuery(deps.client)).catch(() => undefined);
  },
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
  component: lazyRouteComponent(() => import("./admin/clients/ClientsPage"), "ClientsPage"),
});

const reports = createRoute({
  getParentRoute: () => office,
  path: "/rapoarte",
  validateSearch: readReports,
  component: lazyRouteComponent(() => import("./admin/reports/ReportsPage"), "ReportsPage"),
});

/** Where the purchase journal was before there were other reports. */
const journal = createRoute({
  getParentRoute: () => office,
  path: "/jurnal",
  validateSearch: readJournal,
  beforeLoad: ({ search: { client, month } }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw redirect({ to: "/rapoarte", search: { client, from: month }, replace: true });
  },
});

const settings = createRoute({
  getParentRoute: () => office,
  path: "/setari",
  validateSearch: readSettings,
  component: lazyRouteComponent(() => import("./admin/settings/SettingsPage"), "SettingsPage"),
});

const periods = createRoute({
  getParentRoute: () => office,
  path: "/perioade",
  validateSearch: readPeriods,
  component: lazyRouteComponent(() => import("./admin/books/PeriodsPage"), "PeriodsPage"),
});

const sinks = createRoute({
  getParentRoute: () => office,
  path: "/programe",
  component: lazyRouteComponent(() => import("./admin/books/SinksPage"), "SinksPage"),
});

const vehicles = createRoute({
  getParentRoute: () => office,
  path: "/masini",
  validateSearch: readCompany,
  component: lazyRouteComponent(() => import("./admin/partners/VehiclesPage"), "VehiclesPage"),
});

const suppliers = createRoute({
  getParentRoute: () => office,
  path: "/furnizori",
  validateSearch: readSupplier,
  component: lazyRouteComponent(() => import("./admin/partners/SuppliersPage"), "SuppliersPage"),
});

const rates = createRoute({
  getParentRoute: () => office,
  path: "/cursuri",
  validateSearch: readRates,
  component: lazyRouteComponent(() => import("./admin/partners/RatesPage"), "RatesPage"),
});

const team = createRoute({
  getParentRoute: () => office,
  path: "/echipa",
  component: lazyRouteComponent(() => import("./admin/team/TeamPage"), "TeamPage"),
});

const password = createRoute({
  getParentRoute: () => office,
  path: "/parola",
  component: lazyRouteComponent(() => import("./admin/access/PasswordPage"), "PasswordPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    office.addChildren([
      home,
      overview,
      documents,
      document,
      clients,
      reports,
      journal,
      settings,
      periods,
      sinks,
      vehicles,
      suppliers,
      rates,
      team,
      password,
    ]),
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
