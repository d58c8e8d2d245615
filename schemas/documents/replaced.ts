// What statistics tell of the submission that they replace: its figures, beside their own.
import { Type } from "@sinclair/typebox";
import { Count, Nullable, OneOf, SubmissionId } from "../lib/values.ts";
import { UndefinedStatistics } from "./quiz-figures.ts";

/** As the replaced statistics tell them, and null where either those or the new ones ask for larger groups. */
const earlierFigures = {
  count: Count("Count", "Number of scores."),
  min: Nullable("Minimum", "Lowest score, in points."),
  median: Nullable("Median", "Middle score, in points."),
  mean: Nullable("Mean", "Arithmetic mean, in points."),
  max: Nullable("Maximum", "Highest score, in points."),
  sdSample: Nullable("Sample standard deviation", "Standard deviation, with denominator n − 1, in points."),
  undefinedStatistics: UndefinedStatistics,
};

export const EarlierFigures = Type.Object(earlierFigures, {
  title: "Earlier figures",
  description: "The figures of a quiz before it was corrected.",
});

const GoneQuiz = Type.Object(
  { name: Type.String({ title: "Quiz", description: "Name of the quiz." }), before: EarlierFigures },
  { title: "Gone quiz", description: "A quiz that is not in the new score lines." },
);

export const ReplacedSubmission = Type.Object(
  {
    submissionId: SubmissionId,
    unavailable: Type.Optional(
      OneOf(
        ["not-calculated", "rejected", "too-large", "unreadable"],
        "Unavailable",
        "Why its figures are not told, where they are not. `not-calculated`: there were none when these were computed. `rejected`: there are none. " +
          "`too-large`: its statistics have more than 20,000,000 bytes. `unreadable`: they break the contract that is read today.",
      ),
    ),
    newQuizCount: Type.Optional(
      Count("New quizzes", "Number of quizzes that it did not have: they have no `before`. Where its figures are told."),
    ),
    goneQuizzes: Type.Optional(
      Type.Array(GoneQuiz, {
        title: "Gone quizzes",
        description: "The quizzes that it alone has, in its order. Where its figures are told.",
      }),
    ),
  },
  {
    title: "Replaced submission",
    description: "The submission that these statistics replace. Its quizzes' figures are in `before` of each quiz.",
  },
);
