/** Stands in for `inspect` in the service worker, which is apart from the page already and starts no workers. */
export { look as inspect, type Inspection } from "./look";
