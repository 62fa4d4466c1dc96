/** Entry of the office: everything but the capture page. */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queries } from "./queries";
import { router } from "./router";
import { startI18n } from "./shared/i18n";
import { Toasts } from "./shared/ui/Toasts";
import { UpdateNotice } from "./shared/ui/UpdateNotice";
import "./shared/styles/base.css";
import "./shared/styles/layout.css";

await startI18n(async (language) => {
  const words =
    language === "en"
      ? await Promise.all([
          import("./shared/i18n/en/common"),
          import("./shared/i18n/en/review"),
          import("./shared/i18n/en/admin"),
          import("./shared/i18n/en/codes"),
        ])
      : await Promise.all([
          import("./shared/i18n/ro/common"),
          import("./shared/i18n/ro/review"),
          import("./shared/i18n/ro/admin"),
          import("./shared/i18n/ro/codes"),
        ]);
  return [words[0].common, words[1].review, words[2].admin, words[3].codes];
});

const root = document.getElementById("app");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
        <UpdateNotice />
      </QueryClientProvider>
    </StrictMode>,
  );
}
