// Every error answer of the API: RFC 9457 problem details with stable codes.
import { Type } from "@sinclair/typebox";
import { schemaHost } from "../lib/envelope.ts";
import { Count } from "../lib/values.ts";

const problemTypeBase = `${schemaHost}/problems/`;

const ProblemItem = Type.Object(
  {
    pointer: Type.String({ title: "Pointer", description: "JSON pointer (RFC 6901) into the request body.", format: "json-pointer" }),
    code: Type.String({ title: "Code", description: "What is wrong, as a stable word for programs." }),
    detail: Type.String({ title: "Detail", description: "What was expected and what to do, for people." }),
    line: Type.Optional(Type.Integer({ title: "Line", description: "Score line, counted from 1.", minimum: 1 })),
    column: Type.Optional(
      Type.Integer({ title: "Column", description: "Cell in the line, counted from 1: the quiz name is 1.", minimum: 1 }),
    ),
    cell: Type.Optional(Type.String({ title: "Cell", description: "The cell as it was sent, shortened where it is long." })),
  },
  { title: "Problem item", description: "One thing that is wrong with the request." },
);

export const Problem = Type.Object(
  {
    type: Type.String({
      title: "Type",
      description: "Names the kind of problem: the code, as a URI.",
      pattern: `^${problemTypeBase.replaceAll(".", "\\.")}[a-z-]+$`,
    }),
    title: Type.String({ title: "Title", description: "The kind of problem in a few words." }),
    status: Type.Integer({ title: "Status", description: "The HTTP status of the answer.", minimum: 400, maximum: 599 }),
    code: Type.String({ title: "Code", description: "The kind of problem as a stable word for programs." }),
    detail: Type.String({ title: "Detail", description: "What happened here and what to do." }),
    instance: Type.Optional(Type.String({ title: "Instance", description: "Id of the request, as in the logs." })),
    errors: Type.Optional(
      Type.Array(ProblemItem, { title: "Errors", description: "The single things that are wrong, the first 100.", maxItems: 100 }),
    ),
    errorCount: Type.Optional(Count("Error count", "How many things are wrong in all.")),
    truncated: Type.Optional(Type.Boolean({ title: "Truncated", description: "Whether there are more errors than are listed." })),
  },
  { title: "Problem", description: "Why a request was not done, and what to do about it." },
);
