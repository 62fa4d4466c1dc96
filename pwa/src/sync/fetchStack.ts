/** How tus-js-client reaches the network: by fetch, which the service worker has too. */
import type { HttpRequest, HttpResponse, HttpStack } from "tus-js-client";

/** A request that is silent for so long is over; a piece takes less on any network worth the name. */
const LONGEST_MS = 240_000;

class FetchRequest implements HttpRequest {
  private readonly headers: Record<string, string> = {};
  private readonly aborter = new AbortController();

  constructor(
    private readonly method: string,
    private readonly url: string,
  ) {}

  getMethod(): string {
    return this.method;
  }

  getURL(): string {
    return this.url;
  }

  setHeader(header: string, value: string): void {
    this.headers[header] = value;
  }

  getHeader(header: string): string | undefined {
    return this.headers[header];
  }

  setProgressHandler(): void {
    // fetch tells nothing of how much has gone out; the queue counts whole captures.
  }

  async send(body: Blob | null): Promise<HttpResponse> {
    const timer = setTimeout(() => this.aborter.abort(), LONGEST_MS);
    try {
      const { method, headers } = this;
      const response = await fetch(this.url, { method, headers, body, signal: this.aborter.signal });
      const text = await response.text();
      return {
        getStatus: () => response.status,
        getHeader: (name: string) => response.headers.get(name) ?? undefined,
        getBody: () => text,
        getUnderlyingObject: () => response,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  abort(): Promise<void> {
    this.aborter.abort();
    return Promise.resolve();
  }

  getUnderlyingObject(): undefined {
    return undefined;
  }
}

export const fetchStack: HttpStack = {
  createRequest: (method, url) => new FetchRequest(method, url),
  getName: () => "fetch",
};
