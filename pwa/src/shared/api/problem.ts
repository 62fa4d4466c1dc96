/** What can go wrong between the app and the server, as one error type. */

/** `signed_out`: the session ended. `offline`: no answer came. Else the stable reason of problem+json. */
export class ApiProblem extends Error {
  override name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    /** Sentences by field path, such as `supplier.cui`. */
    readonly fields: ReadonlyMap<string, string> = new Map(),
  ) {
    super(message);
  }

  get isOffline(): boolean {
    return this.reason === "offline";
  }

  get isSignedOut(): boolean {
    return this.reason === "signed_out";
  }

  /** True where the same request may well succeed later: no network, overload, a server that restarts. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

interface ProblemBody {
  title?: string;
  detail?: string;
  reason?: string;
  errors?: { field?: string; message?: string }[];
}

/** Reads problem+json (RFC 9457); any other body gives a problem without a sentence. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const fields = new Map<string, string>();
  for (const { field, message } of body.errors ?? []) {
    if (field && message) fields.set(field, message);
  }
  return new ApiProblem(
    response.status,
    body.reason ?? `http_${response.status}`,
    body.detail ?? body.title ?? "",
    fields,
  );
}
