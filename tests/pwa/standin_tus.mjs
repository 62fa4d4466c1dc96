// Resumable uploads of the stand-in: tus 1.0 as far as the app uses it. `store` makes the document.
import { randomUUID } from "node:crypto";

const PATH = /^\/uploads(?:\/([^/]+))?$/;

export function tus(store, Refusal) {
  const uploads = new Map();

  /** Whether it was a request of tus; then it is answered. */
  return function answer(request, response, path, bytes) {
    const match = PATH.exec(path);
    if (!match) return false;
    const { method, headers } = request;
    if (method === "POST") {
      const id = randomUUID();
      const metadata = new Map(
        headers["upload-metadata"].split(",").map((pair) => {
          const [name, text = ""] = pair.trim().split(" ");
          return [name, Buffer.from(text, "base64").toString()];
        }),
      );
      uploads.set(id, {
        metadata,
        length: Number(headers["upload-length"]),
        bytes: Buffer.alloc(0),
      });
      response
        .writeHead(201, {
          "tus-resumable": "1.0.0",
          location: `/api/v1/uploads/${id}`,
        })
        .end();
      return true;
    }
    const upload = uploads.get(match[1]);
    if (!upload)
      throw new Refusal(404, "upload_unknown", "Încărcarea nu mai există.");
    if (method === "PATCH") {
      if (Number(headers["upload-offset"]) !== upload.bytes.length)
        throw new Refusal(
          409,
          "upload_offset_mismatch",
          "Trimiteți de unde a rămas.",
        );
      upload.bytes = Buffer.concat([upload.bytes, bytes]);
      if (upload.bytes.length === upload.length) {
        const sha256 = Buffer.from(upload.metadata.get("sha256"), "hex");
        store(
          upload.metadata.get("id"),
          upload.metadata,
          upload.bytes,
          `sha-256=:${sha256.toString("base64")}:`,
        );
      }
    }
    response
      .writeHead(method === "HEAD" ? 200 : 204, {
        "tus-resumable": "1.0.0",
        "upload-offset": String(upload.bytes.length),
        "upload-length": String(upload.length),
      })
      .end();
    return true;
  };
}
