// A wire between browser and server that a test can cut, slow down or unplug: a TCP proxy on a port of its own.
import { createServer as createWebServer, request as ask } from "node:http";
import { connect, createServer } from "node:net";

export async function wire(target) {
  const { hostname, port } = new URL(target);
  const state = { plugged: true, cutAfter: Infinity, sent: 0, cuts: 0 };
  const open = new Set();

  const server = createServer((near) => {
    if (!state.plugged) return near.destroy();
    const far = connect(Number(port), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(end);
    };
    open.add(end);
    near.on("data", (chunk) => {
      state.sent += chunk.length;
      if (state.sent > state.cutAfter) {
        // What fits still goes out, as on a train that enters a tunnel.
        const rest = chunk.subarray(
          0,
          Math.max(chunk.length - (state.sent - state.cutAfter), 0),
        );
        state.cutAfter = Infinity;
        state.cuts += 1;
        far.write(rest, () => setTimeout(end, 50));
        near.pause();
      } else far.write(chunk);
    });
    far.on("data", (chunk) => near.write(chunk));
    for (const socket of [near, far]) {
      socket.on("error", end);
      socket.on("close", end);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Cuts the connection after so many more bytes towards the server; then all is well again. */
    cutAfter(bytes) {
      Object.assign(state, { sent: 0, cutAfter: bytes });
    },
    get cuts() {
      return state.cuts;
    },
    unplug() {
      state.plugged = false;
      for (const end of open) end();
    },
    plug() {
      state.plugged = true;
    },
    async close() {
      state.plugged = false;
      for (const end of open) end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server in front of another that changes the text of some answers: `change` gets the path and the text. */
export async function disguise(target, change) {
  const server = createWebServer((near, answer) => {
    const { hostname, port } = new URL(target);
    const headers = { ...near.headers, "accept-encoding": "identity" };
    // Sent whole whatever the browser has: an answer that nothing changed would carry no text to change.
    if (change(near.url)) {
      delete headers["if-none-match"];
      delete headers["if-modified-since"];
    }
    const far = ask(
      {
        hostname,
        port,
        path: near.url,
        method: near.method,
        headers,
      },
      async (response) => {
        const changed = change(near.url);
        if (!changed) {
          answer.writeHead(response.statusCode, response.headers);
          response.pipe(answer);
          return;
        }
        const text = (await response.toArray()).join("");
        const headers = { ...response.headers };
        delete headers["content-length"];
        delete headers.etag;
        answer.writeHead(response.statusCode, headers);
        answer.end(changed(text));
      },
    );
    far.on("error", () => answer.destroy());
    // A stream of events ends when its listener goes; the server behind would wait for the next one for ever.
    // Only then: the socket of an answer that was finished may serve another question by now.
    answer.on("close", () => answer.writableFinished || far.destroy());
    near.pipe(far);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
