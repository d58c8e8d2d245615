// SNS's answer to a parameter that breaks a rule.
import { SnsError } from "../fauxqs.ts";

/** `InvalidParameter`, 400: the SDK names it InvalidParameterException. */
export const invalid = (reason: string): SnsError => new SnsError("InvalidParameter", `Invalid parameter: ${reason}`, 400);
