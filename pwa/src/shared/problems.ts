/** A sentence for any error; the server's own words win. */
import { ApiProblem } from "./api/problem";
import type { Translate } from "./i18n";

export function sentence(error: unknown, t: Translate): string {
  if (!(error instanceof ApiProblem)) return t("problem.unknown");
  if (error.isOffline) return t("problem.offline");
  if (error.isSignedOut) return t("problem.signed_out");
  if (error.message) return error.message;
  if (error.status === 403) return t("problem.denied");
  if (error.status === 404) return t("problem.not_found");
  return t("problem.unknown");
}

/** What the server says of one field; it names fields by their place in the request, such as `vehicle.plate`. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  for (const [path, words] of error.fields) if (path === field || path.endsWith(`.${field}`)) return words;
  return undefined;
}
