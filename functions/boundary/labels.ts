// What people say that a submission is: goes on unchanged from what they send to what they are told.

export interface Labels {
  title?: string;
  course?: string;
}

/** Title and course, as far as they were said. */
export function labelsOf({ title, course }: { [Name in keyof Labels]?: string | undefined }): Labels {
  return { ...(title !== undefined && { title }), ...(course !== undefined && { course }) };
}
