// The audit suite of graphql-http against an address: what each audit found, as JSON.
import { serverAudits } from "graphql-http";

const found = [];
for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const { id, name, status, reason = "" } = await audit.fn();
  found.push({ id, name, status, reason });
}
console.log(JSON.stringify(found));
