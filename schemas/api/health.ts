// GET /health: whether the API answers.
import { Type } from "@sinclair/typebox";

export const Health = Type.Object(
  { status: Type.Literal("ok", { title: "Status", description: "The API answers." }) },
  { title: "Health", description: "That the API is there. It asks no other service." },
);
