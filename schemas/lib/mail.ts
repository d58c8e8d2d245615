// A mail as it is published to its topic: text for people. It is no contract; programs read events and documents.
import { Type } from "@sinclair/typebox";

export const MailHeaders = Type.Object(
  {
    subject: Type.String({
      title: "Subject",
      description: "SNS's `Subject`, in ASCII: the course, what became of the submission, and how many quizzes and scores it has.",
      pattern: "^[A-Za-z\\[][ -~]*$",
      maxLength: 99,
    }),
  },
  { title: "Mail headers", description: "What SNS takes beside the text." },
);

export const MailText = Type.String({
  title: "Mail text",
  description:
    "Plain text of 78 columns, but for URLs, each alone on its line; 256 KiB at most with the subject, as SNS takes it. Of one submission a report, of several a digest with a line for each.",
  minLength: 1,
});
