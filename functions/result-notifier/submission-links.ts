// Where the API tells more of a submission. In a mail a URL stands alone on its line, below what it leads to, and is never broken.

export interface Links {
  submission: string;
  statistics: string;
  problems: string;
}

/** @param apiUrl without a slash at its end */
export function linksOf(apiUrl: string, submissionId: string): Links {
  const submission = `${apiUrl}/submissions/${submissionId}`;
  return { submission, statistics: `${submission}/statistics`, problems: `${submission}/problems` };
}

/** A link under a word that says what it is. */
export function renderLink(what: string, url: string): string[] {
  return [`${what}:`, url];
}
