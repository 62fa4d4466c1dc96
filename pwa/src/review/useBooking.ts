/** What the accountant says about the note and no paper does: another account, an employee who paid. */
import { useState } from "react";
import type { Booking, Doc } from "../shared/api/types";

export interface BookingChoice {
  /** Undefined where everything is left to the rules. */
  booking: Booking | undefined;
  chooseAccount: (account: string | undefined) => void;
  chooseAdvance: (paid: boolean) => void;
}

/** Begins with what was said at an approval that the books refused or a storno took back. */
export function useBooking(document: Doc): BookingChoice {
  const [account, setAccount] = useState(document.booking?.account ?? "");
  const [advance, setAdvance] = useState(document.booking?.paid_from_advance);
  const booking: Booking = {
    ...(account ? { account } : {}),
    ...(advance === undefined ? {} : { paid_from_advance: advance }),
  };
  return {
    booking: Object.keys(booking).length > 0 ? booking : undefined,
    chooseAccount: (chosen) => setAccount(chosen ?? ""),
    chooseAdvance: setAdvance,
  };
}
