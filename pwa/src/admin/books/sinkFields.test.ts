import { expect, test } from "vitest";
import { draftOf, fieldsOf, filled } from "./sinkFields";

test("a bucket's fields are asked for only where files go into one", () => {
  const names = (destination: string) => fieldsOf("csv", { destination }).map(({ name }) => name);
  expect(names("storage")).toEqual(["destination"]);
  expect(names("s3")).toContain("secret_access_key");
});

test("what is chosen comes back unchanged, and secrets only where they are typed", () => {
  const chosen = { destination: "s3", region: "eu-central-1", bucket: "note", access_key_id: "AK" };
  const draft = draftOf("csv", chosen);
  expect(draft.secret_access_key).toBe("");
  expect(filled("csv", draft)).toEqual({ configuration: chosen, secrets: {} });
  expect(filled("csv", { ...draft, secret_access_key: "x" }).secrets).toEqual({ secret_access_key: "x" });
});

test("what belonged to a bucket is left out once files go elsewhere", () => {
  const draft = { ...draftOf("csv", { destination: "s3", bucket: "note" }), destination: "storage" };
  expect(filled("csv", draft)).toEqual({ configuration: { destination: "storage" }, secrets: {} });
});

test("pairs go without their empty rows, and ids as numbers", () => {
  const draft = draftOf("roa", { document_types: { receipt: 12 }, vat_columns: { "21": 3 } });
  expect(draft.document_types).toContainEqual(["receipt", "12"]);
  expect(draft.document_types).toContainEqual(["invoice", ""]);
  const { configuration } = filled("roa", { ...draft, user_id: "7", analytics: [["401", "001"]] });
  expect(configuration).toMatchObject({
    document_types: { receipt: 12 },
    vat_columns: { "21": 3 },
    user_id: 7,
    analytics: { "401": "001" },
    attachments: true,
  });
});

test("a number that is none is left for the server to refuse in words", () => {
  expect(filled("roa", { user_id: "șapte" }).configuration).toEqual({ user_id: "șapte" });
});
