// The truth table: changes of a contract, each with the verdict that the policy gives it, in both directions.
import { documents } from "./truth-table-documents.ts";
import { objects } from "./truth-table-objects.ts";
import type { Row } from "./truth-table-row.ts";
import { scalars } from "./truth-table-scalars.ts";
import { strings } from "./truth-table-strings.ts";
import { structures } from "./truth-table-structures.ts";

export const truthTable: Row[] = [...objects, ...scalars, ...strings, ...structures, ...documents];
