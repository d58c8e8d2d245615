// What people say that a submission is: goes on unchanged from event to event.
import type { RawDataStoredData } from "../../generated/types/raw-data-stored.d.ts";

export type Labels = Pick<RawDataStoredData, "title" | "course">;

/** Title and course, as far as they were said. */
export function labelsOf({ title, course }: Labels): Labels {
  return { ...(title !== undefined && { title }), ...(course !== undefined && { course }) };
}
