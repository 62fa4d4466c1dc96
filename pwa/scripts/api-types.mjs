// Writes the TypeScript types of the REST API from gen/openapi.json, or proves that they are current (--check).
import { readFile, writeFile } from "node:fs/promises";
import openapi, { astToString } from "openapi-typescript";

const source = new URL("../../gen/openapi.json", import.meta.url);
const target = new URL("../src/shared/api/schema.ts", import.meta.url);
const header = "// Generated from gen/openapi.json by `npm run api`; do not edit.\n\n";
const types = header + astToString(await openapi(source));

if (!process.argv.includes("--check")) {
  await writeFile(target, types);
} else if ((await readFile(target, "utf8")) !== types) {
  console.error("src/shared/api/schema.ts is not what gen/openapi.json gives: run `npm run api`.");
  process.exit(1);
}
