// Holding a value against its contract, as the contracts package does it: what does not pass is told place by place, and never quoted.
export { accept, ContractError } from "../../generated/contract-error.js";
export { pointerOf } from "../../generated/violations.js";
