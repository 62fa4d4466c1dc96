/** The API's resources under the names that the app uses; shapes come from the protos by way of OpenAPI. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type AccountRule = Schemas["AccountRule"];
export type Client = Schemas["Client"];
export type ClientInput = Schemas["ClientInput"];
export type Correction = Schemas["Correction"];
export type DocumentState = Schemas["DocumentState"];
export type DocumentEvent = Schemas["DocumentEvent"];
export type Extraction = Schemas["Extraction"];
export type ExtractionPatch = Schemas["ExtractionPatch"];
export type Me = Schemas["GetCurrentUserResponse"];
export type LearnedAccount = Schemas["LearnedAccount"];
export type Note = Schemas["Note"];
export type Payment = Schemas["Payment"];
export type Payments = Schemas["ListPaymentsResponse"];
export type Period = Schemas["Period"];
export type PurchasePayment = Schemas["PurchasePayment"];
export type PaymentMethod = NonNullable<Payment["method"]>;
export type RateOfDay = Schemas["RateOfDay"];
export type RatesOfDay = Schemas["GetExchangeRateResponse"];
export type RegisteredSupplier = Schemas["RegisteredSupplier"];
export type Rehearsal = Schemas["RehearsePostingResponse"];
export type Report = Schemas["Report"];
export type ReportColumn = Schemas["ReportColumn"];
export type ReportDescription = Schemas["ReportDescription"];
export type ReportRow = Schemas["ReportRow"];
export type Role = Schemas["Role"];
export type Setting = Schemas["Setting"];
export type SettingChange = Schemas["SettingChange"];
export type SettingSet = Schemas["SetSettingResponse"];
export type Sink = Schemas["Sink"];
export type SinkTest = Schemas["TestSinkResponse"];
export type User = Schemas["User"];
export type Vat = Schemas["Vat"];
export type Vehicle = Schemas["Vehicle"];

export type Doc = Schemas["Document"];
export type Booking = Schemas["BookingInput"];
export type Statistics = Schemas["GetStatisticsResponse"];
export type ApprovalResult = Schemas["ApprovalResult"];

export interface DocumentPage {
  documents: Doc[];
  next_page_token: string;
}

export const DOCUMENT_STATES = [
  "RECEIVED",
  "READING",
  "REVIEW",
  "APPROVED",
  "POSTED",
  "REJECTED",
  "FAILED",
] as const satisfies readonly DocumentState[];
