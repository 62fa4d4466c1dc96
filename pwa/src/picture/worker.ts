/** The worker that looks at pictures; what it can't draw it says so. */
import { look } from "./look";

interface Question {
  number: number;
  bytes: ArrayBuffer;
  mediaType: string;
}

addEventListener("message", ({ data: { number, bytes, mediaType } }: MessageEvent<Question>) => {
  look(bytes, mediaType).then(
    (inspection) => postMessage({ number, inspection }),
    () => postMessage({ number }),
  );
});
