/** One upload, idempotent by the id that the phone minted, which goes on where it was cut. */
import { DetailedError, Upload } from "tus-js-client";
import { change } from "../queue/captures";
import { database, type Capture } from "../queue/database";
import { address, api, spokenLanguage } from "../shared/api/http";
import { ApiProblem, problemOf } from "../shared/api/problem";
import { refreshSession } from "../shared/api/session";
import type { Doc } from "../shared/api/types";
import { fetchStack } from "./fetchStack";

/** Most captures are one piece; of a larger one, what arrived before a cut counts all the same. */
const PIECE_BYTES = 1024 * 1024;
/** Refusals that another try from where the server stands clears up. */
const PASSING = new Set([
  "upload_unknown",
  "upload_locked",
  "upload_offset_mismatch",
  "upload_checksum_mismatch",
  "digest_mismatch",
]);

/**
 * Sends the bytes and makes sure that the server has the same ones.
 * @throws ApiProblem where it has not; passing where another try makes sense
 */
export async function upload(capture: Capture, bytes: ArrayBuffer): Promise<Doc> {
  const began = Date.now();
  try {
    await bring(capture, bytes);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    if (!(await refreshSession(began))) throw new ApiProblem(401, "signed_out", "");
    await bring(capture, bytes);
  }
  const document = await confirmed(capture.id);
  if (document.sha256.toLowerCase() !== capture.sha256) throw new ApiProblem(0, "digest_differs", "");
  return document;
}

/** The document as the server has it. It has just said that it does, so any other answer is a passing one. */
async function confirmed(id: string): Promise<Doc> {
  try {
    return await api<Doc>(`/documents/${id}`);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.isSignedOut || error.isPassing) throw error;
    throw new ApiProblem(0, "not_confirmed", "");
  }
}

/** Brings the bytes to the server, from where an earlier try was cut. */
async function bring(capture: Capture, bytes: ArrayBuffer): Promise<void> {
  const known = await database.captures.get(capture.id);
  const { id, clientId, filename, sha256, whole } = capture;
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(new Blob([bytes]), {
      endpoint: new URL(address("/uploads"), location.href).href,
      uploadUrl: known?.uploadUrl ?? null,
      metadata: { id, client_id: clientId, filename, sha256, ...(whole ? { whole: "true" } : {}) },
      headers: { "Accept-Language": spokenLanguage() },
      chunkSize: PIECE_BYTES,
      // The queue itself waits and tries again, and remembers where: by the capture, not by the file's look.
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: () => Promise.resolve(id),
      httpStack: fetchStack,
      onUploadUrlAvailable: () => void change(id, { uploadUrl: upload.url ?? undefined }),
      onSuccess: () => resolve(),
      onError: (error) => void problemIn(error).then(reject, reject),
    });
    upload.start();
  });
}

async function problemIn(error: Error): Promise<Error> {
  if (!(error instanceof DetailedError)) return error;
  const answer = error.originalResponse;
  if (!answer) return new ApiProblem(0, "offline", "");
  const problem = await problemOf(new Response(answer.getBody(), { status: answer.getStatus() }));
  return PASSING.has(problem.reason) ? new ApiProblem(0, problem.reason, problem.message) : problem;
}
