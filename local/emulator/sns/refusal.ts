/** Why SNS does not take an attribute of a subscription; where the API puts it before the reason differs by operation. */
export class Refusal extends Error {}
