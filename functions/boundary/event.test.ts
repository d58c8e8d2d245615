import { expect, test } from "@jest/globals";
import { rawDataStored } from "../../generated/contracts.js";
import { writeRawDataStored } from "../../generated/validators/write-raw-data-stored.js";
import { ContractError } from "./contract.ts";
import { createEvent } from "./event.ts";

const submissionId = "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";
const submittedAt = "2026-11-22T23:40:00.000Z";
const scores = {
  bucket: "scoreline-raw",
  key: `submissions/${submissionId}/scores.csv`,
  etag: '"abc"',
  contentType: "text/csv; charset=utf-8",
  sizeBytes: 63,
};
const happening = { submissionId, contentId: "content", time: submittedAt, data: { submissionId, submittedAt, scores } };
const create = (changes: object = {}) => createEvent(rawDataStored, writeRawDataStored, { ...happening, ...changes });

test("an event is a CloudEvent with the contract's type, source and data schema", () => {
  expect(create()).toEqual({
    specversion: "1.0",
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    source: "/scoreline/request-receiver",
    type: "dev.scoreline.raw-data-stored.v1",
    subject: `submissions/${submissionId}`,
    time: submittedAt,
    datacontenttype: "application/json",
    dataschema: "https://schemas.scoreline.dev/raw-data-stored/1.2.0.schema.json#/$defs/RawDataStoredData",
    correlationid: submissionId,
    data: happening.data,
  });
});

test("the same happening gives the same bytes, other content another id", () => {
  expect(JSON.stringify(create())).toBe(JSON.stringify(create()));
  expect(create({ contentId: "other" }).id).not.toBe(create().id);
});

test("a producer cannot leak a field", () => {
  const leaking = () => create({ data: { ...happening.data, scores: { ...scores, owner: "somebody" } } });
  expect(leaking).toThrow(ContractError);
  expect(leaking).toThrow('Not a valid raw-data-stored at /data/scores/owner: There is no field "owner"');
});
