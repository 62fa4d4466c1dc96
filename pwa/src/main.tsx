/** Entry of the office: everything but the capture page. */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { queries } from "./queries";
import { router } from "./router";
import { startI18n } from "./shared/i18n";
import { Toasts } from "./shared/ui/Toasts";
import { UpdateNotice } from "./shared/ui/UpdateNotice";
import "./shared/styles/base.css";
import "./shared/styles/layout.css";

const words = startI18n(async (language) =>
  language === "en"
    ? (await import("./shared/i18n/en/office")).office
    : (await import("./shared/i18n/ro/office")).office,
);
// The page's code, who is here and the words come at the same time: one after the other they would keep a phone waiting.
const [routes] = router.getMatchedRoutes(router.latestLocation.pathname);
for (const route of routes) void router.loadRouteChunk(route);
void router.load();
await words;

const root = document.getElementById("app");
if (root) {
  // As a transition: React draws it in small steps, between which a tap is answered.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Toasts />
          <UpdateNotice />
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}
