// A mail as it is published to its topic: text for people. It is no contract; programs read events and documents.
import { Type } from "@sinclair/typebox";

export const MailHeaders = Type.Object(
  {
    subject: Type.String({
      title: "Subject",
      description: "SNS's `Subject`: how many quizzes and scores, in ASCII.",
      pattern: "^[ -~]+$",
      maxLength: 99,
    }),
  },
  { title: "Mail headers", description: "What SNS takes beside the text." },
);

export const MailText = Type.String({
  title: "Mail text",
  description:
    "Plain text of 78 columns, well below the 256 KiB that SNS takes: a part for each submission, and in it a line for each quiz.",
  minLength: 1,
});
