// The query string of GET /submissions/{id}/statistics: a gradebook instead of the statistics.
import { Type } from "@sinclair/typebox";
import { OneOf } from "../lib/values.ts";

export const StatisticsQuery = Type.Object(
  {
    format: Type.Optional(
      OneOf(
        ["canvas", "moodle"],
        "Format",
        "The scores themselves, as a gradebook in CSV that Canvas or Moodle imports; when left out, the statistics in the form that `Accept` names.",
      ),
    ),
    studentsBy: Type.Optional(
      OneOf(
        ["login-id", "sis-user-id", "canvas-id", "name", "username", "id-number", "email"],
        "Students by",
        "What the header of the score lines knows students by. For Canvas: `login-id`, `sis-user-id`, `canvas-id` or `name`; `login-id` when left " +
          "out. For Moodle: `username`, `id-number` or `email`; `username` when left out.",
      ),
    ),
  },
  { title: "Statistics query", description: "What of a submission's results is asked for." },
);
