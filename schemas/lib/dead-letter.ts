// What lies in a dead-letter queue beside events as they were sent: why a message was buried, and messages that are no event at all.
import { Type } from "@sinclair/typebox";

/** The message attributes of a message that a function buried. One that SQS moved there itself has none. */
export const DeathReason = Type.Object(
  {
    code: Type.String({
      title: "Code",
      description:
        "Why it was buried, as a stable word to group by: `contract-violation`, `object-gone`, `retries-exhausted` and the like.",
    }),
    message: Type.String({ title: "Message", description: "What happened, for people, of 1,000 characters at most." }),
    pointer: Type.Optional(
      Type.String({ title: "Pointer", description: "JSON pointer (RFC 6901) into the message, to what violates its contract." }),
    ),
    origin: Type.String({ title: "Origin", description: "The function that gave up." }),
  },
  { title: "Death reason", description: "SQS message attributes of type String." },
);

export const UnreadableMessage = Type.String({
  title: "Unreadable message",
  description: "The body as it came. It is no event that the queue carries; `pointer` says where it is not.",
});
