/** One upload, idempotent by the id that the phone minted. */
import { contentDigest } from "../queue/sha256";
import type { Capture } from "../queue/database";
import { api } from "../shared/api/http";
import { ApiProblem } from "../shared/api/problem";
import type { Doc } from "../shared/api/types";

/**
 * Sends the bytes and makes sure that the server has the same ones.
 * @throws ApiProblem where it has not; passing where another try makes sense
 */
export async function upload(capture: Capture, bytes: ArrayBuffer): Promise<Doc> {
  const document = await api<Doc>(`/documents/${capture.id}/content`, {
    method: "PUT",
    query: { client_id: capture.clientId, filename: capture.filename },
    body: bytes,
    headers: { "Content-Type": "application/octet-stream", "Content-Digest": contentDigest(capture.sha256) },
  });
  if (document.sha256.toLowerCase() !== capture.sha256) throw new ApiProblem(0, "digest_differs", "");
  return document;
}
