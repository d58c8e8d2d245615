// What is bundled for the small file: the statistics module from bytes to the finished description.

import { type Description, describe } from "../../statistics/describe.ts";
import { Summariser } from "../../statistics/summary.ts";

export function describeBytes(bytes: Uint8Array): Description {
  const summariser = new Summariser();
  summariser.push(bytes);
  return describe(summariser.end());
}
