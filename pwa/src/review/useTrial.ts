/** What the checks would say of the field that is being typed, a moment after the last letter. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Extraction, ExtractionPatch } from "../shared/api/types";
import { applyPatch } from "./fields";
import { trialQuery } from "./queries";

const TYPING_MS = 250;

export interface Trial {
  /** The values as typed, with checks made anew; undefined while nothing is being typed. */
  tried: Extraction | undefined;
  tryOut: (field: string, patch: ExtractionPatch | null) => void;
}

export function useTrial(id: string, extraction: Extraction | undefined): Trial {
  const [typed, setTyped] = useState<Extraction | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data } = useQuery(trialQuery(id, typed));
  useEffect(() => () => clearTimeout(timer.current), []);

  const tryOut = useCallback(
    (field: string, patch: ExtractionPatch | null) => {
      clearTimeout(timer.current);
      if (patch === null || !extraction) return setTyped(undefined);
      timer.current = setTimeout(() => {
        const confidence = { ...extraction.confidence, [field]: 1 };
        setTyped({ ...applyPatch(extraction, patch), confidence });
      }, TYPING_MS);
    },
    [extraction],
  );
  return { tried: typed && data, tryOut };
}
