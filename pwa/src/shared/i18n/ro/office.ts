/** All Romanian words of the office's pages. */
import { admin } from "./admin";
import { books } from "./books";
import { codes } from "./codes";
import { common } from "./common";
import { facts } from "./facts";
import { overview } from "./overview";
import { reports } from "./reports";
import { review } from "./review";
import { settings } from "./settings";
import { team } from "./team";

export const office = [common, review, admin, settings, books, reports, facts, team, overview, codes];
