import { expect, test } from "@jest/globals";
import { submissionIdOf } from "./submission-id.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";

test("a UUID is an id, in capitals too", () => {
  expect(submissionIdOf({ pathParameters: { id } })).toBe(id);
  expect(submissionIdOf({ pathParameters: { id: id.toUpperCase() } })).toBe(id);
});

test.each(["", "7", `${id}0`, `{${id}}`, "../../../etc/passwd", "\ud800".repeat(5_000)])(
  "%j is none, and the problem says where ids are",
  (text) => {
    const read = () => submissionIdOf({ pathParameters: { id: text } });
    expect(read).toThrow(expect.objectContaining({ code: "not-found", message: expect.stringContaining("POST /submissions") }));
    expect(read).not.toThrow(expect.objectContaining({ message: expect.stringMatching(/.{300}/) }));
  },
);
